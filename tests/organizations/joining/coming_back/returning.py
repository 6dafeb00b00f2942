"""Signing in by a group's code."""

from django.contrib.auth import SESSION_KEY
from django.test import Client

from courses.organizations.models import Group
from tests.organizations.pages import url

SECRET = "maple7tea"


def come_back(client: Client, group: Group, **values: str):
    return client.post(url("group-sign-in"), {"code": group.code, "nickname": "小林", "secret": SECRET, **values})


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session
