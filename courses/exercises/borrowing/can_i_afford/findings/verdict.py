"""What the months say, in one sentence: what is left, in which month, or what is missing."""

from django.utils.translation import gettext as _

from courses.exercises.borrowing.can_i_afford.case import BudgetCase
from courses.exercises.results.wording import money, sentences
from courses.loans.affordability.budget import Verdict


def verdict_words(case: BudgetCase) -> str:
    """The sentence for the budget alone."""
    if case.afford.verdict == Verdict.SHORT:
        return _short_words(case)
    if case.is_all_at_end:
        return sentences(_fits(case), lump_words(case))
    if case.afford.left < 0:
        words = {"month": case.afford.fullest, "gap": money(-case.afford.left)}
        from_before = _("In month %(month)s, %(gap)s has to come from what the months before left.") % words
        return sentences(_fits(case), from_before, lump_words(case))
    return sentences(_left_words(case), lump_words(case))


def _fits(case: BudgetCase) -> str:
    if case.is_left_a_bound:
        return _("Something is not known yet, so it can only get tighter.")
    if case.afford.verdict == Verdict.TIGHT:
        return _("On these numbers it fits, but only just.")
    return _("On these numbers it fits.")


def _left_words(case: BudgetCase) -> str:
    words = {"left": money(case.afford.left), "month": case.afford.fullest}
    fitness = "bound" if case.is_left_a_bound else case.afford.verdict.value
    if case.is_over_in_a_month:
        return _IN_ITS_MONTH[fitness]() % words
    if case.is_the_same_each_month:
        return _EACH_MONTH[fitness]() % words
    return _IN_THE_FULLEST[fitness]() % words


_EACH_MONTH = {
    "bound": lambda: _("Something is not known yet: at most %(left)s a month would be left."),
    "tight": lambda: _("On these numbers the payments fit, but only just: %(left)s a month would be left."),
    "room": lambda: _("On these numbers the payments fit: %(left)s a month would be left."),
}
_IN_ITS_MONTH = {
    "bound": lambda: _("Something is not known yet: at most %(left)s would be left of the month in which it is due."),
    "tight": lambda: _(
        "On these numbers it fits, but only just: %(left)s would be left of the month in which it is due."
    ),
    "room": lambda: _("On these numbers it fits: %(left)s would be left of the month in which it is due."),
}
_IN_THE_FULLEST = {
    "bound": lambda: _(
        "Something is not known yet: at most %(left)s would be left in month %(month)s, the one with most to pay."
    ),
    "tight": lambda: _(
        "On these numbers the payments fit, but only just: %(left)s would be left in month %(month)s, "
        "the one with most to pay."
    ),
    "room": lambda: _(
        "On these numbers the payments fit: %(left)s would be left in month %(month)s, the one with most to pay."
    ),
}


def lump_words(case: BudgetCase) -> str:
    """What is due at once in a later month, and what there would be by then; empty where nothing is."""
    return sentences(
        *(
            _("In month %(month)s %(amount)s is due at once; by then you would have %(have)s.")
            % {"month": lump.month, "amount": money(lump.amount), "have": money(lump.have)}
            for lump in case.afford.lumps
        )
    )


def _short_words(case: BudgetCase) -> str:
    gap = -case.afford.left
    if gap <= 0:  # the months fit, one large payment does not
        lump = next(iter(case.afford.lumps), None)
        if lump is None:
            return _("On these numbers the money does not reach.")
        return _("On these numbers the money does not reach: in month %(month)s %(missing)s would be missing.") % {
            "month": lump.month, "missing": money(lump.missing),
        }  # fmt: skip
    words = {"gap": money(gap), "month": case.afford.fullest}
    if case.is_the_same_each_month or case.is_all_at_end:
        if case.is_left_a_bound:
            return _("On these numbers the money does not reach: at least %(gap)s a month would be missing.") % words
        return _("On these numbers the money does not reach: %(gap)s a month would be missing.") % words
    if case.is_left_a_bound:
        says = _("On these numbers the money does not reach: at least %(gap)s would be missing in month %(month)s.")
        return says % words
    return _("On these numbers the money does not reach: %(gap)s would be missing in month %(month)s.") % words
