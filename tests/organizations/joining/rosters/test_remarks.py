"""What stands beside a name is left off: rooms, addresses, offices, attendance, remarks; and is never a person."""

import pytest

from courses.organizations.models import Member, RosterDraft
from tests.organizations.joining.rosters.test_asking import sent
from tests.organizations.joining.rosters.test_lists_of_offices import book, read
from tests.organizations.pages import text_of


def read_as(content: str | bytes) -> list[str]:
    return [line.nickname or line.reason for line in read(content).rows]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("3-201 张三\n5-1-301 李四\n12栋2单元301 王五\n3号楼201室 赵六\n3#201 孙八\n", "张三 李四 王五 赵六 孙八"),
        ("张三 3-201\n李四（3-202）\n王五 5号楼301\n", "张三 李四 王五"),
        ("张三 幸福里3号楼201\n李四 北京市海淀区中关村大街1号\n", "张三 李四"),
        ("张姐（3号楼）\n张姐（5号楼）\n", "张姐（3号楼） 张姐（5号楼）"),  # tells two people apart
        ("（组长）张三\n李四（副组长）\n【楼长】王五\n[志愿者]赵六\n王秀英 组长\n", "张三 李四 王五 赵六 王秀英"),
        ("张三(已签到)\n李四（未签到）\n王五 已交费\n阿珍 待定\n", "张三 李四 王五 阿珍"),
        ("张三（腿脚不便）\n李四（女儿代报）\n孙八（转二组）\n周九 两人\n", "张三 李四 孙八 周九"),
        ("王秀英(王秀英)\n李建国(小李)\n", "王秀英 李建国(小李)"),
        ("① 张三\n⑳ 李四\n㉑ 王五\n㊱ 赵六\n", "张三 李四 王五 赵六"),
        ("1. 王秀英\n2. 李建国\n张伟\n3. 赵丽\n谢谢\n收到\n", "王秀英 李建国 张伟 赵丽"),
        ("😀张三\n李四🌸\n1️⃣王五\n", "😀张三 李四🌸 王五"),
        ("接龙\n1. 王秀英\n", "王秀英"),
        ("第一组\n王秀英\n第二组（组长：张伟）\n赵丽\n", "heading 王秀英 张伟 赵丽"),
        ("阿卜杜拉·买买提·吐尔逊江\n欧阳修\n阿Q\n师长\n班长江\n", "阿卜杜拉·买买提·吐尔逊江 欧阳修 阿Q 师长 班长江"),
    ],
)
def test_person_is_who_is_left_when_what_stands_beside_the_name_is_off(text: str, people: str) -> None:
    assert read_as(text) == people.split()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("幸福里3号楼201室", "address"),
        ("中关村大街12号", "address"),
        ("填报人（签字）：", "heading"),
        ("（盖章）", "heading"),
        ("街道办事处（公章）", "heading"),
        ("社区盖章", "heading"),
        ("@所有人", "heading"),
        ("本页小计：12人", "heading"),
        ("张伟 替 赵丽", "several"),
    ],
)
def test_line_that_is_nobody_is_refused_with_its_reason(line: str, reason: str) -> None:
    assert read_as(f"王秀英\n李建国\n{line}\n") == ["王秀英", "李建国", reason]


def test_sheet_with_title_repeated_headings_sums_and_signatures_gives_its_people() -> None:
    heading = ["序号", "姓名", "身份证号", "备注"]
    sheet = book([
        ["幸福里社区理财课学员花名册"], heading, [1, "王秀英", "999999196001010002", "组长"], ["第2页 共2页"],
        ["幸福里社区花名册（续）"], heading, [2, "李建国", "999999196001010003", None], ["本页小计：1人"],
        ["合计", "2人"], ["填表人：张三", None, "审核人：李四"],
    ])  # fmt: skip

    assert [name for name in read_as(sheet) if name != "heading"] == ["王秀英", "李建国"]


