"""A time of day as people write it: 22:15, 22点, 晚上10点半, 10:40 pm."""

import re
from datetime import time

from courses.loans.parsing.chinese_numerals import read_numeral
from courses.loans.parsing.plain_text import closed_up, normalised

_PARTS = {
    "morning": r"凌晨|清晨|早上|早晨|上午|am|a\.m\.", "noon": "中午", "afternoon": r"下午|傍晚|pm|p\.m\.",
    "night": "晚上|夜里|深夜|半夜",
}  # fmt: skip
_BEFORE, _BEHIND = ("|".join(f"(?P<{place}_{name}>{words})" for name, words in _PARTS.items()) for place in "ab")
_NUMBER = "[0-9]{1,2}|[零一二三四五六七八九十两]{1,3}"
_CLOCK = re.compile(
    rf"(?:{_BEFORE})?\s*(?P<hour>{_NUMBER})"
    rf"(?:[:.点时](?:(?P<minute>{_NUMBER})分?|(?P<half>半)|(?P<quarter>一刻)|钟|整)?)?\s*(?:{_BEHIND})?"
)
# The hours that each part of the day may have, and what is added to them. 晚上12点 and 夜里1点 are of which day?
_HOURS = {
    "morning": (range(12), 0), "noon": (range(11, 13), 0), "afternoon": (range(1, 12), 12), "night": (range(5, 12), 12),
}  # fmt: skip


def read_clock(text: str) -> time | None:
    """The time in a text; None for what is no time, and for what may be one of two days: 晚上12点, 夜里1点."""
    found = _CLOCK.fullmatch(closed_up(normalised(text)))
    if found is None:
        return None
    part = next((name for name in _PARTS if found[f"a_{name}"] or found[f"b_{name}"]), "")
    if not part and found["hour"] == found[0]:
        return None  # 22 alone may be anything
    hour, minute = _number(found["hour"]), _minute(found)
    hour = None if hour is None else _of_day(hour, part)
    return time(hour, minute) if hour is not None and hour < 24 and minute is not None and minute < 60 else None


def _minute(found: re.Match[str]) -> int | None:
    if found["half"] or found["quarter"]:
        return 30 if found["half"] else 15
    return _number(found["minute"]) if found["minute"] else 0


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else read_numeral(text.lstrip("零") or "零")


def _of_day(hour: int, part: str) -> int | None:
    """The hour of 24."""
    if not part or (hour > 12 and part in ("afternoon", "night")) or (hour == 12 and part == "afternoon"):
        return hour
    if part == "noon" and hour in (1, 2):
        return hour + 12
    hours, more = _HOURS[part]
    return hour + more if hour in hours else None
