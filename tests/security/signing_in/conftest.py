"""A group, its facilitator and a member, and another group elsewhere."""

import pytest

from courses.accounts.models import User
from courses.organizations.joining.secret_codes import hashed
from courses.organizations.models import Group, Member
from tests.conftest import make_account
from tests.organizations.cast import make_group, make_lead, make_member, make_organization
from tests.security.signing_in.ways_in import SECRET


@pytest.fixture
def facilitator(db) -> User:
    return make_account("facilitator")


@pytest.fixture
def group(facilitator) -> Group:
    made = make_group(make_organization("Riverside", owner=make_account("owner")))
    make_lead(made, facilitator)
    return made


@pytest.fixture
def elsewhere(db) -> Group:
    return make_group(make_organization("Hillside", owner=make_account("chief")), "Morning group")


@pytest.fixture
def member(group) -> Member:
    """Joined with a new account; the secret code may be known to whoever set them up."""
    return make_member(group, secret=hashed(SECRET))
