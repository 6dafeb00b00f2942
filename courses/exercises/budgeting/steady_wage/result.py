"""What six months say: the base month, the gap of a lean one, and what a buffer would have done."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.exercises.budgeting.household.changes import SheetChange, resent
from courses.exercises.budgeting.household.onward import Onward, to_afford, to_cushion, to_month_sheet
from courses.exercises.budgeting.household.scale import Beside, beside
from courses.exercises.budgeting.household.six_months import LABELS, NAMES, six_months_picture
from courses.exercises.budgeting.household.words import ICONS
from courses.exercises.budgeting.steady_wage.form import SteadyWageForm
from courses.exercises.results import advice
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money, number
from courses.loans.affordability.budget import Verdict
from courses.loans.affordability.buffer import SteadyWage
from courses.loans.money import cents

LEAN_MONTHS_WANTED = 2
FIFTH_LESS = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class MonthRow:
    name: str
    income: str
    change: str
    buffer: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    level: Verdict
    icon: str
    heading: str
    says: str
    signs: tuple[str, ...]
    needs_help: bool
    picture: Drawing
    rows: tuple[MonthRow, ...]
    to_do: tuple[str, ...]
    changes: tuple[SheetChange, ...]
    onward: tuple[Onward, ...]
    beside: tuple[Beside, ...]
    sources: tuple[CitedFact, ...]


def wage_result(form: SteadyWageForm) -> Wage:
    plan = form.plan
    level = _level(form)
    return Wage(
        level=level,
        icon=ICONS[level],
        heading=_heading(form),
        says=_says(plan),
        signs=tuple(_signs(form)),
        needs_help=_lacks_needs(form),
        picture=six_months_picture(form.months, wage=plan.wage),
        rows=tuple(_rows(form)),
        to_do=tuple(str(step) for step in _to_do(plan)),
        changes=tuple(_changes(form)),
        onward=tuple(_onward(form)),
        beside=beside(_beside(plan)),
        sources=cited(("BUD-03", "BUD-16", "CN-PATH-01")),
    )


def _level(form: SteadyWageForm) -> Verdict:
    level = form.plan.level
    return Verdict.TIGHT if level == Verdict.ROOM and not form.debts_are_known else level


def _lacks_needs(form: SteadyWageForm) -> bool:
    """Whether the needs alone are more than what comes in, or were in a month that no buffer would have filled."""
    needs, plan = form.together("needs"), form.plan
    return needs > plan.average or (needs > plan.base and plan.missing > 0)


def _heading(form: SteadyWageForm) -> str:
    plan = form.plan
    if not plan.gap and not form.debts_are_known:
        return _("Plan on %(base)s: without the debts, even the lowest month covers it") % {"base": money(plan.base)}
    if not plan.gap:
        return _("Plan on %(base)s: even the lowest month covers it") % {"base": money(plan.base)}
    words = {"base": money(plan.base), "gap": money(plan.gap)}
    if not form.debts_are_known:
        return _("Plan on %(base)s: a month like it lacks at least %(gap)s") % words
    return _("Plan on %(base)s: a month like it lacks %(gap)s") % words


def _says(plan: SteadyWage) -> str:
    words = {
        "wage": money(plan.wage), "must": money(plan.must_pay), "average": money(plan.average),
        "short": money(plan.must_pay - plan.average),
    }  # fmt: skip
    if plan.level == Verdict.SHORT:
        return _("%(must)s has to be paid, %(short)s more than the %(average)s that comes in on average.") % words
    if plan.wage > plan.average:
        return (
            _("%(must)s has to be paid, on average %(average)s comes in: the little on top cannot come every month.")
            % words
        )
    return _("The wage you pay yourself: %(wage)s. On average %(average)s comes in.") % words


def _signs(form: SteadyWageForm) -> Iterator[str]:
    plan = form.plan
    if plan.missing:
        yield _("In these months the buffer would have run dry: %(sum)s would have been missing in all.") % {
            "sum": money(plan.missing)
        }
    if plan.lean_months is not None and form.debts_are_known:
        yield _carries(plan.lean_months, plan.buffer)
    empty = len(NAMES) - len(form.months)
    if empty:
        yield ngettext(
            "%(count)s month is not filled in: a lower one may be missing.",
            "%(count)s months are not filled in: a lower one may be among them.",
            empty,
        ) % {"count": empty}
    if not form.debts_are_known:
        yield _("The debts are not all filled in: the real figure is lower.")


def _carries(count: int, buffer: Decimal) -> str:
    words = {"buffer": money(buffer), "count": number(count)}
    if not count:
        return _("The buffer would hold %(buffer)s now: not enough for one more month like the lowest.") % words
    says = ngettext(
        "The buffer would hold %(buffer)s now: it fills %(count)s month like the lowest.",
        "The buffer would hold %(buffer)s now: it fills %(count)s months like the lowest.",
        count,
    )
    return says % words


def _rows(form: SteadyWageForm) -> Iterator[MonthRow]:
    for (name, income), month in zip(form.months, form.plan.months, strict=True):
        change = _("in %(sum)s") if month.change >= 0 else _("out %(sum)s")
        yield MonthRow(
            name=str(LABELS[name]),
            income=number(income),
            change=change % {"sum": number(abs(month.change))},
            buffer=number(month.buffer),
            missing=number(month.missing) if month.missing else "",
        )


def _to_do(plan: SteadyWage) -> Iterator[object]:
    if plan.level == Verdict.SHORT:
        yield _("First bring what has to be paid down to what comes in on average: which line can move?")
        yield advice.TALK_TO_LENDER
        return
    if not plan.gap:
        yield _("Plan on the lowest month all the same. What comes on top goes into a cushion first.")
        yield _("Move it on the day the money comes, to an ordinary deposit account of its own.")
        return
    yield _("On the day the money comes, keep %(wage)s. What is above it goes into the buffer.") % {
        "wage": money(plan.wage)
    }
    yield _("Fill it until it holds %(sum)s, two months like the lowest. Then say beforehand what comes next.") % {
        "sum": money(plan.gap * LEAN_MONTHS_WANTED)
    }
    yield _("In a lean month take only what is missing. Ask lenders before the day of payment, not after it.")


def _changes(form: SteadyWageForm) -> Iterator[SheetChange]:
    if form.together("debts"):
        less = cents(form.together("debts") * FIFTH_LESS)
        yield _change(form, _("If lenders agreed to a fifth less each month"), {"debts": less})
    needs = form.together("needs")
    if needs:
        yield _change(form, _("If a tenth less had to be paid"), {"needs": cents(needs * Decimal("0.9"))})


def _change(form: SteadyWageForm, label: str, sums: dict[str, Decimal]) -> SheetChange:
    again = resent(form, sums)
    gap = again.plan.gap
    effect = _("the lowest month lacks %(sum)s") % {"sum": money(gap)} if gap else _("the lowest month covers it")
    return SheetChange(label, effect, again.sent)


def _onward(form: SteadyWageForm) -> Iterator[Onward]:
    needs, debts = form.together("needs"), form.together("debts") if form.debts_are_known else None
    yield to_month_sheet(form.plan.base)
    yield to_cushion(needs)
    yield to_afford(form.plan.base, needs, debts)


def _beside(plan: SteadyWage) -> Iterator[tuple[str, str]]:
    incomes = [month.income for month in plan.months]
    words = {"least": money(min(incomes)), "most": money(max(incomes))}
    yield _("Here: between %(least)s and %(most)s a month.") % words, "BUD-14"
