"""What happens when things go wrong: a line for each test of the budget, worst first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.exercises.borrowing.can_i_afford.case import BudgetCase
from courses.exercises.results.wording import money, sentences, span, table_money
from courses.loans.affordability.budget import Stress

TAKES_A_SUM = ("bill", "income_20_and_bill", "month_without_income", "instalment_missed")


@dataclass(frozen=True, slots=True)
class StressLine:
    """`lowest` is the least money at hand at the end of any month; below 0 something cannot be paid."""

    says: str
    lowest: str
    is_short: bool
    then: str


def stress_lines(case: BudgetCase) -> tuple[StressLine, ...]:
    return tuple(_line(case, one) for one in case.afford.stress)


def _line(case: BudgetCase, stress: Stress) -> StressLine:
    return StressLine(
        says=STRESS_WORDS[stress.code]() % {"bill": money(unexpected_bill(case))},
        lowest=table_money(stress.lowest),
        is_short=stress.lowest < 0,
        then=_then(case, stress),
    )


def unexpected_bill(case: BudgetCase) -> Decimal:
    """The bill that is tried: as typed, or half of what must be paid each month."""
    typed = case.budget.unexpected_bill
    return case.budget.essentials / 2 if typed is None else typed


def _then(case: BudgetCase, stress: Stress) -> str:
    if stress.months_until_empty is not None:
        return sentences(_gap(case, stress), _empty(stress.months_until_empty))
    if stress.code in TAKES_A_SUM:
        return _made_up(stress)
    if stress.used > 0:
        used = _("%(used)s of your savings goes, then the loan is paid.") % {"used": money(stress.used)}
        return sentences(_gap(case, stress), used)
    return _("Savings are not touched.")


def _gap(case: BudgetCase, stress: Stress) -> str:
    """What each month lacks; said only where every month is the same."""
    if stress.left >= 0 or stress.code in TAKES_A_SUM or not case.is_the_same_each_month:
        return ""
    return _("%(gap)s short each month.") % {"gap": money(-stress.left)}


def _empty(months: Decimal) -> str:
    if months <= 0:
        return _("No savings to fall back on.")
    return _("Savings used up after %(span)s.") % {"span": span(months)}


def _made_up(stress: Stress) -> str:
    if stress.months_to_rebuild is None:
        return _("It could not be made up for from income.")
    if stress.months_to_rebuild < 1:
        return _("Made up for within the month.")
    return _("Made up for after %(span)s.") % {"span": span(stress.months_to_rebuild, is_to_come=True)}


STRESS_WORDS: Mapping[str, Callable[[], str]] = {
    "income_10": lambda: _("Income 10%% lower"),
    "income_20": lambda: _("Income 20%% lower"),
    "income_30": lambda: _("Income 30%% lower"),
    "bill": lambda: _("An unexpected bill of %(bill)s"),
    "income_20_and_bill": lambda: _("Income 20%% lower, and a bill of %(bill)s"),
    "month_without_income": lambda: _("One month without income"),
    "rate_up_2": lambda: _("The rate rises by 2 points"),
    "instalment_missed": lambda: _("One payment missed, paid 30 days late"),
}
