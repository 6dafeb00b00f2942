"""Deletes an organisation: only after its data was exported, final after thirty days."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.models import Event, Group, Member, Membership, Organization

EXPORTED = "organization-exported"


class NotTakenYetError(Exception):
    """The organisation's data has not been exported recently, so it cannot be deleted yet."""


@dataclass(frozen=True, slots=True)
class Touched:
    """How many groups are open, how many people are on their lists, and how many colleagues run them."""

    groups: int
    people: int
    colleagues: int


def touched_by(organization: Organization) -> Touched:
    return Touched(
        groups=Group.objects.filter(organization=organization, archived_at=None).count(),
        people=Member.objects.present().filter(organization=organization).count(),
        colleagues=Membership.objects.filter(organization=organization).count(),
    )


def taken_at(organization: Organization, *, now: datetime) -> datetime | None:
    """When its data was last exported, or None if that is too long ago."""
    taken = Event.objects.filter(organization=organization, what=EXPORTED, at__gt=now - UNDO_WINDOW)
    return taken.order_by("-at").values_list("at", flat=True).first()


@transaction.atomic
def delete_organization(*, organization: Organization, actor: User, now: datetime) -> None:
    """Close it at once; it is erased after thirty days and can be restored until then. Raises NotTakenYetError."""
    held = Organization.objects.select_for_update().get(pk=organization.pk)
    if held.deletes_at is not None:
        return
    if taken_at(held, now=now) is None:
        raise NotTakenYetError
    held.archived_at, held.deletes_at = held.archived_at or now, now + UNDO_WINDOW
    held.save(update_fields=["archived_at", "deletes_at"])
    record_event(organization=held, actor=actor, what="organization-deleted", now=now)


def due_for_erasure(*, now: datetime) -> QuerySet[Organization]:
    """Deleted organisations whose thirty days are over."""
    return Organization.objects.filter(deletes_at__lte=now).order_by("pk")


def erase_rows_of(organization: Organization) -> None:
    """Delete all of its rows: groups, members, group results, audit log.

    Learning records belong to the learners and stay.
    """
    events = Event.objects.filter(organization=organization)
    events._raw_delete(events.db)
    for group in Group.objects.filter(organization=organization):
        group.delete()
    organization.delete()
