"""The three figures under the box: what a month takes, what the loan costs, and what that is a year."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.exercises.borrowing.can_i_afford.case import BudgetCase
from courses.exercises.results.wording import number, percent
from courses.loans.offer import NO_DIGITS_ABOVE


@dataclass(frozen=True, slots=True)
class KeyFigure:
    name: str
    value: str


def key_figures(case: BudgetCase) -> tuple[KeyFigure, ...]:
    return KeyFigure(_payment_name(case), _sum(case, _payment(case))), _cost(case), _price(case)


def _payment(case: BudgetCase) -> Decimal:
    return max(case.afford.due) if case.is_all_at_end else case.afford.monthly


def _payment_name(case: BudgetCase) -> str:
    if case.is_all_at_end or case.cost.count == 1:
        return _("To pay at once (¥)")
    return _("To pay a month (¥)") if case.is_the_same_each_month else _("To pay in a month, at most (¥)")


def _cost(case: BudgetCase) -> KeyFigure:
    return KeyFigure(_("The loan costs (¥)"), _sum(case, case.cost.cost))


def _price(case: BudgetCase) -> KeyFigure:
    """Above 1,000 % a year, or where no rate fits, the cost of every ¥100 stands in its place."""
    nominal = case.cost.rates.nominal
    if nominal is None or nominal > NO_DIGITS_ABOVE:
        return KeyFigure(_("On top of every ¥100"), _sum(case, case.cost.cost_per_100 or 0))
    return KeyFigure(_("A year, all included"), _bound(case, percent(nominal)))


def _sum(case: BudgetCase, value: Decimal | int) -> str:
    return _bound(case, number(value))


def _bound(case: BudgetCase, shown: str) -> str:
    return _("at least %(value)s") % {"value": shown} if case.cost.lower_bound else shown
