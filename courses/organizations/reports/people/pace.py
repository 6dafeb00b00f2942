"""How many lessons an even pace would have finished by now, so that who is far behind a date is seen before it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courses.organizations.assigning.tasks import Task

FAR_BEHIND = 2  # lessons; one is made up for in an evening


@dataclass(frozen=True, slots=True)
class Pace:
    """Towards the next day on which something is due: how much of `lessons` is wanted of whoever began when.

    `begun_by[number]` is the last moment to begin at of which that many lessons, and one more, are wanted by tonight.
    """

    lessons: frozenset[str]
    since: datetime
    begun_by: tuple[datetime, ...]

    def wanted(self, joined_at: datetime | None) -> int:
        """Of whoever came later than the lessons were given, the time begins when they came."""
        began = max(self.since, joined_at) if joined_at else self.since
        return sum(began <= latest for latest in self.begun_by)

    def is_far_behind(self, done: frozenset[str], wanted: int) -> bool:
        return wanted - len(done & self.lessons) >= FAR_BEHIND


def pace_of(task: Task, zone: str, now: datetime) -> Pace | None:
    """The pace towards the next due day of the task; None if no due day lies ahead."""
    if task.due_on is None or task.coming_since is None:
        return None
    since = task.coming_since
    if task.late_since:
        since = max(since, _end_of(task.late_since, zone))
    tonight = _end_of(now.astimezone(ZoneInfo(zone)).date(), zone)
    left, count = _end_of(task.due_on, zone) - tonight, len(task.coming)
    begun_by = tuple(tonight - left * number / (count - number) for number in range(1, count))
    return Pace(task.coming, since, begun_by if left else (datetime.max.replace(tzinfo=UTC),) * count)


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
