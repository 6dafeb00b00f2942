"""People with accounts of every kind, and what a browser does on the account pages."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from courses.accounts.models import User
from tests.conftest import make_account

PASSWORD = "copper-lantern-river-71"
NEW_PASSWORD = "seven quiet harbours 28"


@pytest.fixture
def person(db: None) -> User:
    """Signs in with a user name and a password."""
    return make_account("anna", password=PASSWORD)


@pytest.fixture
def mailed(db: None) -> User:
    """Has a confirmed address and no password."""
    return with_address(make_account("bo"), "bo@example.org")


def with_address(user: User, address: str) -> User:
    user.email = address
    user.save()
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def sign_in(client: Client, name: str = "anna", password: str = PASSWORD, **more: str):
    return client.post("/en/account/login/", {"login": name, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    """Whether the account page opens, without asking to sign in."""
    return client.get("/en/account/").status_code == 200


def last_code() -> str:
    """The code in the mail sent last."""
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group()


def without_tokens(response) -> str:
    """A page's text without what differs every time."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"[\w.]+@example\.org", "ADDRESS", text)
