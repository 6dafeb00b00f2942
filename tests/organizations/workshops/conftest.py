"""A workshop that the facilitator has just begun, and two phones that have scanned its code."""

import pytest

from courses.organizations.models import Group
from tests.organizations.workshops.room import Phone, Room, begin


@pytest.fixture
def room(facilitator_client, group: Group, lesson) -> Room:
    return begin(facilitator_client, group, lesson)


@pytest.fixture
def single(lesson):
    """The lesson's first question with one right option."""
    return next(one for one in lesson.marked_questions if one.kind == "single")


@pytest.fixture
def phone(room: Room) -> Phone:
    return Phone(room.run.code)


@pytest.fixture
def other_phone(room: Room) -> Phone:
    return Phone(room.run.code)
