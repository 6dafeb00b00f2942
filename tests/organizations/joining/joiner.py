"""A browser that joins a group."""

from django.test import Client

from courses.organizations.models import Group
from tests.organizations.pages import key_in, url

VALUES = {"nickname": "小林", "secret": "maple7tea", "age": "14"}


def browser(settings, token: str = "") -> Client:
    """A browser of its own; with `token` that of a guest."""
    client = Client()
    if token:
        client.cookies[settings.VISITOR_COOKIE_NAME] = token
    return client


def send(client: Client, group: Group, **values: str):
    page = client.get(url("join", group.code)).content.decode()
    return client.post(url("join", group.code), {**VALUES, "key": key_in(page), **values})
