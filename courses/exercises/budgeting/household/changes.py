"""One change at a time on a household's lines, each with what it would do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from courses.exercises.budgeting.household.lines import PER, HouseholdLinesForm
from courses.exercises.budgeting.household.sheet import DEBTS, MONEY_IN, MonthForm
from courses.exercises.budgeting.household.words import left_or_missing
from courses.exercises.results.wording import plain_decimal
from courses.loans.money import cents
from courses.loans.schedules.flows import Interval

HALF, FIFTH_LESS = Decimal("0.5"), Decimal("0.8")

Lines = TypeVar("Lines", bound=HouseholdLinesForm)


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A button that sends the sheet again with one thing changed."""

    label: str
    effect: str
    data: Mapping[str, str]


def resent(form: Lines, sums: Mapping[str, Decimal], often: Interval = Interval.MONTH) -> Lines:
    """The form as it would be sent again with other sums in some boxes, read."""
    boxes = {name: plain_decimal(value) for name, value in sums.items()}
    times = {f"{name}{PER}": often.value for name in sums if name in form.line_names}
    return form.varied({**boxes, **times})


def sheet_changes(form: MonthForm) -> Iterator[SheetChange]:
    month = form.month
    if month.wants:
        yield _times(form, _("Halve what could wait"), HALF, "wants")
    if month.debts:
        yield _times(form, _("If lenders agreed to a fifth less each month"), FIFTH_LESS, *DEBTS)
    if month.family:
        yield _times(form, _("A fifth less for family, for now"), FIFTH_LESS, "family")
    if month.income:
        yield _times(form, _("If a fifth less came in"), FIFTH_LESS, *(name for name, _sum in form.months), *MONEY_IN)


def _times(form: MonthForm, label: str, factor: Decimal, *names: str) -> SheetChange:
    """Return the button that multiplies the sums of these boxes by a factor."""
    now = {**{name: form.a_month(name) for name in form.line_names}, **dict(form.months)}
    sums = {name: cents(value * factor) for name in names if (value := now.get(name)) is not None}
    again = resent(form, sums)
    return SheetChange(label, left_or_missing(again.month), again.sent)
