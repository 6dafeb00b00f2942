"""Checks that the offers, debts and budgets of this package share; each names the field it refuses."""

from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from courses.loans._checks import MAX_YEARLY_RATE, amount, decimal, within
from courses.loans.errors import InvalidInput

MAX_TEXT = 40
MAX_DAYS = 50 * 365
CENT = Decimal("0.01")

Choice = TypeVar("Choice", bound=StrEnum)


def put(instance: object, **values: object) -> None:
    """Store checked values in a frozen dataclass; only for its own `__post_init__`."""
    for name, value in values.items():
        object.__setattr__(instance, name, value)


def choice(kind: type[Choice], value: object, field: str) -> Choice:
    """Return the member of an enum, given as itself or as its string value."""
    try:
        return kind(str(value))
    except ValueError:
        raise InvalidInput(field, "not_known") from None


def optional_choice(kind: type[Choice], value: object, field: str) -> Choice | None:
    """As `choice`, where None means not known."""
    return None if value is None else choice(kind, value, field)


def optional_amount(value: object, field: str) -> Decimal | None:
    """A sum of money, where None means not known."""
    return None if value is None else amount(value, field)


def positive_amount(value: object, field: str) -> Decimal:
    """A sum of money of at least 0.01."""
    number = amount(value, field)
    if number == 0:
        raise InvalidInput(field, "too_small", least=CENT)
    return number


def number_up_to(value: object, field: str, most: Decimal = MAX_YEARLY_RATE) -> Decimal:
    """A rate, a share or a multiple from 0 to `most`."""
    return within(decimal(value, field), field, most=most)


def optional_number(value: object, field: str, most: Decimal = MAX_YEARLY_RATE) -> Decimal | None:
    """As `number_up_to`, where None means not known."""
    return None if value is None else number_up_to(value, field, most)


def short_text(value: str, field: str) -> str:
    """A name of at most 40 characters."""
    if len(value) > MAX_TEXT:
        raise InvalidInput(field, "too_long", most=MAX_TEXT)
    return value
