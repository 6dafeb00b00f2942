"""A group's join code: renewal, former codes that still sign members in, and undo."""

from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.models import FormerCode, Group
from courses.organizations.models.groups import CODE_LETTERS
from courses.organizations.short_links.codes import new_code


def free_code() -> str:
    """A random code that no group has or had. With 31 letters in 8 places, the first try nearly always succeeds."""
    code = new_code(CODE_LETTERS)
    while FormerCode.objects.filter(code=code).exists() or Group.objects.filter(code=code).exists():
        code = new_code(CODE_LETTERS)
    return code


@transaction.atomic
def renew_code(*, group: Group, seen: str, actor: User, now: datetime) -> bool:
    """Replace the join code; members can still sign in with the old one until that is ended.

    `seen` is the code that the form was made from, so that a second press makes no second code. Returns whether a new
    code was made.
    """
    held = Group.objects.select_for_update().get(pk=group.pk)
    if seen != held.code:
        return False
    _replace(held, free_code(), actor, now)
    return True


@transaction.atomic
def use_again(*, former: FormerCode, actor: User, now: datetime) -> Group:
    """Make the older code the current one, and the current one an older code. Repeating changes nothing."""
    held = Group.objects.select_for_update().get(pk=former.group_id)
    if FormerCode.objects.filter(pk=former.pk).delete()[0]:
        _replace(held, former.code, actor, now)
    return held


def _replace(group: Group, code: str, actor: User, now: datetime) -> None:
    FormerCode.objects.create(organization_id=group.organization_id, group=group, code=group.code, replaced_at=now)
    group.code = code
    group.save(update_fields=["code"])
    record_event(organization=group.organization, actor=actor, what="code-renewed", group=group, now=now)


@transaction.atomic
def set_signing_in(*, former: FormerCode, allowed: bool, actor: User, now: datetime) -> None:
    """Set whether members can sign in with an older code; repeating changes nothing."""
    rows = FormerCode.objects.filter(pk=former.pk, ended_at__isnull=not allowed)
    if rows.update(ended_at=None if allowed else now):
        what = "code-allowed" if allowed else "code-ended"
        group = Group.objects.select_related("organization").get(pk=former.group_id)
        record_event(organization=group.organization, actor=actor, what=what, group=group, now=now)
