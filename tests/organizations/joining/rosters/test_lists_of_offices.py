"""Name lists as offices, other platforms, questionnaires and chats make them: only people become people."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from courses.organizations.joining.rosters.reading.files import RosterFile, UnclearError, read_roster

LISTS = Path(__file__).parent / "lists"
TODAY = date(2026, 11, 29)
SEVEN = ["王秀英", "李建国", "张伟", "买买提·艾力", "欧阳 慧", "刘洋", "张 伟"]
EIGHT = ["王秀英", "李建国", "张伟", "买买提·艾力", "欧阳 慧", "陈𬱖", "刘洋", "张 伟"]


def read(content: str | bytes) -> RosterFile:
    return read_roster(content.encode() if isinstance(content, str) else content, today=TODAY)


def names(file: RosterFile) -> list[str]:
    return [line.nickname for line in file.lines]


def refused(file: RosterFile) -> list[tuple[int, str]]:
    return [(row.number, row.reason) for row in file.rows if row.reason]


def consents(file: RosterFile) -> list[tuple[str, str]]:
    return [(line.nickname, line.consent) for line in file.lines]


def why_asked(content: str | bytes) -> str:
    with pytest.raises(UnclearError) as asked:
        read(content)
    return asked.value.question.why


def book(*sheets: list[list[object]]) -> bytes:
    made, packed = Workbook(), io.BytesIO()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        page = made.create_sheet(f"Sheet{number}")
        for row in rows:
            page.append(row)
    made.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("file", "people"),
    [
        ("01_title_merged.xlsx", EIGHT),
        ("03_spaced_header.xlsx", EIGHT),
        ("05_gbk.csv", SEVEN),
        ("07_utf8.csv", SEVEN),
        ("09_utf16_unicode_text.txt", SEVEN),
        ("11_semicolon.csv", SEVEN),
        ("13_quotes_blank_trailing.csv", ['王"大"力', "李小明", "赵六"]),
        ("15_trad.csv", ["陳美玲", "林志豪"]),
        ("21_formula_nocache.xlsx", ["孙七"]),
        ("25_family_given.csv", ["王秀英", "李建国"]),
        ("27_jielong.txt", ["王秀英", "李建国", "张姐（3号楼）"]),
        ("29_vertical_merge.xlsx", ["王秀英", "李建国", "张伟"]),
        ("31_google_classroom.csv", ["Mary Smith"]),
        ("35_full_name.csv", ["Mary Smith", "John Doe"]),
        ("40_consent_titlerow.csv", ["小红", "小强"]),
        ("41_consent_unrec.csv", ["小红", "小强"]),
    ],
)
def test_list_of_an_office_gives_its_people_and_nobody_else(file: str, people: list[str]) -> None:
    assert names(read((LISTS / file).read_bytes())) == people


def test_formula_without_a_result_is_refused_with_the_reason() -> None:
    assert refused(read((LISTS / "21_formula_nocache.xlsx").read_bytes())) == [(2, "formula"), (3, "formula")]


def test_guardians_column_is_seen_under_a_title_and_a_name_alone_is_no_consent() -> None:
    assert consents(read((LISTS / "40_consent_titlerow.csv").read_bytes())) == [("小红", "parent"), ("小强", "parent")]
    assert consents(read((LISTS / "41_consent_unrec.csv").read_bytes())) == [("小红", "?"), ("小强", "?")]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("姓名（必填）,手机号*\n王秀英,138\n", ["王秀英"]),
        ("*姓名,*电话\n王秀英,13800000001\n李建国,\n", ["王秀英", "李建国"]),
        ("幸福里社区\n金融知识班\n序号,学生姓名,班级\n1,王秀英,一班\n2,李建国,一班\n合计,2人,\n", ["王秀英", "李建国"]),
        ("".join(f"说明第{row}行\n" for row in range(9)) + "序号,姓名\n1,王秀英\n", ["王秀英"]),
        ("名单\n姓名;电话\n王秀英;138\n", ["王秀英"]),
        ("姓名 Name,电话 Phone\n王秀英,138\n", ["王秀英"]),
        ("序号,姓名,电话,序号,姓名,电话\n1,王秀英,138,3,张伟,139\n2,李建国,138,,,\n", ["王秀英", "张伟", "李建国"]),
        ("1,王秀英,13800000001\n2,李建国,13800000002\n", ["王秀英", "李建国"]),
        ("Surname,Name\nSmith,Mary\n", ["Mary Smith"]),
        ("Nick\nMary\nLee\n", ["Nick", "Mary", "Lee"]),
        ("Carole\nFelicity\n王老师\nGrace Points\n", ["Carole", "Felicity", "王老师", "Grace Points"]),
        ('="Lee",1\n="Sam",2\n', ["Lee", "Sam"]),
    ],
)
def test_heading_is_found_however_it_is_written(text: str, people: list[str]) -> None:
    assert names(read(text)) == people


KOLIBRI = "User ID,Username,Password,Full name,User type,Identifier,Birth year,Gender,Enrolled in,Assigned to\n"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{KOLIBRI}a1,mary,*,Mary Smith,LEARNER,,1980,FEMALE,Class A,\n", ["Mary Smith"]),
        ("用户ID,用户名,密码,全名,用户类型,标识符,出生年份,性别\na,wxy,*,王秀英,LEARNER,,1960,\n", ["王秀英"]),
        ("First name,Last name,Email address,Groups\nMary,Smith,m@x.org,A\n", ["Mary Smith"]),
        ("名,姓,Email 地址,最后访问\n秀英,王,a@b.cn,从未\n", ["王秀英"]),
        ("username,firstname,lastname,email\nms,Mary,Smith,m@x.org\n", ["Mary Smith"]),
        (
            "Last Name,First Name,Email Address,Quiz\nDate,,,2026-09-01\nPoints,,,100\nSmith,Mary,m@x.org,90\n",
            ["Mary Smith"],
        ),
        (
            "序号,提交答卷时间,所用时间,来自IP,1、您的姓名：,2、您的性别：,3、您的手机号码：\n"
            "1,2026/9/1 10:00:00,30秒,1.2.3.4(湖北-武汉),王秀英,女,13800000001\n",
            ["王秀英"],
        ),
        ("Timestamp,Email Address,What is your full name?\n9/1/2026 10:00:00,a@b.org,Mary Smith\n", ["Mary Smith"]),
        ("Name (Original Name),User Email,Join Time\nMary Smith,m@x.org,2026-09-01\n", ["Mary Smith"]),
    ],
)  # fmt: skip
def test_export_of_another_platform_gives_its_people(text: str, people: list[str]) -> None:
    assert names(read(text)) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("1. 张三 2. 李四 3. 王五", ["张三", "李四", "王五"]),
        ("#接龙 明白账报名 1、张三2、李四3、王五 13800000000", ["张三", "李四", "王五"]),
        ("#接龙\n报名\n1 张三\n2 李四 女 45岁\n3 王五+1\n", ["张三", "李四", "王五"]),
        ("①张三②李四③王五", ["张三", "李四", "王五"]),
        ("(1) Mary Smith\n(2) John Doe\n", ["Mary Smith", "John Doe"]),
        ("张三、李四、王五", ["张三", "李四", "王五"]),
        ("张三 李四 王五", ["张三", "李四", "王五"]),
        ("Mary Smith, John Doe, Lee", ["Mary Smith", "John Doe", "Lee"]),
        ("张三\n李四\n欧阳慧\n", ["张三", "李四", "欧阳慧"]),
        ("张三13800000000\n李四 999999199001010002\n", ["张三", "李四"]),
    ],
)
def test_list_from_a_chat_gives_its_people(text: str, people: list[str]) -> None:
    assert names(read(text)) == people


def test_what_is_no_name_is_refused_with_its_reason_and_not_kept() -> None:
    rows = [
        "姓名", "999999199001010002", "13800000001", "2026-09-01", "12", "+86 138 0000 0001", "2026年9月1日", "姓名",
        "合计", "mary@x.org", "王秀英", "９９９", "010-12345678", "12345678901234X",
    ]  # fmt: skip

    file = read("\n".join(rows))

    assert names(file) == ["王秀英"]
    assert refused(file) == [
        (2, "identity"), (3, "phone"), (4, "date"), (5, "number"), (6, "phone"), (7, "date"), (8, "heading"),
        (9, "heading"), (10, "email"), (12, "number"), (13, "phone"), (14, "phone"),
    ]  # fmt: skip
    assert {row.nickname for row in file.rows if row.reason} == {""}


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_traditional_list_is_read_in_every_encoding(encoding: str) -> None:
    text = "編號,學員姓名,電話\n1,陳美玲,0912345678\n2,林志豪,0922345678\n3,黃淑芬,\n4,張國華,\n"

    assert names(read(text.encode(encoding))) == ["陳美玲", "林志豪", "黃淑芬", "張國華"]


def test_utf16_without_a_mark_is_read() -> None:
    assert names(read("姓名\t性别\r\n王秀英\t女\r\n".encode("utf-16-le"))) == ["王秀英"]


def test_sheet_of_instructions_before_the_list_is_passed_over() -> None:
    lines = [["填表说明"], ["1. 请在第二张表填写姓名"], ["2. 姓名必填"]]
    table = [["字段", "说明"], ["姓名", "必填"], ["电话", "选填"], ["监护人", "14 岁以下必填"]]
    people = [["学员名单"], ["序号", "姓名"], [1, "王秀英"], [2, "李建国"], [3, None]]

    assert names(read(book(lines, people))) == ["王秀英", "李建国"]
    assert names(read(book(table, people))) == ["王秀英", "李建国"]


def test_hidden_sheet_is_not_read() -> None:
    made, packed = Workbook(), io.BytesIO()
    made.active.append(["姓名"])
    made.active.append(["王秀英"])
    choices = made.create_sheet("choices")
    choices.append(["姓名"])
    choices.append(["示例甲"])
    choices.sheet_state = "hidden"
    made.save(packed)

    assert names(read(packed.getvalue())) == ["王秀英"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("王秀英,女\n李建国,男\n", "columns"),
        ("序号,对象,电话\n1,王秀英,13800000001\n", "columns"),
        ("姓名,微信昵称\n王秀英,花开\n", "columns"),
        ("序号,1.请填写您的姓名*,2.您的孩子姓名？\n1,王秀英,小红\n", "columns"),
        ("幸福里社区\n王秀英\n李建国\n张伟\n", "first"),
        (book([["姓名"], ["王秀英"]], [["姓名"], ["李建国"]]), "sheets"),
        ("姓名,年龄\n小红,11\n大明,40\n", "guardians"),
        (f"{KOLIBRI}a1,mary,*,Mary Smith,LEARNER,,2015,FEMALE,Class A,\n", "guardians"),
        (book([["姓名", "出生日期"], ["王秀英", datetime(1955, 3, 1)], ["小红", datetime(2015, 3, 1)]]), "guardians"),
    ],
)
def test_list_that_is_not_certain_is_asked_about(content: str | bytes, why: str) -> None:
    assert why_asked(content) == why


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (
            "姓名,出生日期,家长签字\n小红,2015-03-01,√\n小强,2014/1/2,\n大明,1980年3月,\n",
            [("小红", "parent"), ("小强", "missing"), ("大明", "")],
        ),
        ("姓名,监护人是否同意\n小红,是\n小强,否\n", [("小红", "guardian"), ("小强", "")]),
        ("Name,Age,Guardian name\nAnn,11,Mary\nBob,12,\nCy,30,Eve\n", [("Ann", "?"), ("Bob", "missing"), ("Cy", "")]),
        ("姓名,年龄,家长\n小红,13岁,\n小强,14岁,\n", [("小红", "missing"), ("小强", "")]),
        ("姓名,出生年份,家长\n小红,2012,\n小强,2011,\n", [("小红", "missing"), ("小强", "")]),
    ],
)
def test_child_needs_a_guardians_word(text: str, read_as: list[tuple[str, str]]) -> None:
    assert consents(read(text)) == read_as


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("1.张三，2.李四，3.王五", ["张三", "李四", "王五"]),
        ("1、张三、2、李四", ["张三", "李四"]),
        ("1️⃣ 张三\n2️⃣ 李四\n", ["张三", "李四"]),
        ("1. 王秀英 女 13800000000\n2. 李建国 男 45岁 13800000001\n", ["王秀英", "李建国"]),
        ("1. 王秀英 2026-09-01 10:00\n2. 李建国 2026/9/1\n", ["王秀英", "李建国"]),
        ("#Group Note\nMoney course\n1. Mary Smith\n2. John Doe +1 555 123 4567\n", ["Mary Smith", "John Doe"]),
        ("Mary Smith <m@x.org>\nJohn Doe <j@x.org>\n", ["Mary Smith", "John Doe"]),
        ("姓名：王秀英\n姓名：李建国\n", ["王秀英", "李建国"]),
        ("姓名　性别　电话\n王秀英　女　138\n李建国　男　139\n", ["王秀英", "李建国"]),
        ("姓名|电话\n王秀英|138\n", ["王秀英"]),
        ("sep=;\n姓名;电话\n王秀英;138\n", ["王秀英"]),
        ("姓/名,电话\n王秀英,138\n", ["王秀英"]),
        ("First/Last name,Phone\nMary Smith,555\n", ["Mary Smith"]),
        ("Name of participant,Phone\nMary Smith,555\n", ["Mary Smith"]),
        ("姓　名,电话\n王秀英,138\n无,\nN/A,\n", ["王秀英"]),
    ],
)
def test_list_written_by_hand_gives_its_people(text: str, people: list[str]) -> None:
    assert names(read(text)) == people


def test_columns_that_were_lost_are_asked_about() -> None:
    assert why_asked("姓名 性别 电话\n欧阳 慧 女 138\n李建国 男\n") == "columns"


@pytest.mark.parametrize(
    ("heading", "said", "consent"),
    [
        ("年龄", "十三岁", "missing"), ("年龄", "四十", ""), ("年龄", "2015", "missing"),
        ("年龄", "2015-05-01", "missing"), ("年龄", "1985-05-01", ""), ("出生日期", "14-05-13", "missing"),
        ("出生日期", "85-05-13", ""),
        ("出生日期", "5/13/85", ""), ("出生日期", "2012.0", "missing"), ("出生日期", "2012年11月29日", ""),
        ("出生日期", "2012年11月30日", "missing"),
    ],
)  # fmt: skip
def test_child_is_known_by_whatever_stands_under_age_or_birth(heading, said, consent) -> None:
    assert consents(read(f"姓名,{heading},监护人同意\n小红,{said},\n")) == [("小红", consent)]


@pytest.mark.parametrize(
    "number", ["110101 19900101 1234", "110101-19900101-123X", "110101199001011 234", "H123456(7)", "A123456789"]
)  # fmt: skip
def test_nothing_of_an_identity_number_beside_a_name_is_left(number) -> None:
    assert names(read(f"姓名\n张伟 {number}\n李建国\n")) == ["张伟", "李建国"]
