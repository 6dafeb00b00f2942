"""What the months look like when something goes wrong: less income, a bill, a higher rate, a missed instalment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest

from courses.loans._checks import MAX_YEARLY_RATE, working
from courses.loans.affordability._loan_case import offer_burden
from courses.loans.affordability._position import Position, money
from courses.loans.affordability._walk import Walk
from courses.loans.cost._offer_terms import LoanOffer, Repayment
from courses.loans.cost._payments import computed_schedule, fee_sums, paid_in
from courses.loans.cost._true_cost import balance_path, contract_rate, with_fee_column
from courses.loans.lateness.arrears import late_timeline
from courses.loans.schedules.schedule import Schedule

RATE_STEP = Fraction(2, 100)
LATE_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """One thing that may go wrong, walked month by month to the end of the loan.

    `left` is what is left in the month with the largest payments; for one event, in its month. `lowest` is the least
    money at hand after any month, and `used` how much of the savings that takes. `months_until_empty` is the first
    month without any, also after the loan where the gap goes on; `months_to_rebuild`, of one event, is how long it
    takes until the savings are back.
    """

    code: str
    left: Decimal
    lowest: Decimal
    used: Decimal
    months_until_empty: Decimal | None
    months_to_rebuild: Decimal | None


def stress_tests(position: Position, bill: Decimal, offer: LoanOffer | None) -> tuple[Stress, ...]:
    """All tests that apply, worst first: by the least money at hand."""
    return tuple(sorted(_tests(position, bill, offer), key=lambda one: (one.lowest, one.left)))


def _tests(position: Position, bill: Decimal, offer: LoanOffer | None) -> Iterator[Stress]:
    for percent in (10, 20, 30):
        lower = position.income * (100 - percent) / 100
        yield _monthly(f"income_{percent}", lower - position.outgoings, position.walk(income=lower))
    yield _once("bill", position.left, position.walk(once=bill), bill)
    lower = position.income * 80 / 100
    yield _once("income_20_and_bill", lower - position.outgoings, position.walk(income=lower, once=bill), bill)
    lost = position.walk(lost=True)
    yield _stress("month_without_income", -position.outgoings, lost, to_rebuild=lost.months_to_rebuild(since=1))
    if offer is not None and offer.rate_can_change:
        higher = _with_higher_rate(position, offer)
        if higher is not None:
            yield _monthly("rate_up_2", higher.left, higher.walk())
    if offer is not None and offer.penalty is not None:
        late = _missed_instalment(offer)
        if late is not None:
            yield _once("instalment_missed", position.left - late, position.walk(once=late), late)


def _monthly(code: str, left: Decimal, walked: Walk) -> Stress:
    """A change that stays: how long savings fill the gap, if there is one."""
    return _stress(code, left, walked, to_rebuild=None)


def _once(code: str, left: Decimal, walked: Walk, taken: Decimal) -> Stress:
    """One event that takes a sum at the start, put back from what is left each month."""
    return _stress(code, left, walked, to_rebuild=walked.months_to_rebuild(taken=taken))


def _stress(code: str, left: Decimal, walked: Walk, *, to_rebuild: Fraction | None) -> Stress:
    empty = walked.months_until_empty
    return Stress(
        code=code,
        left=money(left),
        lowest=money(walked.lowest),
        used=money(walked.used),
        months_until_empty=None if empty is None else money(empty),
        months_to_rebuild=None if to_rebuild is None else money(to_rebuild),
    )


def _with_higher_rate(position: Position, offer: LoanOffer) -> Position | None:
    """The same household when the rate is 2 points higher on the whole balance."""
    extra = _extra_payments(offer)
    if extra is None:
        return None
    burden = position.burden
    with working():
        sums = tuple(sum(pair, Decimal(0)) for pair in zip_longest(burden.sums, extra, fillvalue=Decimal(0)))
    return replace(position, burden=replace(burden, sums=sums))


def _extra_payments(offer: LoanOffer) -> tuple[Decimal, ...] | None:
    """What each month's payments grow by."""
    if offer.repayment == Repayment.CUSTOM:
        months = offer_burden(offer, offer.contract_amount, offer.stated_payments).end
        return (money(Fraction(offer.contract_amount) * RATE_STEP / 12),) * months
    rate = contract_rate(offer)
    if rate is None:
        return None
    now, later = Fraction(rate), min(Fraction(rate) + RATE_STEP, Fraction(MAX_YEARLY_RATE))
    before, after = (
        offer_burden(offer, offer.contract_amount, paid_in(computed_schedule(offer, offer.contract_amount, yearly)))
        for yearly in (now, later)
    )
    with working():
        return tuple(new - old for old, new in zip(before.sums, after.sums, strict=True))


def _missed_instalment(offer: LoanOffer) -> Decimal | None:
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
        return None if late.total is None else late.total - late.instalments
