"""Interest and principal in every instalment, under the falling debt."""

from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from pydantic import Field

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, Instalments, Money, Percent
from courses.catalog.drawings.base import GAP, WIDTH, Drawing, DrawingTable, Picture, share, unit
from courses.catalog.drawings.printing import instalments, money, number, short_percent
from courses.loans.schedules.schedule import Instalment, Schedule, equal_instalments, equal_principal, flat_fee

FALL, BARS = 100, 90  # units high: the line of the debt, and the largest instalment


class SplitWay(StrEnum):
    EQUAL_INSTALMENTS = "equal_instalments"
    EQUAL_PRINCIPAL = "equal_principal"
    FLAT_FEE = "flat_fee"


class SplitDrawing(GivenArguments):
    """A loan repaid month by month, its rate in percent a year; of a flat fee, in percent a month of the first sum."""

    amount: Money
    rate: Percent
    count: Instalments
    repayment: SplitWay = Field(
        default=SplitWay.EQUAL_INSTALMENTS, description="equal_instalments, equal_principal or flat_fee"
    )

    @property
    def schedule(self) -> Schedule:
        if self.repayment is SplitWay.FLAT_FEE:
            return flat_fee(self.amount, self.rate / 100, self.count)
        build = equal_instalments if self.repayment is SplitWay.EQUAL_INSTALMENTS else equal_principal
        return build(self.amount, self.rate / 1200, self.count)


def draw(given: SplitDrawing) -> Drawing:
    """The debt as a line above, below it one bar an instalment: interest on top of principal."""
    schedule = given.schedule
    picture, bottom = Picture(), 16 + FALL + 34 + BARS
    _fall(picture, given, schedule)
    _bars(picture, schedule, bottom)
    text = _text(given, schedule)
    key = (("fs", _price_words(given, schedule)), ("fb0", _("Principal")))
    return Drawing("split", _caption(given), picture.svg(text, bottom + 22), _table(given, schedule), text, key=key)


def _price(line: Instalment) -> Decimal:
    """Return what a payment holds beside principal: interest, or the fee in its place."""
    return line.interest + line.fee


def _price_name(given: SplitDrawing, schedule: Schedule) -> str:
    if given.repayment is SplitWay.FLAT_FEE:
        return _("Fee")
    return _("Interest and fees") if schedule.fees else _("Interest")


def _price_words(given: SplitDrawing, schedule: Schedule) -> str:
    """What the instalments cost: interest that shrinks, or a fee that does not."""
    first, last = schedule.instalments[0], schedule.instalments[-1]
    if given.repayment is SplitWay.FLAT_FEE:
        return _("Fee: %(sum)s each time") % {"sum": money(_price(first))}
    said = {"first": money(_price(first)), "last": money(_price(last))}
    if schedule.fees:
        return _("Interest and fees: %(first)s in the first instalment, %(last)s in the last") % said
    return _("Interest: %(first)s in the first instalment, %(last)s in the last") % said


def _fall(picture: Picture, given: SplitDrawing, schedule: Schedule) -> None:
    step = WIDTH / given.count
    owed = [given.amount, *(line.balance for line in schedule.instalments)]
    points = [
        f"{unit(step * index)} {unit(16 + FALL - share(debt, given.amount, FALL))}" for index, debt in enumerate(owed)
    ]
    picture.path("M" + "L".join(points), "sr", values=owed)
    picture.path(f"M0 {16 + FALL}h{WIDTH}", "sl")
    picture.text(WIDTH, 18, _("still owed: %(sum)s") % {"sum": money(given.amount)}, "t tb0 end tr")
    picture.text(WIDTH, 16 + FALL + 22, _("still owed: 0"), "t tb0 end tr")


