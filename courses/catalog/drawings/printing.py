"""Figures in the page's language, as drawings and exercises print them."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from courses.loans.money import as_percent

CENT = Decimal("0.01")
MINUS = "\N{MINUS SIGN}"


def number(value: Decimal | int, places: int | None = None) -> str:
    """Digits in threes, a real minus; without `places`, whole numbers stand without decimals and others with two."""
    exact = Decimal(value)
    if places is None:
        rounded = exact.quantize(CENT, ROUND_HALF_UP)
        places = 0 if rounded == rounded.to_integral_value() else 2
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,f}"


def money(value: Decimal | int) -> str:
    """A sum inside a sentence: ¥1,383.20 or 1,383.20 元."""
    shown = _("¥%(amount)s") % {"amount": number(abs(Decimal(value)))}
    return f"{MINUS}{shown}" if value < 0 else shown


def percent(fraction: float | Decimal, places: int = 2) -> str:
    """0.1303 as 13.03%."""
    value = as_percent(fraction, places)
    return f"{MINUS if value < 0 else ''}{abs(value):,f}%"


def short_percent(fraction: float | Decimal) -> str:
    """0.18 as 18%, 0.1727 as 17.27%: no more decimals than say something."""
    value = as_percent(fraction)
    return f"{MINUS if value < 0 else ''}{abs(value).normalize():,f}%"


def instalments(count: int) -> str:
    """12 instalments, 12 期."""
    return ngettext("%(number)s instalment", "%(number)s instalments", count) % {"number": count}


def days(count: int) -> str:
    """30 days, 30 天."""
    return ngettext("%(number)s day", "%(number)s days", count) % {"number": count}


def sentence(parts: Iterable[str]) -> str:
    """What a picture shows, part by part, as one sentence."""
    return _("; ").join(parts) + pgettext("end of sentence", ".")


def together(*sentences: str) -> str:
    """Sentences one after another: Chinese puts no space between."""
    said = [sentence_ for sentence_ in sentences if sentence_]
    return ("" if (get_language() or "zh-hans").startswith("zh") else " ").join(said)


def month_words(month: date) -> str:
    """September 2026, 2026 年 9 月."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def since_words(day: str) -> str:
    """A day, a month or a year as a fact states it, in words."""
    parts = day.split("-")
    if len(parts) == 3:
        return date_format(date.fromisoformat(day), "DATE_FORMAT")
    return month_words(date.fromisoformat(f"{day}-01")) if len(parts) == 2 else day
