"""What to do next for this loan: the most urgent first, at most three steps."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.exercises.borrowing.can_i_afford.case import BudgetCase
from courses.exercises.borrowing.can_i_afford.findings.box import LoanBox
from courses.exercises.borrowing.can_i_afford.findings.price import Price
from courses.exercises.results import advice
from courses.exercises.results.wording import money
from courses.loans.affordability.budget import Verdict
from courses.loans.offer import PriceLevel

MOST_STEPS = 3


def next_steps(case: BudgetCase, price: Price, box: LoanBox, other_ways: tuple[str, ...]) -> tuple[str, ...]:
    """Return the steps that fit this loan; other ways than a loan fill the places that are left."""
    found = (*_about_price(price), *_about_months(case, price, box), *_to_find_out(case, price), *other_ways)
    return tuple(dict.fromkeys(str(one) for one in found))[:MOST_STEPS]


def _about_price(price: Price) -> Iterator[object]:
    if price.level == PriceLevel.OVER:
        yield advice.STOP
    if price.pattern or price.is_beyond:
        yield advice.MONEY_HAS_COME
        yield advice.THREATENED


def _about_months(case: BudgetCase, price: Price, box: LoanBox) -> Iterator[object]:
    is_short = case.afford.verdict == Verdict.SHORT
    if is_short and price.level != PriceLevel.OVER:
        yield advice.DO_NOT_SIGN_ON_THESE
    if box.talk_to_lender:
        yield advice.TALK_TO_LENDER
    if case.afford.lumps or case.is_all_at_end or case.is_over_in_a_month:
        yield advice.FIND_THE_LARGE_PAYMENT
    if not is_short and any(reason.code == "small_buffer" for reason in case.afford.reasons):
        costs = case.budget.essentials + case.debts + case.afford.monthly
        yield _("Put aside one month of costs first (%(costs)s), then decide.") % {"costs": money(costs)}


def _to_find_out(case: BudgetCase, price: Price) -> Iterator[object]:
    if case.cost.lower_bound:
        yield advice.ASK_FOR_EVERY_COST
    if case.offer.lender is None and price.level != PriceLevel.OVER:
        yield advice.FIND_THE_LENDER
    if case.budget.debts is None or case.debts > 0:
        yield advice.ASK_FOR_TIME_FIRST
    if not case.cost.lower_bound and price.level != PriceLevel.OVER:
        yield advice.ASK_FOR_EVERY_COST
