"""What days late cost: penalty interest on what is overdue, the late fee, and the whole debt called in at once."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, NamedTuple

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, Money, Percent, parted
from courses.catalog.drawings.base import Drawing, DrawingTable, Picture, share
from courses.catalog.drawings.printing import days, money, sentence, short_percent
from courses.loans.lateness.arrears import penalty_interest

HIGH = 16
Days = Annotated[int, Field(ge=1, le=3650)]


class Late(GivenArguments):
    """`rate` is a year's, in percent, times `multiple`; `fee` is charged once; `balance` is what is called in."""

    principal: Money
    rate: Percent
    multiple: Decimal = Field(default=Decimal(1), ge=1, le=3, description="a factor like 1.5")
    days: Annotated[tuple[Days, ...], BeforeValidator(parted)] = Field(
        default=(1, 7, 30, 90), min_length=1, max_length=5, description="up to five numbers of days like 1,7,30,90"
    )
    fee: Money | None = None
    balance: Money | None = None
    basis: int = Field(default=365, ge=360, le=366, description="days of a year, 365 or 360")

    @property
    def penalty_rate(self) -> Decimal:
        return self.rate / 100 * self.multiple

    def penalty(self, on: Decimal, count: int) -> Decimal:
        return penalty_interest(principal=on, annual_rate=self.penalty_rate, days=count, basis=self.basis)


class LateRow(NamedTuple):
    """One case. `penalty` and `fee` add up to what it costs."""

    name: str
    penalty: Decimal
    fee: Decimal = Decimal(0)
    style: str = "fw"

    @property
    def cost(self) -> Decimal:
        return self.penalty + self.fee


def draw(given: Late) -> Drawing:
    """The cases of one instalment."""
    rows = _rows(given)
    return draw_cases(rows, _caption(given), _table(given, rows), _key(given))


def draw_cases(
    rows: Sequence[LateRow], caption: str, table: DrawingTable, key: tuple[tuple[str, str], ...] = ()
) -> Drawing:
    """One bar a case, all on one scale; also the cases that an exercise works out."""
    picture = Picture()
    most = max(row.cost for row in rows)
    for row in rows:
        picture.label(row.name, money(row.cost), "tr" if row.style == "fr" else "")
        wide = max(share(row.penalty, most), 2)
        picture.bar(0, picture.y, wide, HIGH, row.style, value=row.penalty)
        if row.fee:
            picture.bar(wide + 2, picture.y, max(share(row.fee, most) - 2, 2), HIGH, "fk", value=row.fee)
        picture.y += HIGH + 10
    text = sentence(f"{row.name} {money(row.cost)}" for row in rows)
    return Drawing("late", caption, picture.svg(text), table, text, key=key)


def _rows(given: Late) -> list[LateRow]:
    rows = [LateRow(late_words(count), given.penalty(given.principal, count)) for count in given.days]
    month = 30 if 30 in given.days else given.days[-1]
    if given.fee is not None:
        name = _("%(late)s, plus a late fee of %(fee)s") % {"late": late_words(month), "fee": money(given.fee)}
        rows.append(LateRow(name, given.penalty(given.principal, month), given.fee))
    if given.balance is not None:
        name = _("%(late)s, with all %(balance)s due at once") % {
            "late": late_words(month),
            "balance": money(given.balance),
        }
        rows.append(LateRow(name, given.penalty(given.balance, month), style="fr"))
    return rows


def late_words(count: int) -> str:
    return _("%(days)s late") % {"days": days(count)}


def _caption(given: Late) -> str:
    if given.balance is not None:
        return _("The penalty on one instalment is small; “all due at once” is what to fear")
    if given.fee is not None:
        return _("The late fee can be more than the penalty interest")
    return _("Every day late costs a little more")


def _key(given: Late) -> tuple[tuple[str, str], ...]:
    key = [("fw", _("Penalty interest"))]
    if given.fee is not None:
        key.append(("fk", _("Late fee")))
    if given.balance is not None:
        key.append(("fr", _("Penalty interest on the whole debt")))
    return tuple(key) if len(key) > 1 else ()


def _table(given: Late, rows: list[LateRow]) -> DrawingTable:
    caption = _("Paid on top of an instalment of %(sum)s (penalty rate %(rate)s a year, %(basis)s days)") % {
        "sum": money(given.principal),
        "rate": short_percent(given.penalty_rate),
        "basis": given.basis,
    }
    return DrawingTable(caption, (_("Case"), _("Extra")), tuple((row.name, money(row.cost)) for row in rows))


KIND = ArgumentKind(
    name="late",
    shape=Late,
    draw=draw,
    shows="what days late cost",
    takes=(
        "`principal=` `rate=` (percent a year) `multiple=` (1) `days=` (1,7,30,90) `fee=` once `balance=` "
        "all due at once `basis=` (365) `words=`"
    ),
    example="principal=1000 rate=18 multiple=1.5 days=1,7,30,90 fee=50 balance=8000",
)
