"""Yuan with 角 and 分 behind them, as prices are said: 2块5, 三块五毛, 50元5角, 5毛, 5分钱."""

import re
from decimal import Decimal

from courses.loans._checks import working
from courses.loans.parsing._numerals import number_readings

_YUAN = r"(?P<yuan>[0-9.,一二三四五六七八九十百千万零两]+)\s*(?:元|块)"
_DIGIT = "[0-9一二三四五六七八九两]"
_SAID = re.compile(rf"(?:{_YUAN}零?)?(?:(?P<jiao>{_DIGIT})(?P<is_jiao>[毛角])?)?(?:(?P<fen>{_DIGIT})分)?(?:钱|整)?")


def coins(text: str) -> Decimal | None:
    """The sum in yuan; None for anything else, also for plain yuan, and for 分 alone, which may be of a rate."""
    said = _SAID.fullmatch(text)
    if said is None or (said["yuan"] is None and said["is_jiao"] is None) or not (said["jiao"] or said["fen"]):
        return None
    yuan = number_readings(said["yuan"] or "0")
    if len(yuan) != 1:
        return None
    with working():
        return yuan[0] + _one(said["jiao"]).scaleb(-1) + _one(said["fen"]).scaleb(-2)


def _one(digit: str | None) -> Decimal:
    return number_readings(digit)[0] if digit else Decimal(0)
