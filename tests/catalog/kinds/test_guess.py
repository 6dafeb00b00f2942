"""A guess, never marked: how it is marked, refused and read."""

import pytest
from django.http import QueryDict

from courses.catalog.model.asking import NotRead
from tests.catalog.kinds.examples import GUESS, question, sent


def test_guess_is_never_marked() -> None:
    with pytest.raises(NotImplementedError):
        question(GUESS).mark("a")


@pytest.mark.parametrize("given", ["a", "b"])
def test_answer_comes_back_from_the_fields_it_fills(given: str) -> None:
    assert sent(question(GUESS), given) == given


@pytest.mark.parametrize("form", ["", "choice=z"])
def test_form_that_is_no_answer_is_not_read(form: str) -> None:
    with pytest.raises(NotRead):
        question(GUESS).body.read(QueryDict(form))
