"""What a facilitator may see of one person in one task, derived from rows; facilitators see nothing else of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from courses.learning.exams.passing import best_of
from courses.learning.models import CheckAttempt, LessonProgress
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group, Member
from courses.organizations.reports.people.pace import Pace, pace_of

IDLE = timedelta(days=14)  # started, and nothing since
FRESH = timedelta(days=14)  # being stuck longer ago says nothing any more


class TaskStanding(StrEnum):
    """How a member is doing in a task; the most pressing first."""

    OVERDUE = "overdue"
    HELP = "may-need-help"
    NOT_STARTED = "not-started"
    NOT_JOINED = "not-joined"
    ON_TRACK = "on-track"


class AttentionReason(StrEnum):
    """Why a standing was chosen. None of them says which question, or what was answered."""

    DAY_PASSED = "day-passed"
    CHECK_FAILED = "check-failed"
    CHECK_MISSING = "check-missing"
    FAR_BEHIND = "far-behind"
    STUCK = "stuck"
    IDLE = "idle"
    NOTHING_YET = "nothing-yet"
    NEVER_CAME = "never-came"
    UNDER_WAY = "under-way"
    ALL_DONE = "all-done"


@dataclass(frozen=True, slots=True)
class Window:
    """The time between joining and leaving (or the group's end); nothing outside it is shown."""

    zone: str
    since: datetime | None  # None: earlier learning is shared, because the learner ticked it
    until: datetime | None
    joined_at: datetime | None = None

    def holds(self, moment: datetime | None) -> bool:
        if moment is None:
            return False
        return (self.since is None or moment >= self.since) and (self.until is None or moment <= self.until)

    def week_of(self, moment: datetime) -> date:
        """The Monday of that week in the group's time zone: no finer time is shown."""
        shown = min(moment, self.until) if self.until else moment
        day = shown.astimezone(ZoneInfo(self.zone)).date()
        return day - timedelta(days=day.weekday())


class WorkDone(NamedTuple):
    """What is read of a LessonProgress row; a list of fifty people reads hundreds of them."""

    learner_id: int
    course: str
    lesson: str
    opened_at: datetime
    touched_at: datetime
    completed_at: datetime | None
    stuck_at: datetime | None


def work_of(learners: Iterable[int], courses: Iterable[str], **more: object) -> Iterable[WorkDone]:
    """Read the lessons' progress of these members; one query."""
    rows = LessonProgress.objects.filter(learner__in=learners, course__in=courses, **more)
    return map(WorkDone._make, rows.values_list(*WorkDone._fields))


def window_of(member: Member, group: Group) -> Window:
    since = None if member.shares_earlier else member.joined_at
    return Window(group.time_zone, since, group.archived_at, member.joined_at)


@dataclass(frozen=True, slots=True)
class LessonDone:
    slug: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One member's result in one task. `passed` is None when the task includes no check."""

    task: Task
    lessons: tuple[LessonDone, ...]
    passed: bool | None
    right: int | None  # of the best check
    asked: int | None
    week: date | None  # the Monday of the week in which they were last active
    standing: TaskStanding
    reasons: tuple[AttentionReason, ...]
    has_help: bool = False  # somebody read out and pressed for an answer of the best check

    @property
    def done(self) -> int:
        return sum(lesson.is_done for lesson in self.lessons)

    @property
    def count(self) -> int:
        return len(self.lessons)

    @property
    def percent(self) -> int | None:
        return round(100 * (self.right or 0) / self.asked) if self.asked else None


@dataclass(frozen=True, slots=True)
class Facts:
    """The input of `standing_of`: facts about one person in one task, inside the window."""

    done: frozenset[str] = frozenset()
    has_begun: bool = False
    is_stuck: bool = False
    is_idle: bool = False
    passed: bool | None = None  # None: no final check was sent
    is_far_behind: bool = False


def result_of(
    task: Task, window: Window, rows: Iterable[WorkDone], attempts: Iterable[CheckAttempt], now: datetime
) -> Result:
    """One learner's result from their rows and attempts; other courses, and times outside the window, are ignored."""
    best = best_of(one for one in attempts if _counts(one, task, window))
    pace = pace_of(task, window.zone, now)
    facts, last = facts_in(rows, task, window, passed=best.passed if best else None, pace=pace, now=now)
    standing, reasons = standing_of(task, facts)
    return Result(
        task=task,
        lessons=tuple(LessonDone(slug, slug in facts.done) for slug in task.slugs),
        passed=bool(facts.passed) if task.has_check else None,
        right=best.right if best else None,
        asked=best.asked if best else None,
        week=window.week_of(last) if last else None,
        standing=standing,
        reasons=reasons,
        has_help=bool(best and best.is_assisted),
    )


def facts_in(
    rows: Iterable[WorkDone], task: Task, window: Window, *, passed: bool | None, pace: Pace | None, now: datetime
) -> tuple[Facts, datetime | None]:
    """The facts about the task in these rows of one learner, and when they were last active in it."""
    mine = [row for row in rows if row.course == task.course.slug and (task.is_whole or row.lesson in task.slugs)]
    seen = [row for row in mine if _was_touched(row, window)]
    done = frozenset(row.lesson for row in seen if row.lesson in task.slugs and window.holds(row.completed_at))
    last = max((row.touched_at for row in seen), default=None)
    facts = Facts(
        done=done,
        has_begun=bool(seen),
        is_stuck=any(window.holds(row.stuck_at) and row.stuck_at > now - FRESH for row in seen if row.stuck_at),
        is_idle=last is not None and last < now - IDLE,
        passed=passed,
        is_far_behind=pace is not None and pace.is_far_behind(done, pace.wanted(window.joined_at)),
    )
    return facts, last


def result_of_waiting(task: Task) -> Result:
    """The result of somebody on the list who has not joined yet."""
    lessons = tuple(LessonDone(slug, is_done=False) for slug in task.slugs)
    passed = False if task.has_check else None
    return Result(task, lessons, passed, None, None, None, TaskStanding.NOT_JOINED, waiting_reasons(task))


def waiting_reasons(task: Task) -> tuple[AttentionReason, ...]:
    return (AttentionReason.NEVER_CAME, AttentionReason.DAY_PASSED) if task.late else (AttentionReason.NEVER_CAME,)


def _was_touched(row: WorkDone, window: Window) -> bool:
    """Something was done in the lesson inside the window."""
    begins_in_time = window.until is None or row.opened_at <= window.until
    return begins_in_time and (window.since is None or row.touched_at >= window.since)


def _counts(attempt: CheckAttempt, task: Task, window: Window) -> bool:
    is_final = attempt.kind == CheckAttempt.FINAL and attempt.course == task.course.slug
    return task.has_check and is_final and window.holds(attempt.sent_at)


def standing_of(task: Task, facts: Facts) -> tuple[TaskStanding, tuple[AttentionReason, ...]]:
    """The standing for these facts. Lists, their order, totals and the learner's own page all use it."""
    trouble = tuple(_trouble(task, facts))
    if task.late - facts.done:
        return TaskStanding.OVERDUE, (AttentionReason.DAY_PASSED, *trouble)
    if not facts.has_begun and facts.passed is None:
        return TaskStanding.NOT_STARTED, (AttentionReason.NOTHING_YET, *trouble)
    if trouble:
        return TaskStanding.HELP, trouble
    if len(facts.done) == len(task.lessons):
        return TaskStanding.ON_TRACK, (AttentionReason.ALL_DONE,)
    return TaskStanding.ON_TRACK, (AttentionReason.UNDER_WAY,)


def _trouble(task: Task, facts: Facts) -> Iterable[AttentionReason]:
    """The heaviest first. Whoever has finished all lessons is stuck in none and late with none."""
    is_finished = len(facts.done) == len(task.lessons)
    if facts.passed is False:
        yield AttentionReason.CHECK_FAILED
    if is_finished and facts.passed is None and task.has_check and task.late == set(task.slugs):
        yield AttentionReason.CHECK_MISSING
    if is_finished:
        return
    if facts.is_far_behind:
        yield AttentionReason.FAR_BEHIND
    if facts.is_stuck:
        yield AttentionReason.STUCK
    if facts.is_idle:
        yield AttentionReason.IDLE
