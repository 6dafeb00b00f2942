"""How long a late payment stays in a credit record: years from the day it is paid off, none while it is not."""

import re
from datetime import date
from typing import Annotated, Self

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field, model_validator

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments
from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, unit
from courses.catalog.drawings.printing import month_words, sentence

HIGH = 24


def _month(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
            raise ValueError("this is no month")
        return date.fromisoformat(f"{value}-01")
    return value


Month = Annotated[date, BeforeValidator(_month), Field(description="a month like 2026-03")]


class Register(GivenArguments):
    """Late since the month `late`, paid off in the month `paid`; `keep` is how many years it then stays."""

    late: Month
    paid: Month
    keep: int = Field(ge=1, le=10, description="a whole number of years like 5")

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.paid < self.late:
            raise ValueError("paid must not be before late")
        if self.paid.year - self.late.year > 8:
            raise ValueError("paid is more than 8 years after late; draw a shorter time")
        return self

    @property
    def gone(self) -> date:
        """The month in which it may no longer be shown."""
        return self.paid.replace(year=self.paid.year + self.keep)


def draw(given: Register) -> Drawing:
    """Two rows over the same years: paid off, and not paid off."""
    picture = Picture()
    first, last = given.late.year, given.gone.year + 1
    picture.label(_("Paid off in %(month)s") % {"month": month_words(given.paid)}, "")
    _row(picture, given, first, last, is_paid=True)
    words = _("to be deleted in %(month)s") % {"month": month_words(given.gone)}
    picture.text(WIDTH, picture.y + 19, words, "t tb0 end tg")
    picture.y += 34
    picture.label(_("Not paid off"), "")
    _row(picture, given, first, last, is_paid=False)
    picture.text(WIDTH, picture.y + 19, _("the %(keep)s years have not begun") % {"keep": given.keep}, "t tb0 end tr")
    picture.y += 32
    paint_years(picture, first, last)
    rows = _rows(given)
    text = sentence(f"{name} {value}" for name, value in rows)
    key = (
        ("fr", _("Late, not paid")),
        ("fw", _("Paid off, still shown")),
    )
    table = DrawingTable(_about(given), (_("Event"), _("When")), tuple(rows), frozenset())
    return Drawing("register", _caption(given), picture.svg(text), table, text, key=key)


def place(month: date, first: int, last: int) -> float:
    return WIDTH * (month.year + (month.month - 1) / 12 - first) / (last - first)


def _row(picture: Picture, given: Register, first: int, last: int, *, is_paid: bool) -> None:
    start, paid, gone = (place(month, first, last) for month in (given.late, given.paid, given.gone))
    if is_paid:
        picture.bar(start, picture.y, max(paid - start - 1, 3), HIGH, "fr", value=_span(given.late, given.paid))
        picture.bar(paid + 1, picture.y, gone - paid - 1, HIGH, "fw", value=_span(given.paid, given.gone))
    else:
        picture.bar(start, picture.y, WIDTH - start - 16, HIGH, "fr")
        picture.path(f"M{WIDTH - 14} {unit(picture.y + 2)}l12 10-12 10z", "fr")
    picture.y += HIGH


def _span(start: date, end: date) -> int:
    """Return the number of months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month


def paint_years(picture: Picture, first: int, last: int) -> None:
    picture.path(f"M0 {unit(picture.y)}h{WIDTH}", "sl")
    every = 1 if last - first <= 7 else 2
    for year in range(first, last, every):
        x = WIDTH * (year - first) / (last - first)
        picture.path(f"M{unit(x + 1)} {unit(picture.y)}v6", "st s1")
        picture.text(x + 1, picture.y + 22, str(year), "tm")
    picture.y += 28


def _rows(given: Register) -> list[tuple[str, str]]:
    return [
        (_("Late since"), month_words(given.late)),
        (_("Paid off"), month_words(given.paid)),
        (_("Kept for"), _("%(number)s years") % {"number": given.keep}),
        (_("To be deleted"), month_words(given.gone)),
        (_("If it is never paid off"), _("the %(keep)s years do not begin") % {"keep": given.keep}),
    ]


def _about(given: Register) -> str:
    return _("One late payment in the record, paid off in %(month)s") % {"month": month_words(given.paid)}


def _caption(given: Register) -> str:
    return _("The %(keep)s years begin on the day it is paid off") % {"keep": given.keep}


KIND = ArgumentKind(
    name="register",
    shape=Register,
    draw=draw,
    shows="how long a late payment stays in a credit record",
    takes="`late=` `paid=` (months like 2026-03) `keep=` years `words=`",
    example="late=2026-03 paid=2026-09 keep=5",
)
