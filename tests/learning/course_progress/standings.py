"""What a learner may have done, and the next thing that it leads to."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.learning.course_progress.progress import CourseState, LessonLine, LessonStatus
from courses.learning.course_progress.standing import CheckStanding
from courses.learning.planning.paths.ordering import OrderedPath
from tests.conftest import NOW

HOUR = timedelta(hours=1)
PASSED = CheckStanding(is_tried=True, passed_at=NOW - timedelta(hours=1))


@dataclass(frozen=True)
class Stood:
    """A standing made for the table."""

    states: tuple[CourseState, ...]
    checks: dict[str, CheckStanding] = field(default_factory=dict)
    records: frozenset[str] = frozenset()
    due: int = 0
    path: OrderedPath | None = None


def other_course() -> Course:
    return replace(catalog().courses["reading-a-loan"], slug="another")


def state(course: Course, done: str = "", at: datetime = NOW) -> CourseState:
    """`done`: a letter a lesson, in the order of the course: d done, p in progress, anything else not started."""
    words = {"d": LessonStatus.COMPLETED, "p": LessonStatus.IN_PROGRESS}
    lines = []
    for number, lesson in enumerate(course.lessons):
        status = words.get(done[number : number + 1], LessonStatus.NOT_STARTED)
        touched_at = None if status is LessonStatus.NOT_STARTED else at + number * HOUR / 60
        lines.append(LessonLine(lesson.slug, lesson, status, touched_at))
    return CourseState(course, tuple(lines))


ONE = "reading-a-loan"
ALL = "ddddddd"
PASSED_LATER = CheckStanding(is_tried=True, passed_at=NOW + HOUR)
OPEN_LATER, OPEN_BEFORE = CheckStanding(open_since=NOW + HOUR), CheckStanding(open_since=NOW - HOUR)
TABLE = [  # lessons of two courses, checks, records, due review, a task (lesson 4 of the second) → home, first course
    ("", "", {}, "", 0, 0, f"lesson {ONE}/1 first", f"lesson {ONE}/1 first"),
    ("", "", {}, "", 0, 1, "lesson another/4 first asked", f"lesson {ONE}/1 first"),
    ("p", "", {}, "", 0, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("p", "", {}, "", 3, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("p", "", {}, "", 3, 1, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("d", "", {}, "", 3, 0, f"lesson {ONE}/2", f"lesson {ONE}/2"),
    ("d", "", {}, "", 3, 1, "lesson another/4 first asked", f"lesson {ONE}/2"),
    ("-d", "", {}, "", 0, 0, f"lesson {ONE}/3", f"lesson {ONE}/3"),
    ("-dddddd", "", {}, "", 0, 0, f"lesson {ONE}/1", f"lesson {ONE}/1"),
    ("pd", "", {}, "", 0, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("", "d", {}, "", 0, 0, "lesson another/2", f"lesson {ONE}/1 first"),
    ("d", "", {ONE: OPEN_LATER}, "", 0, 0, f"check {ONE} begun", f"check {ONE} begun"),
    ("d", "", {ONE: OPEN_BEFORE}, "", 0, 0, f"lesson {ONE}/2", f"lesson {ONE}/2"),
    ("", "", {ONE: OPEN_LATER}, "", 0, 1, f"check {ONE} begun", f"check {ONE} begun"),
    (ALL, "", {}, "", 5, 0, f"check {ONE}", f"check {ONE}"),
    (ALL, "", {ONE: OPEN_BEFORE}, "", 5, 0, f"check {ONE} begun", f"check {ONE} begun"),
    (ALL, "", {ONE: CheckStanding(is_tried=True)}, "", 5, 0, f"check {ONE} tried", f"check {ONE} tried"),
    (ALL, "", {ONE: PASSED}, "", 5, 0, f"record {ONE}", f"record {ONE}"),
    ("d", "", {ONE: PASSED}, "", 5, 0, f"lesson {ONE}/2", f"lesson {ONE}/2"),
    ("d", "", {ONE: PASSED_LATER}, "", 5, 0, f"record {ONE}", f"record {ONE}"),
    ("", "", {ONE: PASSED_LATER}, "", 0, 0, f"record {ONE}", f"record {ONE}"),
    ("", "", {ONE: PASSED_LATER}, ONE, 0, 0, f"lesson {ONE}/1 first", f"lesson {ONE}/1 first"),
    (ALL, "", {ONE: PASSED}, ONE, 5, 0, "review", "review"),
    (ALL, "", {ONE: PASSED}, ONE, 5, 1, "lesson another/4 first asked", "review"),
    (ALL, "", {ONE: PASSED}, ONE, 0, 0, "course another", "course another"),
    (ALL, "p", {ONE: PASSED}, ONE, 0, 0, "lesson another/1 begun", "lesson another/1 begun"),
    (ALL, "p", {ONE: PASSED}, ONE, 5, 0, "lesson another/1 begun", "review"),
    (ALL, ALL, {ONE: PASSED}, ONE, 0, 0, "check another", "check another"),
    (ALL, ALL, {ONE: PASSED, "another": PASSED}, f"{ONE} another", 2, 0, "review", "review"),
    (ALL, ALL, {ONE: PASSED, "another": PASSED}, f"{ONE} another", 0, 0, "practice", "practice"),
]
