"""Sorts and counts a group's people by how it goes: the database tells facts, results.py chooses the word.

Among thousands of people few kinds of facts are found: the word is chosen once for each kind.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group, Member
from courses.organizations.reports.people.facts import State, checks_of, facts_of, said_by
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
NEVER = -1  # the week of whoever has done nothing
WEEKS = 110  # nobody's record outlives them; no finer order is given away than the page shows


class RankOrder(StrEnum):
    PRESSING = "pressing"
    NAME = "name"
    LISTED = "listed"
    DONE = "done"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Kind:
    """What people who stand alike have in common; `week` is counted, a later one is larger."""

    standing: TaskStanding
    reasons: tuple[AttentionReason, ...]
    done: frozenset[str]
    week: int = NEVER

    def place(self, order: RankOrder) -> tuple[int, ...]:
        """Whoever needs it most stands first: by the word, then by how much speaks for it, then by what is left."""
        match order:
            case RankOrder.PRESSING:
                is_pressing = self.standing is TaskStanding.NOT_STARTED and AttentionReason.FAR_BEHIND in self.reasons
                rank = RANKS[TaskStanding.HELP if is_pressing else self.standing]
                return rank, -len(self.reasons), len(self.done)
            case RankOrder.DONE:
                return (-len(self.done),)
            case RankOrder.ACTIVE:
                return (-self.week,)
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Everybody in the order asked for, how many have which standing, and how many have finished each lesson."""

    people: tuple[int, ...]
    counts: Mapping[TaskStanding, int]
    finished: Mapping[str, int]

    @property
    def total(self) -> int:
        return len(self.people)

    @property
    def needing(self) -> tuple[int, ...]:
        """Who came and needs a word, of people sorted by need: they stand first."""
        return self.people[: sum(self.counts[standing] for standing in A_WORD)]

    @property
    def joined(self) -> int:
        return self.total - self.counts[TaskStanding.NOT_JOINED]


def people_of(task: Task, group: Group) -> QuerySet[Member]:
    """The members who are present in the group, have joined, and were given the task."""
    people = Member.objects.joined().filter(group=group)
    return people if task.assignment is None else people.filter(assigned__assignment=task.assignment)


def measure_of(task: Task, group: Group, *, order: RankOrder, now: datetime) -> Measure:
    """At most two queries. Equals stand by name, or as they were listed."""
    members, kinds = _kinds(task, group, order, now)
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    counts, finished = Counter[TaskStanding](), Counter[str]()
    for kind, numbers in kinds:
        places[kind.place(order)] += numbers
        counts[kind.standing] += len(numbers)
        finished.update(dict.fromkeys(kind.done, len(numbers)))
    in_order = (members[number] for place in sorted(places) for number in sorted(places[place]))
    return Measure(tuple(in_order), {standing: counts[standing] for standing in TaskStanding}, finished)


def counts_of(task: Task, group: Group, now: datetime) -> Mapping[TaskStanding, int]:
    """How many of those who came have which standing."""
    counts = measure_of(task, group, order=RankOrder.NAME, now=now).counts
    return {standing: count for standing, count in counts.items() if standing is not TaskStanding.NOT_JOINED}


Kinds = list[tuple[Kind, list[int]]]  # with the numbers of those who stand so


def _kinds(task: Task, group: Group, order: RankOrder, now: datetime) -> tuple[list[int], Kinds]:
    """Everybody by name, or as listed, and who of them stands how."""
    judge, with_week = _Judge(task, group, now), order is RankOrder.ACTIVE
    rows = facts_of(
        task, group, pace=judge.pace, now=now, as_listed=order is RankOrder.LISTED, with_last=with_week
    )  # fmt: skip
    passed = checks_of(task, group)
    alike: dict[Any, list[int]] = defaultdict(list)
    if with_week:
        mondays = _mondays(group, now)
        for number, (member, said, last) in enumerate(rows):
            alike[said, passed.get(member), bisect_right(mondays, last or "")].append(number)
    else:
        for number, (member, said) in enumerate(rows):
            alike[said if member not in passed else (said, passed[member])].append(number)
    kinds = [
        (judge.kind_of(*((facts,) if isinstance(facts, str) else facts)), numbers) for facts, numbers in alike.items()
    ]
    return [row[0] for row in rows], kinds


class _Judge:
    """Chooses the word for facts of one task as they are now."""

    def __init__(self, task: Task, group: Group, now: datetime) -> None:
        self.task = task
        self.slugs = frozenset(task.slugs)
        self.pace = pace_of(task, group.time_zone, now)

    def kind_of(self, text: str, passed: bool | None = None, week: int = NEVER) -> Kind:
        said = said_by(text, self.task, self.slugs, has_pace=self.pace is not None)
        if said.state is State.WAITING:
            return Kind(TaskStanding.NOT_JOINED, waiting_reasons(self.task), frozenset())
        facts = Facts(
            done=said.done,
            has_begun=said.has_begun,
            is_stuck=said.has_begun and said.state in (State.STUCK, State.STUCK_AND_IDLE),
            is_idle=said.has_begun and said.state in (State.IDLE, State.STUCK_AND_IDLE),
            passed=passed,
            is_far_behind=self.pace is not None and self.pace.is_far_behind(said.done, said.wanted),
        )
        return Kind(*standing_of(self.task, facts), said.done, week if said.has_begun else NEVER)


def _mondays(group: Group, now: datetime) -> tuple[str, ...]:
    """When weeks began in the group, the last one shown last; as the database writes moments."""
    zone = ZoneInfo(group.time_zone)
    return _weeks(group.time_zone, min(now, group.archived_at or now).astimezone(zone).date())


@lru_cache
def _weeks(zone: str, day: date) -> tuple[str, ...]:
    monday = day - timedelta(days=day.weekday())
    days = (monday - timedelta(days=7 * number) for number in reversed(range(-1, WEEKS)))  # a clock may be ahead
    moments = (datetime.combine(one, time(), ZoneInfo(zone)) for one in days)
    return tuple(moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") for moment in moments)
