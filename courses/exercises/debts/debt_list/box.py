"""The one box at the top: what is missing, or when all of it is paid off and what the two orders cost."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.exercises.debts.debt_list.case import DebtsCase
from courses.exercises.results.wording import money, sentences

BAD, WARN = "bad", "warn"
ICONS = {BAD: "parts/icons/cross.html", WARN: "parts/icons/warn.html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtsBox:
    level: str
    heading: str
    says: str
    first: str
    needs_help: bool

    @property
    def icon(self) -> str:
        return ICONS[self.level]


def box_of(case: DebtsCase) -> DebtsBox:
    is_short = case.left is not None and case.left < 0
    return DebtsBox(
        level=BAD if is_short or case.never else WARN,
        heading=_heading(case),
        says=_says(case),
        first=_first(case),
        needs_help=is_short or case.never is not None,
    )


def _heading(case: DebtsCase) -> str:
    if case.a_month is None or case.left is None:
        return _("These debts ask for %(sum)s a month") % {"sum": asked_words(case)}
    if case.left < 0:
        return _("%(sum)s is missing each month") % {"sum": at_least(money(-case.left), bool(case.without_payment))}
    if case.never:
        return _("With %(sum)s a month these debts are never paid off") % {"sum": money(case.a_month)}
    months = min(order.months for order in case.orders)
    words = {"sum": money(case.a_month), "months": months}
    if case.without_rate:
        return ngettext(
            "With %(sum)s a month: paid off in month %(months)s at the earliest",
            "With %(sum)s a month: paid off in month %(months)s at the earliest",
            months,
        ) % words  # fmt: skip
    return _("With %(sum)s a month: paid off in month %(months)s") % words


def _says(case: DebtsCase) -> str:
    if case.a_month is None or case.left is None:
        return _("Find out what a month has for debts; then the list shows two ways to pay them down.")
    if case.left < 0:
        words = {"asked": asked_words(case), "there": money(case.a_month)}
        return _("All debts together ask for %(asked)s a month, and %(there)s is there.") % words
    if case.never:
        return _("It does not cover more than the interest of a month, %(sum)s.") % {
            "sum": money(case.never.first_interest)
        }
    return _compared(case)


def _compared(case: DebtsCase) -> str:
    """The two orders in one or two sentences."""
    if len(case.rows) == 1:
        return _("Interest until then: %(sum)s.") % {"sum": interest_words(case, case.dearest.interest)}
    if case.are_orders_alike:
        return _("Dearest first and smallest first are the same here: %(sum)s of interest.") % {
            "sum": interest_words(case, case.dearest.interest)
        }
    saved = case.smallest.interest - case.dearest.interest
    costs = _("Dearest first and smallest first cost the same here.")
    if saved > 0:
        costs = _("Dearest first costs %(sum)s less than smallest first.") % {"sum": money(saved)}
    elif saved < 0:  # rounding, or a rate that is not known
        costs = _("Smallest first costs %(sum)s less than dearest first.") % {"sum": money(-saved)}
    words = {"early": case.smallest.first_gone, "late": case.dearest.first_gone}
    gone = _("Smallest first, one debt is gone in month %(early)s; dearest first, in month %(late)s.")
    return sentences(costs, gone % words)


def _first(case: DebtsCase) -> str:
    """Which debt comes first, and why."""
    row = case.by_urgency[0]
    words = {"name": case.name(row)}
    if row.comes_first:
        return _("First: %(name)s. What follows, if it is not paid, is hardest.") % words
    if row.is_late:
        return _("First: %(name)s. It is late.") % words
    return _("First: %(name)s. It is due first.") % words if row.due is not None else ""


def asked_words(case: DebtsCase) -> str:
    """What all debts ask for in a month; a lower bound while a payment is not known."""
    return at_least(money(case.asked), bool(case.without_payment))


def interest_words(case: DebtsCase, interest: object) -> str:
    return at_least(money(interest), bool(case.without_rate))  # type: ignore[arg-type]


def at_least(shown: str, is_bound: bool) -> str:
    return _("at least %(value)s") % {"value": shown} if is_bound else shown
