"""Rows and their targets: how it is marked, refused and read."""

import pytest
from django.http import QueryDict

from courses.catalog.model.asking import Mark, NotAChoice, NotRead
from tests.catalog.kinds.examples import MATCH, question, sent, text


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("a=bank,b=app", Mark(True, None, 2, 2)),
        ("b=app,a=bank", Mark(True, None, 2, 2)),
        ("a=app,b=app", Mark(False, text("Look at A.", "看甲。"), 1, 2)),
        ("a=bank,b=none", Mark(False, text("Look at B.", "看乙。"), 1, 2)),
        ("a=app,b=bank", Mark(False, text("Look at A.", "看甲。"), 0, 2)),
    ],
)
def test_answer_is_marked(given: str, mark: Mark) -> None:
    assert question(MATCH).mark(given) == mark


@pytest.mark.parametrize("given", ["", "a=bank", "a=bank,b=zoo", "a=bank,b=app,c=app", "a,b"])
def test_answer_that_is_no_choice_is_refused(given: str) -> None:
    with pytest.raises(NotAChoice):
        question(MATCH).mark(given)


@pytest.mark.parametrize("given", ["a=bank,b=app", "a=app,b=none"])
def test_answer_comes_back_from_the_fields_it_fills(given: str) -> None:
    assert sent(question(MATCH), given) == given


@pytest.mark.parametrize("form", ["", "row-a=bank", "row-a=bank&row-b=zoo"])
def test_form_that_is_no_answer_is_not_read(form: str) -> None:
    with pytest.raises(NotRead):
        question(MATCH).body.read(QueryDict(form))
