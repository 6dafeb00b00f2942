"""Whoever a list shows to be under 14, by whatever words, comes in only where a guardian is seen to have agreed."""

from datetime import date

import pytest

from courses.organizations.joining.rosters.reading.ages import agrees
from courses.organizations.models import Member
from tests.organizations.joining.rosters.test_asking import sent
from tests.organizations.joining.rosters.test_lists_of_offices import TODAY, book, consents, read, why_asked
from tests.organizations.pages import text_of

SHEET_OF_INSTRUCTIONS = [["使用说明"], ["请勿修改表头"], ["姓名：必填"], ["示例", "张三"]]


@pytest.mark.parametrize(
    "content",
    [
        "小明999999201601010002\n王秀英999999196001010002\n",
        "姓名身份证\n王秀英999999196001010002\n小明 999999 20160101 0002\n",
        "姓名,备注\n小明,身份证999999201601010002\n王秀英,\n",
        "姓名\n小明（监护人：王芳）\n王秀英\n",
        "姓名\n小红（家长李四）\n王秀英\n",
        "Name\nAnn (mother: Mary)\nEve\n",
        "姓名,备注\n小明,三年级\n王秀英,退休\n",
        "姓名,备注\n小明,小学生\n王秀英,退休\n",
        "姓名,学校\n小明,幸福里小学\n王芳,幸福里中学\n",
        "Name,Remark\nAnn,Grade 3\nEve,retired\n",
        "姓名,年龄\n小明,18个月\n王秀英,60\n",
        "姓名,年龄\n小明,民国104年\n王秀英,60\n",
        "姓名,出生日期\n陳小明,民國104年3月1日\n王大明,民國50年3月1日\n".encode("big5"),
        "姓名,生日\n陳小明,104/3/1\n王大明,50/03/01\n".encode("big5"),
        "姓名\t出生\n王秀英\t60.1.1\n小明\t16.1.1\n".encode("utf-16"),
        "姓名,出生年月\n小明,42500\n王秀英,22000\n",
        "Name,Date of birth\nAnn,13.05.2016\nMary,13.05.1960\n",
        "Name,Date of birth\nAnn,May 13 2016\nMary,13 May 1960\n",
        book([["姓名", "出生日期"], ["小明", date(2016, 5, 1)], ["王秀英", date(1960, 5, 1)]]),
        "小明,9\n王秀英,66\n",
        "小明,2016-05-01\n王秀英,1960-05-01\n",
        "Name,Notes\nAnn,aged 9\nMary,\n",
        "Name,Notes\nAnn,9 yrs\nMary,\n",
        "姓名,备注\n小明,2016年5月生\n王秀英,\n",
        "姓名\n小明（2016年生）\n王秀英\n",
        "姓名,备注\n小明（小朋友）,\n王秀英,\n",
        "姓名,人员类别\n小明,未成年人\n王秀英,居民\n",
    ],
)
def test_list_with_a_child_and_no_word_of_guardians_is_asked_about(content: str | bytes) -> None:
    assert why_asked(content) == "guardians"


@pytest.mark.parametrize(
    "content",
    [
        "姓名,备注\n王秀英,孩子三年级\n李建国,三年级语文老师\n",
        "姓名,备注\n王秀英,带孙子6岁\n李建国,小学退休教师\n",
        "姓名\n王芳（家长代表）\n李建国（母亲节志愿者）\n",
        "姓名,年龄\n王秀英,60岁3个月\n李建国,104\n",
        "姓名,出生日期\n王秀英,民國50年3月1日\n李建国,49/03/01\n",
        "姓名,报名日期\n王秀英,2026-05-01\n李建国,2016-05-01\n",
        "1. 王秀英 2026-05-01\n2. 李建国 2026-05-02\n",
        "Name,Notes\nMary,aged 60\nEve,30 yrs\nAnn,manager\n",
        "王秀英999999196001010002\n李建国99999919600101000X\n",
        "Name,Remark\nMary (mother of Tim),year 10 teacher\n",
    ],
)
def test_grown_person_is_not_taken_for_a_child(content: str) -> None:
    assert {consent for _name, consent in consents(read(content))} == {""}


