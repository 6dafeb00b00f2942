"""New organisations that wait for whoever runs the site, where its settings ask for that."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from courses.organizations.access.audit_log import record_event
from courses.organizations.models import Event, Organization

AFTER_APPROVAL = "after-approval"  # of the setting NEW_ORGANIZATIONS


def new_ones_wait() -> bool:
    return bool(settings.NEW_ORGANIZATIONS == AFTER_APPROVAL)


def waiting() -> QuerySet[Organization]:
    """Organisations that wait for approval, the longest waiting first; without refused, archived and deleted ones."""
    undecided = Organization.objects.open().filter(waits_since__isnull=False, refused_at=None)
    return undecided.order_by("waits_since", "pk")


@transaction.atomic
def approve(*, organization: Organization, now: datetime) -> bool:
    """Approve an organisation, also a refused one, so that it can be used. Returns whether it was waiting; repeating
    changes nothing."""
    found = Organization.objects.filter(pk=organization.pk, waits_since__isnull=False)
    if not found.update(waits_since=None, refused_at=None, refusal=""):
        return False
    record_event(organization=organization, actor=None, what="approved", now=now)
    return True


@transaction.atomic
def refuse(*, organization: Organization, reason: str, now: datetime) -> bool:
    """Refuse an organisation that waits; its founders read the reason. Returns whether it was waiting."""
    if not waiting().filter(pk=organization.pk).update(refused_at=now, refusal=reason):
        return False
    record_event(organization=organization, actor=None, what="refused", about=reason, now=now)
    return True


@transaction.atomic
def reconsider(*, organization: Organization, now: datetime) -> bool:
    """Take a refusal back: the organisation waits again, since when it did. Returns whether it was refused."""
    found = Organization.objects.filter(pk=organization.pk, waits_since__isnull=False, refused_at__isnull=False)
    if not found.update(refused_at=None, refusal=""):
        return False
    record_event(organization=organization, actor=None, what="waits-again", now=now)
    return True


def approved_on(organization: Organization) -> datetime | None:
    """When it was approved; None where nobody had to."""
    found = Event.objects.filter(organization=organization, what="approved").order_by("-pk")
    return found.values_list("at", flat=True).first()
