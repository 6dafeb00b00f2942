"""Removes, restores and moves several members at once; one transaction each, all in the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_events
from courses.organizations.forms.zones import today_in
from courses.organizations.joining.rosters.undoing import give_way
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import Group, Member


class CannotMoveError(Exception):
    """Nobody was moved: `nicknames` exist in the other group or, if empty, that group is closed.

    `are_they`: those nicknames belong to the same people, who are or were members there.
    """

    def __init__(self, nicknames: Sequence[str] = (), *, are_they: bool = False) -> None:
        super().__init__()
        self.nicknames, self.are_they = tuple(nicknames), are_they


@transaction.atomic
def remove_several(*, group: Group, members: Sequence[int], actor: User, now: datetime) -> int:
    """Remove members with one common timestamp, by which `take_back_several` finds them. Returns how many."""
    present = list(_held(Member.objects.present().filter(group=group, pk__in=members)))
    Member.objects.filter(pk__in=[one.pk for one in present]).update(removed_at=now, went_by=None)
    note_stays([one.pk for one in present], now=now)
    _record(present, group, actor, "removed", now)
    return len(present)


def removed_at_once(group: Group, at: datetime, now: datetime) -> QuerySet[Member]:
    """Members removed by one request who can still be restored."""
    return Member.objects.removed_from(group, since=now - UNDO_WINDOW).filter(removed_at=at)


def moved_at_once(group: Group, there: Group, at: datetime) -> QuerySet[Member]:
    """Members moved by one request from `there` into this group."""
    return Member.objects.present().filter(group=group, moved_from=there, moved_at=at)


@dataclass(frozen=True, slots=True)
class BulkChange:
    """Several members removed or moved by one request, who can be brought back: from `group` to `to`."""

    at: datetime
    count: int
    group: Group
    to: Group


def removals_of(group: Group, now: datetime) -> tuple[BulkChange, ...]:
    """Requests that removed more than one member; the newest first."""
    gone = Member.objects.removed_from(group, since=now - UNDO_WINDOW)
    rows = gone.values_list("removed_at").annotate(count=Count("pk")).filter(count__gt=1).order_by("-removed_at")
    return tuple(BulkChange(at, count, group, group) for at, count in rows if at)


def moves_of(group: Group, leader: User, now: datetime) -> tuple[BulkChange, ...]:
    """Requests that moved members into or out of this group, where this person leads both; the newest first."""
    moved = Member.objects.present().filter(moved_at__gt=now - UNDO_WINDOW).filter(Q(group=group) | Q(moved_from=group))
    rows = list(
        moved.values_list("moved_at", "group", "moved_from").annotate(count=Count("pk")).order_by("-moved_at")
    )  # fmt: skip
    led = Group.objects.led_by(leader).in_bulk({pk for row in rows for pk in row[1:3] if pk})
    return tuple(
        BulkChange(at, count, led[here], led[before])
        for at, here, before, count in rows
        if at and here in led and before in led
    )


@transaction.atomic
def take_back_several(*, group: Group, at: datetime, actor: User, now: datetime) -> int:
    """Restore everybody removed at that timestamp. Safe to repeat."""
    gone = list(_held(removed_at_once(group, at, now)))
    Member.objects.filter(pk__in=[one.pk for one in gone]).update(removed_at=None, went_by=None)
    note_stays([one.pk for one in gone], now=now)
    _record(gone, group, actor, "taken-back", now)
    return len(gone)


@transaction.atomic
def move_several(*, group: Group, to: Group, members: Sequence[int], actor: User, now: datetime) -> int:
    """Move all of the members to another group of the organisation, or none: results, cards and secret code go along.

    Only a member's last move is kept, and moving back is one. Raises CannotMoveError. Returns how many.
    """
    if not members:
        return 0
    both = Group.objects.select_for_update(of=("self",)).select_related("organization")
    held = {one.pk: one for one in both.filter(pk__in=[group.pk, to.pk]).order_by("pk")}
    there = held[to.pk]
    if not there.is_open(today_in(there.time_zone, now)) or there.organization_id != group.organization_id:
        raise CannotMoveError
    moving = list(_held(Member.objects.present().filter(group=group, pk__in=members)))
    names = [one.folded for one in moving]
    give_way(there.pk, names)
    known = Member.objects.filter(group=there).by_name()
    if same := list(known.filter(learner__in=[one.learner_id for one in moving]).values_list("nickname", flat=True)):
        raise CannotMoveError(same, are_they=True)
    if taken := list(known.filter(folded__in=names).values_list("nickname", flat=True)):
        raise CannotMoveError(taken)
    Member.objects.filter(pk__in=[one.pk for one in moving]).update(
        group=there, moved_from=group, moved_at=now, came_by=None, went_by=None
    )
    note_stays([one.pk for one in moving], now=now)
    _record(moving, group, actor, "moved-away", now)
    _record(moving, there, actor, "moved-here", now)
    return len(moving)


def _held(people: QuerySet[Member]) -> QuerySet[Member]:
    return people.select_for_update(of=("self",)).select_related("learner").order_by("pk")


def _record(people: Sequence[Member], group: Group, actor: User, what: str, now: datetime) -> None:
    lines = [(one.learner, group) for one in people]
    record_events(organization=group.organization, actor=actor, what=what, lines=lines, now=now)
