"""Reads a learner's progress: tries, resolved questions, and where to continue. Always derived from stored rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.prepared import Prepared
from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Catalog, Course, Lesson
from courses.learning.models import Answer, ExerciseOutcome, LessonProgress

TRIES = 3  # after the third wrong try the answer is shown
A_MONTH = timedelta(days=30)


class LessonStatus(StrEnum):
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A learner's tries at one question on one occasion, the oldest first."""

    tries: tuple[Answer, ...] = ()

    @property
    def last(self) -> Answer | None:
        return self.tries[-1] if self.tries else None

    @property
    def wrong_tries(self) -> int:
        return sum(answer.result == Answer.WRONG for answer in self.tries)

    @property
    def is_right(self) -> bool:
        return any(answer.result == Answer.RIGHT for answer in self.tries)

    @property
    def was_shown(self) -> bool:
        return any(answer.result == Answer.SHOWN for answer in self.tries)

    @property
    def is_resolved(self) -> bool:
        """Whether it was answered right, shown on request, or answered wrong three times."""
        return self.is_right or self.was_shown or self.wrong_tries >= TRIES

    @property
    def is_right_at_first_try(self) -> bool:
        return bool(self.tries) and self.tries[0].result == Answer.RIGHT


UNTOUCHED = QuestionState()


@dataclass(frozen=True, slots=True)
class LessonState:
    """One learner's tries in one lesson, by occasion and question."""

    lesson: Lesson
    states: Mapping[tuple[str, str], QuestionState] = field(default_factory=dict)
    retired: tuple[str, ...] = ()  # ids answered once that the lesson no longer has
    exercises: frozenset[str] = frozenset()  # kinds of exercises done in it; they finish no lesson and hold none up

    def of(self, question: str, occasion: str = Answer.LESSON) -> QuestionState:
        return self.states.get((question, occasion), UNTOUCHED)

    @property
    def is_started(self) -> bool:
        return bool(self.states or self.exercises)

    @property
    def is_complete(self) -> bool:
        questions = self.lesson.marked_questions
        return bool(questions) and all(self.of(question.id).is_resolved for question in questions)

    @property
    def is_stuck(self) -> bool:
        """Whether the learner is stuck in this lesson.

        A question was answered wrong three times, or answers of at least half of the questions were shown.
        """
        states = [self.of(question.id) for question in self.lesson.marked_questions]
        shown = sum(state.was_shown for state in states)
        return any(state.wrong_tries >= TRIES for state in states) or 0 < len(states) <= 2 * shown

    @property
    def next_question(self) -> str | None:
        """The first question not resolved yet, in the order of the text."""
        return next(
            (question.id for question in self.lesson.marked_questions if not self.of(question.id).is_resolved), None
        )

    @property
    def resolved(self) -> int:
        return sum(self.of(question.id).is_resolved for question in self.lesson.marked_questions)

    @property
    def right(self) -> int:
        return sum(self.of(question.id).is_right for question in self.lesson.marked_questions)

    @property
    def right_at_first_try(self) -> int:
        return sum(self.of(question.id).is_right_at_first_try for question in self.lesson.marked_questions)

    @property
    def missed(self) -> tuple[str, ...]:
        """Resolved questions that were not right at the first try; they are offered again at the lesson's end."""
        return tuple(
            question.id
            for question in self.lesson.marked_questions
            if self.of(question.id).is_resolved and not self.of(question.id).is_right_at_first_try
        )


def state_of(lesson: Lesson, answers: Iterable[Answer]) -> LessonState:
    """Group a lesson's answers in the order they were made; answers of reviews are left out."""
    grouped: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        if answer.occasion == Answer.REVIEW:
            continue
        grouped.setdefault((answer.question, answer.occasion), []).append(answer)
    retired = sorted({question for question, _ in grouped} - set(lesson.questions))
    states = {place: QuestionState(tuple(tries)) for place, tries in grouped.items()}
    return LessonState(lesson, states, tuple(retired))


def lesson_state(learner: User | None, lesson: Lesson) -> LessonState:
    """A learner's state in one lesson: one query, two where the lesson has an exercise, none for a visitor."""
    if learner is None:
        return LessonState(lesson)
    place = (learner.pk, lesson.course, lesson.slug)
    state = state_of(lesson, _answers_in(*place))
    if not lesson.exercises:
        return state
    return replace(state, exercises=frozenset(kind for (kind,) in _exercises_done_in(*place)) & set(lesson.exercises))


