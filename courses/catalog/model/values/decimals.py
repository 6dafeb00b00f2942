"""Decimal numbers of content files: quoted there, so that 0.10 stays 0.10 and nothing is rounded on the way."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import BeforeValidator


def _read(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError('write the number in quotes, like "18.25"')
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite():
        raise ValueError("not a finite number")
    return number


Quoted = Annotated[Decimal, BeforeValidator(_read)]


def plain_decimal(value: Decimal) -> str:
    """18.250 and 18.25 are one number."""
    return format(value.normalize(), "f")
