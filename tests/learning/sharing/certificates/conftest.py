"""A guest who passed the check, their browser, and an account that did."""

import pytest
from django.test import Client

from tests.learning.sharing.certificates.holder import Holder, passed


@pytest.fixture
def holder(guest, guest_client) -> Holder:
    passed(guest)
    return Holder(guest_client)


@pytest.fixture
def stranger(db) -> Client:
    return Client()
