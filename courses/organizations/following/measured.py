"""Sorts and counts a group's people by how it goes, inside the database: nobody is read who is not on the page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)

from courses.organizations.assigning.tasks import Task
from courses.organizations.following.results import FRESH, IDLE, Standing
from courses.organizations.models import Group, Member

MOST_COUNTED_ANEW = 1000  # people; larger groups are sorted and counted once a minute
KEPT_SECONDS = 60
RANKS: Mapping[Standing, int] = {standing: place for place, standing in enumerate(Standing)}


class Order(StrEnum):
    PRESSING = "pressing"
    NAME = "name"
    DONE = "done"
    ACTIVE = "active"


ORDERS: Mapping[Order, tuple[str, ...]] = {
    Order.PRESSING: ("rank", "name_key", "pk"),
    Order.NAME: ("name_key", "pk"),
    Order.DONE: ("-done", "name_key", "pk"),
    Order.ACTIVE: ("-last", "name_key", "pk"),
}


def sized(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups read together with how many people have joined them."""
    joined = Member.objects.joined().filter(group=OuterRef("pk")).order_by().values("group")
    return groups.annotate(joined_count=Subquery(joined.annotate(people=Count("pk")).values("people")))


def size_of(group: Group) -> int:
    """How many have joined; no query where the group was read by `sized`."""
    if hasattr(group, "joined_count"):
        return group.joined_count or 0
    return Member.objects.joined().filter(group=group).count()


def people_of(task: Task, group: Group) -> QuerySet[Member]:
    """Everybody present and come for whom the task is."""
    people = Member.objects.joined().filter(group=group)
    return people if task.assignment is None else people.filter(assigned__assignment=task.assignment)


def measured(task: Task, group: Group, now: datetime) -> QuerySet[Any, Any]:
    """For each person: lessons `done`, `last` touched and the `rank` of the standing; as result_of has it."""
    touched = Q(shares_earlier=True) | Q(learner__lessons__touched_at__gte=F("joined_at"))
    seen = Q(learner__lessons__course=task.course.slug, learner__lessons__lesson__in=task.slugs) & touched
    finished = _since("work__completed_at")
    stuck = _since("work__stuck_at") & Q(work__stuck_at__gt=now - FRESH)
    if group.archived_at:
        seen &= Q(learner__lessons__opened_at__lte=group.archived_at)
        finished &= Q(work__completed_at__lte=group.archived_at)
        stuck &= Q(work__stuck_at__lte=group.archived_at)
    rows = (
        people_of(task, group)
        .annotate(work=FilteredRelation("learner__lessons", condition=seen))
        .values("pk")
        .annotate(
            name_key=Min("sort_key"),
            done=Count("work__completed_at", filter=finished),
            in_time=_in_time(task, finished),
            stuck=Count("work__stuck_at", filter=stuck),
            last=Max("work__touched_at"),
        )
    )
    return rows.annotate(rank=_rank(task, now))


def _since(field: str) -> Q:
    """Inside the window; what has no moment is never counted."""
    return Q(shares_earlier=True) | Q(**{f"{field}__gte": F("joined_at")})


def _in_time(task: Task, finished: Q) -> Count | Value:
    """How many of the lessons whose day has passed are done."""
    if not task.late:
        return Value(0)
    return Count("work__completed_at", filter=finished & Q(work__lesson__in=sorted(task.late)))


def _rank(task: Task, now: datetime) -> Case:
    return Case(
        When(done=len(task.lessons), then=RANKS[Standing.ON_TRACK]),
        When(in_time__lt=len(task.late), then=RANKS[Standing.OVERDUE]),
        When(Q(stuck__gt=0) | Q(last__lt=now - IDLE), then=RANKS[Standing.HELP]),
        When(last=None, then=RANKS[Standing.NOT_STARTED]),
        default=RANKS[Standing.ON_TRACK],
        output_field=IntegerField(),
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """The people of one page in the order asked for, and how many of all have which standing."""

    people: tuple[int, ...]
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def page_of(task: Task, group: Group, *, order: Order, start: int, size: int, now: datetime) -> Measure:
    """One query, if the group comes with its size; what is read does not grow with the group."""
    if size_of(group) > MOST_COUNTED_ANEW:
        whole = _kept(task, group, order, now)
        return Measure(whole.people[start : start + size], whole.counts)
    sums = {f"of_{rank}": _how_many(rank) for rank in RANKS.values()}
    rows = list(_ordered(task, group, order, now).annotate(**sums).values_list("pk", *sums)[start : start + size])
    counts = {standing: rows[0][1 + rank] if rows else 0 for standing, rank in RANKS.items()}
    return Measure(tuple(row[0] for row in rows), counts)


def _ordered(task: Task, group: Group, order: Order, now: datetime) -> QuerySet[Any, Any]:
    return measured(task, group, now).order_by(*ORDERS[order])


def _kept(task: Task, group: Group, order: Order, now: datetime) -> Measure:
    """The order of a large group and its counts, made anew each minute: 10,000 people cost a tenth of a second.

    Who left meanwhile is not shown all the same: each page asks who is present.
    """
    key = f"order-{group.pk}-{task.key}-{_mark_of(task)}-{order}"
    found: Measure | None = cache.get(key)
    if found is None:
        rows = list(_ordered(task, group, order, now).values_list("pk", "rank"))
        ranks = Counter(rank for _pk, rank in rows)
        counts = {standing: ranks[rank] for standing, rank in RANKS.items()}
        found = Measure(tuple(pk for pk, _rank in rows), counts)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _mark_of(task: Task) -> str:
    """Differs when other lessons were given since, or another day has passed."""
    said = ",".join([*task.slugs, "late", *sorted(task.late)])
    return sha256(said.encode()).hexdigest()[:16]


class _OverAll(Func):
    """A sum over all rows of values that were summed for each of them; Django's own Sum refuses to be used so."""

    function = "SUM"
    window_compatible = True


def _how_many(rank: int) -> Window:
    is_so = Case(When(rank=rank, then=Value(1)), default=Value(0), output_field=IntegerField())
    return Window(_OverAll(is_so, output_field=IntegerField()))


def counts_of(task: Task, group: Group, now: datetime) -> Mapping[Standing, int]:
    """How many have which standing."""
    return page_of(task, group, order=Order.PRESSING, start=0, size=1, now=now).counts
