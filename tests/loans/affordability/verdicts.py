"""What tests of a verdict look at: its reasons with their numbers, and the tests of the budget."""

from decimal import Decimal
from typing import Any

from courses.loans.affordability.budget import Affordability


def codes_of(result: Affordability) -> list[str]:
    return [reason.code for reason in result.reasons]


def numbers_of(result: Affordability, code: str) -> dict[str, Any]:
    return dict(next(reason.numbers for reason in result.reasons if reason.code == code))


def stress_of(result: Affordability) -> dict[str, tuple[Decimal, Decimal | None, Decimal | None]]:
    return {one.code: (one.left, one.months_until_empty, one.months_to_rebuild) for one in result.stress}
