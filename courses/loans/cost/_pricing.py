"""The rates of an offer, each by its own method, from one series of payments."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import expm1, floor, log1p

from courses.loans._checks import working
from courses.loans._fields import put
from courses.loans.cost._payments import FirstPeriod, Payments
from courses.loans.errors import NoRate, RateError, SeveralRates
from courses.loans.money import cents
from courses.loans.schedules.flows import CashFlow, Interval
from courses.loans.schedules.rates import UnitPeriodFlow, effective_annual_rate, simple_annual_cost, us_actuarial_apr
from courses.loans.schedules.schedule import Instalment, Schedule

RATE_PLACES = 6


def as_decimal(rate: float) -> Decimal:
    """A solved rate for the numbers of a message, to a millionth."""
    return cents(Decimal(rate), RATE_PLACES)


@dataclass(frozen=True, slots=True)
class Stream:
    """Money in use from the start, and the payments for it; `interval` is what the contract counts in."""

    money: Decimal
    payments: Payments
    interval: Interval
    # As the borrower sees it: received is positive, paid is negative.
    flows: tuple[CashFlow, ...] = field(init=False)

    def __post_init__(self) -> None:
        with working():
            paid = [CashFlow(years, -amount) for years, amount in self.payments]
        put(self, flows=(CashFlow(Fraction(0), self.money), *paid))

    @property
    def once_within_a_year(self) -> bool:
        """One payment within a year is priced by simple interest."""
        return len(self.payments) == 1 and 0 < self.payments[0][0] <= 1

    def effective(self) -> float:
        """The yearly rate with interest on interest."""
        return effective_annual_rate(self.flows)

    def nominal(self) -> float:
        """The rate per period x periods a year; one payment within a year: its simple yearly rate."""
        return self.simple() if self.once_within_a_year else nominal_of(self.effective(), self.interval)

    def simple(self) -> float:
        """cost / money in use x 1 / years. Source: 12 CFR 1026 Appendix J (c)(5)."""
        years, paid = self.payments[0]
        if self.money <= 0 or paid <= 0:
            raise NoRate("one_sided")
        return float((Fraction(paid) - Fraction(self.money)) / Fraction(self.money) / years)


def nominal_of(effective: float, interval: Interval) -> float:
    """p ((1 + X)^(1/p) - 1), p periods a year: the rate per period x p ("IRR x 12")."""
    return interval.per_year * expm1(log1p(effective) / interval.per_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSet:
    """The same payments by four methods, as fractions a year; or why there is no rate, or which rates all fit."""

    nominal: float | None
    effective: float | None
    pboc_simple: float | None
    us_apr: float | None
    no_rate: str | None
    several: tuple[float, ...]


def rate_set(stream: Stream, first: FirstPeriod | None, path: Schedule, cost: Decimal) -> RateSet:
    """All rates of a stream. `path` gives the principal in use for the simple method, in proportion to the money.

    `first` is None for an own list, whose payments have times of their own.
    """
    try:
        effective = stream.effective()
    except SeveralRates as error:
        return without_rate("several", error.rates)
    except RateError as error:
        return without_rate(error.code)
    nominal = stream.simple() if stream.once_within_a_year else nominal_of(effective, stream.interval)
    return RateSet(
        nominal=nominal,
        effective=effective,
        pboc_simple=_pboc_simple(stream, first, path, cost),
        us_apr=_us_apr(stream, first, nominal),
        no_rate=None,
        several=(),
    )


def without_rate(reason: str, several: tuple[float, ...] = ()) -> RateSet:
    """No rate, and why; or the several that fit."""
    return RateSet(
        nominal=None,
        effective=None,
        pboc_simple=None,
        us_apr=None,
        no_rate=None if several else reason,
        several=several,
    )


def _pboc_simple(stream: Stream, first: FirstPeriod | None, path: Schedule, cost: Decimal) -> float | None:
    """All costs / sum(principal really in use x years). Source: PBC Announcement [2021] No. 3 (单利).

    The sign is kept apart, because a cost may be negative here and never in the formula's own checks.
    """
    in_use = _in_use(stream, first, path)
    if not any(years for years, _ in in_use):
        return None
    with working():
        # The same as multiplying every balance by the share of the contract that is really in use.
        charge = abs(cost) * path.principal / stream.money
    rate = simple_annual_cost(cost=charge, outstanding=in_use)
    return -rate if cost < 0 else rate


def _in_use(stream: Stream, first: FirstPeriod | None, path: Schedule) -> list[tuple[Fraction, Decimal]]:
    """Pairs of (years, principal). After the first period all gaps are one interval, so those balances are added up."""
    if first is None:
        return [(years, max(balance, Decimal(0))) for years, balance in path.outstanding()]
    with working():
        later = sum((max(line.balance, Decimal(0)) for line in path.instalments[:-1]), Decimal(0))
    return [(first.years, path.principal), (stream.interval.years, later)]


def _us_apr(stream: Stream, first: FirstPeriod | None, nominal: float) -> float | None:
    """Appendix J; with no odd days it is the nominal rate, and one payment within a year is simple in both."""
    if stream.once_within_a_year or (first is not None and not first.odd):
        return nominal
    flows = [UnitPeriodFlow(0, Fraction(0), stream.money)]
    for index, (years, amount) in enumerate(stream.payments):
        periods, odd = _unit_periods(years, stream.interval) if first is None else (first.periods + index, first.odd)
        with working():
            flows.append(UnitPeriodFlow(periods, odd, -amount))
    try:
        return us_actuarial_apr(flows, unit_periods_per_year=stream.interval.per_year)
    except RateError:
        return None


def _unit_periods(years: Fraction, interval: Interval) -> tuple[int, Fraction]:
    """A time of an own list in whole intervals and the fraction of one that is left."""
    periods = years * interval.per_year
    return floor(periods), periods - floor(periods)


def implied_schedule(principal: Decimal, payments: Payments, interval: Interval) -> Schedule:
    """The balance path that stated payments imply: interest at their own nominal rate, to the fen, line by line.

    Where the payments have no rate, nothing is called interest before the last payment.
    """
    try:
        growth = log1p(Stream(principal, payments, interval).effective())
    except RateError:
        growth = 0.0
    factors: dict[Fraction, Decimal] = {}
    lines, balance, since = [], principal, Fraction(0)
    with working():
        for number, (years, paid) in enumerate(payments, start=1):
            gap = years - since
            if gap not in factors:
                factors[gap] = Decimal(expm1(growth * float(gap)))
            interest = paid - balance if number == len(payments) else cents(balance * factors[gap])
            balance -= paid - interest
            lines.append(
                Instalment(
                    number=number,
                    years=years,
                    interest=interest,
                    principal=paid - interest,
                    fee=Decimal(0),
                    balance=balance,
                )
            )
            since = years
    return Schedule(principal, tuple(lines))
