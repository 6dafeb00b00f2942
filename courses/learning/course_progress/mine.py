"""What My progress shows of each course: its lessons, its checks, and the record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.learning.course_progress.progress import CourseState, LessonStatus
from courses.learning.exams.passing import best_of
from courses.learning.exams.results import lessons_that_fit
from courses.learning.models import CheckAttempt
from courses.learning.sharing.certificates.shown import OwnRecord


@dataclass(frozen=True, slots=True)
class MyCourse:
    """One course that this learner has begun, by a lesson or only by a check."""

    state: CourseState
    best: CheckAttempt | None = None  # of the final checks that were sent
    open_final: CheckAttempt | None = None
    diagnostic: CheckAttempt | None = None  # sent
    open_diagnostic: CheckAttempt | None = None
    record: OwnRecord | None = None  # the valid one
    fits: tuple[Lesson, ...] = ()  # after a low check: the lessons to read

    @property
    def has_lessons(self) -> bool:
        return self.state.status is not LessonStatus.NOT_STARTED

    @property
    def is_begun(self) -> bool:
        checks = (self.best, self.open_final, self.diagnostic, self.open_diagnostic)
        return self.has_lessons or any(checks)


def my_courses(
    learner: User | None, states: Iterable[CourseState], records: Sequence[OwnRecord]
) -> tuple[MyCourse, ...]:
    """The courses begun, in the order of the catalogue; one query and one for each low check, none for a visitor."""
    attempts: dict[str, list[CheckAttempt]] = {}
    if learner is not None:
        for attempt in learner.check_attempts.order_by("-pk"):
            attempts.setdefault(attempt.course, []).append(attempt)
    valid = {one.shown.slug: one for one in reversed(records) if one.is_valid}
    found = (_mine(state, attempts.get(state.course.slug, ()), valid) for state in states)
    return tuple(one for one in found if one.is_begun)


def _mine(state: CourseState, attempts: Sequence[CheckAttempt], records: Mapping[str, OwnRecord]) -> MyCourse:
    """`attempts` are those of the course, the newest first."""
    finals = [one for one in attempts if one.kind == CheckAttempt.FINAL]
    others = [one for one in attempts if one.kind == CheckAttempt.DIAGNOSTIC]
    best = best_of(finals)
    diagnostic = next((one for one in others if one.sent_at), None)
    low = best if best and not best.passed else diagnostic if best is None else None
    return MyCourse(
        state=state,
        best=best,
        fits=_fits(low, state) if low else (),
        open_final=next((one for one in finals if one.sent_at is None), None),
        diagnostic=diagnostic,
        open_diagnostic=next((one for one in others if one.sent_at is None), None),
        record=records.get(state.course.slug),
    )


def _fits(low: CheckAttempt, state: CourseState) -> tuple[Lesson, ...]:
    """Lessons that a low check points to and that are not finished; all of them when every one is finished."""
    found = lessons_that_fit(low, state.course)
    finished = {line.slug for line in state.lines if line.status is LessonStatus.COMPLETED}
    return tuple(lesson for lesson in found if lesson.slug not in finished) or found