_answers_in = Prepared(
    Answer, lambda learner, course, lesson: Answer.objects.filter(learner=learner).in_lesson(course, lesson),
    int, str, str,
)  # fmt: skip
_exercises_done_in = Prepared(
    ExerciseOutcome,
    lambda learner, course, lesson: ExerciseOutcome.objects.kept()
    .filter(learner=learner, course=course, lesson=lesson)
    .values_list("kind"),
    int, str, str,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LessonLine:
    """One lesson in a course's list: `lesson` is None when the lesson is retired but has a result.

    `position` is its place in the course, whichever lines are shown; 0 for a retired one.
    """

    slug: str
    lesson: Lesson | None
    status: LessonStatus
    touched_at: datetime | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class CourseState:
    course: Course
    lines: tuple[LessonLine, ...]

    @property
    def done(self) -> int:
        return sum(line.status is LessonStatus.COMPLETED for line in self.lines if line.lesson)

    @property
    def status(self) -> LessonStatus:
        if self.done == len(self.course.lessons):
            return LessonStatus.COMPLETED
        started = any(line.status is not LessonStatus.NOT_STARTED for line in self.lines)
        return LessonStatus.IN_PROGRESS if started else LessonStatus.NOT_STARTED

    @property
    def minutes_left(self) -> int:
        """The minutes that the unfinished lessons take."""
        open_lines = (line.lesson for line in self.lines if line.lesson and line.status is not LessonStatus.COMPLETED)
        return sum(lesson.minutes for lesson in open_lines)

    @property
    def has_retired(self) -> bool:
        return any(line.lesson is None for line in self.lines)

    @property
    def continue_with(self) -> LessonLine | None:
        """The lesson last worked on and not finished, else the first not finished after the one last finished."""
        current = [line for line in self.lines if line.lesson]
        begun = [line for line in current if line.touched_at and line.status is not LessonStatus.COMPLETED]
        if begun:
            return max(begun, key=lambda line: line.touched_at or datetime.min)
        last = max((line.touched_at for line in current if line.touched_at), default=None)
        place = next((n for n, line in enumerate(current, 1) if last and line.touched_at == last), 0)
        return next((line for line in current[place:] + current if line.status is not LessonStatus.COMPLETED), None)

    @property
    def touched_at(self) -> datetime | None:
        return max((line.touched_at for line in self.lines if line.touched_at), default=None)


def states_from(rows: Mapping[tuple[str, str], LessonProgress], catalog: Catalog) -> tuple[CourseState, ...]:
    """All courses from a learner's rows, by course and lesson."""
    return tuple(_course_state(course, rows) for course in catalog.courses.values())


def _course_state(course: Course, rows: Mapping[tuple[str, str], LessonProgress]) -> CourseState:
    lines = []
    for position, lesson in enumerate(course.lessons, 1):
        row = rows.get((course.slug, lesson.slug))
        lines.append(LessonLine(lesson.slug, lesson, _status(row), row.touched_at if row else None, position))
    known = {lesson.slug for lesson in course.lessons}
    retired = (row for row in rows.values() if row.course == course.slug and row.lesson not in known)
    lines.extend(LessonLine(row.lesson, None, _status(row), row.touched_at) for row in retired)
    return CourseState(course, tuple(lines))


def _status(row: LessonProgress | None) -> LessonStatus:
    if row is None:
        return LessonStatus.NOT_STARTED
    return LessonStatus.COMPLETED if row.completed_at else LessonStatus.IN_PROGRESS


def safe_lesson_state(visit: Visit, lesson: Lesson) -> LessonState:
    """As lesson_state; when storage is away the lesson is shown as to a visitor, and the page says so."""
    try:
        return lesson_state(visit.learner, lesson)
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return LessonState(lesson)


def start_of(day: date) -> datetime:
    """Midnight at the start of a day, in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True)
class LearningDay:
    """A day with answers: how many, and how many of them right."""

    day: date
    answers: int
    right: int


def recent_days(learner: User | None, today: date) -> tuple[LearningDay, ...]:
    """The days of the last month on which something was answered, newest first; one grouped query."""
    if learner is None:
        return ()
    since = today - A_MONTH
    rows = (
        Answer.objects.filter(learner=learner, at__gte=start_of(since))
        .values(day=TruncDate("at"))
        .annotate(answers=Count("id"), right=Count("id", filter=Q(result=Answer.RIGHT)))
        .order_by("-day")
    )
    return tuple(LearningDay(row["day"], row["answers"], row["right"]) for row in rows)


def wrong_progress(catalog: Catalog) -> list[str]:
    """Contradictions between progress rows and answers, one line each.

    A lesson is answered in full but not complete, or the opposite. One that gained a question after it was finished
    stays finished: that is no contradiction.
    """
    lines = []
    lessons = {(course.slug, lesson.slug): lesson for course in catalog.courses.values() for lesson in course.lessons}
    for row in LessonProgress.objects.order_by("id").iterator():
        lesson = lessons.get((row.course, row.lesson))
        answers = list(Answer.objects.filter(learner=row.learner_id).in_lesson(row.course, row.lesson))
        if lesson and lesson.marked_questions and state_of(lesson, answers).is_complete and row.completed_at is None:
            lines.append(f"learner {row.learner_id}: {row.course}/{row.lesson} is answered in full, not complete")
        if lesson and lesson.marked_questions and row.completed_at and not answers:
            lines.append(f"learner {row.learner_id}: {row.course}/{row.lesson} is complete without an answer")
    return lines
