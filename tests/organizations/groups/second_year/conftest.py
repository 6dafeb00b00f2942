"""The browser of the facilitator who leads the group."""

import pytest
from django.test import Client

from tests.conftest import sign_in


@pytest.fixture
def leader(clock, facilitator) -> Client:
    return sign_in(Client(), facilitator)
