"""Writes of organisations and their staff; one transaction each, all in the audit log."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet

from courses.accounts.http.refusals import ChangedMeanwhileError
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event, record_events
from courses.organizations.access.roles import Role
from courses.organizations.models import Event, Group, GroupFacilitator, Membership, Organization

EDITED = ("name", "language", "place", "time_zone")


class LastOwnerError(Exception):
    """An organisation always has an owner: first make somebody else one."""


def state_of(organization: Organization) -> str:
    """A text that changes whenever an editable field changes; used to detect edits by somebody else."""
    return sha256(repr([getattr(organization, name) for name in EDITED]).encode()).hexdigest()


@transaction.atomic
def create_organization(
    *, name: str, language: str, place: str, time_zone: str, owner: User, key: str, now: datetime, waits: bool = False
) -> Organization:
    """The organisation and its first owner; the same key again returns the same organisation.

    One that `waits` for approval can be looked at by its owner, and does nothing else.
    """
    values = {"name": name, "language": language, "place": place, "time_zone": time_zone, "created_at": now}
    values["waits_since"] = now if waits else None
    made, is_new = Organization.objects.get_or_create(key=key, defaults=values)
    if is_new:
        Membership.objects.create(organization=made, user=owner, role=Role.OWNER, since=now)
        record_event(organization=made, actor=owner, what="created", now=now)
    return made


@transaction.atomic
def edit_organization(
    *, organization: Organization, values: Mapping[str, str], seen: str, actor: User, now: datetime
) -> Organization:
    """Save if the organisation is still in the state `seen`; else raise ChangedMeanwhileError and change nothing."""
    held = _lock(organization)
    if seen and seen != state_of(held):
        raise ChangedMeanwhileError(held)
    for name in EDITED:
        setattr(held, name, values[name])
    held.save(update_fields=EDITED)
    record_event(organization=held, actor=actor, what="edited", now=now)
    return held


@transaction.atomic
def change_role(*, membership: Membership, role: Role, actor: User, now: datetime) -> Membership:
    """Give a colleague another role. Raises LastOwnerError when no owner would be left."""
    held = _lock_membership(membership)
    if held.role == role.value:
        return held
    if held.role == Role.OWNER.value:
        _refuse_without_owner(held)
    was_owner, held.role = held.role == Role.OWNER.value, role.value
    held.save(update_fields=["role"])
    if was_owner and role is Role.FACILITATOR:
        keep_leading(membership=held, now=now)
    record_event(
        organization=held.organization, actor=actor, subject=held.user, what="role-changed", about=role.value, now=now
    )
    return held


@transaction.atomic
def remove_colleague(*, membership: Membership, actor: User, now: datetime) -> None:
    """Ends the role, and with it every group that person leads; raises LastOwnerError.

    The record says which groups these were: by it, restoring.py takes a colleague back who was removed by mistake.
    """
    held = _lock_membership(membership)
    if held.role == Role.OWNER.value:
        _refuse_without_owner(held)
    what = "colleague-left" if held.user_id == actor.pk else "colleague-removed"
    led = [(held.user, lead.group) for lead in held.leads.select_related("group").order_by("group__name", "pk")]
    record_events(organization=held.organization, actor=actor, what="lead-removed", lines=led, now=now)
    record_event(organization=held.organization, actor=actor, subject=held.user, what=what, about=held.role, now=now)
    held.delete()


@transaction.atomic
def hand_over(*, organization: Organization, to: Membership, actor: User, now: datetime) -> None:
    """`to` becomes owner; whoever hands over becomes a facilitator, who goes on leading their own groups.

    Raises Membership.DoesNotExist when `to` has left meanwhile, or the actor is an owner no more.
    """
    _lock(organization)
    mine = Membership.objects.get(organization=organization, user=actor, role=Role.OWNER.value)
    theirs = Membership.objects.get(pk=to.pk, organization=organization)
    if theirs.pk == mine.pk:
        return
    theirs.role, mine.role = Role.OWNER.value, Role.FACILITATOR.value
    theirs.save(update_fields=["role"])
    mine.save(update_fields=["role"])
    keep_leading(membership=mine, now=now)
    record_event(organization=organization, actor=actor, subject=theirs.user, what="handed-over", now=now)


def keep_leading(*, membership: Membership, now: datetime) -> None:
    """Add a former owner as lead of the groups that they created or that nobody else leads.

    Owners lead every group without being listed.
    """
    groups = Group.objects.filter(organization=membership.organization_id)
    made = Event.objects.filter(actor=membership.user_id, what="group-created").values("group")
    own = groups.filter(Q(pk__in=made) | Q(facilitators=None)).distinct()
    GroupFacilitator.objects.bulk_create(
        [
            GroupFacilitator(
                organization_id=membership.organization_id, group=group, membership=membership, since=now
            )
            for group in own
        ],
        ignore_conflicts=True,
    )  # fmt: skip


@transaction.atomic
def archive_organization(*, organization: Organization, actor: User, now: datetime) -> None:
    """Archive it: all of its pages and groups close, and nothing is deleted. Repeating changes nothing."""
    held = _lock(organization)
    if held.archived_at is None:
        held.archived_at = now
        held.save(update_fields=["archived_at"])
        record_event(organization=held, actor=actor, what="archived", now=now)


@transaction.atomic
def restore_organization(*, organization: Organization, actor: User, now: datetime) -> None:
    """Take it out of the archive at any later time; a deleted one until its deletion is final."""
    held = _lock(organization)
    if held.archived_at is None:
        return
    held.archived_at = held.deletes_at = None
    held.save(update_fields=["archived_at", "deletes_at"])
    record_event(organization=held, actor=actor, what="restored", now=now)


@transaction.atomic
def leave_before_erasing(*, person: User, now: datetime) -> None:
    """Hand over the organisations of somebody whose account is erased: where they were the only owner, the
    colleague who has been there longest becomes one; where nobody is left, the organisation is archived."""
    for mine in Membership.objects.filter(user=person, role=Role.OWNER.value).select_related("organization"):
        held = _lock(mine.organization)
        others = Membership.objects.filter(organization=held).exclude(user=person)
        if others.filter(role=Role.OWNER.value).exists():
            continue
        heir = _heir(others)
        if heir is not None:
            heir.role = Role.OWNER.value
            heir.save(update_fields=["role"])
            record_event(organization=held, actor=person, subject=heir.user, what="handed-over", now=now)
        else:
            archive_organization(organization=held, actor=person, now=now)


def _heir(others: QuerySet[Membership]) -> Membership | None:
    for role in (Role.FACILITATOR, Role.VIEWER):
        found = others.filter(role=role.value, user__is_active=True).order_by("since", "pk").first()
        if found is not None:
            return found
    return None


def _lock(organization: Organization) -> Organization:
    """The organisation, held until the transaction ends: two owners cannot both take the last one away."""
    return Organization.objects.select_for_update().get(pk=organization.pk)


def _lock_membership(membership: Membership) -> Membership:
    _lock(membership.organization)
    return Membership.objects.select_related("organization", "user").get(pk=membership.pk)


def _refuse_without_owner(leaving: Membership) -> None:
    owners = Membership.objects.filter(organization=leaving.organization_id, role=Role.OWNER.value)
    if not owners.exclude(pk=leaving.pk).exists():
        raise LastOwnerError
