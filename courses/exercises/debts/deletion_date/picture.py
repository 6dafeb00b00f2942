"""Each late payment as a row of years: late, paid off and still shown, to be deleted; today as a dashed line."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, unit
from courses.catalog.drawings.kinds.register import HIGH, paint_years, place
from courses.catalog.drawings.printing import month_words, sentence
from courses.loans.register import KEEP_YEARS, LatePayment, deleted_after

ROOM = 12  # units for the end of an arrow


def register_picture(cases: Sequence[tuple[str, LatePayment]], *, today: date) -> Drawing:
    days = [day for _name, one in cases for day in (one.late, one.paid, one.deleted_after) if day is not None]
    first, last = min((*days, today)).year, max((*days, deleted_after(today))).year + 1
    picture = Picture()
    for name, one in cases:
        picture.label(name, _end(one), "" if one.paid else "tr")
        _row(picture, one, first, last, today)
        picture.y += 8
    now = place(today, first, last)
    picture.path(f"M{unit(now)} 0V{unit(picture.y)}", "st dash s1")
    paint_years(picture, first, last)
    rows = [(name, _day(one.late), _day(one.paid), _end(one)) for name, one in cases]
    text = sentence(f"{name}: {end}" for name, _late, _paid, end in rows)
    head = (_("Which"), _("Late since"), _("Paid off"), _("To be deleted"))
    table = DrawingTable(_("What stays, and how long"), head, tuple(rows), frozenset())
    key = (("fr", _("Late, not paid")), ("fw", _("Paid off, still shown")))
    caption = _("The %(keep)s years begin on the day it is paid off") % {"keep": KEEP_YEARS}
    return Drawing("register", caption, picture.svg(text), table, text, key=key, note=_("Dashed line: today."))


def _row(picture: Picture, one: LatePayment, first: int, last: int, today: date) -> None:
    paid = one.paid
    start = place(one.late or paid or today, first, last)
    if paid is None:
        end = WIDTH - ROOM - 2
        picture.bar(min(start, end - 3), picture.y, max(end - start, 3), HIGH, "fr")
        picture.path(f"M{unit(end + 2)} {unit(picture.y + 2)}l{ROOM} 10-{ROOM} 10z", "fr")
    else:
        middle, gone = place(paid, first, last), place(deleted_after(paid), first, last)
        if middle > start:
            picture.bar(start, picture.y, max(middle - start - 1, 3), HIGH, "fr")
        picture.bar(middle + 1, picture.y, gone - middle - 1, HIGH, "fw")
    picture.y += HIGH


def _end(one: LatePayment) -> str:
    gone = one.deleted_after
    return _("not begun") if gone is None else month_words(gone)


def _day(day: date | None) -> str:
    return "–" if day is None else date_format(day, "DATE_FORMAT")
