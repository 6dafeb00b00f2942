"""Puts all courses, and the lessons in each, in an order for one learner, and says why: pure, no database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.drawings.printing import sentences
from courses.catalog.model.lessons import Course, Lesson
from courses.learning.course_progress.progress import CourseState, LessonLine, LessonStatus
from courses.learning.models import LearningPath
from courses.learning.planning.paths.goals import LearningGoal

Results = Mapping[tuple[str, str], Sequence[str]]  # by course and lesson: how the questions on it went
NOT_YET = (LearningPath.WRONG, LearningPath.UNKNOWN)
UNSAID = (1_000, 0)  # the rank of a course that nothing said speaks for
NAMED = 3  # lessons of a course; all are one press away
ASKED_NOTHING = Fraction(1, 2)  # a course of which nothing was asked stands between known and unknown ones


class Because(StrEnum):
    FINISHED = "finished"
    SAID = "said"
    NOT_RIGHT = "not-right"
    NOT_KNOWN = "not-known"
    RIGHT = "right"
    ANSWERED = "answered"  # of a course: so many right of so many
    IN_ORDER = "in-order"


@dataclass(frozen=True, slots=True)
class OrderReason:
    because: Because
    goal: LearningGoal | None = None
    right: int = 0
    asked: int = 0

    @property
    def words(self) -> str:
        match self.because:
            case Because.SAID:
                return _("You said: “%(goal)s”.") % {"goal": self.goal.words if self.goal else ""}
            case Because.ANSWERED:
                words = ngettext(
                    "Right so far: %(right)s of %(asked)s question on it.",
                    "Right so far: %(right)s of %(asked)s questions on it.",
                    self.asked,
                )
                return words % {"right": self.right, "asked": self.asked}
            case Because.NOT_RIGHT:
                return _("Your answer to a question on this was not right yet; the lesson shows how.")
            case Because.NOT_KNOWN:
                return _("You said “I don’t know” to a question on this; the lesson shows how.")
            case Because.RIGHT:
                return _("You answered a question on this right.")
            case Because.FINISHED:
                return _("You have finished it.")
        return _("Nothing you said speaks for or against it: it comes in the usual order.")


def in_words(reasons: Iterable[OrderReason]) -> str:
    return sentences(*(reason.words for reason in reasons))


@dataclass(frozen=True, slots=True)
class LessonOnPath:
    line: LessonLine
    lesson: Lesson
    reasons: tuple[OrderReason, ...] = ()

    @property
    def because(self) -> str:
        return in_words(self.reasons)

    @property
    def said(self) -> str:
        """The goal that it serves, in words."""
        return in_words(reason for reason in self.reasons if reason.because is Because.SAID)

    @property
    def answered(self) -> str:
        """The result of its question, in words."""
        return in_words(reason for reason in self.reasons if reason.because is not Because.SAID)

    @property
    def is_missed(self) -> bool:
        return any(reason.because in (Because.NOT_RIGHT, Because.NOT_KNOWN) for reason in self.reasons)

    @property
    def is_done(self) -> bool:
        return self.line.status is LessonStatus.COMPLETED

    @property
    def is_wanted(self) -> bool:
        """Whether there is a reason for it, and it is not finished."""
        return not self.is_done and any(reason.because is not Because.RIGHT for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class CourseOnPath:
    """One course: the reasons for its place, and its lessons, those to begin with first and finished ones last."""

    state: CourseState
    reasons: tuple[OrderReason, ...]
    lessons: tuple[LessonOnPath, ...]

    @property
    def course(self) -> Course:
        return self.state.course

    @property
    def because(self) -> str:
        return in_words(self.reasons)

    @property
    def is_done(self) -> bool:
        return self.state.status is LessonStatus.COMPLETED

    @property
    def first(self) -> tuple[LessonOnPath, ...]:
        """The lessons to begin with: a few for which something speaks, and all whose question was not right; where
        there are none, simply the next one."""
        wanted = [one for one in self.lessons if one.is_wanted]
        named = tuple(one for place, one in enumerate(wanted) if place < NAMED or one.is_missed)
        return named or tuple(one for one in self.lessons if not one.is_done)[:1]

    def reasons_for(self, lesson: Lesson) -> tuple[OrderReason, ...]:
        """Of the lesson; where nothing speaks for it, those of its course."""
        return next((one.reasons for one in self.lessons if one.lesson is lesson and one.is_wanted), self.reasons)


@dataclass(frozen=True, slots=True)
class OrderedPath:
    """Every published course exactly once."""

    courses: tuple[CourseOnPath, ...]

    def of(self, course: Course) -> CourseOnPath | None:
        return next((one for one in self.courses if one.course.slug == course.slug), None)

    def in_order(self, states: Iterable[CourseState]) -> list[CourseState]:
        places = {one.course.slug: place for place, one in enumerate(self.courses)}
        return sorted(states, key=lambda state: places.get(state.course.slug, len(places)))


def ordered(states: Sequence[CourseState], goals: Sequence[LearningGoal], results: Results) -> OrderedPath:
    """Order all courses; `goals` with the most pressing first.

    Goals outrank answers, because a few questions measure little. Finished courses come last.
    """
    published = {state.course.slug for state in states}
    ranks = _ranks(goals, published)
    shares = {slug: _share(slug, results) for slug in published}

    def place(state: CourseState) -> tuple[bool, tuple[int, int], Fraction]:
        slug = state.course.slug
        return state.status is LessonStatus.COMPLETED, ranks.get(slug, UNSAID), shares[slug]

    return OrderedPath(tuple(_course(state, goals, results) for state in sorted(states, key=place)))


def _ranks(goals: Sequence[LearningGoal], published: set[str]) -> Mapping[str, tuple[int, int]]:
    """By course: the first course of every goal comes before the second one of any."""
    ranks: dict[str, tuple[int, int]] = {}
    for urgency, goal in enumerate(goals):
        here = [course for course, _lessons in goal.leads if course in published]
        for place, course in enumerate(here):
            ranks[course] = min((place, urgency), ranks.get(course, (place, urgency)))
    return ranks


def _counts(course: str, results: Results) -> tuple[int, int]:
    """How many were right, of how many that were answered."""
    answered = [one for place, all_of_it in results.items() if place[0] == course for one in all_of_it]
    asked = [one for one in answered if one in (LearningPath.RIGHT, *NOT_YET)]
    return asked.count(LearningPath.RIGHT), len(asked)


def _share(course: str, results: Results) -> Fraction:
    right, asked = _counts(course, results)
    return Fraction(right, asked) if asked else ASKED_NOTHING


def _course(state: CourseState, goals: Sequence[LearningGoal], results: Results) -> CourseOnPath:
    wanted = _wanted(state.course, goals)
    lines = [_lesson(line, line.lesson, wanted, results) for line in state.lines if line.lesson]
    order = {slug: place for place, slug in enumerate(wanted)}

    def place(one: LessonOnPath) -> tuple[bool, int, bool]:
        return one.is_done, order.get(one.lesson.slug, len(order)), not one.is_wanted

    return CourseOnPath(state, tuple(_course_reasons(state, goals, results)), tuple(sorted(lines, key=place)))


def _wanted(course: Course, goals: Sequence[LearningGoal]) -> Mapping[str, LearningGoal]:
    """Its lessons that answer to a goal, in order, each with the most pressing one."""
    found: dict[str, LearningGoal] = {}
    for goal in goals:
        for slug in dict(goal.leads).get(course.slug, ()):
            if slug in course.by_slug:
                found.setdefault(slug, goal)
    return found


def _course_reasons(state: CourseState, goals: Sequence[LearningGoal], results: Results) -> Iterable[OrderReason]:
    if state.status is LessonStatus.COMPLETED:
        yield OrderReason(Because.FINISHED)
        return
    said = [goal for goal in goals if state.course.slug in dict(goal.leads)]
    right, asked = _counts(state.course.slug, results)
    yield from (OrderReason(Because.SAID, goal) for goal in said)
    if asked:
        yield OrderReason(Because.ANSWERED, right=right, asked=asked)
    if not said and not asked:
        yield OrderReason(Because.IN_ORDER)


def _lesson(line: LessonLine, lesson: Lesson, wanted: Mapping[str, LearningGoal], results: Results) -> LessonOnPath:
    if line.status is LessonStatus.COMPLETED:
        return LessonOnPath(line, lesson, (OrderReason(Because.FINISHED),))
    marks = results.get((lesson.course, lesson.slug), ())
    reasons = [OrderReason(Because.SAID, wanted[lesson.slug])] if lesson.slug in wanted else []
    if LearningPath.WRONG in marks:
        reasons.append(OrderReason(Because.NOT_RIGHT))
    elif LearningPath.UNKNOWN in marks:
        reasons.append(OrderReason(Because.NOT_KNOWN))
    elif LearningPath.RIGHT in marks:
        reasons.append(OrderReason(Because.RIGHT))
    return LessonOnPath(line, lesson, tuple(reasons))
