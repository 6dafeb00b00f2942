"""Offers and budgets stay fast: three times the goal of the benchmark, in processor time."""

from collections.abc import Callable
from time import process_time

import pytest

from courses.loans.affordability.budget import assess
from courses.loans.offer import LoanOffer, OfferTerm, true_cost
from tests.loans.offers import HOUSEHOLD, offer


def _fastest_ms(call: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        started = process_time()
        call()
        times.append(process_time() - started)
    return min(times) * 1000


@pytest.mark.parametrize(
    ("loan", "goal"),
    [(offer(), 5), (offer(term=OfferTerm(1_040, "week")), 30)],
    ids=["12 instalments", "1,040 instalments"],
)
def test_true_cost_is_fast(loan: LoanOffer, goal: float) -> None:
    assert _fastest_ms(lambda: true_cost(loan)) < 3 * goal


@pytest.mark.parametrize("repayment", ["equal_instalments", "equal_principal", "interest_first"])
def test_assessment_of_120_instalments_is_fast(repayment: str) -> None:
    loan = offer(term=OfferTerm(120), repayment=repayment)

    assert _fastest_ms(lambda: assess(HOUSEHOLD, loan)) < 3 * 5
