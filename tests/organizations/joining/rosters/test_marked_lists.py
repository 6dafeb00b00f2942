"""Lists with signs of their own: stars behind names, parts called by a word, lines to sign on, other systems' files."""

import re

import pytest

from courses.organizations.joining.rosters.reading.limits import FileRefusedError
from courses.organizations.models import Member, RosterDraft
from tests.organizations.joining.rosters.test_asking import sent
from tests.organizations.joining.rosters.test_lists_of_offices import names, read, why_asked
from tests.organizations.pages import text_of


def read_as(text: str) -> list[str]:
    return [line.nickname or line.reason for line in read(text).rows]


@pytest.mark.parametrize(
    ("text", "read_so"),
    [
        ("张三*\n李四★\n王五 ☆\n赵六（*）\n钱七＊\n孙八\n", ["张三", "李四", "王五", "赵六", "钱七", "孙八"]),
        ("姓名,性别\n张三*,男\n李四★,女\n注：*为组长,\n", ["张三", "李四", "heading"]),
        ("带*的是组长\n张三*\n李四\n", ["heading", "张三", "李四"]),
        ("1. 张三*\n2. 李四★\n3. 王五\n", ["张三", "李四", "王五"]),
        ("Mary Smith*\nJohn Doe\n", ["Mary Smith", "John Doe"]),
        ("阿依古丽·艾力*\n张三\n", ["阿依古丽·艾力", "张三"]),
        ("张*\n王**\n李*明\n*小红\n欧阳*\n张某\n李某某\n王五\n", ["masked"] * 7 + ["王五"]),
        ("王小*\n李建*\n张丽*\n", ["masked"] * 3),  # a star behind every name marks nobody
    ],
)
def test_star_behind_a_name_is_a_mark_and_one_inside_it_hides(text: str, read_so: list[str]) -> None:
    assert read_as(text) == read_so


def test_marks_left_off_are_shown_before_anything_is_imported(browser, group) -> None:
    page = text_of(browser, sent(browser, group, names="张三*\n李四★\n王五\n")["Location"])

    left_off = page.partition("Left off behind these names, as a mark of the list’s own")[2]
    assert ("张三 *" in left_off, "李四 ★" in left_off, "王五" in left_off) == (True, True, False)
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("组长：张三\n组员：李四、王五和赵六\n", ["张三", "李四", "王五", "赵六"]),
        ("参会人员：张三、李四、王五等3人。\n", ["张三", "李四", "王五"]),
        ("壹、张三\n贰、李四\n叁、王五\n", ["张三", "李四", "王五"]),
        ("No.1 张三\nNo.2 李四\n", ["张三", "李四"]),
        ("第1位 张三\n第2位 李四\n", ["张三", "李四"]),
        ("A. 张三\nB. 李四\nC. 王五\n", ["张三", "李四", "王五"]),
        ("A. Smith\nB. Jones\n", ["A. Smith", "B. Jones"]),  # initials
        ("1-张三\n2-李四\n", ["张三", "李四"]),
        ("1# 张三\n2# 李四\n", ["张三", "李四"]),
        ("  张三  \n\t李四\n　王五\n", ["张三", "李四", "王五"]),
        ("张三男65岁\n李四女70岁\n", ["张三", "李四"]),
        ("[x] 张三\n[ ] 李四\n", ["张三", "李四"]),
        ("1. **张三**\n2. **李四**\n", ["张三", "李四"]),
        ("Mary Smith, John Doe and Ann Lee", ["Mary Smith", "John Doe", "Ann Lee"]),
        ("ئالىم\nNguyễn Văn An\n김철수\n", ["ئالىم", "Nguyễn Văn An", "김철수"]),
        ("买买提·吐尔逊\n阿依古丽・艾力\n", ["买买提·吐尔逊", "阿依古丽・艾力"]),
        ("张三______\n李四……\n王五。\n", ["张三", "李四", "王五"]),
        ("姓名：___张三___\n姓名：___李四___\n", ["张三", "李四"]),
        ("1 张三 男 65 幸福里3号楼\n2 李四 女 70 幸福里4号楼\n", ["张三", "李四"]),
        ("姓名：张三\n性别：男\n电话：13800000001\n\n姓名：李四\n年龄：70\n", ["张三", "李四"]),
        ("“张三”老师\n「李四」\n", ["张三老师", "李四"]),
        ("Ｌｉ Ｍｉｎｇ\n王　芳\n", ["Li Ming", "王 芳"]),
        ("床号,患者姓名,住院号,诊断\n1,张三,Z1,高血压\n", ["张三"]),
        ("就诊人,性别,年龄,科室\n张三,男,65,内科\n", ["张三"]),
        ("老人姓名,籍贯\n张三,上海\n", ["张三"]),
        ("<html><table><tr><th>序号<th>姓名</tr><tr><td>1<td>张三</tr><tr><td>2<td>李四</table>", ["张三", "李四"]),
        ("<table><tr><td colspan=2>名单</td></tr><tr><td>序号</td><td>姓名</td></tr>"
         "<tr><td>1</td><td>张&amp;三</td></tr></table>", ["张&三"]),
        ("BEGIN:VCARD\nFN:张三\nTEL:13800000001\nEND:VCARD\nBEGIN:VCARD\n"
         "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E=E5=9B=9B\nEND:VCARD\n", ["张三", "李四"]),
    ],
)  # fmt: skip
def test_list_gives_its_people_without_what_stands_around_them(text: str, people: list[str]) -> None:
    assert read_as(text) == people


@pytest.mark.parametrize(
    ("text", "read_so"),
    [
        ("到场：张三、李四\n请假：王五、赵六\n", ["张三", "李四", "declined", "declined"]),
        ("姓名\n#N/A\n张三\n", ["formula", "张三"]),
        ("张三\n李四\n幸福里社区居委会\n", ["张三", "李四", "heading"]),
        ("姓 名 性 别 年 龄\n张三 男 65\n李四 女 70\n", ["heading", "张三", "李四"]),
    ],
)
def test_rows_that_are_nobody_are_refused_with_the_reason(text: str, read_so: list[str]) -> None:
    assert read_as(text) == read_so


@pytest.mark.parametrize("text", ['[{"name": "张三"}]', "<html><p>张三</p></html>"])
def test_file_of_a_program_without_a_table_is_refused(text: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read(text)

    assert refused.value.reason == "unreadable"


def test_page_of_old_letters_with_a_table_is_read() -> None:
    page = "<table><tr><td>姓名</td></tr><tr><td>陈建国</td></tr></table>"

    assert names(read(page.encode("gb18030"))) == ["陈建国"]


GRID = "张三\t李四\t王五\n赵六\t钱七\t孙八\n周九\t\t\n"


def test_columns_that_all_hold_names_are_asked_about_and_read_together(browser, group) -> None:
    assert why_asked(GRID) == "columns"
    asked = sent(browser, group, names=GRID).content.decode()
    content = re.search(r'name="content" value="([^"]+)"', asked)[1]
    answered = {"content": content, "first_row": "1", "encoding": "utf-8-sig"}

    assert re.search(r'value="-1"[^>]*(?:selected|checked)', asked)
    assert "Each of the columns A, B, C" in asked
    for chosen, people in (("-1", [*"张三 李四 王五 赵六 钱七 孙八 周九".split()]), ("1", ["李四", "钱七"])):
        sent(browser, group, name=chosen, **answered)
        lines = RosterDraft.objects.latest("pk").lines
        assert [line[1] for line in lines if line[1]] == people
