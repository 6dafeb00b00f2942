"""Lists typed by hand or copied from a chat, and lists with parts, marks and remarks: only people become people."""

import pytest

from courses.organizations.joining.rosters.reading.files import UnclearError
from courses.organizations.joining.rosters.reading.limits import FileRefusedError
from tests.organizations.joining.rosters.test_lists_of_offices import book, names, read, refused, why_asked

CHATS = {
    "moment before the name": "2026-11-20 09:15:22 王主任\n请大家报名\n2026-11-20 09:16:02 张三\n报名\n",
    "moment behind the name": "王主任 2026/11/20 9:15:22\n明天几点\n\n张三 2026/11/20 9:16:00\n下午两点\n",
    "time alone": "————— 2026-11-20 —————\n\n张三  09:15\n报名\n\n李四  09:16\n+1\n",
    "words for the time": "张三 昨天 下午3:15\n报名\n李四 周六 上午 9:16\n我也去\n",
    "in brackets": "[20/11/2026, 09:15:22] Mary Smith: I will come\n[20/11/2026, 09:16:22] John Doe: me too\n",
    "with a dash": "11/20/26, 9:15 AM - Mary Smith: I will come\n11/20/26, 9:16 AM - John Doe: me too\n",
}


@pytest.mark.parametrize("chat", CHATS.values(), ids=CHATS)
def test_chat_is_refused_as_what_it_is(chat: str) -> None:
    with pytest.raises(FileRefusedError) as found:
        read(chat)

    assert (found.value.reason, isinstance(found.value, UnclearError)) == ("chat", False)


def test_chat_with_a_growing_relay_gives_the_people_of_the_last_one() -> None:
    chat = (
        "2026-11-20 09:15:22 王主任\n#接龙 周六理财课\n1. 张三\n"
        "2026-11-20 09:20:00 李四\n#接龙 周六理财课\n1. 张三\n2. 李四\n"
        "2026-11-20 09:25:00 王五\n好的\n"
    )

    assert [(line.number, line.nickname) for line in read(chat).lines] == [(6, "张三"), (7, "李四")]


def test_times_of_a_programme_and_moments_of_coming_are_no_chat() -> None:
    assert names(read("张三 2026-11-20 09:15\n李四 2026-11-20 09:16\n")) == ["张三", "李四"]
    assert names(read("2026-11-20 09:15,张三\n2026-11-20 09:16,李四\n")) == ["张三", "李四"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("- 张三\n- 李四\n* 王五\n• 赵六\n● 钱七\n", ["张三", "李四", "王五", "赵六", "钱七"]),
        ("□ 张三\n☑李四\n√ 王五\n赵六√\n★钱七\n", ["张三", "李四", "王五", "赵六", "钱七"]),
        ("'张三\n‘李四’\n“王五”\n", ["张三", "李四", "王五"]),
        ("@张三 @李四 @王阿姨", ["张三", "李四", "王阿姨"]),
        ("@张三\n@李四\n", ["张三", "李四"]),
        ("1张三\n2李四\n3王五\n", ["张三", "李四", "王五"]),
        ("1. 王五，带1人\n2. 赵六（2人）\n", ["王五", "赵六"]),
        ("张三（男）\n李四（女，58岁）\n王五 男 60\n赵六 65岁\n", ["张三", "李四", "王五", "赵六"]),
        ("一组：张三、李四、王五\n二组：赵六、钱七\n", ["张三", "李四", "王五", "赵六", "钱七"]),
        ("Mary O'Neil\nJess' friend\nDr. Robert King III\n", ["Mary O'Neil", "Jess' friend", "Dr. Robert King III"]),
        ("| 姓名 | 电话 |\n|---|---|\n| 张三 | 13800000001 |\n", ["张三"]),
    ],
)
def test_marks_numbers_and_remarks_around_a_name_are_left_out(text: str, people: list[str]) -> None:
    file = read(text)

    assert (names(file), refused(file)) == (people, [])


def test_word_that_looks_like_the_number_of_an_item_stays_a_part_of_the_name() -> None:
    assert names(read("1号楼王阿姨\n2号楼李叔叔\n")) == ["1号楼王阿姨", "2号楼李叔叔"]


def test_lines_above_the_people_of_each_part_are_no_people() -> None:
    table = read(book([["姓名", "门牌"], ["1号楼", None], ["张三", "101"], ["第二组：", None], ["王五", "102"]]))
    typed = read("第一组\n张三\nTeam B\nAnn Lee\n三班成员\n王五\n")

    assert (names(table), refused(table)) == (["张三", "王五"], [(2, "heading"), (4, "heading")])
    assert (names(typed), refused(typed)) == (
        ["张三", "Ann Lee", "王五"],
        [(1, "heading"), (3, "heading"), (5, "heading")],
    )


def test_shares_and_averages_below_a_table_are_no_people() -> None:
    rows = [["姓名", "实到"], ["张三", 1], ["到课率", "100%"], ["平均分", 88], ["签到人数：", 1], ["出勤率：90%", None]]

    assert names(read(book(rows))) == ["张三"]


def test_row_with_only_its_number_or_a_date_wants_to_name_nobody() -> None:
    heading = ["序号", "姓名", "序号", "姓名"]
    file = read(book([heading, [1, "张三", 2, "李四"], [3, None, 4, None], ["2026年11月20日"]]))

    assert (names(file), refused(file)) == (["张三", "李四"], [])


def test_row_without_a_name_but_with_a_telephone_number_is_still_told() -> None:
    file = read(book([["序号", "姓名", "电话"], [1, "张三", "13800000001"], [2, None, "13800000002"]]))

    assert refused(file) == [(3, "empty")]


@pytest.mark.parametrize("masked", ["张*", "李**", "王*英", "*小明", "J*** Smith", "张×"])
def test_name_with_a_hidden_part_is_refused_with_the_reason(masked: str) -> None:
    assert refused(read(f"姓名\n{masked}\n王秀英\n")) == [(2, "masked")]


@pytest.mark.parametrize("state", ["已取消", "退出", "Cancelled"])
def test_who_has_cancelled_by_another_column_is_told_apart(state: str) -> None:
    file = read(f"姓名,状态\n张三,已报名\n李四,{state}\n王五,请假\n")

    assert (names(file), refused(file)) == (["张三", "王五"], [(3, "declined")])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("张三：报名\n李四：我也去\n王五：收到\n", "columns"),
        ("群聊的聊天记录\n张三: 报名\n李四: +1\n王五: 收到\n", "columns"),
        ("张三 李四 王五\n赵六 钱七 孙八\n", "columns"),
        ("姓名,备注\n小明,8岁 妈妈带\n张三,\n", "guardians"),
        ("张三 男 60\n李四 女 58\n王五 男 7\n", "guardians"),
    ],
)
def test_what_only_a_person_can_tell_is_asked(text: str, why: str) -> None:
    assert why_asked(text) == why


def test_child_who_is_brought_along_is_somebody_else() -> None:
    assert names(read("姓名,备注\n李四,带8岁孩子\n张三,\n")) == ["李四", "张三"]
