"""Sorts and counts a group's members by standing: the database yields facts, results.py derives the standing from them.

Among thousands of members only few combinations of facts occur: the standing is derived once for each.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group, Member
from courses.organizations.models.members import MemberQuerySet
from courses.organizations.reports.people.facts import State, facts_of, said_by
from courses.organizations.reports.people.pace import pace_of
from courses.organizations.reports.people.results import (
    AttentionReason,
    Facts,
    TaskStanding,
    standing_of,
    waiting_reasons,
)

RANKS: Mapping[TaskStanding, int] = {standing: place for place, standing in enumerate(TaskStanding)}
A_WORD = (TaskStanding.OVERDUE, TaskStanding.HELP, TaskStanding.NOT_STARTED)
LAST = 1  # behind all weeks, which are counted downwards from zero
WEEKS = 110  # nobody's record outlives them; no finer order is given away than the page shows


class RankOrder(StrEnum):
    PRESSING = "pressing"
    NAME = "name"
    LISTED = "listed"
    DONE = "done"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class SharedFacts:
    """One combination of facts, shared by all members who have it."""

    standing: TaskStanding
    reasons: tuple[AttentionReason, ...]
    done: frozenset[str]
    has_begun: bool = False

    def place(self, order: RankOrder) -> tuple[int, ...]:
        """Sort key in this order.

        For PRESSING: by standing, then by the number of reasons, then by the number of lessons done.
        """
        match order:
            case RankOrder.PRESSING:
                is_pressing = self.standing is TaskStanding.NOT_STARTED and AttentionReason.FAR_BEHIND in self.reasons
                rank = RANKS[TaskStanding.HELP if is_pressing else self.standing]
                return rank, -len(self.reasons), len(self.done)
            case RankOrder.DONE:
                return (-len(self.done),)
            case RankOrder.ACTIVE:
                return (LAST,)  # who has begun stands by the week
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Everybody in the order asked for, how many have which standing, and how many have finished each lesson.

    `members` stand by name or as listed, and `places` hold their numbers: the first those of the first who stand alike.
    """

    members: Sequence[int]
    places: Sequence[list[int]]
    counts: Mapping[TaskStanding, int]
    finished: Mapping[str, int]

    def between(self, start: int, end: int) -> tuple[int, ...]:
        """The members from `start` to before `end` in the order asked for; only these are sorted."""
        return tuple(islice(self._from(start), end - start))

    def _from(self, start: int) -> Iterator[int]:
        for numbers in self.places:
            if start < len(numbers):
                yield from (self.members[number] for number in sorted(numbers)[start:])
            start = max(start - len(numbers), 0)

    @property
    def people(self) -> tuple[int, ...]:
        return self.between(0, self.total)

    @property
    def total(self) -> int:
        return len(self.members)

    @property
    def need_a_word(self) -> int:
        """How many joined members need attention."""
        return sum(self.counts[standing] for standing in A_WORD)

    def neediest(self, most: int) -> tuple[int, ...]:
        """Up to `most` joined members who need attention, from members sorted by need."""
        return self.between(0, min(self.need_a_word, most))

    @property
    def joined(self) -> int:
        return self.total - self.counts[TaskStanding.NOT_JOINED]


def people_of(task: Task, group: Group) -> MemberQuerySet:
    """The members who are present in the group, have joined, and were given the task."""
    people = Member.objects.joined().filter(group=group)
    return people if task.assignment is None else people.filter(assigned__assignment=task.assignment)


def measure_of(task: Task, group: Group, *, order: RankOrder, now: datetime) -> Measure:
    """Measure a task in a group; one query. Equals are sorted by name, or as listed."""
    judge, is_by_week = _Judge(task, group, now), order is RankOrder.ACTIVE
    rows = facts_of(
        task, group, pace=judge.pace, now=now, as_listed=order is RankOrder.LISTED, with_last=is_by_week
    )  # fmt: skip
    alike: dict[str, list[int]] = defaultdict(list)
    for number, (_member, text, _last) in enumerate(rows):
        alike[text].append(number)
    mondays = _mondays(group, now)
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    weeks: dict[int, list[int]] = defaultdict(list)
    counts, finished = Counter[TaskStanding](), Counter[str]()
    for text, numbers in alike.items():
        kind = judge.kind_of(text)
        counts[kind.standing] += len(numbers)
        finished.update(dict.fromkeys(kind.done, len(numbers)))
        if is_by_week and kind.has_begun:
            for number in numbers:
                weeks[bisect_right(mondays, rows[number][2])].append(number)
        else:
            places[kind.place(order)] += numbers
    places |= {(-week,): numbers for week, numbers in weeks.items()}
    return Measure(
        members=[row[0] for row in rows],
        places=[places[place] for place in sorted(places)],
        counts={standing: counts[standing] for standing in TaskStanding},
        finished=finished,
    )


def counts_of(task: Task, group: Group, now: datetime) -> Mapping[TaskStanding, int]:
    """How many joined members have which standing."""
    counts = measure_of(task, group, order=RankOrder.NAME, now=now).counts
    return {standing: count for standing, count in counts.items() if standing is not TaskStanding.NOT_JOINED}


class _Judge:
    """Chooses the word for facts of one task as they are now."""

    def __init__(self, task: Task, group: Group, now: datetime) -> None:
        self.task = task
        self.slugs = frozenset(task.slugs)
        self.pace = pace_of(task, group.time_zone, now)

    def kind_of(self, text: str) -> SharedFacts:
        said = said_by(text, self.task, self.slugs, has_pace=self.pace is not None)
        if said.state is State.WAITING:
            return SharedFacts(TaskStanding.NOT_JOINED, waiting_reasons(self.task), frozenset())
        facts = Facts(
            done=said.done,
            has_begun=said.has_begun,
            is_stuck=said.has_begun and said.state in (State.STUCK, State.STUCK_AND_IDLE),
            is_idle=said.has_begun and said.state in (State.IDLE, State.STUCK_AND_IDLE),
            passed=said.passed,
            is_far_behind=self.pace is not None and self.pace.is_far_behind(said.done, said.wanted),
        )
        return SharedFacts(*standing_of(self.task, facts), said.done, said.has_begun)


def _mondays(group: Group, now: datetime) -> tuple[str, ...]:
    """When weeks began in the group, the last one shown last; as the database writes moments. After the week in which
    a group ended none began."""
    last_day = (group.archived_at or now).astimezone(ZoneInfo(group.time_zone)).date()
    weeks = _weeks(group.time_zone, last_day)
    return weeks[:-1] if group.archived_at else weeks


@lru_cache
def _weeks(zone: str, day: date) -> tuple[str, ...]:
    monday = day - timedelta(days=day.weekday())
    days = (monday - timedelta(days=7 * number) for number in reversed(range(-1, WEEKS)))  # a clock may be ahead
    moments = (datetime.combine(one, time(), ZoneInfo(zone)) for one in days)
    return tuple(moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") for moment in moments)
