"""Yearly rates of a series of payments, one function for each method, because a rate means nothing without it."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from math import exp, expm1, fsum, log1p
from typing import TypeVar

from courses.loans._checks import amount, decimal, exact, fraction, round_half_up, whole, within, working
from courses.loans.errors import InvalidInput, NoRate, SeveralRates
from courses.loans.schedules._solver import (
    MAX_SIGN_CHANGES,
    MAX_TERMS,
    Function,
    limits,
    roots,
    scanned_roots,
    sign_changes,
    single_root,
)
from courses.loans.schedules.flows import MAX_FLOW_AMOUNT, MAX_FLOWS, CashFlow

__all__ = [
    "MAX_FLOWS",
    "MAX_SIGN_CHANGES",
    "UnitPeriodFlow",
    "all_rates",
    "cycle_apr",
    "dated_effective_rate",
    "effective_annual_rate",
    "nominal_annual_rate",
    "simple_annual_cost",
    "simple_fee_apr",
    "simple_interest",
    "us_actuarial_apr",
]

MAX_PER_YEAR = 366
MAX_DAYS = 50 * 366
MAX_UNIT_PERIODS = 5_000
# Values of u at which several sign changes with odd days are looked at; long series get fewer, to stay quick.
_SCAN_POINTS, _LEAST_POINTS = 2_000, 200
# Rates this close to 0 are 0: they are rounding errors of the payments, and must not print as -0.00 %.
_ZERO_RATE = 5e-13

_Time = TypeVar("_Time", bound=Hashable)
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class UnitPeriodFlow:
    """A sum after `periods` full unit-periods and a `fraction` of one; received is positive, paid is negative."""

    periods: int
    fraction: Fraction
    amount: Decimal

    def __post_init__(self) -> None:
        whole(self.periods, "periods", least=0, most=MAX_UNIT_PERIODS)
        part, sum_ = fraction(self.fraction, "fraction"), decimal(self.amount, "amount")
        if part < 0:
            raise InvalidInput("fraction", "negative")
        if part >= 2:
            raise InvalidInput("fraction", "too_large", most=2)
        if not -MAX_FLOW_AMOUNT <= sum_ <= MAX_FLOW_AMOUNT:
            raise InvalidInput("amount", "too_large", most=MAX_FLOW_AMOUNT)
        object.__setattr__(self, "fraction", part)
        object.__setattr__(self, "amount", sum_)


def effective_annual_rate(flows: Iterable[CashFlow]) -> float:
    """The yearly rate X with sum a_k (1 + X)^(-t_k) = 0, t in years: interest on interest included.

    Source: Directive 2008/48/EC, Annex I, Part I (same equation in 2014/17/EU and (EU) 2023/2225); UK CONC App 1.2.
    """
    return _only(*_solved(flows), _effective)


def nominal_annual_rate(flows: Iterable[CashFlow], *, periods_per_year: int) -> float:
    """p ((1 + X)^(1/p) - 1) with X the effective rate and p periods a year: the rate per period times p ("IRR x 12").

    Source: practice; for regular periods it equals the US actuarial rate.
    """
    periods = whole(periods_per_year, "periods_per_year", least=1, most=MAX_PER_YEAR)
    return _only(*_solved(flows), lambda u: _clean(periods * expm1(u / periods)))


def all_rates(flows: Iterable[CashFlow]) -> list[float]:
    """Every effective rate that fits, ascending; empty when there is none or it cannot be found."""
    try:
        found, _ = _solved(flows)
    except NoRate:
        return []
    return [_effective(u) for u in found]


def dated_effective_rate(flows: Iterable[tuple[date, Decimal]]) -> float:
    """The effective rate of payments on dates: t = actual days / 365 ("XIRR")."""
    dated = _at_most(flows)
    if not dated:
        raise NoRate("one_sided")
    first = min(day for day, _ in dated)
    return effective_annual_rate(CashFlow(Fraction((day - first).days, 365), sum_) for day, sum_ in dated)


def us_actuarial_apr(flows: Iterable[UnitPeriodFlow], *, unit_periods_per_year: int | Fraction) -> float:
    """i x unit-periods a year, where sum a_k / ((1 + f_k i) (1 + i)^n_k) = 0: odd days bear simple interest.

    Source: 12 CFR part 1026 (Regulation Z), Appendix J, paragraph (b)(8).
    """
    per_year = fraction(unit_periods_per_year, "unit_periods_per_year")
    if per_year <= 0:
        raise InvalidInput("unit_periods_per_year", "too_small")
    if per_year > MAX_PER_YEAR:
        raise InvalidInput("unit_periods_per_year", "too_large", most=MAX_PER_YEAR)
    summed = _summed(((flow.periods, flow.fraction), flow.amount) for flow in _at_most(flows))
    moments = sorted(summed, key=lambda moment: moment[0] + moment[1])
    amounts = [summed[moment] for moment in moments]
    found = _unit_period_roots(moments, amounts)
    return _only(found, sign_changes(amounts), lambda u: _clean(expm1(u) * float(per_year)))


def simple_fee_apr(*, amount: Decimal, fee: Decimal, days: int) -> float:
    """fee / amount x 365 / days.

    Source: 12 CFR part 1026, Appendix J, paragraph (c)(5): one advance, one payment, a term of less than a year.
    """
    lent, charge = _positive(amount, "amount"), _sum_of_money(fee, "fee")
    whole(days, "days", least=1, most=MAX_DAYS)
    with working():
        return float(charge / lent * 365 / days)


def cycle_apr(*, charge: Decimal, base: Decimal, cycles_per_year: int) -> float:
    """charge / base x cycles a year.

    Source: 12 CFR part 1026, section 1026.14(c) and Appendix F: open-end credit, finance charge of a billing cycle.
    """
    owed, cost = _positive(base, "base"), _sum_of_money(charge, "charge")
    whole(cycles_per_year, "cycles_per_year", least=1, most=MAX_PER_YEAR)
    with working():
        return float(cost / owed * cycles_per_year)


def simple_annual_cost(
    *, cost: Decimal | Fraction, outstanding: Iterable[tuple[Fraction, Decimal | Fraction]]
) -> float:
    """All costs / sum(principal really in use x years): the simple (单利) yearly rate, without interest on interest.

    Source: PBC Announcement [2021] No. 3. A flat fee r a month with n equal principal parts gives 24 r n / (n + 1).
    """
    charge = _sum_of_money(cost, "cost")
    in_use = Decimal(0)
    with working():
        for years, principal in _at_most(outstanding):
            time = fraction(years, "years")
            if time < 0:
                raise InvalidInput("years", "negative")
            in_use += _sum_of_money(principal, "principal") * time.numerator / time.denominator
        if not in_use:
            raise NoRate("no_time")
        return float(charge / in_use)


def simple_interest(*, principal: Decimal, daily_rate: Decimal, days: int) -> Decimal:
    """principal x daily rate x days, rounded half up to 0.01: no interest on interest."""
    owed = amount(principal, "principal")
    rate = within(exact(daily_rate, "daily_rate"), "daily_rate", most=Decimal(100))
    whole(days, "days", least=0, most=MAX_DAYS)
    with working():
        return round_half_up(owed * rate * days, 2)


def _at_most(items: Iterable[_Item]) -> list[_Item]:
    """All items, if they are not more than `MAX_FLOWS`; an endless iterable is refused as well."""
    taken = list(islice(items, MAX_FLOWS + 1))
    if len(taken) > MAX_FLOWS:
        raise NoRate("too_many")
    return taken


def _sum_of_money(value: object, field: str) -> Decimal:
    return within(exact(value, field), field, most=MAX_FLOW_AMOUNT)


def _positive(value: object, field: str) -> Decimal:
    number = _sum_of_money(value, field)
    if not number:
        raise InvalidInput(field, "too_small")
    return number


def _summed(flows: Iterable[tuple[_Time, Decimal]]) -> Mapping[_Time, float]:
    """The sums at each time, without those that are 0: both signs, at two times at least."""
    sums: dict[_Time, Decimal] = {}
    received = paid = False
    with working():
        for time, sum_ in flows:
            if sum_:
                received, paid = received or sum_ > 0, paid or sum_ < 0
                sums[time] = sums.get(time, Decimal(0)) + sum_
    if not (received and paid):
        raise NoRate("one_sided")
    if len(sums) == 1:
        raise NoRate("no_time")
    left = {time: total for time, exact_total in sums.items() if (total := float(exact_total))}
    if min(left.values(), default=0.0) >= 0 or max(left.values()) <= 0:
        raise NoRate("one_sided")
    return left


def _solved(flows: Iterable[CashFlow]) -> tuple[list[float], int]:
    """Every u = ln(1 + X) that fits, and the number of sign changes."""
    # Times are kept as (numerator, denominator): a Fraction is exact too, but slow as a key and in comparisons.
    summed = _summed((flow.years.as_integer_ratio(), flow.amount) for flow in _at_most(flows))
    above, below = min(summed, key=lambda time: time[0] / time[1])
    series = sorted(((n * below - above * d) / (d * below), total) for (n, d), total in summed.items())
    times, amounts = zip(*series, strict=True)
    if not times[-1]:
        raise NoRate("no_time")
    return roots(times, amounts), sign_changes(amounts)


def _only(found: list[float], changes: int, rate_of: Callable[[float], float]) -> float:
    if not found:
        raise NoRate("out_of_range" if changes % 2 else "no_solution")
    if len(found) > 1:
        raise SeveralRates(tuple(rate_of(u) for u in found))
    return rate_of(found[0])


def _clean(rate: float) -> float:
    return 0.0 if abs(rate) < _ZERO_RATE else rate


def _effective(u: float) -> float:
    return _clean(expm1(u))


def _unit_period_roots(moments: list[tuple[int, Fraction]], amounts: list[float]) -> list[float]:
    """Every u = ln(1 + i) that fits: exactly for one sign change or without odd days, else scanned."""
    first = min(periods for periods, _ in moments)
    periods = [float(number - first) for number, _ in moments]
    odd = [float(part) for _, part in moments]
    if not any(odd):
        return roots(periods, amounts)
    low, high = limits(max(periods) + 1)
    if max(odd) > 1:
        # 1 + f i stays positive; below that the equation has no meaning.
        low = max(low, 0.999 * log1p(-1 / max(odd)))
    function = _unit_period_value(periods, odd, amounts)
    changes = sign_changes(amounts)
    if changes == 1:
        return single_root(function, low, high)
    points = min(_SCAN_POINTS, MAX_TERMS // 2 // len(amounts))
    if changes > MAX_SIGN_CHANGES or points < _LEAST_POINTS:
        raise NoRate("too_irregular")
    return scanned_roots(function, low, high, points)


def _unit_period_value(periods: list[float], odd: list[float], amounts: list[float]) -> Function:
    series = list(zip(amounts, periods, odd, strict=True))

    def value(u: float) -> float:
        growth = expm1(u)
        return fsum(sum_ * exp(-number * u) / (1 + part * growth) for sum_, number, part in series)

    return value
