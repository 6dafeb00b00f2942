"""Month after month: what is left as things are, and what is left or missing when the income falls."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from pydantic import Field

from courses.catalog.drawings.arguments import AnyMoney, ArgumentKind
from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share, unit
from courses.catalog.drawings.household import Household
from courses.catalog.drawings.printing import money, number, sentences

HIGH = 44


class MonthStrip(Household):
    """`drop` is how many percent of the income fall away; `savings` fill the gap as long as they last."""

    savings: AnyMoney = Decimal(0)
    drop: Decimal = Field(default=Decimal(20), gt=0, le=100, description="percent of the income, like 20")
    months: int = Field(default=12, ge=3, le=12, description="a whole number from 3 to 12")

    def payment_in(self, month: int) -> Decimal:
        """The loan's instalments are those of its schedule; after the last there is none."""
        schedule = self.schedule
        if schedule is not None:
            lines = schedule.instalments
            return lines[month - 1].payment if month <= len(lines) else Decimal(0)
        is_over = self.count is not None and month > self.count
        return Decimal(0) if is_over else self.payment


class StripMonth(NamedTuple):
    number: int
    usual: Decimal
    lower: Decimal
    savings: Decimal


def draw(given: MonthStrip) -> Drawing:
    """Two strips on one scale: a filled bar is left over, a dashed outline is missing."""
    months, picture = _months(given), Picture()
    most = max(max(abs(month.usual), abs(month.lower)) for month in months)
    _strip(picture, _("Income as it is"), [month.usual for month in months], most)
    picture.y += 14
    _strip(
        picture, _("Income %(drop)s%% lower") % {"drop": number(given.drop)}, [month.lower for month in months], most
    )
    for month in months:
        x = min(max(_middle(month.number, len(months)), 5), WIDTH - 9)
        if len(months) <= 6 or month.number == 1 or month.number % (3 if len(months) <= 12 else 6) == 0:
            picture.text(x, picture.y + 18, str(month.number), "tm mid")
    picture.y += 24
    text = _text(given, months)
    key = (("fb0", _("left over in the month")), *((("sr", _("missing in the month")),) if _missing(months) else ()))
    drawing = Drawing("month-strip", _caption(given, months), picture.svg(text), _table(given, months), text, key=key)
    return drawing if not given.savings else _with_note(drawing, given, months)


def _with_note(drawing: Drawing, given: MonthStrip, months: list[StripMonth]) -> Drawing:
    note = _savings_words(given, months)
    return Drawing(drawing.kind, drawing.caption, drawing.svg, drawing.table, drawing.text, key=drawing.key, note=note)


def _months(given: MonthStrip) -> list[StripMonth]:
    lower, savings = given.income * (100 - given.drop) / 100, given.savings
    found = []
    for number_ in range(1, given.months + 1):
        payment = given.payment_in(number_)
        left = given.left_of(lower, payment)
        savings = max(savings + min(left, Decimal(0)), Decimal(0))
        found.append(StripMonth(number_, given.left_of(given.income, payment), left, savings))
    return found


def _missing(months: list[StripMonth]) -> Decimal:
    return -sum((min(month.lower, Decimal(0)) for month in months), Decimal(0))


def _middle(number_: int, count: int) -> float:
    return WIDTH / count * (number_ - 0.5)


def _strip(picture: Picture, name: str, left: list[Decimal], most: Decimal) -> None:
    shown = _shown(left)
    words = _("left: %(sum)s") if shown >= 0 else _("missing: %(sum)s")
    if shown != left[0]:
        words = _("month %(month)s, %(words)s") % {"month": left.index(shown) + 1, "words": words}
    picture.label(name, words % {"sum": money(abs(shown))}, "tr" if shown < 0 else "")
    step = WIDTH / len(left)
    heights = [share(abs(value), most, HIGH) for value in left]
    base = picture.y + max(heights)
    for index, (value, height) in enumerate(zip(left, heights, strict=True)):
        high = max(height, 2)
        style = "fb0" if value >= 0 else "sr dash"
        picture.bar(step * index + 2, base - high, step - 4, high, style, value=value)
    picture.path(f"M0 {unit(base + 1)}h{WIDTH}", "sl")
    picture.y = base + 2


def _shown(left: list[Decimal]) -> Decimal:
    """Return the sum to name above a strip: the first month's, or the lowest if that is less by more than 1."""
    return min(left) if left[0] - min(left) > 1 else left[0]


def _caption(given: MonthStrip, months: list[StripMonth]) -> str:
    said = {"drop": number(given.drop), "months": len(months), "sum": money(_missing(months))}
    if not _missing(months):
        return _("Even with %(drop)s%% less income, something is left every month") % said
    return _("With %(drop)s%% less income, %(sum)s is missing in %(months)s months") % said


def _savings_words(given: MonthStrip, months: list[StripMonth]) -> str:
    said = {"savings": money(given.savings), "rest": money(months[-1].savings)}
    empty = next((month.number for month in months if month.lower < 0 and not month.savings), None)
    if empty is not None:
        return _("Savings of %(savings)s fill the gap, and are gone in month %(month)s.") % {**said, "month": empty}
    if _missing(months):
        return _("Savings of %(savings)s fill the gap; %(rest)s of them are left.") % said
    return _("Savings of %(savings)s need not be touched.") % said


def _text(given: MonthStrip, months: list[StripMonth]) -> str:
    first = months[0]
    lower = _("%(sum)s is left") if first.lower >= 0 else _("%(sum)s is missing")
    usual = _("%(sum)s is left") if first.usual >= 0 else _("%(sum)s is missing")
    said = _("%(months)s months. Income as it is: in the first month %(usual)s. Income lower: %(lower)s.") % {
        "months": len(months),
        "usual": usual % {"sum": money(abs(first.usual))},
        "lower": lower % {"sum": money(abs(first.lower))},
    }
    return sentences(said, _savings_words(given, months) if given.savings else "")


def _table(given: MonthStrip, months: list[StripMonth]) -> DrawingTable:
    head = [_("Month"), _("Left, income as it is"), _("Left, income lower")]
    rows = [[str(month.number), number(month.usual, 2), number(month.lower, 2)] for month in months]
    if given.savings:
        head.append(_("Savings after it"))
        rows = [[*row, number(month.savings, 2)] for row, month in zip(rows, months, strict=True)]
    caption = _("What is left of %(income)s, and of %(drop)s%% less") % {
        "income": money(given.income),
        "drop": number(given.drop),
    }
    return DrawingTable(caption, tuple(head), tuple(tuple(row) for row in rows), frozenset(range(1, len(head))))


KIND = ArgumentKind(
    name="month-strip",
    shape=MonthStrip,
    draw=draw,
    shows="up to 12 months, income as it is and lower",
    takes=(
        "as `month-bar`: `income=` `essentials=` `debts=` `instalment=` `amount=` `rate=` `count=`; "
        "`savings=` (0) `drop=` (20, percent) `months=` (12) `words=`"
    ),
    example="income=8000 essentials=4500 debts=1200 savings=6000 amount=10000 rate=18 count=12 drop=20",
)
