"""Items in their right order: how it is marked, refused and read."""

import pytest
from django.http import QueryDict
from django.utils import translation

from courses.catalog.model.asking import Mark, NotAChoice, NotRead
from courses.catalog.wording import Voice
from tests.catalog.kinds.examples import ORDER, question, sent, text


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("a,b,c,d", Mark(True)),
        ("a,c,b,d", Mark(False, text("c is elsewhere.", "c 不在这里。"))),
        ("d,a,b,c", Mark(False, text("d is elsewhere.", "d 不在这里。"))),
    ],
)
def test_answer_is_marked(given: str, mark: Mark) -> None:
    assert question(ORDER).mark(given) == mark


@pytest.mark.parametrize("given", ["", "a,b,c", "a,b,c,c", "a,b,c,d,d", "a,b,c,z"])
def test_answer_that_is_no_choice_is_refused(given: str) -> None:
    with pytest.raises(NotAChoice):
        question(ORDER).mark(given)


@pytest.mark.parametrize("given", ["a,b,c,d", "d,a,b,c"])
def test_answer_comes_back_from_the_fields_it_fills(given: str) -> None:
    assert sent(question(ORDER), given) == given


@pytest.mark.parametrize("form", ["", "place-a=1&place-b=1&place-c=3&place-d=4"])
def test_form_that_is_no_answer_is_not_read(form: str) -> None:
    with pytest.raises(NotRead):
        question(ORDER).body.read(QueryDict(form))


def test_answers_of_a_room_stand_in_two_lines_of_which_one_is_right() -> None:
    with translation.override("en"):
        lines = question(ORDER).body.report_lines((), Voice("en"))

    assert [(one.key, one.is_right) for one in lines] == [("right", True), ("other", False)]
    assert [one.sign for one in lines] == ["right", "not right"]
