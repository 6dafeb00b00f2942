"""Reads a number that a learner types as an answer: separators, full-width forms, 万, a percent or yuan sign."""

from decimal import Decimal

from courses.loans.errors import InvalidInput
from courses.loans.money import read_amount

UNITS = ("%", "％", "元", "¥", "￥", "块", "个月", "期", "天", "months", "days", "yuan")


class NumberNotRead(ValueError):
    """`code` is one of the codes of courses.loans.money, such as empty, not_a_number or ambiguous."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_number(text: str) -> Decimal:
    """The number in `text`, at least 0, at most 2 decimals; raises NumberNotRead."""
    bare = text.strip()
    for unit in UNITS:
        bare = bare.removesuffix(unit).strip()
    try:
        read = read_amount(bare)
    except InvalidInput as problem:
        raise NumberNotRead(problem.code) from None
    if read.hedge is not None:  # an answer is a number, not about a number
        raise NumberNotRead("not_a_number")
    return read.value.normalize() + 0
