"""What happens when things go wrong: a line for each test of the budget, worst first."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.exercises.can_i_afford.case import Case
from courses.exercises.wording import money, months, table_money
from courses.loans.budget import Stress

TAKES_A_SUM = ("bill", "income_20_and_bill", "month_without_income", "instalment_missed")


@dataclass(frozen=True, slots=True)
class StressLine:
    says: str
    left: str
    is_short: bool
    then: str


def stress_lines(case: Case) -> tuple[StressLine, ...]:
    ordered = sorted(case.afford.stress, key=lambda one: one.left)
    return tuple(_line(case, one) for one in ordered)


def _line(case: Case, stress: Stress) -> StressLine:
    return StressLine(
        says=stress_words()[stress.code] % {"bill": money(unexpected_bill(case))},
        left=table_money(stress.left),
        is_short=stress.left < 0,
        then=_then(stress),
    )


def unexpected_bill(case: Case) -> Decimal:
    """The bill that is tried: as typed, or half of what must be paid each month."""
    typed = case.budget.unexpected_bill
    return case.budget.essentials / 2 if typed is None else typed


def _then(stress: Stress) -> str:
    if stress.months_until_empty is not None:
        if stress.months_until_empty <= 0:
            return _("no savings to fall back on")
        return _("savings used up after %(months)s months") % {"months": months(stress.months_until_empty)}
    if stress.months_to_rebuild is not None:
        return _("%(months)s months to make up for it") % {"months": months(stress.months_to_rebuild, is_to_come=True)}
    return _("it could not be made up for from income") if stress.code in TAKES_A_SUM else ""


def stress_words() -> dict[str, str]:
    return {
        "income_10": _("Income 10%% lower"),
        "income_20": _("Income 20%% lower"),
        "income_30": _("Income 30%% lower"),
        "bill": _("An unexpected bill of %(bill)s"),
        "income_20_and_bill": _("Income 20%% lower, and a bill of %(bill)s"),
        "month_without_income": _("One month without income"),
        "rate_up_2": _("The rate rises by 2 points"),
        "instalment_missed": _("One payment missed, paid 30 days late"),
    }
