"""What pages show of a learner's action steps: one of a lesson, and those that wait for an answer today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.accounts.models import User
from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Catalog, Lesson
from courses.learning.models import StepChoice
from courses.learning.planning.steps.asking import (
    NOT_YET,
    due_since,
    is_settled,
    last_answer,
    next_question_on,
    period_due,
)

Words = tuple[tuple[str, Promise], ...]
ANSWERS: Words = (
    ("done", _("Done")),
    ("partly", _("Partly")),
    ("not-yet", _("Not done yet")),
    ("not-for-me", _("Not for me")),
)
REASONS: Words = (
    ("forgot", _("I forgot")),
    ("too-hard", _("Too hard")),
    ("no-time", _("No time")),
    ("not-needed", _("No longer needed")),
)
SMALLER_STEPS = {
    "forgot": _("Set one alarm in your phone now, for a quiet moment today or tomorrow. That is all for now."),
    "too-hard": _(
        "Do only the beginning: put the page or the paper in front of you and read its first lines. "
        "Or ask somebody you trust to look at it with you."
    ),
    "no-time": _("Take five minutes, not more. Choose the day and the hour now, and stop when they are over."),
    "not-needed": _("Then let it go. We will not ask about it again."),
}


@dataclass(frozen=True, slots=True)
class ActionStep:
    """One lesson's thing to do, and what the learner said about it (`row`; None when they have not said anything)."""

    lesson: Lesson
    today: date
    row: StepChoice | None = None
    has_email: bool = False

    @property
    def choice(self) -> str:
        return self.row.choice if self.row else ""

    @property
    def answer(self) -> str:
        return last_answer(self.row) if self.row else ""

    @property
    def answered_after(self) -> int:
        """The question that was answered last, for changing the answer: 7, 30, or 0."""
        if self.row is None or not self.answer:
            return 0
        return 30 if self.row.after_30 else 7

    @property
    def asks(self) -> int:
        """The question that waits for an answer today: 7, 30, or 0 for none."""
        return period_due(self.row, self.today) if self.row else 0

    @property
    def asks_on(self) -> date | None:
        return next_question_on(self.row) if self.row else None

    @property
    def due_since(self) -> date | None:
        return due_since(self.row, self.today) if self.row else None

    @property
    def is_settled(self) -> bool:
        return self.row is not None and is_settled(self.row)

    @property
    def wants_reason(self) -> bool:
        return self.row is not None and self.answer == NOT_YET and not self.row.reason

    @property
    def smaller_step(self) -> str | Promise:
        """What we answer to the reason that was given; "" without one."""
        return SMALLER_STEPS[self.row.reason] if self.row and self.answer == NOT_YET and self.row.reason else ""

    @property
    def answer_words(self) -> str | Promise:
        return dict(ANSWERS).get(self.answer, "")

    @property
    def offers_mail(self) -> bool:
        """Whether a button about mail makes sense: a question is still to come, and none waits for an answer now."""
        is_waiting = bool(self.asks) or self.wants_reason
        is_to_come = self.has_email and self.choice == StepChoice.WILL and self.asks_on is not None
        return is_to_come and (self.wants_mail or not is_waiting)

    @property
    def wants_mail(self) -> bool:
        return self.row is not None and self.row.wants_mail

    @property
    def answers(self) -> Words:
        return ANSWERS

    @property
    def reasons(self) -> Words:
        return REASONS


@dataclass(frozen=True, slots=True)
class ActionSteps:
    """The steps a learner took up, the oldest first, and the key for the form of the one that is asked about."""

    taken: tuple[ActionStep, ...] = ()
    form_key: str = ""

    @property
    def question(self) -> ActionStep | None:
        """The one step that is asked about today."""
        return first_asked(self.taken)


def first_asked(taken: tuple[ActionStep, ...]) -> ActionStep | None:
    """Of the steps that wait for an answer, the one that waits longest."""
    waiting = [step for step in taken if step.asks]
    return min(waiting, key=lambda step: step.asks_on or step.today, default=None)


def step_of(learner: User | None, lesson: Lesson, now: datetime) -> ActionStep:
    """The step of one lesson; one query, none for a visitor."""
    today = timezone.localdate(now)
    if learner is None:
        return ActionStep(lesson, today)
    rows = learner.steps.filter(course=lesson.course, lesson=lesson.slug, action=lesson.action.id)
    return ActionStep(lesson, today, next(iter(rows), None), bool(learner.email))  # unique: needs no order


def safe_step(visit: Visit | None, lesson: Lesson, now: datetime) -> ActionStep:
    """As step_of; when storage is away, or for nobody, the step is shown as to a visitor."""
    if visit is None:
        return step_of(None, lesson, now)
    try:
        return step_of(visit.learner, lesson, now)
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return step_of(None, lesson, now)


def steps_of(visit: Visit, catalog: Catalog, now: datetime) -> ActionSteps:
    """All that a learner took up and that the lessons still have; one query, none for a visitor."""
    if visit.learner is None:
        return ActionSteps()
    taken = taken_up(visit.learner, catalog, timezone.localdate(now))
    asked = first_asked(taken)
    return ActionSteps(taken, visit.new_form_key() if asked else "")


def taken_up(learner: User, catalog: Catalog, today: date) -> tuple[ActionStep, ...]:
    """The actions that the learner took up, the oldest first; a retired or replaced action is left out."""
    rows = learner.steps.filter(choice=StepChoice.WILL).order_by("chosen_at", "pk")
    found = ((row, lesson_of(row, catalog)) for row in rows)
    return tuple(ActionStep(lesson, today, row, bool(learner.email)) for row, lesson in found if lesson)


def lesson_of(row: StepChoice, catalog: Catalog) -> Lesson | None:
    """The lesson of a step if it still has this action."""
    course = catalog.courses.get(row.course)
    lesson = course.by_slug.get(row.lesson) if course else None
    return lesson if lesson and lesson.action.id == row.action else None