def test_office_left_off_is_shown_and_what_is_said_of_home_and_health_is_not_kept(browser, group) -> None:
    page = text_of(browser, sent(browser, group, names="（组长）张三\n李四（腿脚不便）\n3-201 王五\n")["Location"])

    kept = str(RosterDraft.objects.values_list("lines", flat=True)[0])
    assert "张三 组长" in page.partition("Left off behind these names")[2]
    assert ("腿脚" in kept, "3-201" in kept, "王五" in kept) == (False, False, True)
    assert not Member.objects.exists()


ZOOM = (
    "会议号,主题,开始时间,结束时间,用户邮箱,时长（分钟）,参会者\n812 3456 7890,理财课,2026/11/20 19:00,,a@b.cn,60,3\n\n"
    "名称（原始名称）,用户邮箱,加入时间,离开时间,时长（分钟）,访客,录制同意\n"
    "王秀英 (iPhone),,2026/11/20 19:00,,60,是,\n"
    "李建国(小李),l@b.cn,2026/11/20 19:00,,60,是,\nWang Fang (Huawei P40),,2026/11/20 19:00,,60,是,\n"
)
ZOOM_IN_ENGLISH = (
    "Name (Original Name),User Email,Total Duration (Minutes),Guest\nWang Fang (iPhone),,50,Yes\n"
    "Mary Smith (iPad),m@x.org,50,No\nGalaxy S21,,3,Yes\nHUAWEI P30 Pro,,4,Yes\nRedmi Note 9,,3,Yes\n"
    "John (He/Him),,3,Yes\nAnn Lee (Host),,50,No\nZoom user,,1,Yes\nEve iPhone 13,,1,Yes\n"
)
TENCENT = (
    "会议主题,理财课第三讲\n会议号,123-456-789\n会议时间,2026/11/20 19:00-20:00\n参会人数,3\n\n"
    "用户昵称（入会昵称）,入会时间,退会时间,累计时长\n"
    "王秀英,2026/11/20 18:58:11,,01:02:49\n李建国（手机）,2026/11/20 18:58:11,,1\n"
    "华为用户,2026/11/20 18:58:11,,1\niPhone用户,2026/11/20 18:58:11,,1\n微信用户,2026/11/20 18:58:11,,1\n"
)
TENCENT_SHEET = [
    ["腾讯会议参会成员列表"], ["主题", "理财课"], ["会议号", "123 456 789"],
    ["序号", "昵称", "首次入会时间", "最后退会时间", "累计参会时长", "身份"],
    [1, "幸福里-王秀英", "2026-11-20 19:00", "2026-11-20 20:00", "60分钟", "主持人"],
    [2, "李建国13800000001", "2026-11-20 19:00", "2026-11-20 20:00", "60分钟", "成员"],
]  # fmt: skip
TEAMS = (
    "1. 摘要\n会议标题\t理财课\n参与者人数\t2\n\n2. 参与者\n姓名\t首次加入\t上次离开\t电子邮件\t角色\n"
    "王秀英\t11/20/26, 7:00 PM\t\tw@x.cn\t组织者\n李建国 (来宾)\t11/20/26, 7:00 PM\t\t\t演示者\n"
    "John Doe (Unverified)\t11/20/26, 7:00 PM\t\t\tPresenter\n"
)


