"""Invitations to work in an organisation: a link that works once and for seven days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.roles import Role
from courses.organizations.models import Invitation, Membership, Organization
from courses.organizations.short_links.codes import new_token, token_hash

VALID_FOR = timedelta(days=7)


class InvitationRefusedError(Exception):
    """Used, withdrawn, expired or never written: nobody is told which."""


@dataclass(frozen=True, slots=True)
class Written:
    """A new invitation; `token` is in the link and nowhere else, and "" when this form was already sent once."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(*, organization: Organization, role: Role, actor: User, key: str, now: datetime) -> Written:
    token = new_token()
    values = {
        "organization": organization, "role": role.value, "token": token_hash(token), "created_by": actor,
        "created_at": now, "expires_at": now + VALID_FOR,
    }  # fmt: skip
    invitation, is_new = Invitation.objects.get_or_create(key=key, defaults=values)
    if is_new:
        record_event(organization=organization, actor=actor, what="invited", about=role.value, now=now)
    return Written(invitation, token if is_new else "")


@transaction.atomic
def withdraw(*, invitation: Invitation, actor: User, now: datetime) -> None:
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if unused.update(withdrawn_at=now):
        record_event(
            organization=invitation.organization, actor=actor, what="invitation-withdrawn", about=invitation.role,
            now=now,
        )  # fmt: skip


def find(token: str, *, now: datetime) -> Invitation | None:
    """The invitation behind a link, if it can still be used."""
    usable = Invitation.objects.usable(now).filter(token=token_hash(token))
    return usable.select_related("organization", "created_by").first()


@transaction.atomic
def accept(*, token: str, user: User, now: datetime) -> Membership:
    """Give `user` the role, and use the link up; raises InvitationRefusedError.

    Whoever has a role already keeps it when it is the higher one: a link never takes anything away.
    """
    invitation = find(token, now=now)
    if invitation is None or not Invitation.objects.usable(now).filter(pk=invitation.pk).update(used_at=now):
        raise InvitationRefusedError
    organization = Organization.objects.select_for_update().get(pk=invitation.organization_id)
    mine, is_new = Membership.objects.get_or_create(
        organization=organization, user=user, defaults={"role": invitation.role, "since": now}
    )
    ranks = [role.value for role in Role]
    if not is_new and ranks.index(invitation.role) < ranks.index(mine.role):
        mine.role = invitation.role
        mine.save(update_fields=["role"])
    record_event(organization=organization, actor=user, subject=user, what="accepted", about=mine.role, now=now)
    return mine
