"""A member who has a secret code."""

import pytest

from courses.organizations.joining.secret_codes import hashed
from courses.organizations.models import Member
from tests.organizations.cast import make_member
from tests.organizations.joining.coming_back.returning import SECRET


@pytest.fixture
def returning(group) -> Member:
    return make_member(group, secret=hashed(SECRET))
