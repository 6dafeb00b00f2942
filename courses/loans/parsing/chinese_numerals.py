"""Whole numbers below 1,000 in well-formed Chinese numerals, for days and months."""

import re

from courses.loans.parsing._numerals import number_readings

CHARACTERS = "零一二三四五六七八九两十百"

_ONE = "[一二三四五六七八九两]"
_WELL_FORMED = re.compile(f"(?:{_ONE}百零?)?(?:{_ONE}?十)?{_ONE}?")


def read_numeral(text: str) -> int | None:
    """Read a numeral: 九十 is 90, 一百零五 is 105.

    None for what is malformed (十百, 十零一, 三四), and for what may be two numbers (一百二: 102 or 120). Sums of money
    are read less strictly, because 12千 is how 12k is written.
    """
    readings = number_readings(text) if _WELL_FORMED.fullmatch(text) else ()
    return int(readings[0]) if len(readings) == 1 else None
