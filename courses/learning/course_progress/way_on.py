"""Decides a learner's next step: one thing, in one place. Every page that suggests a next step asks here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from django.db import DatabaseError, InterfaceError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Catalog, Course, Lesson
from courses.languages.known import current_language
from courses.learning.course_progress.progress import CourseState, LessonLine, LessonStatus
from courses.learning.course_progress.standing import CheckStanding, CourseStanding
from courses.learning.exams.passing import length_of
from courses.learning.planning.paths.ordering import OrderedPath, OrderReason, in_words

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class WayOnKind(StrEnum):
    LESSON = "lesson"
    CHECK = "check"
    FIRST_CHECK = "first-check"
    RECORD = "record"
    REVIEW = "review"
    COURSE = "course"
    PRACTICE = "practice"  # all is done: a loan of one's own


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to continue with, and the text of its button."""

    kind: WayOnKind
    course: Course | None = None
    lesson: Lesson | None = None
    is_first: bool = False  # nothing of the course was done before
    is_begun: bool = False  # a lesson or a check that waits half done
    is_tried: bool = False  # a check that was sent and not passed
    is_asked: bool = False  # by a group
    questions: int = 0  # to review
    reasons: tuple[OrderReason, ...] = ()  # why it comes now, on the learner's own path
    instead: "NextThing | None" = None  # what a learner goes on with who wants no record

    @property
    def key(self) -> tuple[str | bool | int, ...]:
        """A value for cache keys: pages that show equal keys show the same."""
        return (*self._own_key, *(self.instead._own_key if self.instead else ()))

    @property
    def _own_key(self) -> tuple[str | bool | int, ...]:
        course, lesson = self.course.slug if self.course else "", self.lesson.slug if self.lesson else ""
        return (self.kind, course, lesson, self.is_first, self.is_begun, self.is_tried, self.is_asked, self.questions)

    @property
    def position(self) -> int:
        """The lesson's place in its course, from 1; 0 for anything else."""
        return self.course.lessons.index(self.lesson) + 1 if self.course and self.lesson else 0

    @property
    def because(self) -> str:
        return in_words(self.reasons)

    @property
    def url(self) -> str:
        course, lesson = self.course.slug if self.course else "", self.lesson.slug if self.lesson else ""
        match self.kind:
            case WayOnKind.LESSON:
                return reverse("learning:lesson-go-on" if self.is_begun else "learning:lesson", args=(course, lesson))
            case WayOnKind.CHECK:
                return reverse("learning:check", args=(course,))
            case WayOnKind.FIRST_CHECK:
                return reverse("learning:diagnostic", args=(course,))
            case WayOnKind.RECORD:
                return reverse("learning:record-new", args=(course,))
            case WayOnKind.REVIEW:
                return reverse("learning:review")
            case WayOnKind.COURSE:
                return reverse("course", args=(course,))
        return reverse("exercises:exercises")

    @property
    def words(self) -> str:
        match self.kind:
            case WayOnKind.LESSON:
                return self._lesson_words()
            case WayOnKind.CHECK:
                return self._check_words()
            case WayOnKind.FIRST_CHECK:
                return _("To the first check")
            case WayOnKind.RECORD:
                return _("Get your learning record")
            case WayOnKind.REVIEW:
                words = ngettext(
                    "Today’s review: %(count)s question", "Today’s review: %(count)s questions", self.questions
                )
                return words % {"count": self.questions}
            case WayOnKind.COURSE:
                return _("Next course: %(title)s") % {"title": self.course_title}
        return _("Try the exercises on a loan of your own")

    def _lesson_words(self) -> str:
        title = self.lesson.page(current_language()).title if self.lesson else ""
        if self.is_begun:
            return _("Continue: %(title)s") % {"title": title}
        return (_("Start: %(title)s") if self.is_first else _("Next lesson: %(title)s")) % {"title": title}

    def _check_words(self) -> str:
        if self.is_begun:
            return _("Go on with the final check")
        return _("Take the check again") if self.is_tried else _("To the final check")

    @property
    def course_title(self) -> str:
        return self.course.title.in_language(current_language()) if self.course else ""


class NextThingFacts(Protocol):
    """The facts that the decision is made from."""

    @property
    def states(self) -> Sequence[CourseState]: ...

    @property
    def checks(self) -> Mapping[str, CheckStanding]: ...

    @property
    def records(self) -> frozenset[str]: ...

    @property
    def due(self) -> int: ...

    @property
    def path(self) -> OrderedPath | None: ...


