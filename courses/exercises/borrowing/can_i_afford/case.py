"""One person's numbers, and what the loan mathematics computes from them; other modules put it into words."""

from dataclasses import dataclass
from decimal import Decimal

from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.loans.affordability.budget import Affordability, Budget, assess
from courses.loans.affordability.outlook import Outlook
from courses.loans.offer import LoanOffer, OfferCost, true_cost
from courses.loans.schedules.flows import Interval

NOTHING = Decimal(0)
NEARLY = Decimal("0.01")  # months whose payments differ by less than a hundredth are the same to a person


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetCase:
    budget: Budget
    offer: LoanOffer
    cost: OfferCost
    afford: Affordability

    @property
    def debts(self) -> Decimal:
        """Payments on present debts; counted as nothing where unknown, which the verdict never rewards."""
        return self.budget.debts or NOTHING

    @property
    def savings(self) -> Decimal:
        return self.budget.savings or NOTHING

    @property
    def left_before(self) -> Decimal:
        """What is left each month without the loan."""
        return self.budget.income - self.budget.essentials - self.debts

    @property
    def is_monthly(self) -> bool:
        return self.offer.term.interval == Interval.MONTH

    @property
    def is_over_in_a_month(self) -> bool:
        """Whether everything is due within the first month."""
        return len(self.afford.due) == 1

    @property
    def is_all_at_end(self) -> bool:
        """Whether one payment, after the first month, repays everything."""
        return is_all_at_end(self.afford)

    @property
    def is_the_same_each_month(self) -> bool:
        """Whether every month of the loan takes the same, but for what only the last payment holds."""
        return is_the_same_each_month(self.afford)

    @property
    def is_left_a_bound(self) -> bool:
        """Whether less may be left than calculated, because a cost or a debt is unknown; unknown never counts as 0."""
        return self.cost.lower_bound or self.budget.debts is None

    @property
    def has_unknowns(self) -> bool:
        return self.cost.lower_bound or self.budget.debts is None or self.budget.savings is None


def is_all_at_end(months: Affordability | Outlook) -> bool:
    return len(months.due) > 1 and not months.monthly


def is_the_same_each_month(months: Affordability | Outlook) -> bool:
    """Whether all months but the last take the same; of two, that the last takes no less either."""
    if len(months.due) == 1 or is_all_at_end(months):
        return False
    *usual, last = months.due
    if len(usual) == 1:
        usual.append(min(last, usual[0]))
    return max(usual) - min(usual) <= max(usual) * NEARLY


def work_out(form: AffordForm) -> BudgetCase:
    """The case of a valid form; raises LoanError when nothing can be calculated."""
    cost = true_cost(form.offer)
    return BudgetCase(budget=form.budget, offer=form.offer, cost=cost, afford=assess(form.budget, cost))
