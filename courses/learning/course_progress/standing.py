"""A learner's progress in all courses, final checks and records: one query, none for a visitor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from courses.accounts.models import User
from courses.accounts.prepared import Prepared
from courses.catalog.model.lessons import Catalog, Lesson
from courses.learning.course_progress.progress import CourseState, LessonStatus, states_from
from courses.learning.models import CheckAttempt, LearningPath, LearningRecord, LessonProgress
from courses.learning.planning.paths.ordering import OrderedPath
from courses.learning.planning.paths.own import OwnPaths, own_paths
from courses.learning.practice.reviews.today import ReviewToday, due_today

LESSON, CHECK, RECORD, PATH = "lesson", "check", "record", "path"


@dataclass(frozen=True, slots=True)
class CheckStanding:
    """A learner's progress with a course's final check."""

    open_since: datetime | None = None
    is_tried: bool = False
    passed_at: datetime | None = None


class _Row(NamedTuple):
    """A lesson opened, a final check begun, a record issued or a path of one's own begun."""

    kind: str
    course: str
    lesson: str
    at: datetime
    ended_at: datetime | None
    is_passed: bool


class CourseStanding:
    """A learner's progress in all courses; due reviews are queried only when needed."""

    def __init__(
        self, learner: User | None, catalog: Catalog, now: datetime, *, review: ReviewToday | None = None,
        done: Lesson | None = None,
    ) -> None:  # fmt: skip
        self._learner, self._catalog, self._now = learner, catalog, now
        self._review, self._done = review, done

    @cached_property
    def _rows(self) -> tuple[_Row, ...]:
        rows = _rows_of(self._learner.pk) if self._learner is not None else ()
        return tuple(sorted((_Row(*row) for row in rows), key=lambda row: row.at))

    def read(self, *, paths: bool = False) -> None:
        """Run the query now, so that a database failure is noticed here and not while the page is rendered."""
        _ = (self._rows, self.paths if paths else None)

    @cached_property
    def states(self) -> Sequence[CourseState]:
        rows = {
            (row.course, row.lesson): LessonProgress(touched_at=row.at, completed_at=row.ended_at, **_place(row))
            for row in self._rows if row.kind == LESSON
        }  # fmt: skip
        states = states_from(rows, self._catalog)
        return states if self._done is None else tuple(_with_done(state, self._done) for state in states)

    @cached_property
    def checks(self) -> Mapping[str, CheckStanding]:
        found: dict[str, CheckStanding] = {}
        for row in self._rows:
            if row.kind == CHECK:
                before = found.get(row.course, CheckStanding())
                found[row.course] = CheckStanding(
                    open_since=before.open_since if row.ended_at else row.at,
                    is_tried=before.is_tried or row.ended_at is not None,
                    passed_at=row.ended_at if row.is_passed else before.passed_at,
                )
        return found

    @cached_property
    def records(self) -> frozenset[str]:
        """Courses for which a record was ever issued, also if it was revoked: no new one is suggested for them."""
        return frozenset(row.course for row in self._rows if row.kind == RECORD)

    @cached_property
    def paths(self) -> OwnPaths:
        """The learner's own paths; one more query for learners who have any, run only where their order matters."""
        has_any = any(row.kind == PATH for row in self._rows)
        return own_paths(self._learner) if has_any else OwnPaths()

    @cached_property
    def path(self) -> OrderedPath | None:
        """All courses in the order of the learner's own path, or None without one."""
        return self.paths.order(self.states)

    @cached_property
    def due(self) -> int:
        """How many questions there are to review today."""
        if self._review is None:
            self._review = due_today(self._learner, self._catalog, self._now)
        return self._review.count


def _as_rows(learner: int) -> QuerySet[LessonProgress, Any]:
    def kind(name: str) -> Value:
        return Value(name, output_field=CharField())

    nothing = kind("")
    lessons = (
        LessonProgress.objects.filter(learner=learner)
        .order_by()
        .values_list(kind(LESSON), F("course"), F("lesson"), F("touched_at"), F("completed_at"), Value(False))
    )
    checks = CheckAttempt.objects.filter(learner=learner, kind=CheckAttempt.FINAL).values_list(
        kind(CHECK), F("course"), nothing, F("started_at"), F("sent_at"), Coalesce("passed", False)
    )
    records = LearningRecord.objects.filter(learner=learner).values_list(
        kind(RECORD), F("course"), nothing, F("issued_at"), F("issued_at"), Value(True)
    )
    paths = LearningPath.objects.filter(learner=learner).values_list(
        kind(PATH), nothing, nothing, F("begun_at"), F("made_at"), Value(False)
    )
    parts = (checks.order_by(), records.order_by(), paths.order_by())
    return lessons.union(*parts, all=True)


_rows_of = Prepared(LessonProgress, _as_rows, int)


def _place(row: _Row) -> dict[str, str]:
    return {"course": row.course, "lesson": row.lesson}


def _with_done(state: CourseState, lesson: Lesson) -> CourseState:
    """With a lesson that shows itself finished: one that lost its last open question is not marked so yet."""
    lines = (replace(line, status=LessonStatus.COMPLETED) if line.lesson is lesson else line for line in state.lines)
    return replace(state, lines=tuple(lines))
