"""Who inherits an organisation when the account of its owner is erased."""

from datetime import timedelta

import pytest

from courses.accounts.models import User
from courses.organizations.access.roles import Role
from courses.organizations.models import Event, Membership, Organization
from courses.privacy.erasure.erase import erase
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_organization

pytestmark = pytest.mark.django_db


def colleagues(organization: Organization, *rows: tuple[str, Role, int]) -> dict[str, User]:
    """By name: people with a role each, since so many days after the organisation began."""
    people = {name: make_account(name) for name, _role, _days in rows}
    for name, role, days in rows:
        since = NOW + timedelta(days=days)
        Membership.objects.create(organization=organization, user=people[name], role=role, since=since)
    return people


@pytest.mark.parametrize(
    ("rows", "heir"),
    [
        ((("later", Role.FACILITATOR, 5), ("first", Role.FACILITATOR, 2), ("last", Role.FACILITATOR, 9)), "first"),
        ((("viewer", Role.VIEWER, 1), ("facilitator", Role.FACILITATOR, 9)), "facilitator"),
        ((("later", Role.VIEWER, 5), ("first", Role.VIEWER, 2)), "first"),
        ((("a", Role.FACILITATOR, 3), ("b", Role.FACILITATOR, 3)), "a"),  # of two since the same day the first written
    ],
)
def test_who_inherits_an_organization_is_the_facilitator_and_then_the_viewer_there_longest(db, rows, heir) -> None:
    owner = make_account("leaving")
    organization = make_organization(owner=owner)
    elsewhere = make_organization("Elsewhere", owner=make_account("elsewhere"))
    colleagues(elsewhere, ("foreign", Role.FACILITATOR, -9))
    people = colleagues(organization, *rows)

    erase(learner=owner)

    owners = Membership.objects.filter(role=Role.OWNER).exclude(organization=elsewhere)
    assert [one.user for one in owners] == [people[heir]]
    assert Event.objects.get(what="handed-over").subject == people[heir]
    organization.refresh_from_db()
    assert organization.archived_at is None


def test_nobody_inherits_who_cannot_sign_in_or_where_another_owner_stays(db) -> None:
    owner = make_account("leaving")
    organization, shared = make_organization(owner=owner), make_organization("Shared", owner=owner)
    people = colleagues(organization, ("closed", Role.FACILITATOR, 1), ("open", Role.FACILITATOR, 5))
    people["closed"].is_active = False
    people["closed"].save()
    rows = (("second-owner", Role.OWNER, 3), ("helper", Role.FACILITATOR, 1))
    shared_people = colleagues(shared, *rows)

    erase(learner=owner)

    assert [one.user for one in Membership.objects.filter(organization=organization, role=Role.OWNER)] == [
        people["open"]
    ]
    owners = Membership.objects.filter(organization=shared, role=Role.OWNER)
    assert [one.user for one in owners] == [shared_people["second-owner"]]
