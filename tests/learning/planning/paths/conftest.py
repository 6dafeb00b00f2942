"""A visitor who walks through the pages of a path."""

import pytest
from django.test import Client

from tests.learning.planning.paths.walker import Walker


@pytest.fixture
def walker(client: Client) -> Walker:
    return Walker(client)
