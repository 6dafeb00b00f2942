"""Reads the exercises that a learner did: all of them, and the one just stored or undone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.registry import EXERCISES
from courses.languages.known import current_language
from courses.learning.lessons.addresses import walked
from courses.learning.models import ExerciseOutcome

MOST_LISTED = 100
JUST = "done"  # in an address: the one whose button was just pressed


@dataclass(frozen=True, slots=True)
class Done:
    """One time an exercise was done. `lesson` is None outside of lessons, and when it has left the site."""

    id: int
    kind: str
    lesson: Lesson | None
    at: datetime
    taken_back_at: datetime | None
    right: int | None
    asked: int | None

    @property
    def title(self) -> str:
        known = self.kind in set(ExerciseKind)
        return str(EXERCISES[ExerciseKind(self.kind)].title) if known else _("An exercise that has left the site")

    @property
    def is_kept(self) -> bool:
        return self.taken_back_at is None

    @property
    def step_url(self) -> str:
        """Where it stands in its lesson."""
        return walked(self._step, self.lesson) if self.lesson else ""

    @property
    def next_url(self) -> str:
        """The step after it: a page's last step is its end, so there is one after every exercise."""
        return walked(self._step + 1, self.lesson) if self.lesson else ""

    @property
    def _step(self) -> int:
        assert self.lesson is not None
        return self.lesson.page(current_language()).step_with_exercise(self.kind)


def done_of(row: ExerciseOutcome) -> Done:
    try:
        lesson = catalog().lesson(row.course, row.lesson)
    except KeyError:
        lesson = None
    stands = lesson if lesson and row.kind in lesson.exercises else None
    return Done(row.pk, row.kind, stands, row.at, row.taken_back_at, row.right, row.asked)


def all_done(learner: User | None, now: datetime) -> tuple[Done, ...]:
    """All exercises done, the newest first, undone ones that can be restored included; one query, none for visitors."""
    if learner is None:
        return ()
    return tuple(done_of(row) for row in _there(learner, now).order_by("-at", "-pk")[:MOST_LISTED])


def _there(learner: User, now: datetime) -> QuerySet[ExerciseOutcome]:
    """Those that count, and those that can still be kept after all."""
    return learner.exercise_outcomes.exclude(taken_back_at__lt=now - UNDO_WINDOW)


def just_done(request: HttpRequest) -> Done | None:
    """The outcome that the address names, which was just stored or undone; no query without one."""
    number, visit = request.GET.get(JUST, ""), visit_of(request)
    if not (number.isascii() and number.isdigit() and len(number) < 10) or visit.learner is None:
        return None
    try:
        row = _there(visit.learner, timezone.now()).filter(pk=int(number)).first()
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return None
    return done_of(row) if row else None
