"""50/30/20 and this month as two bars, one under the other."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing, DrawingTable, Picture, share
from courses.catalog.drawings.printing import sentence
from courses.exercises.results.wording import money, percent
from courses.loans.affordability.household import Month, Portion, Third

HIGH = 26
PART_NAMES: Mapping[Third, Callable[[], str]] = {
    Third.NEEDS: lambda: _("Needs and family"),
    Third.WANTS: lambda: _("Wants"),
    Third.SAVING_AND_DEBT: lambda: _("Saving and debts"),
}
FILLS = {Third.NEEDS: "fk", Third.WANTS: "fc", Third.SAVING_AND_DEBT: "fw"}


def split_picture(month: Month, portions: tuple[Portion, ...]) -> Drawing | None:
    """The two bars; None without income. If more goes out than comes in, the bar of the month is the longer one."""
    if not month.income:
        return None
    picture = Picture()
    whole = max(month.income, sum((one.taken for one in portions), Decimal(0)))
    picture.label(_("By 50/30/20"), money(month.income))
    _bar(picture, [(FILLS[one.part], one.given) for one in portions], whole)
    picture.y += 10
    picture.label(_("This month"), money(sum((one.taken for one in portions), Decimal(0))))
    _bar(picture, [(FILLS[one.part], one.taken) for one in portions], whole)
    rows = [
        (PART_NAMES[one.part](), f"{money(one.given)} ({percent(one.share, 0)})",
         f"{money(one.taken)} ({percent(one.taken / month.income, 0)})")
        for one in portions
    ]  # fmt: skip
    text = sentence(f"{name} {given} – {taken}" for name, given, taken in rows)
    head = (_("Part"), _("By 50/30/20"), _("This month"))
    table = DrawingTable(_("Shares of what comes in"), head, tuple(rows), frozenset({1, 2}))
    key = tuple((FILLS[part], name()) for part, name in PART_NAMES.items())
    return Drawing(
        "budget-split", _("The same money: by the method, and as it is"), picture.svg(text), table, text, key=key
    )


def _bar(picture: Picture, parts: list[tuple[str, Decimal]], whole: Decimal) -> None:
    x = 0.0
    for style, value in parts:
        wide = share(value, whole)
        if value > 0:
            picture.bar(x, picture.y, max(wide - 2, 1), HIGH, style, value=value)
        x += wide
    picture.y += HIGH
