"""Prices on one yearly ruler: quotes or an offer as bars, beside the dated lines that facts name."""

import re
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Annotated, NamedTuple, Self

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, Instalments, Money, Percent
from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share, unit
from courses.catalog.drawings.printing import instalments, money, sentence, sentences, short_percent, since_words
from courses.catalog.model.facts import Confidence, Fact, PriceNote
from courses.catalog.model.values.days import Day
from courses.loans.ceilings import LenderKind
from courses.loans.money import QuotedRate, RateUnit
from courses.loans.offer import Fee, FeeKind, FeeWhen, LoanOffer, OfferTerm, Repayment, true_cost
from courses.loans.schedules.flows import Interval

LEFT, LONG, HIGH = 8, 344, 18
MOST = Decimal("0.6")  # a year; dearer loans need no ruler
FIRST = "first"  # a month's fee on the first sum
_RATE = re.compile(r"\d{1,3}(\.\d{1,4})?")
UNITS = (*(unit_.value for unit_ in (RateUnit.YEAR, RateUnit.MONTH, RateUnit.DAY)), FIRST)


class RulerLine(NamedTuple):
    """A dated line, as a fact states it: a yearly price, whose loans it is for, and since when (YYYY-MM-DD or less)."""

    yearly: Decimal
    lenders: tuple[LenderKind, ...]
    since: str
    is_read: bool


class Quote(NamedTuple):
    unit: str
    rate: Decimal


def _quotes(value: object) -> object:
    if not isinstance(value, str):
        return value
    pairs = [part.split(":") for part in value.split(",")]
    if any(len(pair) != 2 or pair[0] not in UNITS or not _RATE.fullmatch(pair[1]) for pair in pairs):
        raise ValueError(f"each quote is one of {', '.join(UNITS)}, a colon and a rate")
    return tuple(Quote(pair[0], Decimal(pair[1])) for pair in pairs)


def _lines(value: object, info: ValidationInfo) -> object:
    """Replace the ids of facts by the lines that they state on the day `on`."""
    if not isinstance(value, str):
        return value
    facts: dict[str, Fact] = (info.context or {}).get("facts", {})
    return tuple(_line(facts, key, info.data.get("on")) for key in value.split(","))


def _line(facts: dict[str, Fact], key: str, on: date | None) -> RulerLine:
    fact = facts.get(key)
    if fact is None or not fact.lines:
        raise ValueError(f"{key} is no fact with lines")
    notes = [note for note in fact.lines if on is None or _is_in_force(note, on)]
    if len(notes) != 1:
        raise ValueError(f"{key} has {len(notes)} lines; write on=, a day like 2026-11-01, to choose one")
    note = notes[0]
    since = note.since.isoformat() if note.since else str(fact.in_force or "")
    lenders = tuple(LenderKind(one) for one in note.lenders)
    return RulerLine(Decimal(note.yearly), lenders, since, fact.confidence is Confidence.READ)


def _is_in_force(note: PriceNote, on: date) -> bool:
    return (note.since is None or note.since <= on) and (note.until is None or on <= note.until)


class Ruler(GivenArguments):
    """Quotes, or one offer in equal monthly instalments with `fee` in each and `kept` back at the start."""

    on: Day | None = Field(default=None, description="a day like 2026-11-01")
    quotes: Annotated[tuple[Quote, ...], BeforeValidator(_quotes)] = Field(
        default=(), max_length=4, description="up to four quotes like day:0.04,month:1.2,first:0.8"
    )
    amount: Money | None = None
    rate: Percent | None = None
    count: Instalments | None = None
    fee: Money | None = None
    kept: Money | None = None
    lines: Annotated[tuple[RulerLine, ...], BeforeValidator(_lines)] = Field(
        default=(), max_length=4, description="ids of facts with lines, like CN-RATE-08"
    )

    @model_validator(mode="after")
    def _has_something_to_measure(self) -> Self:
        if not self.quotes and (self.amount is None or self.rate is None or self.count is None):
            raise ValueError("write quotes=, or amount=, rate= and count= of an offer")
        if self.count is None and any(quote.unit == FIRST for quote in self.quotes):
            raise ValueError("a quote on the first sum needs count=, the number of instalments")
        dearest = max(bar.yearly for bar in self.bars)
        if dearest > MOST:
            raise ValueError(f"{short_percent(dearest)} a year is off the ruler; show its price with paper-hand")
        return self

    @property
    def bars(self) -> tuple["RulerBar", ...]:
        found = [RulerBar(_quote_words(quote), yearly_of(quote, self.count)) for quote in self.quotes]
        if self.amount is not None and self.rate is not None and self.count is not None:
            found.append(RulerBar(_("Interest only"), self.rate / 100))
            if self.fee is not None or self.kept is not None:
                found.append(RulerBar(_("All costs counted"), _all_in(self), is_dear=True))
        return tuple(found)


