"""One thing changed at a time: each button says what the change would do before it is pressed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.exercises.debts.late_or_more_time.case import LateCase, month_of, way_of
from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.options import NO
from courses.exercises.debts.late_or_more_time.terms import USUAL_COUNT, LateTerms
from courses.exercises.debts.late_or_more_time.words import beside_agreed
from courses.exercises.results.wording import money
from courses.loans.errors import LoanError
from courses.loans.lateness.arrears import Deferral, InterestFree, PenaltyBase, Respread

MORE_INSTALMENTS = 6
MOST_SPREAD = 600


@dataclass(frozen=True, slots=True)
class MoreTimeWhatIf:
    label: str
    effect: str
    data: Mapping[str, str]


Change = tuple[
    str, dict[str, str], Callable[[LateTerms], str]
]  # what the button says, the boxes that change, the effect


def what_ifs(form: LateForm, case: LateCase) -> tuple[MoreTimeWhatIf, ...]:
    """The changes that make sense for this debt; one that cannot be worked out is left out."""
    found = (_tried(form, *change) for change in _changes(case))
    return tuple(one for one in found if one is not None)


def _tried(
    form: LateForm, label: str, changes: dict[str, str], effect: Callable[[LateTerms], str]
) -> MoreTimeWhatIf | None:
    """What the change does: only that is worked out, for nothing else of the case is shown."""
    other = form.varied(changes)
    try:
        return MoreTimeWhatIf(label, effect(other.terms), other.sent) if other.is_valid() else None
    except LoanError:
        return None


def _changes(case: LateCase) -> Iterator[Change]:
    clause = case.terms.clause
    if not clause.is_rate_known and case.terms.debt.annual_rate:  # 1.5 times of nothing is nothing
        yield _("If the penalty rate is 1.5 times the contract rate"), {"multiple": "1.5"}, _thirty_days
    elif clause.is_rate_known and clause.base != PenaltyBase.WHOLE_BALANCE and not case.terms.debt.is_all_overdue:
        whole = {"base": PenaltyBase.WHOLE_BALANCE.value}
        yield _("If the penalty is charged of everything still owed"), whole, _thirty_days
    spread = next((way.plan for way in case.ways if isinstance(way.plan, Respread)), None)
    if spread is not None and spread.instalments + MORE_INSTALMENTS <= MOST_SPREAD:
        count = spread.instalments + MORE_INSTALMENTS
        yield _("Spread over %(count)s instalments") % {"count": count}, {"spread": str(count)}, _spread
    if not any(isinstance(way.plan, InterestFree) for way in case.ways):
        free = max(USUAL_COUNT, case.terms.debt.instalments_left)
        label = _("If you asked, and the lender agreed to %(count)s instalments without interest")
        yield label % {"count": free}, {"free": str(free)}, _free
    pause = next((way.plan for way in case.ways if isinstance(way.plan, Deferral)), None)
    if pause is not None and pause.interest_runs is not False:
        yield _("A pause without interest"), {"pause_interest": NO}, _pause


def _thirty_days(terms: LateTerms) -> str:
    charges = month_of(terms).charges
    return _("30 days: %(sum)s") % {"sum": money(charges)} if charges is not None else _("ask")


def _spread(terms: LateTerms) -> str:
    return _a_month(terms, Respread)


def _free(terms: LateTerms) -> str:
    return _a_month(terms, InterestFree)


def _pause(terms: LateTerms) -> str:
    return _a_month(terms, Deferral)


def _a_month(terms: LateTerms, kind: type) -> str:
    way = way_of(terms, next(plan for plan in terms.plans if isinstance(plan, kind)))
    words = {"sum": money(way.heaviest), "extra": beside_agreed(way, terms)}
    return _("%(sum)s a month, %(extra)s") % words
