"""When the first target is there, what borrowing it instead would cost, and which help is no loan."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.exercises.budgeting.cushion.form import CushionForm
from courses.exercises.budgeting.cushion.picture import Milestone, milestones_picture
from courses.exercises.budgeting.household.changes import SheetChange, resent
from courses.exercises.budgeting.household.scale import Beside, beside
from courses.exercises.budgeting.household.words import ICONS
from courses.exercises.results.price_lines import lines_that_apply
from courses.exercises.results.price_ruler import lines_in_words, whole_percent
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money, number, span
from courses.loans.affordability.budget import Verdict
from courses.loans.affordability.buffer import MOST_LOAN_MONTHS, SavingsGoal, goal, loan_instead
from courses.loans.affordability.household import WEEK, part_of_month
from courses.loans.money import cents
from courses.loans.schedules.flows import Interval

A_YEAR, MOST_MONTHS, MOST_WEEKS = 12, 120, 52
SMALL = Decimal(10)  # a week, where nothing is put aside yet
MILESTONES = (WEEK, Fraction(1), Fraction(3))
HELP = ("CN-HELP-10", "CN-HELP-16", "CN-HELP-17")


@dataclass(frozen=True, slots=True)
class BorrowedRow:
    """The same sum borrowed at one dated line."""

    line: str
    instalment: str
    cost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CushionAnswer:
    level: Verdict
    icon: str
    heading: str
    says: str
    picture: Drawing
    to_do: tuple[str, ...]
    changes: tuple[SheetChange, ...]
    borrowed_says: str
    borrowed: tuple[BorrowedRow, ...]
    borrowed_sources: tuple[CitedFact, ...]
    help: tuple[CitedFact, ...]
    beside: tuple[Beside, ...]
    sources: tuple[CitedFact, ...]


def cushion_result(form: CushionForm) -> CushionAnswer:
    first = _goal(form, form.first_target)
    level = Verdict.ROOM if first.is_reached else Verdict.TIGHT
    months = first.months or A_YEAR
    lines = lines_that_apply(None)
    return CushionAnswer(
        level=level,
        icon=ICONS[level],
        heading=_heading(form, first),
        says=_says(form, first),
        picture=milestones_picture(_milestones(form), savings=form.cleaned_data["savings"].value),
        to_do=tuple(_to_do(form, first)),
        changes=tuple(_changes(form, first)),
        borrowed_says=_borrowed_says(first, months),
        borrowed=tuple(
            BorrowedRow(f"{whole_percent(yearly)}{_(': ')}{words}", *_borrowed(first.target, yearly, months))
            for yearly, words in lines_in_words(lines)
        ),
        borrowed_sources=cited(tuple(dict.fromkeys(line.fact for line in lines))),
        help=cited(HELP),
        beside=beside(_beside(form)),
        sources=cited(("BUD-04", "BUD-16", "BUD-15", "BUD-17")),
    )


def _goal(form: CushionForm, target: Decimal) -> SavingsGoal:
    read = form.cleaned_data
    return goal(
        target, savings=read["savings"].value, set_aside=read["set_aside"].value, interval=form.interval("set_aside")
    )


def _time(form: CushionForm, to_reach: SavingsGoal) -> str:
    """In weeks where something is put aside every week, else in months; never said shorter than it is."""
    if to_reach.payments is None or to_reach.months is None:
        return _("not without putting something aside")
    if to_reach.months > MOST_MONTHS:
        return _("more than ten years")
    if form.interval("set_aside") == Interval.WEEK and to_reach.payments <= MOST_WEEKS:
        return ngettext("%(count)s week", "%(count)s weeks", to_reach.payments) % {"count": to_reach.payments}
    return ngettext("%(count)s month", "%(count)s months", to_reach.months) % {"count": to_reach.months}


def _heading(form: CushionForm, first: SavingsGoal) -> str:
    words = {"sum": money(first.target), "time": _time(form, first)}
    if first.is_reached:
        return _("The first target, %(sum)s, is there") % words
    if first.payments is None:
        return _("The first target is %(sum)s") % words
    return _("%(sum)s in %(time)s") % words


def _says(form: CushionForm, first: SavingsGoal) -> str:
    set_aside = form.as_said("set_aside")
    words = {"savings": money(form.cleaned_data["savings"].value), "missing": money(first.missing), "aside": set_aside}
    if first.is_reached:
        return _("%(savings)s is there. Leave it for what cannot wait, and go on to the next mark.") % words
    if first.payments is None:
        return _("%(savings)s is there, %(missing)s is missing. Even a few yuan a week make a beginning.") % words
    return _("%(savings)s is there, %(missing)s is missing. Put aside: %(aside)s.") % words


def _milestones(form: CushionForm) -> Iterator[Milestone]:
    """The first target among one week, one month and three months of what has to be paid."""
    names = (_("One week of needs"), _("One month of needs"), _("Three months of needs"))
    sums = {part_of_month(form.spending, part): name for part, name in zip(MILESTONES, names, strict=True)}
    for target in sorted({*sums, form.first_target}):
        is_first = target == form.first_target
        name = sums.get(target, "")
        if is_first:
            name = _("%(name)s (first target)") % {"name": name} if name else _("First target")
        found = _goal(form, target)
        when = _("reached") if found.is_reached else _time(form, found).strip()
        yield Milestone(name, target, when, is_first=is_first)


def _to_do(form: CushionForm, first: SavingsGoal) -> Iterator[str]:
    if first.payments is None:
        yield _("Nothing to spare this month? Then first look at which line can move, and at help that is not a loan.")
    elif not first.is_reached:
        yield _("Move %(aside)s on the day the money comes, by automatic transfer.") % {
            "aside": form.as_said("set_aside")
        }
        yield _("Missed one? Go on with the next.")
    yield _("Keep it apart from daily money, in an ordinary deposit account: hard to spend, easy to reach.")
    yield _("Something urgent before it is full? First ask for help that is not a loan, below.")


def _changes(form: CushionForm, first: SavingsGoal) -> Iterator[SheetChange]:
    each = form.cleaned_data["set_aside"].value
    if first.is_reached:
        return
    if each:
        yield from _change(form, _("Put aside twice as much"), set_aside=each * 2)
        yield from _change(form, _("Put aside half as much"), set_aside=each / 2)
    else:
        yield from _change(form, _("Put aside %(sum)s a week") % {"sum": money(SMALL)}, Interval.WEEK, set_aside=SMALL)


def _change(
    form: CushionForm, label: str, often: Interval | None = None, *, set_aside: Decimal
) -> Iterator[SheetChange]:
    """One change; none where the form would refuse it."""
    again = resent(form, {"set_aside": cents(set_aside)}, often or form.interval("set_aside"))
    if not again.errors:
        yield SheetChange(label, _time(again, _goal(again, again.first_target)).strip(), again.sent)


def _borrowed_says(first: SavingsGoal, months: int) -> str:
    count = min(months, MOST_LOAN_MONTHS)
    says = ngettext(
        "%(sum)s borrowed instead and paid back in %(count)s monthly payment, at the dated lines that we know:",
        "%(sum)s borrowed instead and paid back in %(count)s monthly payments, at the dated lines that we know:",
        count,
    )
    return says % {"sum": money(first.target), "count": count}


def _borrowed(target: Decimal, yearly: Decimal, months: int) -> tuple[str, str]:
    schedule = loan_instead(target, yearly=yearly, months=months)
    return number(schedule.regular), number(schedule.interest)


def _beside(form: CushionForm) -> Iterator[tuple[str, str]]:
    savings = form.cleaned_data["savings"].value
    if not savings:
        yield _("Here: nothing is put aside yet."), "BUD-13"
        return
    lasts = span(savings / form.spending)
    yield _("Here: what is there lasts for %(months)s of needs.") % {"months": lasts}, "BUD-13"
