"""Writes the two records that are only ever added to: what was done in an organisation, and who looked at whom."""

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from courses.accounts.models import User
from courses.accounts.security_log.events import OPERATOR, SecurityKind, note
from courses.organizations.access.roles import Role
from courses.organizations.forms.zones import today_in
from courses.organizations.models import AccessLog, Event, Group, Member, Organization

LONGEST_ABOUT = 400
ALSO_IN_SECURITY_LOG: Mapping[str, SecurityKind] = {
    **dict.fromkeys(
        (
            "created", "accepted", "role-changed", "colleague-removed", "colleague-restored", "colleague-left",
            "handed-over", "owner-named", "lead-added", "lead-removed",
        ),
        SecurityKind.ROLE_CHANGED,
    ),
    **dict.fromkeys(
        (
            "approved", "refused", "waits-again", "archived", "restored", "closed", "opened-again",
            "organization-deleted",
        ),
        SecurityKind.ORGANIZATION,
    ),
    **dict.fromkeys(("exported", "term-exported", "organization-exported"), SecurityKind.EXPORT),
}  # fmt: skip


def record_event(
    *,
    organization: Organization,
    actor: User | None,
    what: str,
    now: datetime,
    about: str = "",
    subject: User | None = None,
    group: Group | None = None,
) -> Event:
    """Add one line to the organisation's audit log.

    `what` is a kind of event from staffing/wording.py; `about` never names a person. `actor` is None when the site
    itself, or its operator, did it. Changes of rights and exports are written to the security log too.
    """
    lines = [(subject, group)]
    return record_events(organization=organization, actor=actor, what=what, lines=lines, about=about, now=now)[0]


def record_events(
    *,
    organization: Organization,
    actor: User | None,
    what: str,
    lines: Iterable[tuple[User | None, Group | None]],
    now: datetime,
    about: str = "",
) -> list[Event]:
    """Add several events of one kind at once; each has its own `about` and group."""
    made = [
        Event(
            organization=organization, actor=actor, subject=subject, group=group, what=what,
            about=about[:LONGEST_ABOUT], at=now,
        )
        for subject, group in lines
    ]  # fmt: skip
    if kind := ALSO_IN_SECURITY_LOG.get(what):
        role = f" {about}" if about in set(Role) else ""
        words = f"{what}{role}, organisation {organization.pk}"
        for one in made:
            note(kind, account=one.subject, actor=actor or OPERATOR, about=words, now=now)
    return Event.objects.bulk_create(made)


def viewer_key(viewer: User) -> str:
    """A keyed hash (hex) that stands for a viewer in the log, also after their account is erased."""
    return hmac.new(settings.SECRET_KEY.encode(), f"viewer|{viewer.pk}".encode(), sha256).hexdigest()


def note_look(*, viewer: User, member: Member, now: datetime) -> None:
    """Log that `viewer` opened this member's page. If this raises, the page must not be shown."""
    AccessLog.objects.create(
        organization_id=member.organization_id, group_id=member.group_id, member=member, viewer=viewer,
        viewer_key=viewer_key(viewer), what=AccessLog.PERSON, day=today_in(member.group.time_zone, now), at=now,
    )  # fmt: skip
    note(SecurityKind.LOOK, account=member.learner, actor=viewer, about=f"group {member.group_id}", now=now)


def note_list(*, viewer: User, group: Group, now: datetime, what: str = AccessLog.LIST) -> None:
    """Log that `viewer` saw the group's list or exported it; at most one row per viewer, group and day."""
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                organization_id=group.organization_id, group=group, viewer=viewer, viewer_key=viewer_key(viewer),
                what=what, day=today_in(group.time_zone, now), at=now,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
