"""How many questions a check asks, how many right ones it needs, and which sitting was the best."""

from collections.abc import Iterable
from fractions import Fraction

from courses.accounts.models import User
from courses.catalog.model.lessons import Course
from courses.learning.exams.drawing import draw
from courses.learning.models import CheckAttempt


def length_of(course: Course) -> int:
    """How many questions the course's check would ask now; 0 where there is no check."""
    return len(draw(course, 0))


def needed(course: Course, asked: int) -> int:
    """Right answers needed of `asked`: the blueprint's share (8 of 10), rounded up."""
    slots = sum(len(slots) for slots in course.draw.values())
    planned = min(course.items or slots, slots)
    return -(-course.passing * asked // planned) if planned else 0


def has_passed(course: Course, right: int, asked: int) -> bool:
    return asked > 0 and right >= needed(course, asked)


def best_of(attempts: Iterable[CheckAttempt]) -> CheckAttempt | None:
    """The sent one with the largest share right, a passed one first; of equals, the earliest."""
    sent = [attempt for attempt in attempts if attempt.sent_at is not None]
    return max(sent, key=lambda one: (bool(one.passed), _share(one), -one.pk), default=None)


def _share(attempt: CheckAttempt) -> Fraction:
    return Fraction(attempt.right or 0, attempt.asked or 1)


def best_pass(learner: User | None, course: Course) -> CheckAttempt | None:
    """The learner's best passed final check of this course, or None; one query, none for a visitor."""
    if learner is None:
        return None
    return best_of(learner.check_attempts.filter(course=course.slug, kind=CheckAttempt.FINAL, passed=True))
