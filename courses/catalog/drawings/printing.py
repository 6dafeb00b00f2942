"""Figures in the page's language, as drawings and exercises print them."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from courses.languages.known import current_language, language_shown
from courses.loans.money import as_percent

CENT = Decimal("0.01")
MINUS = "\N{MINUS SIGN}"
_UNITS = "万亿元%年月日天周期笔条项个次倍厘课题步"
_BEFORE_UNIT = re.compile(f" (?<=[0-9] )(?=[{_UNITS}])")  # begins with the space, so that it is found at once
_AT_BOUND = re.compile(" (?<=[\u4e00-\u9fff] )(?=至少|至多|最多|超过)| (?<=至[少多] )(?=[\u4e00-\u9fff])")
_OF_BOUNDS = ("至", "最多", "超过")  # without one of them there is no such space to look for


def unbroken(words: str) -> str:
    """Words or HTML in which no line break parts a number from its unit.

    Where words of a bound come in between (一年 至少 24%), a space that has Chinese on both sides then goes.
    """
    kept = _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", words)
    return _AT_BOUND.sub("", kept) if any(sign in kept for sign in _OF_BOUNDS) else kept


def number(value: Decimal | int, places: int | None = None) -> str:
    """Digits in threes, a real minus; without `places`, whole numbers stand without decimals and others with two."""
    exact = Decimal(value)
    if places is None:
        rounded = exact.quantize(CENT, ROUND_HALF_UP)
        if rounded == (whole := rounded.to_integral_value()):
            rounded = whole
    else:
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,f}"


def money(value: Decimal | int) -> str:
    """A sum inside a sentence: ¥1,383.20 or 1,383.20 元."""
    shown = _sum_of_money(current_language()) % {"amount": number(abs(Decimal(value)))}
    return f"{MINUS}{shown}" if value < 0 else shown


@cache
def _sum_of_money(_language: str | None) -> str:
    """Return the translated pattern of a sum, cached by language because a result prints about eighty sums."""
    return _("¥%(amount)s")


def percent(fraction: float | Decimal, places: int = 2) -> str:
    """0.1303 as 13.03%."""
    value = as_percent(fraction, places)
    return f"{MINUS if value < 0 else ''}{abs(value):,f}%"


def short_percent(fraction: float | Decimal) -> str:
    """0.18 as 18%, 0.1727 as 17.27%: no more decimals than say something."""
    value = as_percent(fraction)
    return f"{MINUS if value < 0 else ''}{abs(value).normalize():,f}%"


def span(months: Decimal, *, is_to_come: bool = False) -> str:
    """A length of time as a person says it: "about half a month", "a month and a half", whole months from 3 on.

    How long savings last is never said longer than it is, how long something takes (`is_to_come`) never shorter.
    """
    if months < 3:
        return next(words() for below, words in SHORT_SPANS if months < below)
    whole = int(months.to_integral_value(ROUND_CEILING if is_to_come else ROUND_FLOOR))
    if whole > TEN_YEARS:
        return _("more than ten years")
    return ngettext("%(count)s month", "%(count)s months", whole) % {"count": whole}


TEN_YEARS = 120
SHORT_SPANS: tuple[tuple[Decimal, Callable[[], str]], ...] = (
    (Decimal("0.25"), lambda: _("a few days")),
    (Decimal("0.75"), lambda: _("about half a month")),
    (Decimal(1), lambda: _("just under a month")),
    (Decimal("1.25"), lambda: _("about a month")),
    (Decimal("1.75"), lambda: _("about a month and a half")),
    (Decimal("2.25"), lambda: _("about two months")),
    (Decimal("2.75"), lambda: _("about two and a half months")),
    (Decimal(3), lambda: _("just under three months")),
)


def instalments(count: int) -> str:
    """12 instalments, 12 期."""
    return ngettext("%(number)s instalment", "%(number)s instalments", count) % {"number": count}


def days(count: int) -> str:
    """30 days, 30 天."""
    return ngettext("%(number)s day", "%(number)s days", count) % {"number": count}


def sentence(parts: Iterable[str]) -> str:
    """What a picture shows, part by part, as one sentence."""
    return _("; ").join(parts) + pgettext("end of sentence", ".")


def sentences(*parts: str) -> str:
    """Sentences one after the other; Chinese puts no space between them."""
    return language_shown().space.join(part for part in parts if part)


def month_words(month: date) -> str:
    """September 2026, 2026 年 9 月."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def since_words(day: str) -> str:
    """A day, a month or a year as a fact states it, in words."""
    parts = day.split("-")
    if len(parts) == 3:
        return date_format(date.fromisoformat(day), "DATE_FORMAT")
    return month_words(date.fromisoformat(f"{day}-01")) if len(parts) == 2 else day
