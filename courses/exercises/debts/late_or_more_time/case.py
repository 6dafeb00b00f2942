"""One debt worked out: what late days cost, and every way out beside what was agreed."""

from dataclasses import dataclass
from decimal import Decimal

from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.terms import LateTerms
from courses.loans.ceilings import LenderKind
from courses.loans.lateness.arrears import (
    AsAgreed,
    BorrowElsewhere,
    Overdue,
    OverdueNow,
    Plan,
    PlanResult,
    by_month,
    late_timeline,
    plan_result,
    plan_results,
)
from courses.loans.lateness.clearing import Cleared, clear
from courses.loans.schedules.flows import DAYS_OF

DAYS = (1, 30, 60, 90)
MONTH_DAYS = 30
LOOKED_AT_FIRST = 2
CARD_DAYS = 91  # from this day on, cards are settled principal first (CN-RATE-26, its second sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """`rows` are the mildest reading of the clause, `hardest` the hardest; `ways` as listed, the first as agreed."""

    terms: LateTerms
    rows: tuple[Overdue, ...]
    hardest: tuple[Overdue, ...]
    ways: tuple[PlanResult, ...]
    cleared: Cleared | None

    @property
    def agreed(self) -> PlanResult:
        return self.ways[0]

    @property
    def month(self) -> Overdue:
        """The row of 30 days."""
        return self.rows[DAYS.index(MONTH_DAYS)]

    @property
    def offers(self) -> tuple[PlanResult, ...]:
        """All ways but a new loan: the present lender has to agree to them, or nobody has to."""
        return tuple(way for way in self.ways if not isinstance(way.plan, BorrowElsewhere | AsAgreed))

    @property
    def fitting(self) -> tuple[PlanResult, ...]:
        """The ways that fit the month, the cheapest first."""
        return tuple(sorted((way for way in self.offers if way.fits), key=lambda way: (way.total, way.heaviest)))

    @property
    def best(self) -> tuple[PlanResult, ...]:
        """The two to look at first: those that fit, the cheaper first, then those that ask least of a month.

        A new loan is never among them.
        """
        real = [way for way in self.ways if not isinstance(way.plan, BorrowElsewhere)]
        real.sort(key=lambda way: (not way.fits, way.total if way.fits else way.heaviest, way.heaviest))
        return tuple(real[:LOOKED_AT_FIRST])

    def worst(self, row: Overdue) -> Decimal | None:
        """The row of the hardest reading on the same day; None while the penalty rate is unknown."""
        other = self.hardest[self.rows.index(row)]
        if other.total is None:
            return None
        return max(other.total, other.worst_case or other.total)


def work_out(form: LateForm) -> LateCase:
    """The case of a valid form; raises LoanError when nothing can be calculated."""
    terms = form.terms
    return LateCase(
        terms=terms,
        rows=_timeline(terms, is_hardest=False),
        hardest=_timeline(terms, is_hardest=True),
        ways=tuple(_in_months(terms, way) for way in plan_results(terms.debt, terms.plans, can_pay=terms.can_pay)),
        cleared=_cleared(terms),
    )


def way_of(terms: LateTerms, plan: Plan) -> PlanResult:
    """One way out, without the others."""
    return _in_months(terms, plan_result(terms.debt, plan, can_pay=terms.can_pay))


def _in_months(terms: LateTerms, way: PlanResult) -> PlanResult:
    """A way out as the month meets it, however often is paid."""
    return way if terms.is_monthly else by_month(way, terms.debt.interval, can_pay=terms.can_pay)


def month_of(terms: LateTerms) -> Overdue:
    """What 30 days cost by the mildest reading of the clause, without the other days."""
    return _timeline(terms, is_hardest=False, days=(MONTH_DAYS,))[0]


def _timeline(terms: LateTerms, *, is_hardest: bool, days: tuple[int, ...] = DAYS) -> tuple[Overdue, ...]:
    overdue = None
    if terms.is_late:
        overdue = OverdueNow(
            amount=terms.debt.arrears,
            principal=terms.overdue_principal,
            next_due=-(terms.days_late or 0) % DAYS_OF[terms.debt.interval],
        )
    return late_timeline(
        terms.schedule, terms.clause.hardest if is_hardest else terms.clause.mildest,
        contract_rate=terms.contract_rate, interval=terms.debt.interval, first_missed=1, days=days, overdue=overdue,
    )  # fmt: skip


def settles_principal_first(terms: LateTerms) -> bool:
    return terms.lender == LenderKind.CARD and (terms.days_late or 0) >= CARD_DAYS


def _cleared(terms: LateTerms) -> Cleared | None:
    """What a part would clear; only where the overdue sum is known in its parts."""
    if terms.part is None or terms.overdue_principal is None or not terms.is_late:
        return None
    return clear(
        terms.part, costs=terms.costs_due, interest=terms.interest_due or Decimal(0),
        principal=terms.overdue_principal, principal_first=settles_principal_first(terms),
    )  # fmt: skip
