"""A learner's attempts at a course's check, for the course page and the check's first page."""

from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError

from courses.accounts.models import User
from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Course
from courses.learning.exams.passing import best_of, length_of, needed
from courses.learning.models import CheckAttempt


@dataclass(frozen=True, slots=True)
class CheckOverview:
    """`length` is how many questions are asked, 0 where the course has no check."""

    course: Course
    length: int
    needed: int
    attempts: tuple[CheckAttempt, ...] = ()  # the learner's own, both kinds, the newest first

    @property
    def finals(self) -> tuple[CheckAttempt, ...]:
        """Sent final checks, the newest first."""
        return tuple(one for one in self.attempts if one.kind == CheckAttempt.FINAL and one.sent_at)

    @property
    def best(self) -> CheckAttempt | None:
        return best_of(self.finals)

    @property
    def open_final(self) -> CheckAttempt | None:
        return self._open(CheckAttempt.FINAL)

    @property
    def open_diagnostic(self) -> CheckAttempt | None:
        return self._open(CheckAttempt.DIAGNOSTIC)

    @property
    def diagnostic(self) -> CheckAttempt | None:
        """The diagnostic that was sent."""
        return next((one for one in self.attempts if one.kind == CheckAttempt.DIAGNOSTIC and one.sent_at), None)

    @property
    def offers_diagnostic(self) -> bool:
        """Whether the diagnostic is offered: once, and not after a final check."""
        return bool(self.length) and self.diagnostic is None and not self.finals

    def _open(self, kind: str) -> CheckAttempt | None:
        return next((one for one in self.attempts if one.kind == kind and one.sent_at is None), None)


def check_overview(learner: User | None, course: Course) -> CheckOverview:
    """A learner's attempts at a course's check; one query, none for a visitor."""
    length = length_of(course)
    attempts: tuple[CheckAttempt, ...] = ()
    if learner is not None:
        attempts = tuple(learner.check_attempts.filter(course=course.slug).order_by("-pk"))
    return CheckOverview(course, length, needed(course, length), attempts)


def safe_overview(visit: Visit, course: Course) -> CheckOverview:
    """As check_overview; when storage is away the page is shown as to a visitor, and says so."""
    try:
        return check_overview(visit.learner, course)
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return check_overview(None, course)
