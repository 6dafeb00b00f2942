"""People and groups of the tests about organisations: plain functions that make one row each."""

from datetime import UTC, date, datetime
from itertools import count

from courses.accounts.models import User
from courses.organizations.access.roles import Role
from courses.organizations.forms.names import folded, sort_key
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import Group, GroupFacilitator, Member, Membership, Organization
from courses.organizations.short_links.codes import new_code
from tests.conftest import make_account

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ENDS_ON = date(2099, 12, 31)
_numbers = count(1)


def make_organization(name: str = "Riverside Centre", *, owner: User | None = None) -> Organization:
    organization = Organization.objects.create(
        name=name, language="en", time_zone="Asia/Shanghai", key=f"organization-{next(_numbers)}", created_at=NOW
    )
    if owner:
        make_staff(organization, owner, role=Role.OWNER)
    return organization


def make_staff(organization: Organization, user: User, *, role: Role = Role.FACILITATOR) -> Membership:
    return Membership.objects.create(organization=organization, user=user, role=role, since=NOW)


def make_group(organization: Organization, name: str = "Evening group", **fields: object) -> Group:
    values = {"code": new_code(8), "time_zone": "Asia/Shanghai", "ends_on": ENDS_ON, "created_at": NOW, **fields}
    return Group.objects.create(organization=organization, name=name, key=f"group-{next(_numbers)}", **values)


def make_lead(group: Group, user: User) -> GroupFacilitator:
    """Let this facilitator (made one if they are none yet) lead the group."""
    membership = Membership.objects.filter(organization=group.organization, user=user).first() or make_staff(
        group.organization, user
    )
    return GroupFacilitator.objects.create(
        organization=group.organization, group=group, membership=membership, since=NOW
    )


def make_member(group: Group, nickname: str = "小林", *, learner: User | None = None, **fields: object) -> Member:
    """A learner who has joined; a new account with a random name unless one is given."""
    person = learner or make_account(f"m-{next(_numbers):08d}")
    values = {"listed_at": NOW, "joined_at": NOW, "is_under_14": False, "began_here": learner is None, **fields}
    made = Member.objects.create(
        organization=group.organization, group=group, learner=person, nickname=nickname, folded=folded(nickname),
        sort_key=sort_key(nickname), **values,
    )  # fmt: skip
    note_stays([made.pk], now=made.listed_at)
    return made
