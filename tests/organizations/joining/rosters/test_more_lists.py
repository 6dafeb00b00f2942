"""More name lists of offices, questionnaires and chats: remarks, totals, devices and children are told from people."""

import pytest

from courses.organizations.joining.rosters.asking import ColumnsForm, first_answers
from courses.organizations.joining.rosters.reading.files import question_about
from tests.organizations.joining.rosters.test_lists_of_offices import TODAY, consents, names, read, refused, why_asked
from tests.organizations.joining.rosters.test_lists_of_offices import book as sheets


def book(*rows: list[object]) -> bytes:
    return sheets([*rows])


WENJUANXING = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的姓名:", "2、您的性别:"]


@pytest.mark.parametrize(
    ("content", "people"),
    [
        (
            book(
                ["幸福里街道 2026 年理财课参训人员名单"],
                ["填报单位：幸福里社区", None, "填报时间：2026年11月"],
                ["序号", "姓名", "身份证号", "备注"],
                [1, "王秀英", "999999196001010002", None],
                [2, "李建国", "999999196001010003", "组长"],
                ["填报人：", "张三", "审核人：", "李四"],
            ),
            ["王秀英", "李建国"],
        ),
        (
            book(
                ["基本信息", None, None, "联系方式"],
                ["序号", "姓名", "性别", "手机", "微信"],
                [1, "王秀英", "女", "13800000001", "a"],
            ),
            ["王秀英"],
        ),
        (
            book(
                [*WENJUANXING, "3、您的年龄段:"],
                [1, "2026/11/20 9:00", "95秒", "微信", None, "1.2.3.4", "王秀英", "女", "56-65"],
            ),
            ["王秀英"],
        ),
        (
            book(
                ["提交者（自动）", "编号（自动）", "01 姓名（必填）", "02 手机号（必填）"], ["花开", 1, "王秀英", "138"]
            ),
            ["王秀英"],
        ),
        (
            book([None, None, "姓名", None, "性别"], [None, None, "王秀英", None, "女"], [], [None, None, "李建国"]),
            ["王秀英", "李建国"],
        ),
        (
            book(
                ["签到表"],
                ["时间：2026年11月30日", None, "地点：活动室"],
                ["序号", "姓名", "签名"],
                [1, "王秀英"],
                [2, None],
                ["备注：请本人签字，不得代签。"],
                ["注：1.本表一式两份"],
            ),
            ["王秀英"],
        ),
        (
            book(
                ["工号", "姓名", "部门", "入职日期", "是否在职"],
                ["001", "王秀英", "后勤", "2020-01-01", "是"],
                ["总计", "2人"],
            ),
            ["王秀英"],
        ),
        (
            '姓名\t学号\t备注\r\n王秀英\t20260001\t"班长\r\n电话不通"\r\n李建国\t2\t\r\n'.encode("utf-16"),
            ["王秀英", "李建国"],
        ),
        ("序号，姓名，电话\n１，王秀英，１３８００００００００\n２，李建国，\n", ["王秀英", "李建国"]),
        (
            "姓名,备注\n王秀英,\n（以下空白）,\n李建国,请假\n以上共2人,\n第2页 共2页,\n男,\n———,\n待补充,\n",
            ["王秀英", "李建国"],
        ),
        (
            "姓名,电话\n丽,138\n古丽扎尔,139\n迪丽热巴江,137\n阿卜杜热合曼·买买提,135\n",
            ["丽", "古丽扎尔", "迪丽热巴江", "阿卜杜热合曼·买买提"],
        ),
        ("姓名,手机\n王秀英（女，62岁，13800000001）,\n李建国 13800000002（微信同号）,\n", ["王秀英", "李建国"]),
        ("姓名,电话\n\u200b王秀英,138\n李\ufeff建国,139\n", ["王秀英", "李建国"]),
        ("参训人员\n王秀英 组长\n李建国（副组长）\n", ["王秀英", "李建国"]),
        ("*姓名（与身份证一致）,*证件号码\n例：张三,1\n李四（示例）,1\n王秀英,999999196001010002\n", ["王秀英"]),
        ("名,姓,学号\n秀英,王,001\n", ["王秀英"]),
        ("Given Name(s),Family Name\nMary Ann,Smith\nTom,O'Neil\n", ["Mary Ann Smith", "Tom O'Neil"]),
        ("What should we call you?,Email\nMary,m@x.org\n", ["Mary"]),
        (
            "Name (Original Name),Guest\nMary Smith,Yes\nMary's iPad,Yes\niPhone (2),Yes\n13800000001,Yes\n",
            ["Mary Smith"],
        ),
        ("参会人 (2)\n王秀英\n李建国\n未参会人 (1)\n张伟\n", ["王秀英", "李建国", "张伟"]),
        (
            "昵称\n🌸花开富贵🌸\nA000老王13800000001\n往事随风，一去不返\n",
            ["🌸花开富贵🌸", "A000老王", "往事随风，一去不返"],
        ),
    ],
)
def test_list_gives_its_people_and_nobody_else(content: str | bytes, people: list[str]) -> None:
    assert names(read(content)) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "#接龙\n周一下午\n\n1. 张三 🌹\n2. 李四 13800000000👍\n3. 王五+1\n4. Amy 李\n5. 买买提·艾力 男 46岁\n",
            ["张三", "李四", "王五", "Amy 李", "买买提·艾力"],
        ),
        (
            "例 1. 姓名+人数\n\n1. 王秀英+13800000001+2人\n2. 李建国+13800000002 + 1人\n3. 张阿姨13800000003 2人\n",
            ["王秀英", "李建国", "张阿姨"],
        ),
        ("报名接龙：\n1️⃣王姐👵\n2️⃣李哥（+2）\n🔟 老周\n1️⃣1️⃣ 小陈 +1\n", ["王姐", "李哥", "老周", "小陈"]),
        (
            "1.张三✅\n2.王五（13800000000）\n3.\n4.赵六 已交费\n5. 张伟 8栋302 13800000001\n",
            ["张三", "王五", "赵六", "张伟"],
        ),
        ("一、张三\n二、李四\n十、赵六\n十一、钱七\n", ["张三", "李四", "赵六", "钱七"]),
        ("❶张三❷李四", ["张三", "李四"]),
        ("参加人员：王秀英、李建国、张伟等3人\n", ["王秀英", "李建国", "张伟"]),
        (
            "姓名：王秀英\n电话：13800000001\n年龄：62\n\n姓名：李建国\n电话：13800000002\n年龄：70\n",
            ["王秀英", "李建国"],
        ),
    ],
)
def test_relay_gives_its_people_without_flowers_phones_and_heads_counted(text: str, people: list[str]) -> None:
    assert names(read(text)) == people


