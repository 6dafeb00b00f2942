"""A second group of the same facilitator, for what concerns two."""

import pytest

from courses.accounts.models import User
from courses.organizations.models import Group, Organization
from tests.organizations.cast import make_group, make_lead


@pytest.fixture
def other(organization: Organization, facilitator: User) -> Group:
    made = make_group(organization, "Morning group")
    make_lead(made, facilitator)
    return made
