"""One organisation with an owner, a facilitator, a viewer, and a group that the facilitator leads."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from courses.accounts.models import User
from courses.organizations.access.roles import Role
from courses.organizations.models import Group, Member, Organization
from tests.conftest import make_account, sign_in
from tests.organizations.cast import make_group, make_lead, make_member, make_organization, make_staff
from tests.organizations.clock import Clock
from tests.organizations.tenants import strangers


@pytest.fixture
def clock(time_machine) -> Clock:
    return Clock(time_machine)


@pytest.fixture
def owner(db: None) -> User:
    return make_account("owner")


@pytest.fixture
def facilitator(db: None) -> User:
    return make_account("facilitator")


@pytest.fixture
def viewer(db: None) -> User:
    return make_account("viewer")


@pytest.fixture
def stranger(db: None) -> User:
    return make_account("stranger")


@pytest.fixture
def organization(owner: User, facilitator: User, viewer: User) -> Iterator[Organization]:
    """After each test, all rows of organisations name the one they belong to."""
    made = make_organization(owner=owner)
    make_staff(made, facilitator)
    make_staff(made, viewer, role=Role.VIEWER)
    yield made
    if not connection.needs_rollback:
        assert strangers() == {}


@pytest.fixture
def group(organization: Organization, facilitator: User) -> Group:
    """A group that the facilitator leads."""
    made = make_group(organization)
    make_lead(made, facilitator)
    return made


@pytest.fixture
def member(group: Group) -> Member:
    return make_member(group)


@pytest.fixture
def owner_client(owner: User) -> Client:
    return sign_in(Client(), owner)


@pytest.fixture
def facilitator_client(facilitator: User) -> Client:
    return sign_in(Client(), facilitator)


@pytest.fixture
def viewer_client(viewer: User) -> Client:
    return sign_in(Client(), viewer)


@pytest.fixture
def stranger_client(stranger: User) -> Client:
    return sign_in(Client(), stranger)


@pytest.fixture
def member_client(member: Member) -> Client:
    return sign_in(Client(), member.learner)
