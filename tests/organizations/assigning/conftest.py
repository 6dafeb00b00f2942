"""Somebody to be reminded of what the group asks for."""

import pytest

from courses.accounts.models import User
from courses.organizations.models import Group, GroupMail, Member
from tests.conftest import NOW


@pytest.fixture
def learner(group: Group, member: Member) -> User:
    """A member with an address who asked for reminders."""
    User.objects.filter(pk=member.learner_id).update(email="lin@example.org")
    GroupMail.objects.create(learner=member.learner, since=NOW)
    return User.objects.get(pk=member.learner_id)
