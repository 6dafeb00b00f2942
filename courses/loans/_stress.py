"""What the month looks like when something goes wrong: less income, a bill, a higher rate, a missed instalment."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from courses.loans._checks import MAX_YEARLY_RATE, working
from courses.loans._loan_case import offer_burden
from courses.loans._offer_terms import LoanOffer, Repayment
from courses.loans._payments import computed_schedule, fee_sums, paid_in
from courses.loans._position import Position, money
from courses.loans._true_cost import balance_path, contract_rate, with_fee_column
from courses.loans.arrears import late_timeline
from courses.loans.schedule import Schedule

RATE_STEP = Fraction(2, 100)
LATE_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """One thing that may go wrong. `left` is what is left each month; for one event, in its month.

    `months_until_empty`: how long savings fill a gap; `months_to_rebuild`: how long what is left needs to put back
    what the event took. A bill is paid from savings, so `left` stays as it is.
    """

    code: str
    left: Decimal
    months_until_empty: Decimal | None
    months_to_rebuild: Decimal | None


def stress_tests(position: Position, bill: Fraction, offer: LoanOffer | None) -> Iterator[Stress]:
    """All tests that apply, in a fixed order."""
    for percent in (10, 20, 30):
        yield _monthly(f"income_{percent}", _with_income(position, percent), position.buffer)
    yield _once("bill", position.left, bill, position.left)
    lower = _with_income(position, 20)
    both = _monthly("income_20_and_bill", lower, position.buffer - bill)
    yield Stress(
        code=both.code,
        left=both.left,
        months_until_empty=both.months_until_empty,
        months_to_rebuild=_months(bill, lower),
    )
    yield _once("month_without_income", -position.outgoings, position.outgoings, position.left)
    if offer is not None and offer.rate_can_change:
        higher = _higher_rate(offer)
        if higher is not None:
            yield _monthly("rate_up_2", position.left - higher, position.buffer)
    if offer is not None and offer.penalty is not None:
        late = _missed_instalment(offer)
        if late is not None:
            yield _once("instalment_missed", position.left - late, late, position.left)


def _with_income(position: Position, percent: int) -> Fraction:
    """I (1 - s) - E - D - A."""
    return position.income * (100 - percent) / 100 - position.outgoings


def _monthly(code: str, left: Fraction, savings: Fraction) -> Stress:
    """A gap every month, filled from savings until they are gone."""
    until_empty = money(max(Fraction(0), savings) / -left) if left < 0 else None
    return Stress(code=code, left=money(left), months_until_empty=until_empty, months_to_rebuild=None)


def _once(code: str, left: Fraction, taken: Fraction, monthly: Fraction) -> Stress:
    """One event that takes a sum, put back from what is left each month."""
    return Stress(code=code, left=money(left), months_until_empty=None, months_to_rebuild=_months(taken, monthly))


def _months(taken: Fraction, monthly: Fraction) -> Decimal | None:
    return money(taken / monthly) if monthly > 0 else None


def _higher_rate(offer: LoanOffer) -> Fraction | None:
    """What A grows by when the rate rises by 2 points on the whole balance."""
    if offer.repayment == Repayment.CUSTOM:
        return Fraction(offer.contract_amount) * RATE_STEP / 12
    rate = contract_rate(offer)
    if rate is None:
        return None
    now = Fraction(rate)
    later = min(now + RATE_STEP, Fraction(MAX_YEARLY_RATE))
    burdens = [
        offer_burden(offer, offer.contract_amount, paid_in(computed_schedule(offer, offer.contract_amount, yearly)))
        for yearly in (now, later)
    ]
    return burdens[1].monthly - burdens[0].monthly


def _missed_instalment(offer: LoanOffer) -> Fraction | None:
    """Penalty, fees and interest of one instalment paid 30 days late; None while the rule is not known."""
    schedule = with_fee_column(balance_path(offer), fee_sums(offer.fees, offer.contract_amount))
    late = late_timeline(
        Schedule(schedule.principal, schedule.instalments[:1]),
        offer.penalty,
        contract_rate=contract_rate(offer),
        interval=offer.term.interval,
        first_missed=1,
        days=(LATE_DAYS,),
    )[0]
    with working():
        return None if late.total is None else Fraction(late.total - late.instalments)