def _bars(picture: Picture, schedule: Schedule, bottom: float) -> None:
    """All interest is one path and all principal another: 36 instalments stay small."""
    step = WIDTH / len(schedule.instalments)
    most = max(line.payment for line in schedule.instalments)
    wide = unit(max(step - 4, 4))
    principal, interest = "", ""
    for index, line in enumerate(schedule.instalments):
        x, high = unit(step * index + 2), share(line.principal, most, BARS)
        principal += f"M{x} {unit(bottom)}v-{unit(high)}h{wide}v{unit(high)}z"
        more = max(share(_price(line), most, BARS), 0.3)
        interest += f"M{x} {unit(bottom - high - 1)}v-{unit(more)}h{wide}v{unit(more)}z"
    picture.path(interest, "fs", values=(_price(line) for line in schedule.instalments))
    picture.path(principal, "fb0", values=(line.principal for line in schedule.instalments))
    picture.path(f"M0 {unit(bottom)}h{WIDTH}", "sl")
    for index in _numbered(len(schedule.instalments)):
        picture.text(min(max(step * (index - 0.5), 9), WIDTH - 10), bottom + 18, str(index), "tm mid")


def _numbered(count: int) -> list[int]:
    every = 1 if count <= GAP else count // 6
    return sorted({1, count, *(index for index in range(every, count, every) if count - index >= every)})


def _caption(given: SplitDrawing) -> str:
    if given.repayment is SplitWay.FLAT_FEE:
        return _("The debt falls month by month, the fee does not")
    if given.repayment is SplitWay.EQUAL_PRINCIPAL:
        return _("The same principal each time, less and less interest")
    return _("Each instalment is the same: the interest in it shrinks, the principal grows")


def _text(given: SplitDrawing, schedule: Schedule) -> str:
    first, last = schedule.instalments[0], schedule.instalments[-1]
    said = {
        "count": instalments(given.count),
        "first": money(first.payment),
        "interest": money(_price(first)),
        "last": money(last.payment),
        "little": money(_price(last)),
        "amount": money(given.amount),
        "all": money(schedule.interest + schedule.fees),
    }
    if given.repayment is SplitWay.FLAT_FEE:
        words = _(
            "%(count)s of %(first)s, %(interest)s of each a fee. The debt falls from %(amount)s to 0; %(all)s of fees."
        )
        return words % said
    if schedule.fees:
        words = _(
            "%(count)s: the first is %(first)s, %(interest)s of it interest and fees; the last is %(last)s, "
            "%(little)s of it interest and fees. The debt falls from %(amount)s to 0; interest and fees are %(all)s "
            "in all."
        )
        return words % said
    words = _(
        "%(count)s: the first is %(first)s, %(interest)s of it interest; the last is %(last)s, %(little)s of it "
        "interest. The debt falls from %(amount)s to 0; interest is %(all)s in all."
    )
    return words % said


def _table(given: SplitDrawing, schedule: Schedule) -> DrawingTable:
    head = (_("Instalment"), _price_name(given, schedule), _("Principal"), _("Still owed"))
    rows = tuple(
        (str(line.number), *(number(value, 2) for value in (_price(line), line.principal, line.balance)))
        for line in schedule.instalments
    )
    return DrawingTable(_about(given), head, rows, frozenset({1, 2, 3}))


def _about(given: SplitDrawing) -> str:
    said = {
        "amount": money(given.amount),
        "rate": short_percent(given.rate / 100),
        "count": instalments(given.count),
        "way": _("equal principal") if given.repayment is SplitWay.EQUAL_PRINCIPAL else _("equal instalments"),
    }
    if given.repayment is SplitWay.FLAT_FEE:
        return _("%(amount)s, each month %(rate)s of the first sum, %(count)s") % said
    return _("%(amount)s, %(rate)s a year, %(count)s, %(way)s") % said


KIND = ArgumentKind(
    name="split",
    shape=SplitDrawing,
    draw=draw,
    shows="interest and principal by instalment, falling debt",
    takes=(
        "`amount=` `rate=` (percent a year) `count=` (months, up to 36) `repayment=` equal_instalments, "
        "equal_principal, flat_fee (then `rate` is percent a month of the first sum) `words=`"
    ),
    example="amount=10000 rate=18 count=12",
)
