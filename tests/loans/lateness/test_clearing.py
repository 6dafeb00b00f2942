"""What a part payment clears: the worked examples of the lessons, and the card's exception."""

import pytest

from courses.loans.errors import InvalidInput
from courses.loans.lateness.clearing import Cleared, clear
from tests.loans.offers import D


def test_costs_then_interest_then_principal() -> None:
    """The example of the lesson on late clauses: 500 leaves 552.19 of the principal."""
    went = clear(D(500), costs=D(30), interest=D("22.19"), principal=D(1_000))
    assert went == Cleared(costs=D(30), interest=D("22.19"), principal=D("447.81"), left_over=D(0))
    assert D(1_000) - went.principal == D("552.19")


def test_card_from_day_91_on_clears_principal_first() -> None:
    went = clear(D(500), costs=D(30), interest=D("22.19"), principal=D(480), principal_first=True)
    assert went == Cleared(costs=D(20), interest=D(0), principal=D(480), left_over=D(0))


def test_too_small_a_payment_leaves_the_principal_as_it_is() -> None:
    assert clear(D(40), costs=D(30), interest=D("22.19"), principal=D(1_000)).principal == 0


def test_more_than_is_owed_is_left_over() -> None:
    assert clear(D(2_000), costs=D(30), interest=D("22.19"), principal=D(1_000)).left_over == D("947.81")


def test_wrong_sum_names_its_field() -> None:
    with pytest.raises(InvalidInput) as problem:
        clear(D(-1), costs=D(0), interest=D(0), principal=D(0))
    assert problem.value.field == "now"
