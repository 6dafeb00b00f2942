"""What whoever runs the site does with organisations: sees them all, closes one, opens it again, names an owner."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max

from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.roles import Role
from courses.organizations.models import Group, Member, Membership, Organization


class CannotBeOpenedError(Exception):
    """Its owner deleted it: they can take it back, an operator cannot."""


@dataclass(frozen=True, slots=True)
class OrganizationLine:
    """An organisation in numbers: open groups, people on their lists, colleagues; the Monday of the last week in which
    one of its people was active."""

    pk: int
    name: str
    state: str
    groups: int
    people: int
    colleagues: int
    last_week: date | None


def organization_lines() -> Iterator[OrganizationLine]:
    """All of them, in order of their numbers; five queries."""
    groups = _counted(Group.objects.filter(archived_at=None).values("organization").annotate(number=Count("pk")))
    staff = _counted(Membership.objects.values("organization").annotate(number=Count("pk")))
    people = _counted(Member.objects.present().values("organization").annotate(number=Count("pk")))
    active = dict(Member.objects.values_list("organization").annotate(last=Max("learner__last_active_on")))
    for one in Organization.objects.order_by("pk"):
        last: date | None = active.get(one.pk)
        yield OrganizationLine(
            pk=one.pk, name=one.name, state=state_in_words(one), groups=groups.get(one.pk, 0),
            people=people.get(one.pk, 0), colleagues=staff.get(one.pk, 0),
            last_week=last - timedelta(days=last.weekday()) if last else None,
        )  # fmt: skip


def _counted(rows: object) -> dict[int, int]:
    return {row["organization"]: row["number"] for row in rows}  # type: ignore[attr-defined]


def state_in_words(one: Organization) -> str:
    state = state_of(one)
    return f"{state}, until {one.deletes_at:%Y-%m-%d}" if state == "deleted" else state


def state_of(one: Organization) -> str:
    if one.deletes_at is not None:
        return "deleted"
    if one.archived_at is not None:
        return "closed" if one.waits_since else "archived"
    if one.refused_at is not None:
        return "refused"
    return "waiting" if one.waits_since else "open"


@transaction.atomic
def close(*, organization: Organization, now: datetime) -> bool:
    """Close all its pages and groups; nothing is deleted. Unlike one that its owner archived, it also waits for
    approval: if the owner takes it out of the archive, nothing works in its name. Returns whether it was open."""
    found = Organization.objects.filter(pk=organization.pk, archived_at=None)
    if not found.update(archived_at=now, waits_since=now):
        return False
    record_event(organization=organization, actor=None, what="closed", now=now)
    return True


@transaction.atomic
def open_again(*, organization: Organization, now: datetime) -> bool:
    """Open what was closed or archived; one that was refused before stays so. Returns whether it was closed; raises
    CannotBeOpenedError."""
    held = Organization.objects.select_for_update().get(pk=organization.pk)
    if held.deletes_at is not None:
        raise CannotBeOpenedError
    if held.archived_at is None:
        return False
    held.archived_at = None
    if held.refused_at is None:
        held.waits_since = None
    held.save(update_fields=["archived_at", "waits_since"])
    record_event(organization=held, actor=None, what="opened-again", now=now)
    return True


@transaction.atomic
def name_owner(*, organization: Organization, person: User, now: datetime) -> bool:
    """Make `person` an owner beside those there are, who keep their role. Returns whether they were none yet."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    held, is_new = Membership.objects.get_or_create(
        organization=organization, user=person, defaults={"role": Role.OWNER, "since": now}
    )
    if not is_new and held.role == Role.OWNER.value:
        return False
    held.role = Role.OWNER.value
    held.save(update_fields=["role"])
    record_event(
        organization=organization, actor=None, subject=person, what="owner-named", about=Role.OWNER.value, now=now
    )
    return True
