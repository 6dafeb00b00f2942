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
