"""Writes of groups: create, edit, archive, restore, leads; one transaction each, all in the audit log."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from courses.accounts.http.refusals import ChangedMeanwhileError
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.roles import Role
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.join_codes import free_code
from courses.organizations.models import Group, GroupFacilitator, Membership, Organization

EDITED = ("name", "who_joins", "mode", "ends_on", "time_zone")
TRIES = 5
GOES_ON_FOR = timedelta(days=182)


@transaction.atomic
def create_group(
    *, organization: Organization, values: Mapping[str, object], actor: User, key: str, now: datetime
) -> Group:
    """`values` are those of the form. Whoever creates a group leads it; the same key returns the same group."""
    known = Group.objects.filter(organization=organization, key=key).first()
    if known is not None:
        return known
    made = _with_new_code(organization=organization, key=key, created_at=now, **values)
    membership = Membership.objects.filter(organization=organization, user=actor, role=Role.FACILITATOR.value).first()
    if membership is not None:
        GroupFacilitator.objects.create(organization=organization, group=made, membership=membership, since=now)
    record_event(organization=organization, actor=actor, what="group-created", group=made, about=made.name, now=now)
    return made


def _with_new_code(**values: object) -> Group:
    """A code that two groups drew at once is drawn again: with 31 letters in 8 places that hardly happens."""
    for _attempt in range(TRIES):
        try:
            with transaction.atomic():
                return Group.objects.create(code=free_code(), **values)
        except IntegrityError:
            found = Group.objects.filter(key=values["key"]).first()
            if found is not None:
                return found
    raise IntegrityError


@transaction.atomic
def edit_group(*, group: Group, version: int, values: Mapping[str, object], actor: User, now: datetime) -> Group:
    """Save if nobody else has since `version`; raises ChangedMeanwhileError and changes nothing."""
    changes = {name: values[name] for name in EDITED}
    saved = Group.objects.filter(pk=group.pk, version=version).update(version=version + 1, **changes)
    current = Group.objects.select_related("organization").get(pk=group.pk)
    if not saved:
        raise ChangedMeanwhileError(current)
    record_event(
        organization=current.organization, actor=actor, what="group-edited", group=current, about=current.name, now=now
    )
    return current


@transaction.atomic
def archive_group(*, group: Group, actor: User, now: datetime) -> None:
    if Group.objects.filter(pk=group.pk, archived_at=None).update(archived_at=now):
        record_event(organization=group.organization, actor=actor, what="group-archived", group=group, now=now)


@transaction.atomic
def restore_group(*, group: Group, actor: User, now: datetime) -> None:
    """Take a group out of the archive; if its last day has passed, it gets half a year more."""
    held = Group.objects.select_for_update().get(pk=group.pk)
    today = today_in(held.time_zone, now)
    if held.archived_at is None and held.ends_on >= today:
        return
    ends_on = held.ends_on if held.ends_on >= today else today + GOES_ON_FOR
    Group.objects.filter(pk=held.pk).update(archived_at=None, ends_on=ends_on, version=held.version + 1)
    record_event(organization=group.organization, actor=actor, what="group-restored", group=group, now=now)


@transaction.atomic
def set_lead(*, group: Group, membership: Membership, leads: bool, actor: User, now: datetime) -> None:
    """Make a colleague a lead of the group, or remove them as one when `leads` is false; repeating changes nothing."""
    if leads:
        _row, changed = GroupFacilitator.objects.get_or_create(
            group=group, membership=membership, defaults={"organization": group.organization, "since": now}
        )
    else:
        gone, _by_table = GroupFacilitator.objects.filter(group=group, membership=membership).delete()
        changed = bool(gone)
    if changed:
        what = "lead-added" if leads else "lead-removed"
        record_event(
            organization=group.organization, actor=actor, subject=membership.user, what=what, group=group, now=now
        )


def end_groups(*, now: datetime) -> int:
    """Archive groups whose last day has passed in their own time zone; returns how many. Safe to repeat."""
    ended = 0
    latest = date.fromordinal(now.date().toordinal() + 1)  # it is at most tomorrow anywhere
    for group in Group.objects.filter(archived_at=None, ends_on__lt=latest).select_related("organization"):
        if group.ends_on >= today_in(group.time_zone, now):
            continue
        with transaction.atomic():
            if Group.objects.filter(pk=group.pk, archived_at=None).update(archived_at=now):
                record_event(organization=group.organization, actor=None, what="group-ended", group=group, now=now)
                ended += 1
    return ended
