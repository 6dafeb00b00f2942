"""A workshop that is under way."""

import pytest

from courses.accounts.models import User
from courses.organizations.models import Group, SessionRun
from tests.conftest import NOW


@pytest.fixture
def run(group: Group, facilitator: User) -> SessionRun:
    return SessionRun.objects.create(
        organization=group.organization, group=group, key="k", course="reading-a-loan", lesson="one-yardstick",
        code="K7M4PX", started_by=facilitator, opened_at=NOW,
    )  # fmt: skip
