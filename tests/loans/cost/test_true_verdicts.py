"""The level shown never improves when things get worse, and every yuan paid stands in exactly one month.

Walked over all repayment kinds x intervals x lenders x unknowns; `python -m tests.loans.cost.test_true_verdicts` prints
how many cases that are.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import pytest

from courses.loans.affordability.budget import Affordability, Budget, Verdict, assess, worse_of
from courses.loans.ceilings import Country, LenderKind, PriceLine
from courses.loans.money import QuotedRate
from courses.loans.offer import (
    LoanOffer,
    OfferCost,
    OfferTerm,
    PriceLevel,
    PriceReading,
    Repayment,
    price_reading,
    true_cost,
)
from courses.loans.schedules.flows import Interval
from tests.loans.offers import D, budget, fee, offer

TODAY = date(2026, 11, 29)
EVEN_KINDS = [kind for kind in Repayment if kind != Repayment.CUSTOM]
LENDERS = [*LenderKind, None]
SIZES = ((1, "0.30"), (3, "0.09"), (14, "0.30"))
WORST_FIRST = (Verdict.SHORT, Verdict.TIGHT, Verdict.ROOM)
PRICES = (PriceLevel.OVER, PriceLevel.OPEN, PriceLevel.NAMED)
EARLIER_INTERVAL = dict(zip(list(Interval)[1:], Interval, strict=False))
WHENS = ("kept_back", "upfront", "financed", "each_instalment", "at_end")


def _line(name: str, lenders: set[str], yearly: str) -> PriceLine:
    since = date(2025, 1, 1)
    return PriceLine(
        id=name, fact=name, country="cn", lenders=frozenset(lenders), yearly=D(yearly), since=since, until=None,
        weight="court",
    )  # fmt: skip


LINES = (
    _line("banks", {"bank", "platform_bank", "consumer_finance", "microloan"}, "0.24"),
    _line("people", {"private", "other"}, "0.12"),
)
CASES: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of one loan in one household: for each lender the worse of budget and price."""

    result: Affordability
    cost: OfferCost
    levels: tuple[Verdict, ...]


def _price(cost: OfferCost, lender: LenderKind | None) -> PriceReading:
    seen = replace(cost, offer=replace(cost.offer, lender=lender))
    return price_reading(seen, LINES, country=Country.CN, on=TODAY)


@lru_cache(maxsize=1_000)
def _cost(loan: LoanOffer) -> tuple[OfferCost, tuple[PriceReading, ...]]:
    cost = true_cost(loan)
    return cost, tuple(_price(cost, lender) for lender in LENDERS)


def _shown(household: Budget, loan: LoanOffer) -> Shown:
    cost, prices = _cost(loan)
    result = assess(household, cost)
    return Shown(result, cost, tuple(worse_of(result.verdict, price.level) for price in prices))


def _never_better(name: str, worse: Shown, than: Shown) -> None:
    """The verdict and, for every lender, the level shown."""
    assert WORST_FIRST.index(worse.result.verdict) <= WORST_FIRST.index(than.result.verdict), name
    for lender, now, before in zip(LENDERS, worse.levels, than.levels, strict=True):
        assert WORST_FIRST.index(now) <= WORST_FIRST.index(before), (name, lender)
        CASES[name] += 1


def _never_better_by_moving(worse: Shown, than: Shown) -> None:
    """As above, unless the move empties the fullest month, which then is a smaller one: from short it saves nobody.

    A payment that moves into an emptier month leaves every later month with less cash, but the largest sum of one
    month falls. What is short stays short, and no price gets better.
    """
    if worse.result.monthly >= than.result.monthly:
        _never_better("a payment moves earlier", worse, than)
        return
    assert than.result.verdict != Verdict.SHORT or worse.result.verdict == Verdict.SHORT
    for now, before in zip(_cost(worse.cost.offer)[1], _cost(than.cost.offer)[1], strict=True):
        assert PRICES.index(now.level) <= PRICES.index(before.level)
        CASES["a payment moves earlier, out of the fullest month"] += 1


def _loans(kind: Repayment, interval: Interval) -> Iterator[LoanOffer]:
    for count, rate in SIZES:
        loan = offer(repayment=kind, term=OfferTerm(count, interval), quoted_rate=QuotedRate(D(rate)))
        yield replace(loan, fees=(fee("each_instalment", "5"), fee("upfront", "100"))) if count == 3 else loan
        if kind == Repayment.EQUAL_INSTALMENTS and count > 1:
            yield replace(loan, balloon=D(4_000))


def _households(loan: LoanOffer) -> Iterator[Budget]:
    """The checked example, and three that stand exactly on a line of this loan."""
    seen = assess(Budget(income=D(900_000), essentials=D(1_000), debts=D(500), savings=D(900_000)), loan)
    yield budget()
    on_buffer = D(3_000) + seen.monthly + loan_upfront(loan)
    income = ((D(3_000) + seen.monthly) / D("0.8")).quantize(D(1)) + 1
    income = max(income, (seen.monthly / D("0.36")).quantize(D(1)) + 1)
    yield Budget(income=income, essentials=D(3_000), debts=D(0), savings=max(on_buffer, sum(seen.due, D(0))))
    yield Budget(income=income, essentials=D(3_000), debts=D(0), savings=on_buffer)
    yield Budget(income=D(3_000) + seen.monthly, essentials=D(3_000), debts=D(0), savings=on_buffer)


def loan_upfront(loan: LoanOffer) -> Decimal:
    return true_cost(loan).upfront


def _as_list(loan: LoanOffer) -> LoanOffer:
    """The same payments as an own list, fees in them, so that single ones can be moved."""
    own = tuple((flow.years, -flow.amount) for flow in true_cost(replace(loan, fees=())).flows[1:])
    return replace(
        loan, repayment="custom", quoted_rate=None, balloon=D(0), fees=(), stated_payments=own
    )  # fmt: skip


