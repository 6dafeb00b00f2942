"""The price on a yearly ruler beside the dated lines that could apply, each with its date and whose it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.catalog.drawings.base import WIDTH, Drawing, Picture, Table, share, unit
from courses.catalog.drawings.kinds.ruler import HIGH, LEFT, LONG, MOST, paint_scale, top_of
from courses.catalog.drawings.printing import sentence, together
from courses.catalog.library import catalog
from courses.catalog.model.facts import Confidence
from courses.exercises.can_i_afford.options import LENDERS
from courses.exercises.wording import percent
from courses.loans.ceilings import LenderKind, PriceLine
from courses.loans.money import as_percent
from courses.loans.offer import NO_DIGITS_ABOVE, OfferCost

BREAK = 306  # where the bar of a price beyond the ruler is broken


def price_ruler(cost: OfferCost, lines: Iterable[PriceLine]) -> Drawing | None:
    """None where no yearly rate can be worked out. A price beyond the ruler runs off its end."""
    if cost.rates.nominal is None:
        return None
    yearly, lines = Decimal(repr(cost.rates.nominal)), tuple(lines)
    marks = sorted({line.yearly for line in lines})
    top = top_of([min(yearly, MOST), *marks])
    picture, value = Picture(), _value(cost)
    is_over = bool(marks) and yearly > marks[-1]
    picture.label(_("This loan"), value, "tr" if is_over else "")
    _bar(picture, yearly, top, is_over=is_over)
    for mark in marks:
        picture.path(f"M{unit(LEFT + share(mark, top, LONG))} {unit(picture.y - 4)}v{HIGH + 8}", "st dash")
    picture.y += HIGH + 8
    paint_scale(picture, top, marks)
    said = list(lines_in_words(lines))
    rows = [(_("This loan"), value), *((words, whole_percent(rate)) for rate, words in said)]
    text = sentence(f"{name} {rate}" for name, rate in rows)
    table = Table(_("Brought to a year"), (_("What is measured"), _("A year")), tuple(rows))
    return Drawing("ruler", _caption(yearly, value, lines), picture.svg(text), table, text, note=_note(lines))


def _bar(picture: Picture, yearly: Decimal, top: Decimal, *, is_over: bool) -> None:
    style = "fr" if is_over else "fb0"
    if yearly <= MOST:
        picture.bar(LEFT, picture.y, share(yearly, top, LONG), HIGH, style)
        return
    picture.bar(LEFT, picture.y, BREAK - LEFT, HIGH, style)
    picture.bar(BREAK + 6, picture.y, WIDTH - BREAK - 6, HIGH, style)


def _value(cost: OfferCost) -> str:
    nominal = cost.rates.nominal or 0
    if nominal > NO_DIGITS_ABOVE:
        return _("over 1,000%%") % {}
    value = percent(nominal)
    return _("at least %(value)s") % {"value": value} if cost.lower_bound else value


def _caption(yearly: Decimal, value: str, lines: tuple[PriceLine, ...]) -> str:
    if yearly > MOST:
        return _("Put on a ruler of a year, this price runs off its end")
    if not lines:
        return _("%(rate)s a year, on a ruler") % {"rate": value}
    return _("%(rate)s a year, beside the lines that could apply") % {"rate": value}


def _note(lines: tuple[PriceLine, ...]) -> str:
    if not lines:
        return ""
    words = sentence(f"{whole_percent(rate)}{_(': ')}{words}" for rate, words in lines_in_words(lines))
    facts = catalog().facts
    if all(facts[line.fact].confidence is Confidence.READ for line in lines):
        return words
    return together(words, _("As several sources report; official text not yet compared."))


LINE_WORDS: Mapping[bool, Callable[[], str]] = {
    True: lambda: _("%(lenders)s (%(times)s times the one-year LPR of %(reference)s, last seen on %(seen)s)"),
    False: lambda: _("%(lenders)s (since %(since)s)"),
}


def lines_in_words(lines: Iterable[PriceLine]) -> Iterator[tuple[Decimal, str]]:
    """One for each yearly price, the lowest first; those that share it stand together."""
    ordered = sorted(lines, key=lambda line: (line.yearly, line.since))
    for yearly, same in groupby(ordered, key=lambda line: line.yearly):
        yield yearly, _("; ").join(_lender_words(line) for line in same)


def _lender_words(line: PriceLine) -> str:
    names = dict(LENDERS)
    kinds = [kind for kind in LenderKind if kind in line.lenders and kind in names]
    words: dict[str, Any] = {
        "lenders": pgettext("list of names", ", ").join(str(names[kind]) for kind in kinds),
        "since": date_format(line.since, "YEAR_MONTH_FORMAT"),
        "seen": date_format(line.seen or line.since, "DATE_FORMAT"),
        "times": line.multiple,
        "reference": "" if line.reference is None else whole_percent(line.reference),
    }
    return LINE_WORDS[line.reference is not None]() % words


def whole_percent(rate: Any) -> str:
    return f"{as_percent(rate).normalize():f}%"
