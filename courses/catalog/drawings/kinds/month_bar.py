"""One month's income as a bar: what must be paid, debts, family, wants, this loan, and what is left or missing."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from courses.catalog.drawings.arguments import AnyMoney, ArgumentKind
from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share
from courses.catalog.drawings.household import Household
from courses.catalog.drawings.printing import money, percent, sentence

HIGH = 34


class MonthBar(Household):
    """Besides the household's month: support for family, and what is chosen."""

    family: AnyMoney = Decimal(0)
    wants: AnyMoney = Decimal(0)

    def left_of(self, income: Decimal, payment: Decimal | None = None) -> Decimal:
        return super().left_of(income, payment) - self.family - self.wants


class BarPart(NamedTuple):
    name: str
    value: Decimal
    style: str


def draw(given: MonthBar) -> Drawing:
    """Parts side by side in the order of the key; beyond the income, what is missing is only an outline."""
    parts, picture = _parts(given), Picture()
    whole = max(given.income, sum((part.value for part in parts), Decimal(0)))
    picture.label(_("Income"), money(given.income))
    _bar(picture, parts, whole)
    end = _("left: %(sum)s") if given.left >= 0 else _("missing: %(sum)s")
    picture.text(WIDTH, picture.y + 20, end % {"sum": money(abs(given.left))}, f"t tb0 end {_words(given)}")
    if given.left < 0:
        at = share(given.income, whole)
        picture.path(f"M{at:.1f} {picture.y - HIGH:.1f}v{HIGH + 3}", "st s3")  # it ends above the words under the bar
        picture.text(0, picture.y + 20, _("line: the income"), "tm")
    picture.y += 26
    text = sentence(f"{name} {value}" for name, value, _part in _rows(given, parts))
    key = tuple((part.style, f"{part.name}{_(': ')}{money(part.value)}") for part in parts if part.style != "sr dash")
    return Drawing("month-bar", _caption(given), picture.svg(text), _table(given, parts), text, key=key)


def _words(given: MonthBar) -> str:
    return "tg" if given.left >= 0 else "tr"


def _parts(given: MonthBar) -> list[BarPart]:
    """Return the parts of the bar in order: what is paid, then what is left."""
    found = [
        BarPart(_("Must be paid"), given.essentials, "fk"),
        BarPart(_("Debts so far"), given.debts, "fw"),
        BarPart(_("For family"), given.family, "fs"),
        BarPart(_("Wants"), given.wants, "fc"),
        BarPart(_("This loan"), given.payment, "fb0"),
        BarPart(_("Left"), max(given.left, Decimal(0)), "fm"),
    ]
    return [part for part in found if part.value > 0]


def _bar(picture: Picture, parts: list[BarPart], whole: Decimal) -> None:
    x = 0.0
    for part in parts:
        wide = share(part.value, whole)
        picture.bar(x, picture.y, max(wide - 2, 1), HIGH, part.style, value=part.value)
        x += wide
    picture.y += HIGH


def _rows(given: MonthBar, parts: list[BarPart]) -> list[tuple[str, str, str]]:
    rows = [(part.name, money(part.value), _share_of_income(part.value, given)) for part in parts]
    if given.left < 0:
        rows.append((_("Missing"), money(-given.left), _share_of_income(-given.left, given)))
    return rows


def _share_of_income(value: Decimal, given: MonthBar) -> str:
    """Return a sum as a share of income in words; empty where there is no income to divide by."""
    return percent(value / given.income, 0) if given.income else ""


def _caption(given: MonthBar) -> str:
    if given.left < 0:
        return _("Of %(income)s nothing is left: %(sum)s a month is missing") % {
            "income": money(given.income),
            "sum": money(-given.left),
        }
    return _("Of %(income)s a month, %(sum)s is left") % {"income": money(given.income), "sum": money(given.left)}


def _table(given: MonthBar, parts: list[BarPart]) -> DrawingTable:
    head = (_("Where it goes"), _("Amount"), _("Share of income"))
    caption = _("One month, income %(sum)s") % {"sum": money(given.income)}
    return DrawingTable(caption, head, tuple(_rows(given, parts)), frozenset({1, 2}))


KIND = ArgumentKind(
    name="month-bar",
    shape=MonthBar,
    draw=draw,
    shows="one month: what must be paid, debts, family, wants, this loan, left or missing",
    takes=(
        "`income=` `essentials=` `debts=` (0) `family=` (0) `wants=` (0) and `instalment=`, or `amount=` "
        "`rate=` `count=` `words=`"
    ),
    example="income=8000 essentials=4500 debts=1200 amount=10000 rate=18 count=12",
)
