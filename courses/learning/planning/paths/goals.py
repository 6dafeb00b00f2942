"""Goals that a learner can choose, and the lessons that serve each: judged by us, and shown as the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Leads = tuple[tuple[str, tuple[str, ...]], ...]  # courses, the one that helps most first; in each, lessons in order


@dataclass(frozen=True, slots=True)
class LearningGoal:
    """`leads` may name a lesson that is not published yet: it counts once it is.

    `help` is the page for somebody who has no time for a course: a route, and a situation of "Help now" where it takes
    one.
    """

    key: str
    words: str | Promise
    leads: Leads
    help: tuple[str, ...] = ()

    @property
    def help_address(self) -> str:
        return reverse(self.help[0], args=self.help[1:]) if self.help else ""


LATE, BORROWING, INCOME = "missing-a-payment", "before-you-borrow", "money-in-money-out"
READING, TRAPS, REGISTER = "reading-a-loan", "spotting-traps", "record-and-rights"

# The most pressing first: in this order their courses come when somebody has chosen several.
_ALL = (
    LearningGoal(
        "calls",
        _("Calls, messages or threats trouble me"),
        (
            (LATE, ("collectors-limits", "family-and-contacts", "real-or-fake", "true-or-scare", "evidence-and-doors")),
            (REGISTER, ("who-watches-whom", "your-data")),
        ),
        help=("help-situation", "in-danger"),
    ),
    LearningGoal(
        "late",
        _("I am late with a repayment, or soon will be"),
        (
            (LATE, ("first-48-hours", "ask-early", "weigh-the-plan")),
            (INCOME, ("which-bill-first",)),
            (READING, ("if-late",)),
        ),
        help=("already-late",),
    ),
    LearningGoal(
        "offer",
        _("I am looking at a loan or an advertisement"),
        (
            (BORROWING, ("need-this-loan", "can-i-afford-it", "if-it-goes-wrong")),
            (READING, ("who-lends", "paper-and-hand", "one-yardstick", "which-line")),
            (TRAPS, ("fast-loan-ad", "pay-first-stop")),
        ),
    ),
    LearningGoal(
        "record",
        _("My credit record or my personal data worries me"),
        (
            (REGISTER, ("what-the-register-keeps", "read-and-dispute", "your-data")),
            (TRAPS, ("paid-fixers", "your-name-their-money")),
        ),
    ),
    LearningGoal(
        "month",
        _("I want the money to last the month"),
        ((INCOME, ("month-on-a-page", "choose-a-budget", "unsteady-income", "cushion-first")),),
    ),
    LearningGoal(
        "others",
        _("I want to help somebody else"),
        (
            (LATE, ("family-and-contacts", "first-48-hours")),
            (TRAPS, ("your-name-their-money", "illegal-fundraising")),
            (BORROWING, ("students-and-favours",)),
        ),
    ),
)
GOALS: Mapping[str, LearningGoal] = {goal.key: goal for goal in _ALL}


def chosen(keys: Iterable[object]) -> tuple[LearningGoal, ...]:
    """The goals with these keys, the most pressing first; unknown keys are ignored."""
    wanted = set(map(str, keys))
    return tuple(goal for goal in _ALL if goal.key in wanted)