@pytest.mark.parametrize(
    ("content", "read_as"),
    [
        (
            "姓名,监护人同意\n小明 999999201601010002,\n小红 999999201601010002,是\n王秀英 999999196001010002,\n",
            {"小明": "missing", "小红": "guardian", "王秀英": ""},
        ),
        (
            "座號,姓名,生日,家長同意書（有/無）\n1,陳小明,2015/3/1,有\n2,林小華,2015/4/1,無\n3,黃志強,2009/4/1,\n".encode(
                "big5"
            ),
            {"陳小明": "parent", "林小華": "missing", "黃志強": ""},
        ),
        (
            "序号,提交答卷时间,1、孩子姓名：,2、孩子年龄：,3、家长姓名：,4、家长是否同意孩子参加：\n"
            "1,2026/11/20 9:00,小明,9,王芳,A.同意\n2,2026/11/20 9:00,小红,10,李四,B.不同意\n"
            "3,2026/11/20 9:00,小军,15,李四,B.不同意\n",
            {"小明": "parent", "小红": "missing", "小军": ""},
        ),
        (
            "Child name,DOB,Parent/Guardian,Parent consent (Y/N),Date signed\nAnn,03/04/2016,Mary,Y,11/20/2026\n"
            "Bob,03/04/2016,Eve,N,\nCy,03/04/2016,Eve,Pending,\n",
            {"Ann": "parent", "Bob": "missing", "Cy": "missing"},
        ),
        (
            "提交者（自动）,提交时间（自动）,您的姓名（必填）,年龄,监护人签字（未成年人必填）\n"
            "匿名,2026年11月20日 09:00,王秀英,60,\n匿名,2026年11月20日 09:00,小强,12,\n",
            {"王秀英": "", "小强": "missing"},
        ),
        ("1. 王秀英 999999196001010002\n2. 小明 999999201601010002\n", {"王秀英": "", "小明": "missing"}),
        ("1. 小明 2016年5月\n2. Ann (child)\n3. 王秀英 1960年5月\n",
         {"小明 2016年5月": "missing", "Ann (child)": "missing",
         "王秀英 1960年5月": ""}),
        ("#接龙\n亲子理财\n1. 小明（二年级）\n2. 小红 8岁\n3. 王秀英\n",
         {"小明": "missing", "小红": "missing", "王秀英": ""}),
        (
            book(SHEET_OF_INSTRUCTIONS, [
                ["姓名", "手机", "是否未成年", "监护人是否同意"], ["王秀英", "138", "否", ""],
                ["小明", "138", "是", "是"],
                ["小红", "138", "是", ""],
            ]),
            {"王秀英": "", "小明": "guardian", "小红": "missing"},
        ),
        (
            book([
                ["幸福里街道"], ["2026年第四季度金融知识班学员登记表"], ["班级：一班", "", "", "日期：2026-11-20"],
                ["序号", "姓  名", "性别", "年龄", "监护人（14岁以下）", "监护人签字"],
                [1, "王秀英", "女", 66, "", ""], [2, "小明", "男", 9, "王芳", "已签"], [3, "小红", "女", 9, "李四", ""],
                ["合计", "", "3人"],
            ]),
            {"王秀英": "", "小明": "guardian", "小红": "missing"},
        ),
    ],
)  # fmt: skip
def test_child_of_a_list_with_a_column_for_guardians_needs_a_yes_in_it(content, read_as: dict[str, str]) -> None:
    assert dict(consents(read(content))) == read_as


@pytest.mark.parametrize(
    ("said", "is_agreed"),
    [
        *(
            (word, True)
            for word in ("同意参加", "A.同意", "电话同意", "口头同意", "Agreed by phone", "signed", "已签字")
        ),
        *(
            (word, False)
            for word in ("暂不同意", "待家长确认", "需家长签字", "不同意", "not yet signed", "to be signed")
        ),
        *((word, False) for word in ("同意？", "Pending", "I don’t agree", "", "未签", "B、不同意")),
        *((word, None) for word in ("王芳", "Mary Smith", "unsigned", "disagree")),
    ],
)
def test_word_about_a_guardian_counts_only_where_it_plainly_says_yes(said: str, is_agreed: bool | None) -> None:
    assert agrees(said) is is_agreed


def test_nobody_under_14_is_put_on_the_list_by_the_whole_way(browser, group) -> None:
    names = "姓名,监护人同意\n小明 999999201601010002,\n王秀英 999999196001010002,\n"
    address = sent(browser, group, names=names)["Location"]
    page = text_of(browser, address)
    browser.post(f"{address}run/", {"start": "0"})

    assert ("999999" in page, "under 14, and no guardian’s consent" in page) == (False, True)
    assert list(Member.objects.values_list("nickname", flat=True)) == ["王秀英"]
    assert TODAY.year - 2016 < 14  # or this list says nothing
