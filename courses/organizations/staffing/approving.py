"""New organisations that wait for whoever runs the site, where its settings ask for that."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from courses.organizations.access.audit_log import record_event
from courses.organizations.models import Organization

AFTER_APPROVAL = "after-approval"  # of the setting NEW_ORGANIZATIONS


def new_ones_wait() -> bool:
    return bool(settings.NEW_ORGANIZATIONS == AFTER_APPROVAL)


def waiting() -> QuerySet[Organization]:
    """Organisations that wait for approval, the longest waiting first; without archived and deleted ones."""
    return Organization.objects.open().filter(waits_since__isnull=False).order_by("waits_since", "pk")


@transaction.atomic
def approve(*, organization: Organization, now: datetime) -> bool:
    """Approve an organisation, so that it can be used. Returns whether it was waiting; repeating changes nothing."""
    found = Organization.objects.filter(pk=organization.pk, waits_since__isnull=False)
    if not found.update(waits_since=None):
        return False
    record_event(organization=organization, actor=None, what="approved", now=now)
    return True
