"""Why a verdict is not better: each reason with its own number, and what would change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.exercises.borrowing.can_i_afford.case import NOTHING, BudgetCase
from courses.exercises.results.wording import CENT, money, percent, sentences, span
from courses.loans.affordability.budget import Reason

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class ReasonLine:
    code: str
    says: str
    change: str


def reason_lines(case: BudgetCase) -> tuple[ReasonLine, ...]:
    """The first three reasons, worst first, as the loan mathematics orders them."""
    return tuple(ReasonLine(one.code, *REASONS[one.code](one, case)) for one in case.afford.reasons[:MOST_REASONS])


Says = tuple[str, str]


def _limit(reason: Reason, case: BudgetCase) -> str:
    """What a smaller payment would change; the limit is a sum a month."""
    limit = Decimal(reason.numbers.get("limit", NOTHING))
    if limit < CENT:
        return _("No instalment is small enough to make this point go away.")
    words = {"limit": money(limit)}
    if case.is_monthly and case.offer.term.count > 1:
        return _("With an instalment of %(limit)s or less this point would go away.") % words
    return _("With payments of %(limit)s a month or less this point would go away.") % words


def _money_in(reason: Reason) -> dict[str, str]:
    """The numbers of a reason as they stand in its sentence."""
    return {name: money(value) if isinstance(value, Decimal) else str(value) for name, value in reason.numbers.items()}


def _no_income(reason: Reason, case: BudgetCase) -> Says:
    return _("There is no income to pay from."), _("An income to pay from would change this.")


def _short_before_loan(reason: Reason, case: BudgetCase) -> Says:
    says = _("You are %(gap)s short each month even without this loan.") % _money_in(reason)
    return says, _("A loan does not change this. More money coming in, or less going out, does.")


def _in_which_month(case: BudgetCase) -> dict[str, str]:
    return {"month": str(case.afford.fullest)}


def _short_each_month(reason: Reason, case: BudgetCase) -> Says:
    if case.is_the_same_each_month:
        says = _("With this loan you would be %(gap)s short each month.") % _money_in(reason)
    else:
        says = _("In month %(month)s you would be %(gap)s short, and what other months leave does not cover it.") % {
            **_money_in(reason), **_in_which_month(case),
        }  # fmt: skip
    return says, _limit(reason, case)


def _lump_not_covered(reason: Reason, case: BudgetCase) -> Says:
    numbers = _money_in(reason)
    says = _("In month %(month)s %(amount)s is due at once; %(missing)s would be missing.") % numbers
    return says, _("A smaller last payment, or %(missing)s more put aside by then, would change this.") % numbers


def _income_drop(reason: Reason, case: BudgetCase) -> Says:
    if "month" in reason.numbers:  # the months would fit, the large last payment would not
        numbers = _money_in(reason)
        says = (
            _("If your income fell by 20%%, %(gap)s of the last payment would be missing in month %(month)s.") % numbers
        )
        return says, _("A smaller last payment, or %(missing)s more put aside by then, would change this.") % {
            "missing": numbers["gap"]
        }
    if case.is_the_same_each_month or case.is_all_at_end:
        says = _("If your income fell by 20%%, you would be %(gap)s short each month.") % _money_in(reason)
    else:
        says = _("If your income fell by 20%%, you would be %(gap)s short in month %(month)s.") % {
            **_money_in(reason), **_in_which_month(case),
        }  # fmt: skip
    return says, _limit(reason, case)


def _small_buffer(reason: Reason, case: BudgetCase) -> Says:
    months = Decimal(reason.numbers["months"])
    if months <= 0:
        says = _("There would be no savings to live on without income.")
    else:
        says = _("Without income your savings would last %(span)s.") % {"span": span(months)}
    says = sentences(says, _("Below one month we say “tight”."))
    return says, _limit(reason, case)


def _debt_share(reason: Reason, case: BudgetCase) -> Says:
    words = {"share": percent(Decimal(reason.numbers["share"])), **_in_which_month(case)}
    if case.is_the_same_each_month or case.is_all_at_end:
        says = _("%(share)s of your income would go to debts.") % words
    else:
        says = _("%(share)s of your income would go to debts in month %(month)s.") % words
    says = sentences(says, _("Above 36%%, our own caution, we say “tight”.") % {})
    return says, _limit(reason, case)


def _borrowing_to_repay(reason: Reason, case: BudgetCase) -> Says:
    return (
        _("This loan pays another loan: the debt moves, it does not shrink."),
        _("Ask the lender of the present loan first whether it can be paid more slowly, and what that costs."),
    )


def _borrowing_for_bills(reason: Reason, case: BudgetCase) -> Says:
    return (
        _("The same bills come back next month, with an instalment on top."),
        _("Lower bills, or help with them that is no loan, would change this."),
    )


def _cost_unknown(reason: Reason, case: BudgetCase) -> Says:
    count = int(reason.numbers["count"])
    says = ngettext(
        "%(count)s cost is not known yet. The real figures cannot be better than these.",
        "%(count)s costs are not known yet. The real figures cannot be better than these.",
        count,
    ) % {"count": count}
    return says, _("Ask the lender for every cost in writing before you sign.")


def _debts_unknown(reason: Reason, case: BudgetCase) -> Says:
    return (
        _("Your present debts are not filled in, so we do not say there is room."),
        _("Add up what you pay on loans and cards each month, and fill it in."),
    )


def _savings_unknown(reason: Reason, case: BudgetCase) -> Says:
    return (
        _("Your savings are not filled in, so we count them as 0."),
        _("Fill in what you have put aside, without the loan."),
    )


REASONS: Mapping[str, Callable[[Reason, BudgetCase], Says]] = {
    "no_income": _no_income,
    "short_before_loan": _short_before_loan,
    "short_each_month": _short_each_month,
    "lump_not_covered": _lump_not_covered,
    "income_drop": _income_drop,
    "small_buffer": _small_buffer,
    "debt_share": _debt_share,
    "borrowing_to_repay": _borrowing_to_repay,
    "borrowing_for_bills": _borrowing_for_bills,
    "cost_unknown": _cost_unknown,
    "debts_unknown": _debts_unknown,
    "savings_unknown": _savings_unknown,
}
