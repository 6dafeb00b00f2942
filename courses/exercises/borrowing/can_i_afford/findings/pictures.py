"""The result's pictures, drawn by the kinds that lessons use: the month's money, and month by month."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.drawings.kinds import month_bar, month_strip
from courses.exercises.borrowing.can_i_afford.case import BudgetCase
from courses.exercises.results.wording import money, percent

MOST_MONTHS = 36


class PlannedMonths(month_strip.MonthStrip):
    """Months whose payments are known one by one: weekly loans, large last payments."""

    due: tuple[Decimal, ...]

    def payment_in(self, month: int) -> Decimal:
        return self.due[month - 1] if month <= len(self.due) else Decimal(0)


def month_picture(case: BudgetCase) -> Drawing:
    """The month with the largest payments; where everything is paid at the end, that month.

    The figures were read and limited by the form, so what authors may write does not limit them again.
    """
    given = month_bar.MonthBar.model_construct(
        income=case.budget.income,
        essentials=case.budget.essentials,
        debts=case.debts,
        instalment=max(case.afford.due) if case.is_all_at_end else case.afford.monthly,
    )
    drawing = month_bar.draw(given)
    if case.is_the_same_each_month:
        return replace(drawing, caption=_at_most(case, drawing))
    words = {"month": len(case.afford.due) if case.is_all_at_end else case.afford.fullest}
    if given.left < 0:
        return replace(drawing, caption=_("In month %(month)s more goes out than comes in") % words)
    return replace(drawing, caption=_("Where the money goes in month %(month)s, the one with most to pay") % words)


def _at_most(case: BudgetCase, drawing: Drawing) -> str:
    """While something is not known, the picture's words give only a bound."""
    if not case.is_left_a_bound:
        return drawing.caption
    if case.afford.left < 0:
        return _("More goes out each month than comes in")
    return _("Of %(income)s a month, at most %(sum)s is left") % {
        "income": money(case.budget.income),
        "sum": money(case.afford.left),
    }


def months_picture(case: BudgetCase) -> Drawing | None:
    """The loan month by month, to its end and no further: months after it would look like part of it.

    None without income, and for a loan of one month, which the picture of the month shows. Savings are drawn only
    where every month is the same.
    """
    if not case.budget.income or case.is_over_in_a_month:
        return None
    months = min(len(case.afford.due), MOST_MONTHS)
    given = PlannedMonths.model_construct(
        income=case.budget.income,
        essentials=case.budget.essentials,
        debts=case.debts,
        instalment=case.afford.monthly,
        savings=case.savings if case.is_the_same_each_month and len(case.afford.due) <= MOST_MONTHS else Decimal(0),
        due=case.afford.due,
        months=months,
    )
    return month_strip.draw(given)


def share_words(case: BudgetCase) -> str:
    """Debt payments as a share of income beside our line; empty without income: a share of nothing is no number."""
    before, after = case.afford.share_before, case.afford.share_after
    if before is None or after is None:
        return ""
    words = {"before": percent(before, 1), "after": percent(after, 1), "month": case.afford.fullest}
    if case.is_the_same_each_month or case.is_all_at_end:
        return _("Debt payments take %(before)s of income now and %(after)s with this loan.") % words
    return _("Debt payments take %(before)s of income now and %(after)s with this loan in month %(month)s.") % words
