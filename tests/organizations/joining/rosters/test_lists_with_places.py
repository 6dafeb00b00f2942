"""Lists that say beside a name where somebody lives or works and whether they came, and what is written around them."""

import pytest

from courses.organizations.joining.rosters.asking import ColumnsForm, first_answers
from courses.organizations.joining.rosters.reading.files import question_about
from tests.organizations.joining.rosters.test_lists_of_offices import (
    TODAY,
    book,
    consents,
    names,
    read,
    refused,
    why_asked,
)

PUPILS = "阳光小学三年级（2）班学生名册\n学号,姓名,家长姓名,家长是否同意\n1,小红,王芳,是\n2,小强,李伟,\n"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("3-201 张三\n3-202李四\n5-2-1101 王五\n", ["张三", "李四", "王五"]),
        ("3栋2单元501张三\n幸福里4号楼 李四\n", ["张三", "李四"]),
        ("A1 王秀英\nA2 李建国\n", ["王秀英", "李建国"]),
        ("A01-张三-幸福里3栋\nA02-李四-幸福里4栋\n", ["张三", "李四"]),
        ("1. 3-201 张三\n2. 3栋202 李四 13800000000\n3. 王五 幸福路12号3单元\n", ["张三", "李四", "王五"]),
        ("1. 张三 65岁 3-201\n2. 李四 62岁 3-202 +1\n", ["张三", "李四"]),
        ("财务部 张三\n人事部-李四\n后勤中心/王五 13800000000\n", ["张三", "李四", "王五"]),
        ("（组长）张三\n【财务部】李四\n（3组）王五\n", ["张三", "李四", "王五"]),
        ("张三(已签到)\n李四（未签到）\n王五 已到\n赵六-缺席\n", ["张三", "李四", "王五", "赵六"]),
        ("Mary Smith - present\nJohn Doe - absent\nAnn Lee (late)\n", ["Mary Smith", "John Doe", "Ann Lee"]),
        ("李四/女/45\n张三/男/60\n", ["李四", "张三"]),
        ("李四/13800000000\n张三=13900000000\n王五_13700000000\n", ["李四", "张三", "王五"]),
        ("王秀英 6222020000000000000\n李建国 6222 0200 0000 0000 001\n", ["王秀英", "李建国"]),
        ("王秀英 微信号 wxid_abc123\n李建国（微信：lijianguo）\n", ["王秀英", "李建国"]),
        ("1. 张三\n2. 李四（代报王五）\n", ["张三", "李四"]),
        ("I. 王秀英\nII. 李建国\nIII. 张伟\n", ["王秀英", "李建国", "张伟"]),
        ("①张三 ②李四 ③王五", ["张三", "李四", "王五"]),
        ("幸福社区2026年第三季度参加培训人员名单：张三、李四、王五，共3人", ["张三", "李四", "王五"]),
        ('"Smith, Mary" <m@example.org>; Doe, John <j@example.org>', ["Smith, Mary", "Doe, John"]),
        ("户号,户主,家庭人口,联系电话\n1,王大山,4,13800000000\n2,李小河,3,\n", ["王大山", "李小河"]),
        ("1. 请问您的姓名是？（仅工作人员可见）,2. 您的手机号\n王秀英,13800000000\n", ["王秀英"]),
        (
            "Meeting ID,Topic,Start Time,Participants\n812 3456 7890,Money,11/20/2026,2\n\n"
            "Name (Original Name),User Email,Join Time,Duration (Minutes)\n"
            "Mary Smith,m@example.org,11/20/2026,50\nJohn Doe,j@example.org,11/20/2026,50\n",
            ["Mary Smith", "John Doe"],
        ),
    ],
)
def test_name_is_read_without_place_office_attendance_or_numbers(text: str, people: list[str]) -> None:
    file = read(text)

    assert (names(file), refused(file)) == (people, [])


