"""Codes and presses by which somebody signs in."""

from django.test import Client

from courses.accounts.models import User
from courses.organizations.models import Group, Member
from tests.conftest import sign_in
from tests.organizations.pages import key_in, url

SECRET, OTHER = "maple7tea", "plum9tree"


def come_back(group: Group, secret: str, client: Client | None = None):
    sent = {"code": group.code, "nickname": "小林", "secret": secret}
    return (client or Client()).post(url("group-sign-in"), sent)


def press(facilitator: User, name: str, member: Member):
    client = sign_in(Client(), facilitator)
    page = client.get(url("access", member.group_id, member.pk)).content.decode()
    people = client.get(url("people", member.group_id)).content.decode()
    return client.post(url(name, member.group_id, member.pk), {"key": key_in(people)}), page


def opened(*clients: Client) -> list[int]:
    return [client.get(url("mine")).status_code for client in clients]
