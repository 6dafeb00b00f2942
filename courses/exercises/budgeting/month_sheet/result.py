"""What a month's sheet says: one box, the month as a bar, what to look at first, and where it leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.budgeting.household import words
from courses.exercises.budgeting.household.changes import SheetChange, sheet_changes
from courses.exercises.budgeting.household.onward import Onward, from_month, to_sheet
from courses.exercises.budgeting.household.pictures import month_picture
from courses.exercises.budgeting.household.scale import Beside, beside_month
from courses.exercises.budgeting.household.sheet import MonthForm
from courses.exercises.budgeting.household.six_months import six_months_picture
from courses.exercises.results import advice
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money
from courses.loans.affordability.budget import Verdict
from courses.loans.affordability.household import Month

MOST_STEPS = 3
FACTS = ("BUD-01", "BUD-05", "BUD-17", "BUD-09")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet:
    level: Verdict
    icon: str
    heading: str
    says: str
    signs: tuple[str, ...]
    needs_help: bool
    left_empty: str
    picture: Drawing
    months: Drawing | None
    to_do: tuple[str, ...]
    changes: tuple[SheetChange, ...]
    onward: tuple[Onward, ...]
    worked_out: tuple[tuple[str, str], ...]
    beside: tuple[Beside, ...]
    sources: tuple[CitedFact, ...]


def sheet_result(form: MonthForm) -> MonthSheet:
    month = form.month
    return MonthSheet(
        level=month.level,
        icon=words.ICONS[month.level],
        heading=words.heading(month),
        says=words.in_and_out(month),
        signs=tuple(words.signs(month)),
        needs_help=month.lacks_needs,
        left_empty=form.left_empty,
        picture=month_picture(month),
        months=six_months_picture(form.months) if form.months else None,
        to_do=tuple(str(step) for step in _to_do(month))[:MOST_STEPS],
        changes=tuple(sheet_changes(form)),
        onward=(to_sheet(ExerciseKind.BUDGET_SPLIT, _("Choose a budget that fits"), form), *from_month(form)),
        worked_out=tuple((label, money(value)) for label, value in form.lines_by_sum),
        beside=beside_month(form),
        sources=cited(FACTS),
    )


def _to_do(month: Month) -> Iterator[object]:
    """What to look at first; the worst comes first."""
    if not month.debts_are_known:
        yield _("Write every debt on one list: what is due, and on which day.")
    if month.left < 0:
        yield from _to_do_when_short(month)
        return
    if month.wants and month.level == Verdict.TIGHT:
        yield _which_can_wait(month)
    if month.left:
        yield _("Put aside what is left on the day the money comes, before it is spent.")
    if month.is_indebted:
        yield _("Take no further loan while debts take this much.")
    yield _("Write the same sheet once more next month: two months show what one hides.")


def _to_do_when_short(month: Month) -> Iterator[object]:
    if month.needs > month.income:
        yield _("What has to be paid is more than what comes in. Ask first for help that is not a loan.")
    if month.wants:
        yield _which_can_wait(month)
    if month.debts:
        yield advice.TALK_TO_LENDER
    if month.family:
        yield _("Support for family, %(sum)s: choose a limit, and say it with a day.") % {"sum": money(month.family)}
    yield _("Do not fill the hole with a new loan: next month starts with it.")


def _which_can_wait(month: Month) -> str:
    return _("What could wait takes %(sum)s. Which of it can wait this month?") % {"sum": money(month.wants)}
