"""A browser that answers in a lesson."""

import pytest
from django.test import Client

from tests.learning.answers import Browser


@pytest.fixture
def browser(client: Client, lesson) -> Browser:
    return Browser(client, lesson)
