"""The fields of a sum as authors write them, read into numbers and into a loan offer, or refused with a reason."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from courses.loans.money import QuotedRate, RateUnit
from courses.loans.offer import EarlyRepayment, Fee, FeeKind, FeeWhen, LoanOffer, OfferTerm, Repayment
from courses.loans.schedules.flows import Interval

FEE_FIELDS = frozenset({"fee", "fee_share", "fee_when"})
LOAN_FIELDS = FEE_FIELDS | {
    *("amount", "received", "cash_price", "repayment", "count", "interval", "rate", "unit", "basis", "instalment"),
    *("last", "payments", "fees", "number", "settle_after", "charge", "charge_share", "fees_stop"),
}
Fields = Mapping[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)


class SumError(ValueError):
    """A sum that cannot be computed; the message tells the author why, `field` where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def offer(given: Fields) -> LoanOffer:
    """The loan offer that these fields describe. Raises SumError, and the errors of the loan mathematics."""
    interval = _interval(given)
    rate = optional_number(given, "rate")
    return LoanOffer(
        contract_amount=needed(given, "amount"),
        repayment=_choice(given, "repayment", Repayment, Repayment.EQUAL_INSTALMENTS),
        term=OfferTerm(whole_number(given, "count", default=1), interval),
        quoted_rate=None
        if rate is None
        else QuotedRate(rate / 100, _unit(given), whole_number(given, "basis", default=365)),
        amount_received=optional_number(given, "received"),
        cash_price=optional_number(given, "cash_price"),
        stated_instalment=optional_number(given, "instalment"),
        stated_last=optional_number(given, "last"),
        stated_payments=_payments(given, interval),
        fees=_fees(given),
        fees_complete=True,
        early_repayment=_early_repayment(given) if "settle_after" in given else None,
    )


def _early_repayment(given: Fields) -> EarlyRepayment:
    share = optional_number(given, "charge_share")
    charge = optional_number(given, "charge")
    if share is None and charge is None:
        charge = Decimal(0)
    return EarlyRepayment(
        charge=charge, share=None if share is None else share / 100, fees_stop=bool(given.get("fees_stop", True))
    )


def _payments(given: Fields, interval: Interval) -> tuple[tuple[Any, Decimal], ...]:
    payments = given.get("payments", ())
    if not isinstance(payments, list | tuple):
        raise SumError("payments", "payments needs a list of numbers")
    amounts = (decimal(value, "payments") for value in payments)
    return tuple((interval.years * number, amount) for number, amount in enumerate(amounts, start=1))


def _fees(given: Fields) -> tuple[Fee, ...]:
    more = given.get("fees", ())
    if not isinstance(more, list | tuple) or not all(isinstance(fee, Mapping) for fee in more):
        raise SumError("fees", "fees needs a list such as [{fee: 40, fee_when: upfront}]")
    for fee in more:
        refuse_unknown(fee, FEE_FIELDS)
    own = {name: given[name] for name in FEE_FIELDS & given.keys()}
    return tuple(_fee(fee) for fee in ([own] if own else []) + list(more))


def _fee(fields: Fields) -> Fee:
    share = optional_number(fields, "fee_share")
    return Fee(
        kind=FeeKind.OTHER,
        when=_choice(fields, "fee_when", FeeWhen, FeeWhen.EACH_INSTALMENT),
        amount=needed(fields, "fee") if share is None else None,
        share=None if share is None else share / 100,
    )


def yearly_rate(given: Fields) -> Decimal | None:
    """The quoted rate brought to a year without compounding, as a fraction; None without a rate."""
    rate = optional_number(given, "rate")
    if rate is None:
        return None
    periods = {
        RateUnit.YEAR: 1,
        RateUnit.MONTH: 12,
        RateUnit.DAY: whole_number(given, "basis", default=365),
        RateUnit.INSTALMENT: _interval(given).per_year,
    }
    return rate / 100 * periods[_unit(given)]


def _interval(given: Fields) -> Interval:
    return _choice(given, "interval", Interval, Interval.MONTH)


def _unit(given: Fields) -> RateUnit:
    return _choice(given, "unit", RateUnit, RateUnit.YEAR)


def _choice(fields: Fields, name: str, kind: type[Choice], default: Choice) -> Choice:
    try:
        return kind(fields.get(name, default))
    except ValueError:
        raise SumError(name, f"{name} must be one of {', '.join(kind)}") from None


def refuse_unknown(fields: Fields, known: frozenset[str]) -> None:
    """Raises SumError for a field that is not in `known`."""
    for name in fields:
        if name not in known:
            raise SumError(name, f'"{name}" is not a field of a sum; use {", ".join(sorted(known))}')


def needed(fields: Fields, name: str) -> Decimal:
    """The number in field `name`. Raises SumError when it is missing."""
    number = optional_number(fields, name)
    if number is None:
        raise SumError(name, f"{name} is missing")
    return number


def optional_number(fields: Fields, name: str) -> Decimal | None:
    """The number in field `name`, if there is one. Raises SumError when it cannot be read."""
    return None if fields.get(name) is None else decimal(fields[name], name)


def whole_number(fields: Fields, name: str, *, default: int) -> int:
    """The whole number in field `name`. Raises SumError."""
    number = optional_number(fields, name)
    if number is None:
        return default
    if number != number.to_integral_value():
        raise SumError(name, f"{name} must be a whole number")
    return int(number)


def decimal(value: object, name: str) -> Decimal:
    """`value` as an exact number; only whole or quoted ones are taken, so that 0.6 stays 0.6. Raises SumError."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise SumError(name, f'{name}: write the number in quotes, like "0.6"')
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise SumError(name, f'{name}: "{value}" is not a number; write it like "1234.5"') from None
    if not number.is_finite():
        raise SumError(name, f"{name} is not a finite number")
    return number
