"""The price on a yearly ruler beside the dated lines that could apply, each with its date and whose it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share, unit
from courses.catalog.drawings.kinds.ruler import HIGH, LEFT, LONG, MOST, paint_scale, top_of
from courses.catalog.drawings.printing import sentence, sentences
from courses.catalog.model.facts import Confidence
from courses.catalog.published.library import catalog
from courses.exercises.forms.options import LENDERS
from courses.exercises.results.wording import percent
from courses.loans.ceilings import LenderKind, PriceLine
from courses.loans.money import as_percent
from courses.loans.offer import NO_DIGITS_ABOVE, OfferCost

BREAK = 306  # where the bar of a price beyond the ruler is broken


@dataclass(frozen=True, slots=True)
class Measured:
    """A loan on the ruler; `said` is the yearly figure that its own page quotes."""

    name: str
    cost: OfferCost
    said: Decimal | None = None

    @property
    def yearly(self) -> Decimal:
        return Decimal(repr(self.cost.rates.nominal))


def price_ruler(cost: OfferCost, lines: Iterable[PriceLine], *, names_lines: bool = True) -> Drawing | None:
    """None where no yearly rate can be worked out. A price beyond the ruler runs off its end.

    Without `names_lines` the page says beside it whose each line is.
    """
    lines = tuple(lines)
    drawing = offers_ruler((Measured(_("This loan"), cost),), lines)
    if drawing is None:
        return None
    caption = _caption(Decimal(repr(cost.rates.nominal)), _value(cost), lines)
    return replace(drawing, caption=caption, note=drawing.note if names_lines else _reported(lines))


def offers_ruler(measured: Iterable[Measured], lines: Iterable[PriceLine]) -> Drawing | None:
    """One bar a loan, an upright mark where its page quotes another figure; None where no loan has a yearly rate."""
    priced, lines = tuple(one for one in measured if one.cost.rates.nominal is not None), tuple(lines)
    if not priced:
        return None
    marks, picture = sorted({line.yearly for line in lines}), Picture()
    quoted = [one.said for one in priced if one.said is not None]
    top = top_of([min(value, MOST) for value in (*quoted, *(one.yearly for one in priced))] + marks)
    for one in priced:
        is_over = bool(marks) and one.yearly > marks[-1]
        picture.label(one.name, _value(one.cost), "tr" if is_over else "")
        _bar(picture, one.yearly, top, is_over=is_over)
        _marks(picture, one.said, marks, top)
        picture.y += HIGH + 8
    paint_scale(picture, top, marks)
    said = [(words, whole_percent(rate)) for rate, words in lines_in_words(lines)]
    rows = [*(row for one in priced for row in _rows(one)), *said]
    text = sentence(f"{name} {rate}" for name, rate in rows)
    table = DrawingTable(_("Brought to a year"), (_("What is measured"), _("A year")), tuple(rows))
    note = sentences(_("The upright mark is the figure that is quoted.") if quoted else "", _note(said, lines))
    caption = _("Brought to a year, prices can be compared")
    if quoted:
        caption = _("What is quoted, and what it comes to over a year")
    return Drawing("ruler", caption, picture.svg(text), table, text, note=note)


def _rows(one: Measured) -> Iterator[tuple[str, str]]:
    yield one.name, _value(one.cost)
    if one.said is not None:
        yield _("%(loan)s, as quoted") % {"loan": one.name}, whole_percent(one.said)


def _marks(picture: Picture, said: Decimal | None, marks: list[Decimal], top: Decimal) -> None:
    for mark in marks:
        picture.path(f"M{unit(LEFT + share(mark, top, LONG))} {unit(picture.y - 4)}v{HIGH + 8}", "st dash")
    if said is not None and said <= top:
        picture.path(f"M{unit(LEFT + share(said, top, LONG))} {unit(picture.y - 3)}v{HIGH + 6}", "st s3")


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


def _note(said: list[tuple[str, str]], lines: tuple[PriceLine, ...]) -> str:
    if not lines:
        return ""
    return sentences(sentence(f"{rate}{_(': ')}{words}" for words, rate in said), _reported(lines))


def _reported(lines: tuple[PriceLine, ...]) -> str:
    """Return the remark on lines whose official text has not been read; empty where there are none."""
    facts = catalog().facts
    if all(facts[line.fact].confidence is Confidence.READ for line in lines):
        return ""
    return _("As several sources report; official text not yet compared.")


LINE_WORDS: Mapping[bool, Callable[[], str]] = {
    True: lambda: _("%(lenders)s (%(times)s times the one-year LPR of %(reference)s, last seen on %(seen)s)"),
    False: lambda: _("%(lenders)s (since %(since)s)"),
}


def lines_in_words(lines: Iterable[PriceLine]) -> Iterator[tuple[Decimal, str]]:
    """One for each yearly price, the lowest first; those that share it stand together."""
    ordered = sorted(lines, key=lambda line: (line.yearly, line.since))
    for yearly, same in groupby(ordered, key=lambda line: line.yearly):
        words = _("; ").join(_lender_words(line) for line in same)
        yield yearly, words[:1].upper() + words[1:]


def _lender_words(line: PriceLine) -> str:
    names = dict(LENDERS)
    kinds = [kind for kind in LenderKind if kind in line.lenders and kind in names]
    words: dict[str, Any] = {
        "lenders": pgettext("list of names", ", ").join(_inside(str(names[kind])) for kind in kinds),
        "since": date_format(line.since, "YEAR_MONTH_FORMAT"),
        "seen": date_format(line.seen or line.since, "DATE_FORMAT"),
        "times": line.multiple,
        "reference": "" if line.reference is None else whole_percent(line.reference),
    }
    return LINE_WORDS[line.reference is not None]() % words


def _inside(name: str) -> str:
    """A choice's name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def whole_percent(rate: Any) -> str:
    return f"{as_percent(rate).normalize():f}%"