def test_name_written_with_a_space_is_one_person() -> None:
    text = "姓名\n张 伟\n欧阳 娜娜\n夏侯 惇\n余 秋雨\n王芳 老师\n小林 同学\n"

    assert names(read(text)) == ["张 伟", "欧阳 娜娜", "夏侯 惇", "余 秋雨", "王芳 老师", "小林 同学"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1.张三\n2.李四❌不来了\n3.王五 请假\n", [(2, "declined"), (3, "declined")]),
        ("姓名,到场\n王秀英,是\n张伟（已退出）,否\n", [(3, "declined")]),
        (
            "组别,姓名\n一组,王秀英、李建国\n二组,张伟，刘洋\n三组,陈静/赵敏\n四组,王芳\n",
            [(2, "several"), (3, "several"), (4, "several")],
        ),
        ('组别,姓名\n一组,"王秀英\n李建国"\n二组,王芳\n', [(2, "several")]),
        (
            "组别,姓名\n一组,王秀英 李建国\n二组,陳大文　黃小明 張偉\n三组,老王 小李\n四组,王芳\n",
            [
                (2, "several"),
                (3, "several"),
                (4, "several"),
            ],
        ),
    ],
)
def test_cell_that_a_person_has_to_look_at_is_refused_with_the_reason(text: str, lines: list[tuple[int, str]]) -> None:
    assert refused(read(text)) == lines


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (
            "姓名,实足年龄,家长（监护人）是否知情并签字（√）\n小红,12,√\n小强,13,\n大明,40,\n",
            [("小红", "parent"), ("小强", "missing"), ("大明", "")],
        ),
        (
            "学生姓名,出生年月,家长意见\n小红,2014.03,同意\n小强,2014.05,不同意\n小军,2015.01,\n",
            [("小红", "parent"), ("小强", "missing"), ("小军", "missing")],
        ),
        (
            "編號,姓名（必填）,出生日期,家長同意書\n1,陳美玲,1960/3/1,\n2,林小華,2014/5/1,已簽\n3,黃小明,2015/5/1,\n",
            [("陳美玲", ""), ("林小華", "parent"), ("黃小明", "missing")],
        ),
        (
            "姓名,出生日期,家长知情同意书\n小红,2015-03-01,已交\n小强,2015-03-01,未交\n",
            [("小红", "parent"), ("小强", "missing")],
        ),
        (
            "Name,Under 14? (Y/N),Permission slip returned\nAnn,Y,Yes\nBob,Y,\nCy,N,\n",
            [("Ann", "guardian"), ("Bob", "missing"), ("Cy", "")],
        ),
        (
            "姓名,是否已满14周岁,监护人是否同意\n小红,否,是\n小强,否,\n大明,是,\n",
            [("小红", "guardian"), ("小强", "missing"), ("大明", "")],
        ),
        (
            "姓名,身份证号,监护人同意\n小红,999999201503010002,是\n小强,99999920150301000X,\n大明,999999198001010002,\n赵六,999999600101001,\n",
            [("小红", "guardian"), ("小强", "missing"), ("大明", ""), ("赵六", "")],
        ),
        (
            "姓名,年级,监护人同意\n小强,五年级,\n小红,小学三年级2班,是\n大明,高一,\n",
            [("小强", "missing"), ("小红", "guardian"), ("大明", "")],
        ),
        ("姓名,年龄,身份证号,监护人同意\n小强,,999999201503010002,\n", [("小强", "missing")]),
        (
            "姓名,备注,监护人同意\n小强,9岁,\n王秀英,带孩子9岁,\n大明,62岁,\n",
            [("小强", "missing"), ("王秀英", ""), ("大明", "")],
        ),
        (
            "1. 小明 9岁\n2. 王秀英 62岁\n3. 李姐（带孩子6岁）\n",
            [("小明", "missing"), ("王秀英", ""), ("李姐", "")],
        ),
    ],
)
def test_child_is_known_by_whatever_the_list_says_of_ages(text: str, read_as: list[tuple[str, str]]) -> None:
    assert consents(read(text)) == read_as


