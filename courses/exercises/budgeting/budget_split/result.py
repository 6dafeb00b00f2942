"""Three ways to share out the same month, each in yuan and with where it does not fit. None is called the best."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.budgeting.budget_split.picture import PART_NAMES, split_picture
from courses.exercises.budgeting.household import words
from courses.exercises.budgeting.household.changes import SheetChange, sheet_changes
from courses.exercises.budgeting.household.onward import Onward, from_month, to_sheet
from courses.exercises.budgeting.household.scale import Beside, beside_month
from courses.exercises.budgeting.household.sheet import MonthForm
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money, percent
from courses.loans.affordability.budget import Verdict
from courses.loans.affordability.household import WEEK, Month, Portion, fifty_thirty_twenty, part_of_month


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way: `rows` are its sums for this month, `misfit` says where it does not fit this sheet or at all."""

    name: str
    says: str
    rows: tuple[tuple[str, str], ...]
    misfit: str
    good_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetSplit:
    level: Verdict
    icon: str
    heading: str
    says: str
    signs: tuple[str, ...]
    needs_help: bool
    left_empty: str
    picture: Drawing | None
    methods: tuple[Method, ...]
    to_do: tuple[str, ...]
    changes: tuple[SheetChange, ...]
    onward: tuple[Onward, ...]
    beside: tuple[Beside, ...]
    sources: tuple[CitedFact, ...]


def split_result(form: MonthForm) -> BudgetSplit:
    month = form.month
    portions = fifty_thirty_twenty(month)
    return BudgetSplit(
        level=month.level,
        icon=words.ICONS[month.level],
        heading=_heading(month),
        says=_says(month),
        signs=tuple(words.signs(month)),
        needs_help=month.lacks_needs,
        left_empty=form.left_empty,
        picture=split_picture(month, portions),
        methods=(_fifty(month, portions), _envelopes(form), _zero_based(form)),
        to_do=tuple(_to_do(month)),
        changes=tuple(sheet_changes(form)),
        onward=(*from_month(form), to_sheet(ExerciseKind.MONTH_SHEET, _("Back to the month’s sheet"), form)),
        beside=beside_month(form),
        sources=cited(("BUD-01", "BUD-02", "BUD-17")),
    )


def _heading(month: Month) -> str:
    free = month.income - month.fixed
    if free < 0:
        return _("There is nothing to share out: %(sum)s a month is missing") % {"sum": money(-free)}
    if month.left < 0:
        return _("%(sum)s a month can be shared out, and %(wants)s goes out") % {
            "sum": money(free), "wants": money(month.wants),
        }  # fmt: skip
    if not month.debts_are_known:
        return _("At most %(sum)s a month can be shared out") % {"sum": money(free)}
    return _("%(sum)s a month can be shared out") % {"sum": money(free)}


def _says(month: Month) -> str:
    sums = {
        "income": money(month.income), "needs": money(month.needs), "family": money(month.family),
        "debts": money(month.debts),
    }  # fmt: skip
    if month.family:
        return _("Of %(income)s, %(needs)s goes to needs, %(family)s to family and %(debts)s to debts first.") % sums
    return _("Of %(income)s, %(needs)s goes to needs and %(debts)s to debts first.") % sums


def _fifty(month: Month, portions: tuple[Portion, ...]) -> Method:
    rows = tuple(
        (
            _("%(part)s, %(share)s") % {"part": PART_NAMES[one.part](), "share": percent(one.share, 0)},
            _("%(given)s; here %(taken)s") % {"given": money(one.given), "taken": money(one.taken)},
        )
        for one in portions
    )
    return Method(
        name="50/30/20",
        says=_("Half for needs, 30%% for wants, 20%% for saving and debts. A starting point, not a rule.") % {},
        rows=rows,
        misfit=_fifty_misfit(month, portions),
        good_for=_("Good for: seeing at a glance where most of the money goes."),
    )


def _fifty_misfit(month: Month, portions: tuple[Portion, ...]) -> str:
    needs, _wants, saving = portions
    if needs.over > 0:
        return _(
            "Does not fit here: needs and family take %(over)s more than half. Rent and food do not halve because "
            "pay is low; that is not your fault."
        ) % {"over": money(needs.over)}  # fmt: skip
    if month.debts > saving.given:
        return _("Does not fit here: the debts alone take %(over)s more than its 20%%.") % {
            "over": money(month.debts - saving.given)
        }
    return _("Does not fit: where rent takes half of low pay, and where what comes in changes from month to month.")


def _envelopes(form: MonthForm) -> Method:
    month = form.month
    food = form.together("food")
    spare = max(month.income - month.fixed, Decimal(0))
    wants = min(month.wants, spare)
    rows = []
    if food:
        rows.append((_("Food"), _in_a_week(food)))
    rows.append((_("What could wait, at most"), _in_a_week(wants)))
    if month.family:
        rows.append((_("For family"), money(month.family)))
    if wants < month.wants:
        misfit = _("Does not fit here: envelopes cannot close the gap. What could wait would have to lose %(sum)s.") % {
            "sum": money(month.wants - wants)
        }
    else:
        misfit = _("Does not fit: bills that are taken from the account, such as rent and instalments.")
    return Method(
        name=_("Envelopes"),
        says=_("Each line that tends to run over gets a fixed sum. When it is empty, stop."),
        rows=tuple(rows),
        misfit=misfit,
        good_for=_("Good for: the two or three lines that you cannot see running away."),
    )


def _in_a_week(sum_a_month: Decimal) -> str:
    words = {"month": money(sum_a_month), "week": money(part_of_month(sum_a_month, WEEK))}
    return _("%(month)s a month, %(week)s a week") % words


def _zero_based(form: MonthForm) -> Method:
    month = form.month
    rows = [(label, money(value)) for label, value in form.lines_by_sum if value]
    if month.left < 0:
        rows.append((_("Given out too much"), money(-month.left)))
        misfit = _("Does not fit yet: %(sum)s is given out that is not there. Take it from a line that can move.") % {
            "sum": money(-month.left)
        }
    else:
        rows.append((_("Has no job yet"), words.at_most(month)))
        misfit = _("Does not fit: where what comes in is known only afterwards. Then plan on the lowest month.")
    return Method(
        name=_("Zero-based"),
        says=_("Share out what comes in, line by line, until 0 is left. What remains gets a job too."),
        rows=tuple(rows),
        misfit=misfit,
        good_for=_("Good for: a month in which every yuan counts. It takes half an hour."),
    )


def _to_do(month: Month) -> Iterator[str]:
    yield _("Take the way that you can keep up, or mix two: share out the large lines, and give three a limit.")
    yield _("A limit says three things: which line, how much, for how long.")
    if month.left > 0 and month.debts_are_known:
        yield _("Give the %(sum)s that is left a job: the cushion first.") % {"sum": money(month.left)}
    elif month.left < 0:
        yield _("Do not fill the hole with a new loan: next month starts with it.")