@pytest.mark.parametrize(
    ("content", "people"),
    [
        (ZOOM, ["王秀英", "李建国(小李)", "Wang Fang"]),
        (ZOOM_IN_ENGLISH, ["Wang Fang", "Mary Smith", *["device"] * 3, "John", "Ann Lee", "device", "Eve"]),
        (TENCENT, ["王秀英", "李建国", *["device"] * 3]),
        (book(TENCENT_SHEET), ["王秀英", "李建国"]),
        (TEAMS.encode("utf-16"), ["王秀英", "李建国", "John Doe"]),
        (
            "姓名,部门,进会时间,在会时长\n王秀英(离职),幸福里,2026-11-20 19:00,10\n李建国,幸福里,,10\n",
            ["王秀英", "李建国"],
        ),
    ],
    ids=["Zoom", "Zoom in English", "Tencent", "Tencent as a sheet", "Teams", "DingTalk"],
)
def test_export_of_a_meeting_gives_its_people_without_their_telephones(content, people: list[str]) -> None:
    assert read_as(content) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("王五 明天上课\n张三\n李四\n", ["王五", "张三", "李四"]),
        ("通知：明天下午两点上课\n请大家准时参加\n张三\n李四\n", ["talk", "talk", "张三", "李四"]),
        (
            "群公告\n各位学员，明天上午9点在活动室上课，请带笔\n王秀英\n李建国\n收到请回复\n",
            ["heading", "talk", "王秀英", "李建国", "talk"],
        ),
        ("明天上课\n记得带身份证\n王秀英\n李建国\n下午见\n", ["talk", "talk", "王秀英", "李建国", "talk"]),
        (
            "Reminder: class tomorrow at 2pm\nPlease bring a pen\nMary Smith\nJohn Doe\nSee you there\n",
            ["talk", "talk", "Mary Smith", "John Doe", "talk"],
        ),
        (
            "会议纪要\n时间：2026年11月20日\n地点：活动室\n记录人：李四\n参会人员：王五、赵六、孙八\n",
            ["heading", "李四", "王五", "赵六", "孙八"],
        ),
        ("1. 张三\n2. 李四 明天晚点到\n3. 王五 明天上课\n", ["张三", "李四", "王五"]),
        ("1. 张三\n2. 李四 明天请假\n3. 王五 下周不来了\n", ["张三", "declined", "declined"]),
        (
            "#接龙\n周六上午九点活动室，报名格式：姓名+电话\n例 张三 13800000000\n\n1. 王秀英 13800000001\n"
            "2. 李建国 13800000002 带孙子\n3. 赵大姐（报2人）\n4. 陈姨 3栋 不确定\n",
            ["王秀英", "李建国", "赵大姐", "陈姨 3栋"],
        ),
        ("#Group Note Saturday 9am\n\n1. Amy\n2. Bob + 1\n3. Carol (maybe)\n4. Ann, table 4\n",
         "Amy Bob Carol Ann".split()),
        ("王秀英 身体不适\n李建国 明天来\n陈静 下周一\n", ["王秀英", "李建国", "陈静"]),
        (
            "群成员（5）\n王秀英@3栋\n李建国～5栋\n幸福里3-201张伟\n群主 陈静\n管理员 刘洋\n",
            ["heading", "王秀英", "李建国", "张伟", "陈静", "刘洋"],
        ),
        ("姓名\n王秀英（主讲）\n李建国-组长\n张伟/志愿者\n古丽（维吾尔族）\n", ["王秀英", "李建国", "张伟", "古丽"]),
        ("序号,姓名_1,手机_2,提交人,提交时间\n1,王秀英,13800000001,微信网友,2026-11-20 09:00:00\n", ["王秀英"]),
        ("序号,提交答卷时间,1、您的姓名是：\n1,2026/11/20,王秀英\n2,2026/11/20,(跳过)\n", ["王秀英", "empty"]),
        ("昵称\n往事随风，一去不返\n明天去上课的人\nSee you tomorrow\n",
         ["往事随风，一去不返", "明天去上课的人", "See you tomorrow"]),
    ],
)  # fmt: skip
def test_what_is_said_to_a_group_is_nobody_and_beside_a_name_no_part_of_it(text: str, people: list[str]) -> None:
    assert read_as(text) == people


def test_sentence_and_telephone_are_shown_as_what_they_are(browser, group) -> None:
    page = text_of(browser, sent(browser, group, names="张三\n李四\n明天上课\nGalaxy S21\n")["Location"])

    assert "a sentence, no name; add it by hand if somebody is called so" in page
    assert "the name of a telephone or a program" in page