def test_heading_in_two_rows_tells_the_guardians_column() -> None:
    rows = [
        ["姓名", "联系方式", None, "监护人信息", None],
        [None, "电话", "微信", "姓名", "是否同意"],
        ["小红", "138", "a", "王秀英", "是"],
    ]

    assert consents(read(book(*rows))) == [("小红", "guardian")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("2026年秋季五（2）班\n学号,姓名\n01,王小明\n", ""),
        ("阳光小学五（2）班学生名单\n学号,姓名\n01,王小明\n", "children"),
        ("阳光小学学生名单\n王小明\n李小红\n", "children"),
        ("孩子姓名,电话\n小红,138\n", "children"),
        ("Child's name,Phone\nAnn,555\n", "children"),
        ("亲子课堂家长名单\n姓名,是否带孩子\n王秀英,是\n", ""),
        ("姓名,现年（岁）\n小红,11\n大明,40\n", "guardians"),
        ("Q1_What is your name?,Q2_How old are you?\nMary,45\nTim,12\n", "guardians"),
        ("年级,班级,姓名\n三年级,2班,小红\n", "guardians"),
        ("姓名：小明\n年龄：9\n姓名：李建国\n年龄：70\n", "guardians"),
        ("姓名,是否成年\n小红,否\n大明,是\n", "guardians"),
        ("姓名,备注\n小红,11岁\n王秀英,62岁\n", "guardians"),
        ("户号,户主姓名,家庭成员姓名,与户主关系\n1,王大山,王小山,子\n", "columns"),
        ("姓名,姓名拼音,English Name\n王秀英,Wang Xiuying,Mary\n", "columns"),
        (book(["姓名", "王秀英", "李建国"], ["电话", "138", "139"], ["性别", "女", "男"]), "columns"),
    ],
)
def test_list_that_takes_a_person_to_judge_is_asked_about(content: str | bytes, why: str) -> None:
    if why:
        assert why_asked(content) == why
    else:
        assert names(read(content))


def test_answer_keeps_every_column_that_tells_who_is_a_child() -> None:
    content = "姓名,年龄,身份证号\n小强,,999999201503010002\n大明,40,\n".encode()
    question = question_about(content)
    answers = first_answers(question, content)
    form = ColumnsForm({**answers, "encoding": "", "given": "", "consent": ""}, question=question, today=TODAY)

    assert form.is_valid(), form.errors
    assert consents(form.cleaned_data["roster"]) == [("小强", "missing"), ("大明", "")]