class RulerBar(NamedTuple):
    name: str
    yearly: Decimal
    is_dear: bool = False


def yearly_of(quote: Quote, count: int | None) -> Decimal:
    """The yearly rate without compounding; of a fee on the first sum, the internal rate a month times 12."""
    rate = quote.rate / 100
    if quote.unit != FIRST:
        return rate * {RateUnit.YEAR: 1, RateUnit.MONTH: 12, RateUnit.DAY: 365}[RateUnit(quote.unit)]
    offer = LoanOffer(
        contract_amount=Decimal(12_000),
        repayment=Repayment.FLAT_FEE,
        term=OfferTerm(count or 1, Interval.MONTH),
        quoted_rate=QuotedRate(rate, RateUnit.MONTH),
    )
    return _nominal(offer)


def _all_in(given: Ruler) -> Decimal:
    kept = ((FeeWhen.KEPT_BACK, given.kept), (FeeWhen.EACH_INSTALMENT, given.fee))
    offer = LoanOffer(
        contract_amount=given.amount or Decimal(0),
        repayment=Repayment.EQUAL_INSTALMENTS,
        term=OfferTerm(given.count or 1, Interval.MONTH),
        quoted_rate=QuotedRate((given.rate or Decimal(0)) / 100),
        fees=tuple(Fee(kind=FeeKind.OTHER, when=when, amount=sum_) for when, sum_ in kept if sum_),
        fees_complete=True,
    )
    return _nominal(offer)


def _nominal(offer: LoanOffer) -> Decimal:
    nominal = true_cost(offer).rates.nominal
    if nominal is None:
        raise ValueError("this offer has no yearly rate")
    return Decimal(repr(nominal))


def draw(given: Ruler) -> Drawing:
    """One bar a price above the ruler; a dashed line where a dated line stands."""
    bars, picture = given.bars, Picture()
    top = top_of([*(bar.yearly for bar in bars), *(line.yearly for line in given.lines)])
    dearest = max(bar.yearly for bar in bars)
    marks = sorted({line.yearly for line in given.lines})
    for bar in bars:
        is_dearest = bar.yearly == dearest and len(bars) > 1
        style = "tr" if is_dearest else ""
        picture.label(bar.name, short_percent(bar.yearly), style, left=LEFT, right=LEFT + LONG)
        wide = share(bar.yearly, top, LONG)
        picture.bar(LEFT, picture.y, wide, HIGH, "fr" if is_dearest else "fb0", value=short_percent(bar.yearly))
        for mark in marks:
            x = unit(LEFT + share(mark, top, LONG))
            picture.path(f"M{x} {unit(picture.y - 4)}v{HIGH + 8}", "st dash")
        picture.y += HIGH + 8
    paint_scale(picture, top, marks)
    rows = [(bar.name, short_percent(bar.yearly)) for bar in bars]
    lines = [(_line_words(line), short_percent(line.yearly)) for line in given.lines]
    text = sentence(f"{name} {value}" for name, value in rows + lines)
    drawing_note = _note(given)
    table = DrawingTable(_about(given), (_("What the page says"), _("A year")), tuple(rows + lines))
    return Drawing("ruler", _caption(given, bars), picture.svg(text), table, text, note=drawing_note)


def top_of(yearly: list[Decimal]) -> Decimal:
    """Return the end of the scale: the next 5 % above everything on it, at least 20 %."""
    most = max(*yearly, Decimal("0.15")) * 20
    return (most.to_integral_value(ROUND_FLOOR) + 1) / 20


def paint_scale(picture: Picture, top: Decimal, marks: list[Decimal]) -> None:
    """The ruler with a tick each percent, and below it the figures; a line's own figure is bold."""
    picture.bar(LEFT, picture.y + 6, LONG, 28, "fs")
    points = int(top * 100)
    step = LONG / points
    ticks = "".join(
        f"M{unit(LEFT + step * point)} {unit(picture.y + 6)}v{14 if point % 5 == 0 else 8}"
        for point in range(points + 1)
    )
    picture.path(ticks, "st s1")
    every = 5 if points <= 30 else 10
    close = 0.02 if points <= 30 else 0.35 / step
    for point in range(0, points + 1, every):
        if all(abs(point / 100 - float(mark)) > close for mark in marks):
            x = min(max(LEFT + step * point, 14), WIDTH - 18)
            picture.text(x, picture.y + 52, f"{point}%" if point else "0", "tm mid")
    for mark in marks:
        x = LEFT + share(mark, top, LONG)
        picture.path(f"M{unit(x)} {unit(picture.y - 4)}v40", "st dash")
        picture.text(min(max(x, 20), WIDTH - 24), picture.y + 52, short_percent(mark), "t tb0 mid")
    picture.y += 58


