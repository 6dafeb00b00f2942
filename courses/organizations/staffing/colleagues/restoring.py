"""Takes a colleague back who was removed by mistake: into the same role and the same groups, by what the record says.

Whoever left by themselves is not taken back: they are invited again, and accept or not.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event, record_events
from courses.organizations.models import Event, Group, GroupFacilitator, Membership, Organization

REMOVED, LEFT = "colleague-removed", "colleague-left"


@dataclass(frozen=True, slots=True)
class RemovedColleague:
    """Somebody who was removed and can be taken back until then; `groups` they led."""

    event: int
    username: str
    role: str
    groups: tuple[str, ...]
    at: datetime
    until: datetime


def removed_from(organization: Organization, now: datetime) -> tuple[RemovedColleague, ...]:
    """The last one removed first; a query, and one for each person."""
    rows = _removals(organization, now).select_related("subject").order_by("-pk")
    return tuple(
        RemovedColleague(
            event=row.pk,
            username=row.subject.username or "",
            role=row.about,
            groups=tuple(_led(row).order_by("name", "pk").values_list("name", flat=True)),
            at=row.at,
            until=row.at + UNDO_WINDOW,
        )
        for row in rows
        if row.subject
    )


def has_removed(organization: Organization, now: datetime) -> bool:
    return _removals(organization, now).exists()


def _removals(organization: Organization, now: datetime) -> QuerySet[Event]:
    """Of people who still have an account, have no role here now, and have not left by themselves since."""
    events = Event.objects.filter(organization=organization)
    gone = events.filter(subject=OuterRef("subject"), what__in=(REMOVED, LEFT), pk__gt=OuterRef("pk"))
    works_here = Membership.objects.filter(organization=organization, user=OuterRef("subject"))
    return events.filter(
        ~Exists(gone), ~Exists(works_here), what=REMOVED, at__gt=now - UNDO_WINDOW, subject__is_active=True
    )  # fmt: skip


def _led(removal: Event) -> QuerySet[Group]:
    """The groups that ended with the removal."""
    ended = Event.objects.filter(
        organization=removal.organization_id, subject=removal.subject_id, what="lead-removed", at=removal.at
    )
    return Group.objects.filter(organization=removal.organization_id, pk__in=ended.values("group"))


@transaction.atomic
def take_colleague_back(*, organization: Organization, event: int, actor: User, now: datetime) -> Membership | None:
    """Give the role and the groups back. None where there is nothing to take back, as when it was done already."""
    held = Organization.objects.select_for_update().get(pk=organization.pk)
    removal = _removals(held, now).select_related("subject").filter(pk=event).first()
    if removal is None or removal.subject is None:
        return None
    back = Membership.objects.create(organization=held, user=removal.subject, role=removal.about, since=now)
    led = list(_led(removal).order_by("name", "pk"))
    GroupFacilitator.objects.bulk_create(
        [GroupFacilitator(organization=held, group=group, membership=back, since=now) for group in led]
    )
    record_event(organization=held, actor=actor, subject=back.user, what="colleague-restored", about=back.role, now=now)
    lines = [(back.user, group) for group in led]
    record_events(organization=held, actor=actor, what="lead-added", lines=lines, now=now)
    return back
