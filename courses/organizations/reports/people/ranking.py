"""Sorts and counts a group's people by how it goes, inside the database: of each person two values are read."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from courses.learning.course_progress.summaries import between_bars
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group, Member
from courses.organizations.reports.people.results import FRESH, IDLE, TaskStanding

STANDINGS = tuple(TaskStanding)
RANKS: Mapping[TaskStanding, int] = {standing: place for place, standing in enumerate(STANDINGS)}
Row = tuple[int, int]  # a member, and her rank with what else the order needs


class RankOrder(StrEnum):
    PRESSING = "pressing"
    NAME = "name"
    DONE = "done"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Measure:
    """Everybody in the order asked for, and how many have which standing."""

    people: tuple[int, ...]
    counts: Mapping[TaskStanding, int]

    @property
    def total(self) -> int:
        return len(self.people)

    @property
    def needing(self) -> tuple[int, ...]:
        """Who needs a word, of people sorted by need: whoever is on track stands last."""
        return self.people[: self.total - self.counts[TaskStanding.ON_TRACK]]


def people_of(task: Task, group: Group) -> QuerySet[Member]:
    """Everybody present and come for whom the task is."""
    people = Member.objects.joined().filter(group=group)
    return people if task.assignment is None else people.filter(assigned__assignment=task.assignment)


def measure_of(task: Task, group: Group, *, order: RankOrder, now: datetime) -> Measure:
    """One query. Whoever is equal in the order stands by name."""
    rows = _rows(task, group, order, now)
    ranks = Counter(said % len(STANDINGS) for _pk, said in rows)
    if order is RankOrder.PRESSING:
        rows.sort(key=itemgetter(1))
    elif order is not RankOrder.NAME:
        rows.sort(key=lambda row: row[1] // len(STANDINGS))
    return Measure(tuple(map(itemgetter(0), rows)), {standing: ranks[rank] for standing, rank in RANKS.items()})


def counts_of(task: Task, group: Group, now: datetime) -> Mapping[TaskStanding, int]:
    """How many have which standing."""
    return measure_of(task, group, order=RankOrder.NAME, now=now).counts


# ---- the query: written out, because Django takes longer to put it together than a database to answer it

PEOPLE = """
SELECT m.id, CASE
WHEN s.id IS NOT NULL AND (m.shares_earlier OR s.opened_at >= m.joined_at) {until}
THEN CASE WHEN {is_all} THEN {whole} ELSE {part} END
WHEN {is_nothing} THEN {nothing} ELSE ({rows}) END
FROM organizations_member m {assigned}
LEFT JOIN learning_courseprogress s ON s.learner_id = m.learner_id AND s.course = %(course)s
WHERE m.group_id = %(group)s AND m.joined_at IS NOT NULL AND m.left_at IS NULL AND m.removed_at IS NULL
ORDER BY m.sort_key, m.id
"""
ASSIGNED = "JOIN organizations_assignmentmember a ON a.member_id = m.id AND a.assignment_id = %(assignment)s"
# A summary serves where all of it lies inside the window; where all of it belongs to the task, nothing else is read.
# Most people take lessons in their order: their texts are looked up as they are, before lessons are counted in others.
IS_ALL = "s.begun_count <= %(count)s AND (s.begun IN ({in_order}) OR s.begun_count = {begun})"
IS_NOTHING = """
s.id IS NULL AND NOT EXISTS
(SELECT 1 FROM learning_lessonprogress p WHERE p.learner_id = m.learner_id AND p.course = %(course)s)
"""
# COALESCE keeps the database from looking up lesson by lesson what stands side by side in its index.
ROWS = """
SELECT {said} FROM learning_lessonprogress p
WHERE p.learner_id = m.learner_id AND p.course = %(course)s AND COALESCE(p.lesson, '') IN ({given})
AND (m.shares_earlier OR p.touched_at >= m.joined_at) {until}
"""
OF_TASK = """
SELECT {what} FROM learning_lessonprogress p
WHERE p.learner_id = m.learner_id AND p.course = %(course)s AND p.lesson IN ({given})
"""
INSIDE = "(m.shares_earlier OR p.{moment} >= m.joined_at)"
STANDING = f"""
CASE WHEN {{done}} = %(count)s THEN {RANKS[TaskStanding.ON_TRACK]}
WHEN {{in_time}} < %(late_count)s THEN {RANKS[TaskStanding.OVERDUE]}
WHEN {{is_untouched}} THEN {RANKS[TaskStanding.NOT_STARTED]}
WHEN {{is_stuck}} OR {{last}} < %(idle)s THEN {RANKS[TaskStanding.HELP]}
ELSE {RANKS[TaskStanding.ON_TRACK]} END
"""
# As many weeks ago as the page shows: no finer order is given away. Nobody's record outlives these weeks.
WEEKS = 110
WEEKS_AGO = "CASE {weeks} ELSE {never} END".format(
    weeks=" ".join(f"WHEN {{last}} >= %(week_{number})s THEN {number}" for number in range(WEEKS)), never=WEEKS
)
SAID: Mapping[RankOrder, str] = {
    RankOrder.PRESSING: STANDING,
    RankOrder.NAME: STANDING,
    RankOrder.DONE: f"{STANDING} + {len(STANDINGS)} * (%(count)s - {{done}})",
    RankOrder.ACTIVE: f"{STANDING} + {len(STANDINGS)} * {WEEKS_AGO}",
}

# The same of whoever has done nothing.
NOTHING = f"CASE WHEN %(late_count)s > 0 THEN {RANKS[TaskStanding.OVERDUE]} ELSE {RANKS[TaskStanding.NOT_STARTED]} END"
SAID_OF_NOTHING: Mapping[RankOrder, str] = {
    RankOrder.PRESSING: NOTHING,
    RankOrder.NAME: NOTHING,
    RankOrder.DONE: f"{NOTHING} + {len(STANDINGS)} * %(count)s",
    RankOrder.ACTIVE: f"{NOTHING} + {len(STANDINGS) * WEEKS}",
}


def _rows(task: Task, group: Group, order: RankOrder, now: datetime) -> list[Row]:
    """By name; result_of says the same of each, and a test compares the two. Every value is a parameter."""
    said = SAID[order].format
    query = PEOPLE.format(
        until="AND s.touched_at <= %(until)s" if group.archived_at else "",
        is_all=_is_all(task), whole=said(**_of_summary(task)), part=_part(task, order),
        is_nothing=IS_NOTHING, nothing=SAID_OF_NOTHING[order],
        rows=_lessons(task, group, said(**_of_rows(task, group))),
        assigned="" if task.assignment is None else ASSIGNED,
    )  # fmt: skip
    moments = {"idle": now - IDLE, "fresh": now - FRESH, "until": group.archived_at}
    values = {
        **{name: connection.ops.adapt_datetimefield_value(moment) for name, moment in moments.items()},
        **(_weeks(group.time_zone, _last_day(group, now)) if order is RankOrder.ACTIVE else {}),
        **{_name(slug, task): slug for slug in task.slugs},
        **{f"named_{_name(slug, task)}": f"%{between_bars([slug])}%" for slug in task.slugs},
        **{f"to_{_name(slug, task)}": between_bars(task.slugs[: place + 1]) for place, slug in enumerate(task.slugs)},
        "group": group.pk, "assignment": task.assignment, "course": task.course.slug,
        "count": len(task.lessons), "late_count": len(task.late),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _last_day(group: Group, now: datetime) -> date:
    return min(now, group.archived_at or now).astimezone(ZoneInfo(group.time_zone)).date()


@lru_cache
def _weeks(zone: str, day: date) -> Mapping[str, Any]:
    """When the week of this day began there, and the weeks before it; as the database has moments."""
    mondays = [day - timedelta(days=day.weekday() + 7 * number) for number in range(WEEKS)]
    moments = [datetime.combine(monday, time(), ZoneInfo(zone)) for monday in mondays]
    return {f"week_{number}": connection.ops.adapt_datetimefield_value(one) for number, one in enumerate(moments)}


def _name(slug: str, task: Task) -> str:
    """Of the parameter that holds this lesson."""
    return f"lesson_{task.slugs.index(slug)}"


def _is_all(task: Task) -> str:
    in_order = ", ".join(f"%(to_{_name(slug, task)})s" for slug in task.slugs)
    return IS_ALL.format(in_order=in_order, begun=_named("s.begun", task.slugs, task))


def _of_summary(task: Task) -> Mapping[str, str]:
    done, is_all_late = "s.finished_count", task.late == set(task.slugs)
    in_time = done if is_all_late else _named("s.finished", task.late, task)
    stuck = "s.stuck_at > %(fresh)s"
    return {"done": done, "in_time": in_time, "is_stuck": stuck, "last": "s.touched_at", "is_untouched": "FALSE"}


def _part(task: Task, order: RankOrder) -> str:
    """Where lessons besides those of the task were begun: which were finished stands in the summary, but not when."""
    of_task = partial(OF_TASK.format, given=_list(task.slugs, task))
    last = "MAX(p.touched_at)"
    if order is RankOrder.ACTIVE:  # then it is needed of everybody: everything is taken from the rows at once
        in_time = f"COUNT(CASE WHEN {_in('p.lesson', task.late, task)} THEN p.completed_at END)"
        facts = {"done": "COUNT(p.completed_at)", "in_time": in_time, "is_stuck": "MAX(p.stuck_at) > %(fresh)s"}
        return f"({of_task(what=SAID[order].format(**facts, last=last, is_untouched=f'{last} IS NULL'))})"
    said = SAID[order].format(
        done=_named("s.finished", task.slugs, task),
        in_time=_named("s.finished", task.late, task),
        is_stuck=f"(s.stuck_at > %(fresh)s AND EXISTS ({of_task(what='1')} AND p.stuck_at > %(fresh)s))",
        last=f"({of_task(what=last)})",
        is_untouched="FALSE",
    )
    return f"CASE WHEN {_named('s.begun', task.slugs, task)} = 0 THEN {SAID_OF_NOTHING[order]} ELSE {said} END"


def _named(column: str, slugs: Collection[str], task: Task) -> str:
    """How many of these lessons the text names."""
    each = (f"CASE WHEN {column} LIKE %(named_{_name(slug, task)})s THEN 1 ELSE 0 END" for slug in sorted(slugs))
    return f"({' + '.join(each) or 0})"


def _lessons(task: Task, group: Group, said: str) -> str:
    until = "AND p.opened_at <= %(until)s" if group.archived_at else ""
    return ROWS.format(said=said, given=_list(task.slugs, task), until=until)


def _of_rows(task: Task, group: Group) -> Mapping[str, str]:
    late = _in("p.lesson", task.late, task)
    stuck = _how_many("stuck_at", group, "p.stuck_at > %(fresh)s")
    return {
        "done": _how_many("completed_at", group),
        "in_time": _how_many("completed_at", group, late),
        "is_stuck": f"{stuck} > 0",
        "last": "MAX(p.touched_at)",
        "is_untouched": "MAX(p.touched_at) IS NULL",
    }


def _how_many(moment: str, group: Group, *conditions: str) -> str:
    """Of how many lessons this moment lies in the window."""
    until = [f"p.{moment} <= %(until)s"] if group.archived_at else []
    inside = " AND ".join([*conditions, *until, INSIDE.format(moment=moment)])
    return f"COUNT(CASE WHEN {inside} THEN p.{moment} END)"


def _in(column: str, slugs: Collection[str], task: Task) -> str:
    return f"{column} IN ({_list(slugs, task)})" if slugs else "1 = 0"


def _list(slugs: Collection[str], task: Task) -> str:
    return ", ".join(f"%({_name(slug, task)})s" for slug in sorted(slugs))
