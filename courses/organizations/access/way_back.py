"""Whether an organisation would be left without an owner if one person lost their password."""

from django.db.models import Exists, OuterRef

from courses.accounts.models import User
from courses.accounts.recovery_sheet.sheet import codes_left
from courses.organizations.access.roles import Role
from courses.organizations.models import Membership, Organization


def lacks_way_back(person: User, *, of: Organization | None = None) -> bool:
    """Whether this person is the only owner of an open organisation, or of this one, and has no unused code of a
    recovery sheet.

    Two queries at most.
    """
    owners = Membership.objects.filter(role=Role.OWNER.value)
    others = owners.filter(organization=OuterRef("organization")).exclude(user=person)
    alone = owners.filter(~Exists(others), user=person, organization__archived_at=None)
    if of is not None:
        alone = alone.filter(organization=of)
    return alone.exists() and not codes_left(person)
