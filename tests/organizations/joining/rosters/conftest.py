"""A group and its owner, signed in."""

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.organizations.joining.rosters.reading import limits
from courses.organizations.models import Group, GroupFacilitator, Membership, Organization
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import ENDS_ON


@pytest.fixture
def owner(db: None) -> User:
    return make_account("owner")


@pytest.fixture
def group(owner: User) -> Group:
    organization = Organization.objects.create(
        name="Riverside", key="o", created_at=NOW, time_zone="Asia/Shanghai", language="en"
    )
    membership = Membership.objects.create(organization=organization, user=owner, role="owner", since=NOW)
    group = Group.objects.create(
        organization=organization, name="Evening group", code="7K4M2PXQ", time_zone="Asia/Shanghai",
        ends_on=ENDS_ON, key="g", created_at=NOW,
    )  # fmt: skip
    GroupFacilitator.objects.create(organization=organization, group=group, membership=membership, since=NOW)
    return group


@pytest.fixture
def browser(owner: User, group: Group) -> Client:
    return sign_in(Client(), owner)


@pytest.fixture(autouse=True)
def enough_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long reading takes depends on what else the machine does, and on whether each line is noted; `measured` of
    bombs.py reads in a process of its own, with the limit."""
    monkeypatch.setattr(limits, "MOST_SECONDS", 60)
