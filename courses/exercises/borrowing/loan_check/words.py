"""The words of the check: what heads the box, what each sign means, and how the figures were worked out."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _

from courses.exercises.borrowing.can_i_afford.findings.price_level import OUR_CAUTION
from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.exercises.borrowing.loan_check.verdict import LoanCheckVerdict, VerdictLevel, WarningSign
from courses.exercises.results.wording import money, percent


def heading(verdict: LoanCheckVerdict) -> str:
    """Return one short line that says what to do with this offer."""
    if verdict.level == VerdictLevel.GOOD:
        return _("No danger sign found. Now see whether you can pay it")
    if verdict.level == VerdictLevel.BAD:
        if verdict.signs[0] in (WarningSign.NOTHING_IN_HAND, WarningSign.PAY_FIRST):
            return _("Dangerous. Pay nothing first")
        return _("Dangerous. Do not sign yet")
    if verdict.signs[0] == WarningSign.DEPENDS_ON_LENDER:
        return _("It depends on who lends. Do not sign yet")
    return _("Look twice before you sign")


SIGN_WORDS: Mapping[WarningSign, Callable[[], str]] = {
    WarningSign.NOTHING_IN_HAND: lambda: _(
        "The police’s rule for online loans: if you must pay first, do not believe it."
    ),
    WarningSign.PAY_FIRST: lambda: _("The police’s rule for online loans: if you must pay first, do not believe it."),
    WarningSign.OVER_1000: lambda: _("The price runs off every ruler: over 1,000%% a year.") % {},
    WarningSign.ABOVE_EVERY_LINE: lambda: _("The price is above every line we know, whoever lends."),
    WarningSign.ABOVE_LINE: lambda: _("The price is above the line for this kind of lender."),
    WarningSign.NO_RATE: lambda: _("The cost is so large that no yearly rate can be worked out."),
    WarningSign.SHORT_AND_DEAR: lambda: _(
        "Very short and dear: all of it goes back within a month. Who cannot pay in time is offered the next loan, "
        "and the debt grows."
    ),
    WarningSign.DEPENDS_ON_LENDER: lambda: _("The price is above the line for some lenders and within it for others."),
    WarningSign.NO_LINE: lambda: _("We know no published line for this kind of lender: compare it with another offer."),
    WarningSign.NO_RATE_OPEN: lambda: _("No yearly rate fits these figures: compare what the loans cost."),
    WarningSign.COSTS_NOTHING: lambda: _(
        "A loan that costs nothing is rare. Ask about fees, membership and goods sold with it."
    ),
    WarningSign.INTEREST_ONLY: lambda: _("Each payment is only interest: the whole loan is due at once at the end."),
    WarningSign.MORE_ON_PAPER: lambda: _(
        "The contract names more than reaches you. If interest was taken off first, by law you owe and pay interest "
        "on what reached you."
    ),
    WarningSign.ALL_WITHIN_A_MONTH: lambda: _(
        "All of it is due within a month: the whole sum has to be there, out of one month’s money."
    ),
}


def worked_out(form: LoanCheckForm, verdict: LoanCheckVerdict) -> Iterator[str]:
    cost = verdict.cost
    if cost is None:
        return
    words = {
        "received": money(cost.received), "total": money(cost.total_paid), "cost": money(cost.cost),
        "per_100": money(cost.cost_per_100 or 0),
    }  # fmt: skip
    yield _("%(total)s − %(received)s = %(cost)s. That is %(per_100)s for every ¥100 that reaches you.") % words
    if verdict.is_beyond_digits:
        yield _("Above 1,000%% a year we print no rate: the digits would say nothing.") % {}
    elif cost.rates.nominal is not None:
        yield _(
            "%(rate)s a year: what the payments cost on the money that you still have in hand, brought to a year "
            "without interest on interest."
        ) % {"rate": percent(cost.rates.nominal)}  # fmt: skip
    if form.paid.is_once and WarningSign.SHORT_AND_DEAR in verdict.signs:
        caution = f"{OUR_CAUTION:f}".split(".")[0] + "%"
        yield _(
            "We call a loan of a month or less dear above %(caution)s a year. That is our own caution, not a law."
        ) % {"caution": caution}
