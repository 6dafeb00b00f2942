"""The limits of the loan mathematics and its working precision, checked before any loop is entered."""

from contextlib import AbstractContextManager
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from fractions import Fraction

from courses.loans.errors import InvalidInput

MAX_AMOUNT = Decimal(1_000_000_000)
MAX_INSTALMENTS = 1_040
MAX_OWN_PAYMENTS = 600
MAX_YEARS = 50
MAX_YEARLY_RATE = Decimal(100)
MAX_DECIMALS = 2
MAX_PLACES = 10  # to which anything is rounded

# Every setting is spelled out, so nothing is taken over from a caller's own decimal context.
_WORKING = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-999_999,
    Emax=999_999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)


_UNITS = tuple(Decimal((0, (1,), -places)) for places in range(MAX_PLACES + 1))  # 1, 0.1, 0.01 …


def working(digits: int = 34) -> AbstractContextManager[Context]:
    """The private decimal context; the caller's own context is back when the block ends."""
    return localcontext(_WORKING, prec=digits)


def digits_kept(digits: int) -> Context:
    """The same context with more digits, for a single operation: handing it over is quicker than a block."""
    context = _WORKING.copy()
    context.prec = digits
    return context


def decimal(value: object, field: str) -> Decimal:
    """`value` as a finite Decimal. Floats are refused: they have already lost what was typed."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InvalidInput(field, "not_finite")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise TypeError(f"{field} must be a Decimal or an int, not {type(value).__name__}")


def exact(value: object, field: str) -> Decimal:
    """As `decimal`, but a Fraction is accepted too and brought to the working precision."""
    if isinstance(value, Fraction):
        with working():
            return Decimal(value.numerator) / Decimal(value.denominator)
    return decimal(value, field)


def fraction(value: object, field: str) -> Fraction:
    """`value` as a Fraction, for times; accepts a Fraction or an int, never a float."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    raise TypeError(f"{field} must be a Fraction or an int, not {type(value).__name__}")


def whole(value: object, field: str, *, least: int, most: int) -> int:
    """A whole number within limits."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{field} must be an int, not {type(value).__name__}")
    if value < least:
        raise InvalidInput(field, "too_small", least=least)
    if value > most:
        raise InvalidInput(field, "too_large", most=most)
    return value


def within(number: Decimal, field: str, *, most: Decimal = MAX_AMOUNT) -> Decimal:
    """`number` itself when it lies between 0 and `most`."""
    if number < 0:
        raise InvalidInput(field, "negative")
    if number > most:
        raise InvalidInput(field, "too_large", most=most)
    return number


def amount(value: object, field: str, *, decimals: int | None = MAX_DECIMALS) -> Decimal:
    """A sum of money from 0 to `MAX_AMOUNT`; `decimals=None` lets unrounded sums through."""
    number = within(decimal(value, field), field)
    exponent = number.as_tuple().exponent
    if decimals is not None and isinstance(exponent, int) and -exponent > decimals:
        with working():
            if number != round_half_up(number, decimals):
                raise InvalidInput(field, "too_many_decimals", most=decimals)
    return number


def round_half_up(number: Decimal, places: int, context: Context | None = None) -> Decimal:
    """`number` to `places` decimals, a half away from zero; call it inside `working`, or with a context."""
    rounded = number.quantize(_UNITS[places], ROUND_HALF_UP, context)
    return rounded if rounded else abs(rounded)
