"""Several right options: how it is marked, refused and read."""

import pytest
from django.http import QueryDict

from courses.catalog.model.asking import Mark, NotAChoice, NotRead
from tests.catalog.kinds.examples import MULTIPLE, question, sent


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("a,b", Mark(True, None, 2, 2, 0)),
        ("b,a", Mark(True, None, 2, 2, 0)),
        ("a", Mark(False, None, 1, 2, 0)),
        ("a,b,c", Mark(False, None, 2, 2, 1)),
        ("c,d", Mark(False, None, 0, 2, 2)),
    ],
)
def test_answer_is_marked(given: str, mark: Mark) -> None:
    assert question(MULTIPLE).mark(given) == mark


@pytest.mark.parametrize("given", ["", "z", "a,a", "a,"])
def test_answer_that_is_no_choice_is_refused(given: str) -> None:
    with pytest.raises(NotAChoice):
        question(MULTIPLE).mark(given)


@pytest.mark.parametrize("given", ["a,b", "c"])
def test_answer_comes_back_from_the_fields_it_fills(given: str) -> None:
    assert sent(question(MULTIPLE), given) == given


@pytest.mark.parametrize("form", ["", "choice=z"])
def test_form_that_is_no_answer_is_not_read(form: str) -> None:
    with pytest.raises(NotRead):
        question(MULTIPLE).body.read(QueryDict(form))