def _quote_words(quote: Quote) -> str:
    rate = short_percent(quote.rate / 100)
    words = {
        RateUnit.YEAR.value: _("%(rate)s a year, on what is still owed"),
        RateUnit.MONTH.value: _("%(rate)s a month, on what is still owed"),
        RateUnit.DAY.value: _("%(rate)s a day, on what is still owed"),
        FIRST: _("%(rate)s a month, on the first sum"),
    }
    return words[quote.unit] % {"rate": rate}


def _lender_words(lender: LenderKind) -> str:
    words = {
        LenderKind.BANK: _("banks"),
        LenderKind.PLATFORM_BANK: _("banks lending through platforms"),
        LenderKind.CARD: _("credit cards"),
        LenderKind.CONSUMER_FINANCE: _("consumer finance companies"),
        LenderKind.MICROLOAN: _("microloan companies"),
        LenderKind.PRIVATE: _("private lenders"),
        LenderKind.HIGH_COST_SHORT_TERM: _("dear short loans"),
        LenderKind.OTHER: _("other lenders"),
    }
    return words[lender]


def _line_words(line: RulerLine) -> str:
    return _("Line: %(lenders)s, since %(day)s") % _said(line)


def _said(line: RulerLine) -> dict[str, str]:
    lenders = pgettext("list of names", ", ").join(_lender_words(lender) for lender in line.lenders)
    return {"rate": short_percent(line.yearly), "lenders": lenders, "day": since_words(line.since)}


def _note(given: Ruler) -> str:
    """Every line with its date and whose it is, and that some were not compared with the official text."""
    if not given.lines:
        return ""
    words = _("%(rate)s: %(lenders)s, since %(day)s")
    note = sentence(words % _said(line) for line in given.lines)
    if all(line.is_read for line in given.lines):
        return note
    return sentences(note, _("As several sources report; official text not yet compared."))


def _about(given: Ruler) -> str:
    if given.amount is None or given.count is None:
        return (
            _("Quotes, brought to a year")
            if given.count is None
            else _("Quotes, brought to a year, %(count)s") % {"count": instalments(given.count)}
        )
    fees = [(_("%(sum)s in each instalment"), given.fee), (_("%(sum)s kept back"), given.kept)]
    parts = [money(given.amount), instalments(given.count)]
    return _("; ").join([*parts, *(words % {"sum": money(sum_)} for words, sum_ in fees if sum_)])


def _caption(given: Ruler, bars: tuple[RulerBar, ...]) -> str:
    dearest = max(bars, key=lambda bar: bar.yearly)
    passed = [line.yearly for line in given.lines if (given.rate or Decimal(0)) / 100 <= line.yearly < dearest.yearly]
    if dearest.is_dear and passed:
        return _("Interest alone stays below the line of %(line)s; all costs counted, %(rate)s is above it") % {
            "line": short_percent(max(passed)),
            "rate": short_percent(dearest.yearly),
        }
    if dearest.is_dear:
        return _("All costs counted, it is %(rate)s a year, not %(said)s") % {
            "rate": short_percent(dearest.yearly),
            "said": short_percent((given.rate or Decimal(0)) / 100),
        }
    deceiving = next((quote for quote in given.quotes if _quote_words(quote) == dearest.name), None)
    larger = max(given.quotes, key=lambda quote: quote.rate, default=None)
    if deceiving is not None and larger is not None and larger.rate > deceiving.rate:
        return _("%(rate)s looks less than %(other)s, and is the dearest over a year") % {
            "rate": short_percent(deceiving.rate / 100),
            "other": short_percent(larger.rate / 100),
        }
    return _("Brought to a year, prices can be compared")


KIND = ArgumentKind(
    name="ruler",
    shape=Ruler,
    draw=draw,
    shows="prices on one yearly ruler beside dated lines",
    takes=(
        "`quotes=` year, month, day or first (a month, on the first sum):percent,… `count=`; or `amount=` "
        "`rate=` `count=` `fee=` (each instalment) `kept=`; `lines=` ids of facts with lines `on=` a day, "
        "for facts with several `words=`"
    ),
    example="quotes=day:0.04,month:1.2,first:0.8 count=12",
)
