"""A day on which a group met, and three of its people."""

import pytest

from courses.organizations.groups.attendance.actions import note_meeting
from courses.organizations.models import Meeting
from tests.organizations.cast import make_member
from tests.organizations.groups.attendance.meetings import DAY


@pytest.fixture
def meeting(group) -> Meeting:
    return note_meeting(group=group, day=DAY)


@pytest.fixture
def people(group):
    return [make_member(group, name) for name in ("Ann", "Bo", "小林")]
