"""Learning of the tests' people, written as rows."""

from datetime import datetime, timedelta
from itertools import count

from courses.accounts.models import User
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.model.questions import Question
from courses.learning.models import Answer, CheckAttempt, LessonProgress
from courses.organizations.models import Assignment, AssignmentMember, Group, Member
from tests.organizations.cast import NOW

LATER = NOW + timedelta(days=3)
_numbers = count(1)


def give(group: Group, course: Course, *lessons: str, people: tuple[Member, ...] = (), **fields) -> list[Assignment]:
    """Assign a course, or lessons of it, to the group or to some people."""
    key = f"assignment-{next(_numbers)}"
    values = {"created_at": NOW, "for_all": not people, **fields}
    rows = [
        Assignment.objects.create(
            organization=group.organization, group=group, key=key, course=course.slug, lesson=lesson, **values
        )
        for lesson in lessons or ("",)
    ]
    for row in rows:
        for member in people:
            AssignmentMember.objects.create(organization=group.organization, assignment=row, member=member)
    return rows


def work(
    learner: User, lesson: Lesson, *, at: datetime = LATER, done: bool = True, stuck: bool = False, **fields
) -> LessonProgress:
    values = {"opened_at": at, "touched_at": at, "completed_at": at if done else None, **fields}
    return LessonProgress.objects.create(
        learner=learner, course=lesson.course, lesson=lesson.slug, stuck_at=at if stuck else None, **values
    )


def answer(learner: User, question: Question, given: str, *, at: datetime = LATER, **fields) -> Answer:
    result = "right" if question.mark(given).is_right else "wrong"
    values = {"version": question.version, "result": result, **fields}
    return Answer.objects.create(
        learner=learner, key=f"answer-{next(_numbers)}", course=question.course, lesson=question.lesson,
        question=question.id, given=given, at=at, **values,
    )  # fmt: skip


def check(learner: User, course: Course, right: int, *, kind: str = CheckAttempt.FINAL, at: datetime = LATER, **fields):
    return CheckAttempt.objects.create(
        learner=learner, key=f"check-{next(_numbers)}", course=course.slug, course_version=course.version, kind=kind,
        seed=1, drawn=[], started_at=at, sent_at=at, right=right, asked=10, passed=right >= 8,
        **fields,
    )  # fmt: skip
