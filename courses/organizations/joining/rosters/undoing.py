"""Undoes an import as a whole, and redoes it, while its places are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from courses.accounts.http.refusals import UNDO_WINDOW, TooLateError
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import Group, Member, RosterDraft


@dataclass(frozen=True, slots=True)
class ImportLine:
    """`waiting` came with this import and have not signed in yet: undo removes them. `here` have, and stay."""

    pk: int
    at: datetime
    undone_at: datetime | None
    waiting: int
    here: int
    taken: int  # people whom it took off the list and who would come back


def imports_of(group: Group, *, now: datetime, is_undone: bool) -> tuple[ImportLine, ...]:
    """Imports that can still be undone or redone; the newest first."""
    since = now - UNDO_WINDOW
    drafts = RosterDraft.objects.filter(group=group, made_at__gt=since).filter(result__isnull=False)
    drafts = drafts.filter(undone_at__gt=since) if is_undone else drafts.filter(undone_at=None)
    found = list(drafts.order_by("-pk"))
    added = Member.objects.present().filter(came_by__in=found)
    waiting, here = _counted(added.filter(joined_at=None), "came_by"), _counted(added.joined(), "came_by")
    taken = _counted(Member.objects.filter(went_by__in=found, removed_at__isnull=False), "went_by")
    return tuple(
        ImportLine(
            one.pk, one.imported_at or one.made_at, one.undone_at, waiting.get(one.pk, 0), here.get(one.pk, 0),
            taken.get(one.pk, 0),
        )
        for one in found
    )  # fmt: skip


def _counted(members: QuerySet[Member], by: str) -> dict[int, int]:
    return dict(members.values_list(by).annotate(number=Count("pk")).order_by())


@transaction.atomic
def undo_import(*, draft: RosterDraft, actor: User, now: datetime) -> None:
    """Remove those of the import who have not signed in yet, and restore those it removed. Safe to repeat."""
    held = _held(draft, now)
    if held.undone_at is not None or held.result is None:
        return
    waiting = Member.objects.present().filter(came_by=held, joined_at=None)
    taken = Member.objects.filter(went_by=held, left_at=None, removed_at__isnull=False)
    gone, back = _exchange(waiting, taken, now)
    RosterDraft.objects.filter(pk=held.pk).update(undone_at=now, lines=[])
    _record(held, actor, "roster-undone", f"−{gone} +{back}", now)


@transaction.atomic
def redo_import(*, draft: RosterDraft, actor: User, now: datetime) -> None:
    """Redo an undone import. Safe to repeat."""
    held = _held(draft, now)
    if held.undone_at is None:
        return
    added = Member.objects.filter(came_by=held, left_at=None, removed_at=held.undone_at)
    gone, back = _exchange(Member.objects.present().filter(went_by=held), added, now)
    RosterDraft.objects.filter(pk=held.pk).update(undone_at=None)
    _record(held, actor, "roster-restored", f"+{back} −{gone}", now)


def give_way(group: int, names: Collection[str]) -> None:
    """Delete places that an undone import left behind under these folded names, because somebody else takes one.

    Redoing the import then no longer brings these names.
    """
    undone = Member.objects.of_undone_imports().filter(group=group, folded__in=names, learner__last_login=None)
    User.objects.filter(pk__in=list(undone.values_list("learner", flat=True))).delete()


def _exchange(leaving: QuerySet[Member], coming: QuerySet[Member], now: datetime) -> tuple[int, int]:
    """Take the ones off the list and put the others on it; how many of each."""
    gone, back = list(leaving.values_list("pk", flat=True)), list(coming.values_list("pk", flat=True))
    leaving.update(removed_at=now)
    coming.update(removed_at=None)
    note_stays([*gone, *back], now=now)
    return len(gone), len(back)


def _held(draft: RosterDraft, now: datetime) -> RosterDraft:
    held = RosterDraft.objects.select_for_update().get(pk=draft.pk)
    if now - (held.undone_at or held.imported_at or held.made_at) >= UNDO_WINDOW:
        raise TooLateError
    return held


def _record(draft: RosterDraft, actor: User, what: str, about: str, now: datetime) -> None:
    group = Group.objects.select_related("organization").get(pk=draft.group_id)
    record_event(organization=group.organization, actor=actor, what=what, group=group, about=about, now=now)
