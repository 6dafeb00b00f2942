"""Each way out in words: its name, what it asks of a month, when it ends, and what it costs beside as agreed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.drawings.printing import short_percent
from courses.exercises.debts.late_or_more_time.options import SAME_END
from courses.exercises.debts.late_or_more_time.terms import LateTerms
from courses.exercises.results.wording import money, sentences
from courses.loans.lateness.arrears import (
    AsAgreed,
    BorrowElsewhere,
    Deferral,
    InterestFree,
    PartPayment,
    PlanResult,
    Respread,
)

INTEREST_IN_A_PAUSE: Mapping[bool | None, Callable[[], str]] = {
    True: lambda: _("interest runs on"),
    False: lambda: _("no interest"),
    None: lambda: _("interest not known"),
}


def name_of(way: PlanResult, terms: LateTerms) -> str:
    """Return the heading of a way out: what is done, and with which figures."""
    return _NAMES[type(way.plan)](way.plan, terms)


def _agreed(plan: AsAgreed, terms: LateTerms) -> str:
    if not terms.is_late:
        return _("As agreed")
    words = {"sum": money(terms.debt.arrears)}
    if terms.debt.is_all_overdue:
        return _("The overdue %(sum)s, all of it next month") % words
    if not terms.is_monthly:
        return _("As agreed, with the overdue %(sum)s at the next payment") % words
    return _("As agreed, with the overdue %(sum)s next month") % words


def _part(plan: PartPayment, terms: LateTerms) -> str:
    if terms.debt.is_all_overdue:
        return _("Pay %(sum)s today, the rest next month") % {"sum": money(plan.now)}
    if plan.now == terms.debt.arrears:
        return _("Pay the overdue %(sum)s today, then as agreed") % {"sum": money(plan.now)}
    return _("Pay %(sum)s today, then as agreed") % {"sum": money(plan.now)}


def _pause(plan: Deferral, terms: LateTerms) -> str:
    words = {"count": terms.pause, "interest": INTEREST_IN_A_PAUSE[plan.interest_runs]()}
    name = ngettext(
        "%(count)s month without a payment, %(interest)s",
        "%(count)s months without a payment, %(interest)s",
        terms.pause,
    ) % words  # fmt: skip
    if terms.debt.is_all_overdue:
        return _("%(name)s, then all at once") % {"name": name}
    return _("%(name)s, same end") % {"name": name} if plan.then == SAME_END else name


def _spread(plan: Respread, terms: LateTerms) -> str:
    return ngettext("Spread over %(count)s instalment", "Spread over %(count)s instalments", plan.instalments) % {
        "count": plan.instalments
    }


def _free(plan: InterestFree, terms: LateTerms) -> str:
    return ngettext(
        "%(count)s instalment without interest", "%(count)s instalments without interest", plan.instalments
    ) % {"count": plan.instalments}


def _elsewhere(plan: BorrowElsewhere, terms: LateTerms) -> str:
    return _("Borrow elsewhere to pay this")


_NAMES: Mapping[type, Callable[[Any, LateTerms], str]] = {
    AsAgreed: _agreed, PartPayment: _part, Deferral: _pause, Respread: _spread, InterestFree: _free,
    BorrowElsewhere: _elsewhere,
}  # fmt: skip


def needs_a_yes(way: PlanResult) -> str:
    """A sentence that the lender must agree to this way; empty where the borrower decides alone."""
    return _("Only if the lender agrees.") if isinstance(way.plan, Deferral | Respread | InterestFree) else ""


def note_on(way: PlanResult, terms: LateTerms) -> str:
    """Return a remark on what the figures of a way out leave out."""
    plan = way.plan
    if isinstance(plan, BorrowElsewhere):
        return _(
            "A made-up example of ours: %(kept)s kept back, %(rate)s a year. You would have to borrow %(borrowed)s so "
            "that %(owed)s is there. The debt moves, it does not shrink."
        ) % {
            "kept": short_percent(plan.kept_share), "rate": short_percent(plan.annual_rate),
            "borrowed": money(plan.borrowed(terms.debt)), "owed": money(terms.owed),
        }  # fmt: skip
    if needs_yes := needs_a_yes(way):
        fee = "" if terms.plan_fee is not None else _("A fee for it is not known, and would come on top.")
        return sentences(needs_yes, fee)
    if way.fits is False and isinstance(plan, AsAgreed):
        return _("More than the month has: it would soon be late again.")
    return ""


def total_of(way: PlanResult, terms: LateTerms) -> str:
    """The sum of all payments; a bound while something is not known."""
    return _bounded(way, terms, money(way.total))


def beside_agreed(way: PlanResult, terms: LateTerms) -> str:
    """More or less in all than as agreed."""
    if way.extra == 0:
        return _("the same")
    if way.extra > 0:
        return _bounded(way, terms, _("%(sum)s more") % {"sum": money(way.extra)})
    return _("%(sum)s less") % {"sum": money(-way.extra)}


def _bounded(way: PlanResult, terms: LateTerms, shown: str) -> str:
    is_fee_open = terms.plan_fee is None and isinstance(way.plan, Deferral | Respread | InterestFree)
    if way.unknowns and not is_fee_open:
        return _("at most %(value)s") % {"value": shown}
    return _("at least %(value)s") % {"value": shown} if is_fee_open and not way.unknowns else shown


def ends_words(way: PlanResult) -> str:
    """When everything is paid."""
    if not way.ends_after:
        return _("today")
    return ngettext("after %(count)s month", "after %(count)s months", way.ends_after) % {"count": way.ends_after}
