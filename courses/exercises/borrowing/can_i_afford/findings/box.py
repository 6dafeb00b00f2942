"""The one box at the top of a result: price and budget together, headed by the worse of the two."""

from dataclasses import dataclass

from courses.exercises.borrowing.can_i_afford.case import BudgetCase
from courses.exercises.borrowing.can_i_afford.findings.price import Price
from courses.exercises.borrowing.can_i_afford.findings.verdict import verdict_words
from courses.loans.affordability.budget import SAME_AS, WORST_FIRST, Purpose, Verdict, worse_of
from courses.loans.offer import PriceLevel

ICONS = {  # no tick: this is no pass
    Verdict.ROOM: "parts/icons/ring.html",
    Verdict.TIGHT: "parts/icons/warn.html",
    Verdict.SHORT: "parts/icons/cross.html",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanBox:
    """`level` gives the colour; `heading` is the worse of price and budget, `beside` the other one."""

    level: Verdict
    icon: str
    heading: str
    beside: str
    pattern: str
    talk_to_lender: bool
    needs_help: bool

    @property
    def signs(self) -> tuple[str, ...]:
        """What stands out in the box, in bold."""
        return (self.pattern,) if self.pattern else ()


def box_of(case: BudgetCase, price: Price) -> LoanBox:
    """Return the box. Its heading is the worse of price and budget: the budget where both are alike, but a price over
    its line whatever is left each month."""
    budget = case.afford.verdict
    level = worse_of(budget, price.level)
    price_is_worse = WORST_FIRST.index(SAME_AS[price.level]) < WORST_FIRST.index(budget)
    heads = price.level == PriceLevel.OVER or price_is_worse
    first, second = (price.says, verdict_words(case)) if heads else (verdict_words(case), price.says)
    return LoanBox(
        level=level,
        icon=ICONS[level],
        heading=first,
        beside=second,
        pattern=price.pattern,
        talk_to_lender=_has_a_lender_now(case) and (budget == Verdict.SHORT or _moves_a_debt(case)),
        needs_help=bool(price.pattern) or price.is_beyond or budget == Verdict.SHORT,
    )


def _has_a_lender_now(case: BudgetCase) -> bool:
    """Whether there is a present lender to talk to: debts that are paid or not known, or one that this loan pays."""
    return case.budget.debts is None or case.debts > 0 or _moves_a_debt(case)


def _moves_a_debt(case: BudgetCase) -> bool:
    return case.budget.purpose == Purpose.REPAY_DEBT
