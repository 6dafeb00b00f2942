"""Repayment schedules of every kind: what is paid at each date, how much is interest, and what is still owed."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from courses.loans._checks import (
    MAX_OWN_PAYMENTS,
    MAX_YEARLY_RATE,
    MAX_YEARS,
    amount,
    exact,
    fraction,
    round_half_up,
    whole,
    within,
    working,
)
from courses.loans.errors import InvalidInput
from courses.loans.schedules._annuity import level_after_gap, level_instalment, level_payment
from courses.loans.schedules._lines import (
    Instalment,
    Payment,
    Schedule,
    ScheduleTerms,
    checked_terms,
    never_repaid,
    write_lines,
    write_until_repaid,
)

__all__ = [
    "Instalment",
    "Schedule",
    "custom_payments",
    "equal_instalments",
    "equal_principal",
    "flat_fee",
    "interest_first",
    "level_instalment",
    "level_payment",
    "minimum_payments",
    "single_payment",
]

_MONTH = Fraction(1, 12)


def equal_instalments(
    principal: Decimal,
    rate_per_period: Decimal | Fraction,
    periods: int,
    *,
    step: Fraction = _MONTH,
    balloon: Decimal = Decimal(0),
    fee: Decimal = Decimal(0),
    amortise_over: int | None = None,
    first_gap: Fraction = Fraction(1),
    places: int | None = 2,
) -> Schedule:
    """Level instalments: interest = rate x balance, the rest of the instalment repays principal.

    `balloon` falls due with the last instalment. With `amortise_over` the instalment is that of the longer plan and
    the remaining balance falls due with payment `periods`. `first_gap` is the length of the first period in periods:
    its interest is principal x rate x first_gap; if that is more than the instalment, the rest joins the balance.
    """
    terms = checked_terms(principal, rate_per_period, step=step, places=places, first_gap=first_gap)
    count = terms.count(periods)
    plan = count if amortise_over is None else terms.count(amortise_over, "amortise_over")
    if plan < count:
        raise InvalidInput("amortise_over", "too_small", least=count)
    rest, charge = terms.money(balloon, "balloon"), terms.money(fee, "fee")
    level = level_after_gap(terms.principal, terms.rate, plan, gap=terms.first_gap, balloon=rest)
    with working():
        instalment = terms.rounded(level)
    return write_lines(terms, count, lambda interest: instalment - interest, charge)


def equal_principal(
    principal: Decimal,
    rate_per_period: Decimal | Fraction,
    periods: int,
    *,
    step: Fraction = _MONTH,
    fee: Decimal = Decimal(0),
    places: int | None = 2,
) -> Schedule:
    """Equal principal parts P/n, with interest on what is still owed: the payments fall."""
    terms = checked_terms(principal, rate_per_period, step=step, places=places)
    count, charge = terms.count(periods), terms.money(fee, "fee")
    with working():
        part = terms.rounded(terms.principal / count)
    return write_lines(terms, count, lambda interest: part, charge)


def flat_fee(
    principal: Decimal,
    fee_per_period: Decimal | Fraction,
    periods: int,
    *,
    step: Fraction = _MONTH,
    places: int | None = 2,
) -> Schedule:
    """Equal principal parts and the same fee every time: a share of the ORIGINAL principal, however little is owed.

    The charge stands in the column `fee`; `interest` is 0.
    """
    flat = checked_terms(principal, fee_per_period, step=step, places=places)
    terms = checked_terms(principal, Decimal(0), step=step, places=places)
    count = terms.count(periods)
    with working():
        part, charge = terms.rounded(terms.principal / count), terms.rounded(terms.principal * flat.rate)
    return write_lines(terms, count, lambda interest: part, charge)


def interest_first(
    principal: Decimal,
    rate_per_period: Decimal | Fraction,
    periods: int,
    *,
    step: Fraction = _MONTH,
    places: int | None = 2,
) -> Schedule:
    """Only interest each period; the whole principal with the last payment."""
    terms = checked_terms(principal, rate_per_period, step=step, places=places)
    return write_lines(terms, terms.count(periods), lambda interest: Decimal(0), Decimal(0))


def single_payment(
    principal: Decimal, *, years: Fraction, annual_rate: Decimal | None = None, interest: Decimal | None = None
) -> Schedule:
    """Everything at once after `years`: interest = principal x yearly rate x years (simple), or as given."""
    owed, time = amount(principal, "principal"), fraction(years, "years")
    if time <= 0:
        raise InvalidInput("years", "too_small")
    if time > MAX_YEARS:
        raise InvalidInput("years", "too_large", most=MAX_YEARS)
    if (annual_rate is None) == (interest is None):
        raise InvalidInput("annual_rate", "need_rate_or_interest")
    if annual_rate is None:
        charge = amount(interest, "interest")
    else:
        rate = within(exact(annual_rate, "annual_rate"), "annual_rate", most=MAX_YEARLY_RATE)
        with working():
            charge = round_half_up(owed * rate * time.numerator / time.denominator, 2)
    line = Instalment(number=1, years=time, interest=charge, principal=owed, fee=Decimal(0), balance=Decimal("0.00"))
    return Schedule(owed, (line,))


def custom_payments(
    principal: Decimal,
    rate_per_period: Decimal | Fraction,
    payments: Decimal | Sequence[Decimal],
    *,
    step: Fraction = _MONTH,
    places: int | None = 2,
) -> Schedule:
    """A chosen payment, repeated until the debt is repaid, or an own list of payments.

    Each pays the interest of its period first; in a list, interest that a payment does not cover joins the balance.
    The last payment is at most what is owed; payments of a list after that are left out.
    """
    terms = checked_terms(principal, rate_per_period, step=step, places=places)
    if isinstance(payments, Sequence):
        count = whole(len(payments), "payments", least=1, most=min(MAX_OWN_PAYMENTS, terms.most_instalments))
        own = [terms.money(value, f"payments[{index}]") for index, value in enumerate(payments)]
        return write_until_repaid(terms, count, lambda balance, interest, number: own[number - 1], "rest_unpaid")
    chosen = terms.money(payments, "payments")

    def payment(balance: Decimal, interest: Decimal, number: int) -> Decimal:
        return chosen

    return _until_repaid(terms, payment)


def minimum_payments(
    principal: Decimal,
    rate_per_period: Decimal | Fraction,
    *,
    share: Decimal,
    least: Decimal,
    step: Fraction = _MONTH,
    places: int | None = 2,
) -> Schedule:
    """A card's minimum payment: max(share x (principal + interest of the period), least), at most what is owed.

    Source: "2 % of capital and interest, at least 300", example 15 of the European Commission's examples for the
    calculation of the APR (Markt/2014/107, January 2015): 228 payments, the first 4,020.00.
    """
    terms = checked_terms(principal, rate_per_period, step=step, places=places)
    part, floor = within(exact(share, "share"), "share", most=Decimal(1)), terms.money(least, "least")

    def payment(balance: Decimal, interest: Decimal, number: int) -> Decimal:
        return terms.rounded(max(part * (balance + interest), floor))

    return _until_repaid(terms, payment)


def _until_repaid(terms: ScheduleTerms, payment: Payment) -> Schedule:
    most = terms.most_instalments
    with working():
        interest = terms.interest(terms.principal, 1)
        # An empty debt is repaid by nothing; every other needs more than its first interest.
        if terms.principal and payment(terms.principal, interest, 1) <= interest:
            raise never_repaid(terms, most, payment, "below_interest")
    return write_until_repaid(terms, most, payment, "too_long")
