"""Signs to mark in a specimen: how it is marked, refused and read."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from courses.catalog.model.asking import Mark, NotAChoice, NotRead
from courses.catalog.wording import Voice
from tests.catalog.kinds.examples import marking, question, sent

WRONG = {"en": "It was paid on time.", "zh-hans": "这一期按时还了。"}


@pytest.mark.parametrize(
    ("data", "given", "mark"),
    [
        (marking(2, 2), "f1,f2", Mark(True, None, 2, 2, 0)),
        (marking(2, 2), "f1,f2,c1", Mark(True, None, 2, 2, 1)),
        (marking(2, 2), "f1,f2,c1,c2", Mark(False, None, 2, 2, 2)),
        (marking(2, 2), "f1", Mark(False, None, 1, 2, 0)),
        (marking(2, 2), "", Mark(False, None, 0, 2, 0)),
        (marking(2, 2, allow=0), "f1,f2,c1", Mark(False, None, 2, 2, 1)),
        (marking(2, 2, need=1), "f2", Mark(True, None, 1, 2, 0)),
        (marking(7, 1), "f1,f2,f3,f4,f5", Mark(True, None, 5, 7, 0)),
        (marking(7, 1), "f1,f2,f3,f4", Mark(False, None, 4, 7, 0)),
    ],
)
def test_answer_is_marked(data: dict[str, object], given: str, mark: Mark) -> None:
    assert question(data).mark(given) == mark


@pytest.mark.parametrize("given", ["f1,f1", "z", ","])
def test_answer_that_is_no_choice_is_refused(given: str) -> None:
    with pytest.raises(NotAChoice):
        question(marking(2, 2)).mark(given)


@pytest.mark.parametrize("given", ["f1,f2", "f1,c1"])
def test_answer_comes_back_from_the_fields_it_fills(given: str) -> None:
    assert sent(question(marking(2, 2)), given) == given


@pytest.mark.parametrize("form", ["", "choice=z"])
def test_form_that_is_no_answer_is_not_read(form: str) -> None:
    with pytest.raises(NotRead):
        question(marking(2, 2)).body.read(QueryDict(form))


@pytest.mark.parametrize(("flags", "needed"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (6, 5), (7, 5), (10, 7)])
def test_flags_to_find_are_all_up_to_three_then_seven_of_ten(flags: int, needed: int) -> None:
    body = question(marking(flags, 1)).body

    assert body.kind == "mark"
    assert body.flags_to_find == needed


def test_part_that_says_itself_why_is_marked_like_a_sign() -> None:
    data = marking(0, 2)
    data["parts"] = {"w1": {"because": WRONG, "en": "x", "zh-hans": "x"}, **data["parts"]}  # type: ignore[dict-item]
    asked = question(data)
    assert asked.body.right_keys == ("w1",)
    assert asked.mark("w1").is_right
    assert asked.body.reason("w1", Voice("en")) == "It was paid on time."


def test_line_of_a_room_says_what_is_the_matter_with_a_part_and_never_that_it_is_right() -> None:
    data = marking(1, 1)
    data["parts"] = {"w1": {"because": WRONG, "en": "x", "zh-hans": "x"}, **data["parts"]}  # type: ignore[dict-item]
    body = question(data).body
    with translation.override("en"):
        lines = body.report_lines(tuple(body.choices), Voice("en"))

    assert [(line.is_right, line.sign) for line in lines] == [
        (True, "to be marked: wrong"), (True, "to be marked: warning sign"), (False, "fine, not to be marked"),
    ]  # fmt: skip


def test_words_above_the_parts_ask_for_what_is_to_be_marked() -> None:
    data = marking(0, 2)
    data["parts"] = {"w1": {"because": WRONG, "en": "x", "zh-hans": "x"}, **data["parts"]}  # type: ignore[dict-item]
    with translation.override("en"):
        printed = [
            render_to_string("parts/questions/kinds/mark/paper.html", {"question": question(one)})
            for one in (data, marking(1, 2))
        ]
    assert ["that is wrong" in words for words in printed] == [True, False]
    assert ["warning sign" in words for words in printed] == [False, True]


def test_part_that_is_an_error_now_gives_the_question_another_meaning() -> None:
    data = marking(2, 2)
    parts = {**data["parts"], "c1": {"because": WRONG, "en": "x", "zh-hans": "x"}}

    assert not question({**data, "need": 2, "parts": parts}).means(question({**data, "need": 2}).version)
