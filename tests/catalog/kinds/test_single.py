"""One right option: how it is marked, refused and read."""

import pytest
from django.http import QueryDict

from courses.catalog.model.asking import Mark, NotAChoice, NotRead
from tests.catalog.kinds.examples import SINGLE, question, sent, text


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("a", Mark(True)),
        ("b", Mark(False, text("Not B.", "不是乙。"))),
    ],
)
def test_answer_is_marked(given: str, mark: Mark) -> None:
    assert question(SINGLE).mark(given) == mark


@pytest.mark.parametrize("given", ["", "z", "a,b", "A", "a "])
def test_answer_that_is_no_choice_is_refused(given: str) -> None:
    with pytest.raises(NotAChoice):
        question(SINGLE).mark(given)


@pytest.mark.parametrize("given", ["b", "a"])
def test_answer_comes_back_from_the_fields_it_fills(given: str) -> None:
    assert sent(question(SINGLE), given) == given


@pytest.mark.parametrize("form", ["", "choice=z"])
def test_form_that_is_no_answer_is_not_read(form: str) -> None:
    with pytest.raises(NotRead):
        question(SINGLE).body.read(QueryDict(form))