@pytest.mark.parametrize(
    "name",
    [
        *"3号楼王阿姨 A哥 V5张 张伟2 B超哥 7喜 三三 路一鸣 村上春树 石家村 代小红 张讲师 李支书".split(),
        *"单 阿 阿强 欧阳修 张伟（大） 小明（3班） 王秀英/Mary 李娜Lina Hilary 扎西次仁 བཀྲ་ཤིས་ཚེ་རིང་ ᠪᠠᠶᠠᠷ".split(),
        *"平安是福 感谢有你 博尔济吉特·宝音德力格尔 阿卜杜热合曼·阿卜杜克热木·买买提伊明".split(),
        *("诸葛 亮", "Amy 李", "Best Ann", "Road Smith", "Class Act", "Late Nguyen", "Mr. John Smith"),
        *("Dr. Li Wei", "Mary-Jane O'Connor", "Nguyễn Thị Minh Khai", "María del Carmen García López"),
        "ئابدۇرېھىم ئابدۇللا",
    ],
)
def test_name_with_a_word_or_a_number_of_its_own_stays_whole(name: str) -> None:
    assert names(read(f"姓名\n{name}\n王秀英\n")) == [name, "王秀英"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("各位好，以下是参加人员：\n张三\n李四\n谢谢大家！\n", ["张三", "李四"]),
        ("签到情况\n张三：已到\n李四：未到\n", ["张三", "李四"]),
        ("@所有人 明天上课\n@张三\n@李四\n", ["张三", "李四"]),
        ("Hello,\nPlease find the participants below:\nMary Smith\nKind regards,\n", ["Mary Smith"]),
        ("Attendance sheet\nMary Smith\nPrepared by Ann Lee\nTotal participants: 1\nSignature: ____\n", ["Mary Smith"]),
        ("Name\nMary Smith\nNote: please return by Friday\nNB: two copies\nPage 1 of 2\n", ["Mary Smith"]),
        ("姓名,电话\n王秀英,138\n（盖章）,\n单位负责人（签字）：,\n填 表 人：赵主任,\n大写：壹人,\n", ["王秀英"]),
        ("姓名\n王秀英\n说明：1.请如实填写。2.一式两份。\n注意：11月30日前上交\n", ["王秀英"]),
        ("序号,姓名\n1,王秀英\n幸福社区签到表,\n序号,姓名\n2,张伟\n第 2 页,\n合计 2 人,\n", ["王秀英", "张伟"]),
        ("支部：第三支部\n地点：活动室\n姓名：张三\n姓名：李四\n", ["张三", "李四"]),
        ("Student,ID\nPoints Possible,\n\"Smith, Mary\",1\n\"Student, Test\",3\n", ["Smith, Mary"]),
        ("Name\tFirst Join\nMary Smith\t11/20/26\n3. In-Meeting Activities\nName\tJoin Time\n", ["Mary Smith"]),
        ("Respondent ID,What is your name?\n,Open-Ended Response\n118,Mary Smith\n", ["Mary Smith"]),
    ],
)  # fmt: skip
def test_greetings_signatures_stamps_and_notes_are_no_people(text: str, people: list[str]) -> None:
    assert names(read(text)) == people


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("幸福里3号楼201室", "address"),
        ("幸福路12号3单元", "address"),
        ("12 Green Street", "address"),
        ("6222020000000000000", "number"),
        ("张三夫妇", "several"),
        ("李四一家三口", "several"),
        ("王五和老伴", "several"),
        ("张三代李大妈报名", "several"),
        ("王芳 ✗", "declined"),
    ],
)
def test_what_names_nobody_or_more_than_one_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert refused(read(f"姓名\n{text}\n王秀英\n")) == [(2, reason)]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("班次,组长,组员\n一组,王秀英,李建国\n二组,张伟,刘洋\n", "columns"),
        ("户主,家庭成员,与户主关系\n王大山,王大山,本人\n,李小河,妻\n", "columns"),
        ("Họ và tên,Số điện thoại\nNguyễn Thị Minh Khai,0901234567\n", "columns"),
        ("第一组\t王秀英\t李建国\n第二组\t刘洋\t陈静\n", "columns"),
        (book([["姓名"], ["王秀英"]], [["姓名"], ["李建国"]]), "sheets"),
        ("姓名,类别\n小红,未成年\n王芳,成年\n", "guardians"),
        ("户主：王大山\n配偶：李小河\n儿子：王小山，12岁\n", "guardians"),
        ("李四/女/9\n张三/男/60\n", "guardians"),
    ],
)
def test_second_person_in_a_row_or_a_child_is_asked_about(content: str | bytes, why: str) -> None:
    assert why_asked(content) == why


def test_child_of_a_class_whose_guardian_did_not_agree_stays_off_the_list() -> None:
    assert consents(read(PUPILS)) == [("小红", "parent"), ("小强", "missing")]


def test_answer_about_a_class_of_children_keeps_those_without_consent_off_the_list() -> None:
    content = PUPILS.encode()
    question = question_about(content)
    form = ColumnsForm({**first_answers(question, content), "given": "", "age": ""}, question=question, today=TODAY)

    assert form.is_valid(), form.errors
    assert consents(form.cleaned_data["roster"]) == [("小红", "parent"), ("小强", "missing")]


def test_hidden_sheet_and_a_second_heading_row_name_nobody() -> None:
    rows = [
        ["序号", "基本情况", None, "家庭情况"], [None, "姓名", "性别", "家庭住址"], [1, "王秀英", "女", "幸福里1号"],
    ]  # fmt: skip

    assert names(read(book(rows))) == ["王秀英"]