def next_thing(
    standing: NextThingFacts, *, within: Course | None = None, asked: tuple[Course, Lesson | None] | None = None
) -> NextThing:
    """The one next thing.

    Within a course: its lessons, its check, its record; then what other courses have. Without a course: what is half
    done, assignments, the course last worked on, reviews, a new course. The learner's own path decides which lesson
    comes next; half done and assigned things come first all the same. An assignment without a lesson is a course's
    first check.
    """
    if within is not None:
        state = next((one for one in standing.states if one.course.slug == within.slug), CourseState(within, ()))
        found = _in_course(standing, state)
        if found is not None and found.kind is WayOnKind.RECORD:
            return replace(found, instead=_elsewhere(standing, within))
        return found or _elsewhere(standing, within)
    first = _going_on(standing, None)
    if asked is not None and not (first and first.is_begun):
        course, lesson = asked
        kind = WayOnKind.LESSON if lesson else WayOnKind.FIRST_CHECK
        return NextThing(kind, course, lesson, is_first=_is_untouched(standing, course), is_asked=True)
    if first is not None and (first.is_begun or first.kind is not WayOnKind.LESSON):
        return first
    if first is None and standing.due:
        return NextThing(WayOnKind.REVIEW, questions=standing.due)
    return next_on_path(standing) or first or _elsewhere(standing, None)


def next_on_path(standing: NextThingFacts) -> NextThing | None:
    """The next lesson of the learner's own path, with its reasons; None without a path or at its end."""
    for one in standing.path.courses if standing.path else ():
        found = None if one.is_done else _in_course(standing, one.state)
        if found is not None and found.lesson is not None:
            return replace(found, reasons=one.reasons_for(found.lesson))
    return None


def _in_course(standing: NextThingFacts, state: CourseState) -> NextThing | None:
    """None when all of the course is done."""
    course, line = state.course, _next_line(standing, state)
    check = standing.checks.get(course.slug, CheckStanding())
    if check.open_since and (line is None or _is_after(check.open_since, state)):
        return NextThing(WayOnKind.CHECK, course, is_begun=True)
    wants_record = check.passed_at is not None and course.slug not in standing.records
    if wants_record and (line is None or _is_after(check.passed_at, state)):
        return NextThing(WayOnKind.RECORD, course)
    if line and line.lesson:
        is_begun = line.status is LessonStatus.IN_PROGRESS
        is_first = state.status is LessonStatus.NOT_STARTED
        return NextThing(WayOnKind.LESSON, course, line.lesson, is_begun=is_begun, is_first=is_first)
    if check.passed_at is None and length_of(course):
        return NextThing(WayOnKind.CHECK, course, is_tried=check.is_tried)
    return None


def _next_line(standing: NextThingFacts, state: CourseState) -> LessonLine | None:
    """The lesson to go on with; which new one it is, the learner's own path says where something speaks for one."""
    line = state.continue_with
    if line is None or line.status is not LessonStatus.NOT_STARTED:
        return line
    here = standing.path.of(state.course) if standing.path else None
    return next((one.line for one in here.lessons if one.is_wanted), line) if here else line


def _is_after(moment: datetime | None, state: CourseState) -> bool:
    """Whether it came after all that was done in the course's lessons."""
    return (moment or LONG_AGO) > (state.touched_at or LONG_AGO)


def _going_on(standing: NextThingFacts, but: Course | None) -> NextThing | None:
    """What is left of a course that was begun, the one last worked on first."""
    moments = [(_last_touch(standing, state), state) for state in standing.states if state.course != but]
    begun = sorted((one for one in moments if one[0] > LONG_AGO), key=lambda one: one[0], reverse=True)
    return next((found for _moment, state in begun if (found := _in_course(standing, state))), None)


def _last_touch(standing: NextThingFacts, state: CourseState) -> datetime:
    check = standing.checks.get(state.course.slug, CheckStanding())
    return max(moment or LONG_AGO for moment in (state.touched_at, check.open_since, check.passed_at))


def _is_untouched(standing: NextThingFacts, course: Course) -> bool:
    return all(
        state.status is LessonStatus.NOT_STARTED for state in standing.states if state.course.slug == course.slug
    )


def _elsewhere(standing: NextThingFacts, but: Course | None) -> NextThing:
    """What there is outside a course that is done: review first, then another course."""
    if standing.due:
        return NextThing(WayOnKind.REVIEW, questions=standing.due)
    begun = _going_on(standing, but)
    if begun:
        return begun
    new = [state for state in standing.states if state.course != but and state.status is LessonStatus.NOT_STARTED]
    new = standing.path.in_order(new) if new and standing.path else new
    is_new_here = but is None and len(new) == len(standing.states)
    if new and is_new_here:
        return NextThing(WayOnKind.LESSON, new[0].course, new[0].course.lessons[0], is_first=True)
    return NextThing(WayOnKind.COURSE, new[0].course) if new else NextThing(WayOnKind.PRACTICE)


def safe_next_thing(
    visit: Visit, catalog: Catalog, now: datetime, *, within: Course | None = None, done: Lesson | None = None
) -> NextThing:
    """As next_thing; when storage is away it is a visitor's, and the page says so. `done`: a lesson just finished."""
    try:
        return next_thing(CourseStanding(visit.learner, catalog, now, done=done), within=within)
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return next_thing(CourseStanding(None, catalog, now, done=done), within=within)
