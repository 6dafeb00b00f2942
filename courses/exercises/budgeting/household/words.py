"""What a month leaves, in words: the head of the box, its sentence, and what stands out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.exercises.borrowing.can_i_afford.findings.box import ICONS as ICONS
from courses.exercises.results.wording import money, percent
from courses.loans.affordability.household import Month


def heading(month: Month) -> str:
    if month.left < 0:
        return _("%(sum)s a month is missing") % {"sum": money(-month.left)}
    if not month.left:
        return _("It just comes out even: nothing is left")
    if not month.debts_are_known:
        return _("At most %(sum)s a month is left") % {"sum": money(month.left)}
    return _("%(sum)s a month is left") % {"sum": money(month.left)}


def in_and_out(month: Month) -> str:
    return _("%(income)s comes in, %(out)s goes out.") % {"income": money(month.income), "out": money(month.out)}


def signs(month: Month) -> Iterator[str]:
    """Why a month is tight, each in one sentence."""
    if not month.debts_are_known:
        yield _("The debts are not all filled in: the real figure is lower.")
    if month.is_indebted and month.income:
        share = percent(month.debts / month.income, 0)
        yield _("%(share)s of what comes in goes to debts. Above 36%% we say tight: our own caution.") % {
            "share": share
        }
    if month.left >= 0 and month.is_near and month.missing_after_drop:
        yield _("If a fifth less came in, %(sum)s would be missing.") % {"sum": money(month.missing_after_drop)}


def left_or_missing(month: Month) -> str:
    """The short form, for a button."""
    if month.left < 0:
        return _("missing: %(sum)s") % {"sum": money(-month.left)}
    says = _("left: %(sum)s") if month.debts_are_known else _("left: at most %(sum)s")
    return says % {"sum": money(month.left)}


def at_most(month: Month) -> str:
    """What is left, as a bound while the debts are not known: they are never counted as nothing in silence."""
    left = money(month.left)
    return left if month.debts_are_known else _("at most %(sum)s") % {"sum": left}
