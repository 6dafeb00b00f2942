"""Names in files, put on a group's list."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.accounts.models import User
from courses.organizations.joining.rosters.actions import import_roster, keep_draft
from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.models import Group, Member
from tests.conftest import NOW

NAMES = "昵称\n小林\n阿梅\nLee\n"


def put(group: Group, owner: User, text: str, *, key: str = "k", remove: tuple[int, ...] = ()) -> dict[str, int]:
    draft = keep_draft(group=group, file=read_roster(text.encode()), key=key, actor=owner, now=NOW)
    return import_roster(draft=draft, remove=remove, actor=owner, now=NOW)


def present(group: Group) -> list[str]:
    return sorted(Member.objects.present().filter(group=group).values_list("nickname", flat=True))


def upload(browser: Client, group: Group, content: bytes, **more: str):
    import re

    url = f"/en/groups/{group.pk}/people/import/"
    key = re.search(r'name="key" value="([^"]+)"', browser.get(url).content.decode())[1]
    return browser.post(url, {"file": SimpleUploadedFile("names.csv", content), "key": key, **more})