def _moved(loan: LoanOffer) -> Iterator[LoanOffer]:
    """One payment earlier, by half its time or by a month, and all of them at twice the pace."""
    own = loan.stated_payments
    yield replace(loan, stated_payments=tuple((years / 2, paid) for years, paid in own))
    for index in sorted({0, len(own) // 2, len(own) - 1}):
        years, paid = own[index]
        for earlier in {years / 2, max(Fraction(0), years - Fraction(1, 12))}:
            rest = (*own[:index], *own[index + 1 :])
            yield replace(loan, stated_payments=tuple(sorted((*rest, (earlier, paid)))))


def _stated_earlier(loan: LoanOffer) -> Iterator[tuple[LoanOffer, LoanOffer]]:
    """The same stated payments in the next shorter interval, and with an earlier first one."""
    cost = true_cost(replace(loan, fees=()))
    if len(set(cost.payments[:-1])) > 1:
        return  # only level payments can be stated by one sum
    stated = replace(
        loan, quoted_rate=None, balloon=D(0), stated_instalment=cost.instalment,
        stated_last=None if cost.count == 1 else cost.last_instalment,
    )  # fmt: skip
    shorter = EARLIER_INTERVAL.get(loan.term.interval)
    if shorter is not None:
        yield stated, replace(stated, term=OfferTerm(loan.term.count, shorter))
    day = date(2026, 1, 31)
    late = replace(stated, start=day, first_due=day + timedelta(days=80))
    for days in (45, 31, 10):
        yield late, replace(late, first_due=day + timedelta(days=days))


def _dearer(loan: LoanOffer) -> Iterator[LoanOffer]:
    for when in WHENS:
        for more in ("0.05", "60", "4000"):
            yield replace(loan, fees=(*loan.fees, fee(when, more)))
    yield replace(loan, amount_received=loan.amount_received - 600)
    yield replace(loan, quoted_rate=QuotedRate(loan.quoted_rate.value * 2))


def _every_yuan_once(household: Budget, loan: LoanOffer, shown: Shown) -> None:
    due, cost = shown.result.due, shown.cost
    assert sum(due, cost.upfront) == cost.total_paid
    for month, paid in enumerate(due, 1):
        # A month has up to 31 days, a twentieth of a month more than a twelfth of a year.
        upto, since = Fraction(month) + Fraction(1, 20), Fraction(month - 1) + Fraction(1, 20)
        inside = [
            -flow.amount
            for flow in cost.flows[1:]
            if (since < 12 * flow.years <= upto) or (month == 1 and 12 * flow.years <= since)
        ]
        assert paid == sum(inside, D(0))
        CASES["months whose payments were added up"] += 1
    left = household.income - household.essentials - (household.debts or 0)
    assert len(shown.result.cash) == max(12, len(due))
    assert shown.result.cash[-1] == (household.savings or 0) - cost.total_paid + len(shown.result.cash) * left
    CASES["walks whose last cash was counted"] += 1


def _unknown(household: Budget, loan: LoanOffer, known: Shown) -> None:
    """Unknown is never room, and never better than the best that it could be."""
    hidden = [
        ("a cost unknown", household, replace(loan, fees_complete=False), known),
        ("a cost unknown", household, replace(loan, fees=(*loan.fees, fee("at_end"))), known),
        ("debts unknown", replace(household, debts=None), loan, _shown(replace(household, debts=D(0)), loan)),
        ("savings unknown", replace(household, savings=None), loan, _shown(replace(household, savings=D(0)), loan)),
    ]
    for name, poorer, offered, best in hidden:
        shown = _shown(poorer, offered)
        assert shown.result.verdict != Verdict.ROOM
        assert Verdict.ROOM not in shown.levels
        _never_better(name, shown, best)
    *by_lender, lender_unknown = known.levels
    assert lender_unknown != Verdict.ROOM
    assert WORST_FIRST.index(lender_unknown) <= max(map(WORST_FIRST.index, by_lender))
    CASES["lender unknown"] += 1


@pytest.fixture(autouse=True)
def without_largest_loan(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no part of the level, and would take most of the time."""
    monkeypatch.setattr("courses.loans.affordability.budget.largest_room", lambda *_: D(0))


def walk_through(kind: Repayment, interval: Interval) -> None:
    for loan in _loans(kind, interval):
        for household in _households(loan):
            known = _shown(household, loan)
            _every_yuan_once(household, loan, known)
            _unknown(household, loan, known)
            for less in (D("0.01"), household.income / 10, household.income / 2):
                poorer = replace(household, income=household.income - less.quantize(D("0.01")))
                _never_better("income falls", _shown(poorer, loan), known)
            for dearer in _dearer(loan):
                _never_better("a cost is added", _shown(household, dearer), known)
            listed = _as_list(loan)
            as_list = _shown(household, listed)
            for moved in _moved(listed):
                _never_better_by_moving(_shown(household, moved), as_list)
            for later, earlier in _stated_earlier(loan):
                _never_better_by_moving(_shown(household, earlier), _shown(household, later))


@pytest.mark.parametrize("interval", Interval)
@pytest.mark.parametrize("kind", EVEN_KINDS)
def test_level_shown_never_improves_when_things_get_worse(kind: Repayment, interval: Interval) -> None:
    before = CASES.total()
    walk_through(kind, interval)
    assert CASES.total() - before > 2_000


if __name__ == "__main__":
    for one in EVEN_KINDS:
        for gap in Interval:
            walk_through(one, gap)
    for what, number in CASES.most_common():
        print(f"{number:9,} {what}")
    print(f"{CASES.total():9,} in all")
