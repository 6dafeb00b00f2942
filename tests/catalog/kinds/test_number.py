"""A number with a tolerance: how it is marked, refused and read."""

import pytest
from django.http import QueryDict

from courses.catalog.model.asking import Mark, NotAChoice, NotRead
from tests.catalog.kinds.examples import NUMBER, question, sent, text


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("18.25", Mark(True)),
        ("17.75", Mark(True)),
        ("18.75", Mark(True)),
        ("18.7500", Mark(True)),
        ("17.74", Mark(False, text("Try again.", "再试。"))),
        ("18.76", Mark(False, text("Try again.", "再试。"))),
        ("0.60", Mark(False, text("That is a month.", "这是一个月。"))),
    ],
)
def test_answer_is_marked(given: str, mark: Mark) -> None:
    assert question(NUMBER).mark(given) == mark


@pytest.mark.parametrize("given", ["", "x", "NaN", "Infinity", "1,000"])
def test_answer_that_is_no_choice_is_refused(given: str) -> None:
    with pytest.raises(NotAChoice):
        question(NUMBER).mark(given)


@pytest.mark.parametrize("given", ["18.25", "0.6"])
def test_answer_comes_back_from_the_fields_it_fills(given: str) -> None:
    assert sent(question(NUMBER), given) == given


@pytest.mark.parametrize("form", ["", "number=x"])
def test_form_that_is_no_answer_is_not_read(form: str) -> None:
    with pytest.raises(NotRead):
        question(NUMBER).body.read(QueryDict(form))


@pytest.mark.parametrize("added_up", [None, {"kind": "payment"}])
def test_number_is_proven_by_the_sum_that_is_named_beside_it(added_up) -> None:
    body = question({**NUMBER, "sum": added_up}).body

    assert body.is_proven is (added_up is not None)
    assert body.proof == ((added_up, body.answer) if added_up else None)
