"""Interest and principal in every instalment, under the falling debt."""

from enum import StrEnum

from django.utils.translation import gettext as _
from pydantic import Field

from courses.catalog.drawings.arguments import Given, Instalments, Kind, Money, Percent
from courses.catalog.drawings.base import GAP, WIDTH, Drawing, Picture, Table, share, unit
from courses.catalog.drawings.printing import instalments, money, number, short_percent
from courses.loans.schedule import Schedule, equal_instalments, equal_principal

FALL, BARS = 100, 90  # units high: the line of the debt, and the largest instalment


class Way(StrEnum):
    EQUAL_INSTALMENTS = "equal_instalments"
    EQUAL_PRINCIPAL = "equal_principal"


class Split(Given):
    """A loan repaid month by month, its rate a year in percent."""

    amount: Money
    rate: Percent
    count: Instalments
    repayment: Way = Field(default=Way.EQUAL_INSTALMENTS, description="equal_instalments or equal_principal")

    @property
    def schedule(self) -> Schedule:
        build = equal_instalments if self.repayment is Way.EQUAL_INSTALMENTS else equal_principal
        return build(self.amount, self.rate / 1200, self.count)


def draw(given: Split) -> Drawing:
    """The debt as a line above, below it one bar an instalment: interest on top of principal."""
    schedule = given.schedule
    picture, bottom = Picture(), 16 + FALL + 34 + BARS
    _fall(picture, given, schedule)
    _bars(picture, schedule, bottom)
    text = _text(given, schedule)
    first, last = schedule.instalments[0], schedule.instalments[-1]
    interest = _("Interest: %(first)s in the first instalment, %(last)s in the last") % {
        "first": money(first.interest),
        "last": money(last.interest),
    }
    key = (("fs", interest), ("fb0", _("Principal")))
    return Drawing("split", _caption(given), picture.svg(text, bottom + 22), _table(given, schedule), text, key=key)


def _fall(picture: Picture, given: Split, schedule: Schedule) -> None:
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
        more = max(share(line.interest, most, BARS), 0.3)
        interest += f"M{x} {unit(bottom - high - 1)}v-{unit(more)}h{wide}v{unit(more)}z"
    picture.path(interest, "fs", values=(line.interest for line in schedule.instalments))
    picture.path(principal, "fb0", values=(line.principal for line in schedule.instalments))
    picture.path(f"M0 {unit(bottom)}h{WIDTH}", "sl")
    for index in _numbered(len(schedule.instalments)):
        picture.text(min(max(step * (index - 0.5), 9), WIDTH - 10), bottom + 18, str(index), "tm mid")


def _numbered(count: int) -> list[int]:
    every = 1 if count <= GAP else count // 6
    return sorted({1, count, *(index for index in range(every, count, every) if count - index >= every)})


def _caption(given: Split) -> str:
    if given.repayment is Way.EQUAL_PRINCIPAL:
        return _("The same principal each time, less and less interest")
    return _("Each instalment is the same: the interest in it shrinks, the principal grows")


def _text(given: Split, schedule: Schedule) -> str:
    first, last = schedule.instalments[0], schedule.instalments[-1]
    return _(
        "%(count)s: the first is %(first)s, %(interest)s of it interest; the last is %(last)s, %(little)s of it "
        "interest. The debt falls from %(amount)s to 0; interest is %(all)s in all."
    ) % {
        "count": instalments(given.count),
        "first": money(first.payment),
        "interest": money(first.interest),
        "last": money(last.payment),
        "little": money(last.interest),
        "amount": money(given.amount),
        "all": money(schedule.interest),
    }


def _table(given: Split, schedule: Schedule) -> Table:
    head = (_("Instalment"), _("Interest"), _("Principal"), _("Still owed"))
    rows = tuple(
        (str(line.number), *(number(value, 2) for value in (line.interest, line.principal, line.balance)))
        for line in schedule.instalments
    )
    way = _("equal principal") if given.repayment is Way.EQUAL_PRINCIPAL else _("equal instalments")
    caption = _("%(amount)s, %(rate)s a year, %(count)s, %(way)s") % {
        "amount": money(given.amount),
        "rate": short_percent(given.rate / 100),
        "count": instalments(given.count),
        "way": way,
    }
    return Table(caption, head, rows, frozenset({1, 2, 3}))


KIND = Kind("split", Split, draw, "amount=10000 rate=18 count=12")
