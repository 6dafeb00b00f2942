"""An assignment sent after the sign-in has ended: note and choices come back, and one press gives it."""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from courses.organizations.models import Assignment, Group
from tests.conftest import sign_in
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db
NOTE = "Read “Rate” first,\nthen <call> me & ask."


def controls(page: str, address: str) -> dict[str, list[str]]:
    """What a browser would send of the form, were its button pressed."""
    inside = re.search(rf'<form[^>]*action="{re.escape(address)}"[^>]*>(.*?)</form>', page, re.DOTALL)[1]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", inside):
        kind = re.search(r'type="(\w+)"', tag)[1]
        name, value = re.search(r'name="([^"]+)"', tag)[1], re.search(r'value="([^"]*)"', tag)
        if kind not in ("radio", "checkbox") or " checked" in tag:
            found.setdefault(name, []).append(unescape(value[1]) if value else "on")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', inside, re.DOTALL):
        found[name] = [unescape(text)]
    return found


@pytest.mark.parametrize("stage", ["", "send"])
def test_note_and_choices_come_back_and_count_once(
    group: Group, facilitator, facilitator_client, course, stage
) -> None:
    address = url("assign-course", group.pk, course.slug)
    chosen = [course.lessons[1].slug, course.lessons[4].slug]
    sent = {"scope": "lessons", "lessons": chosen, "who": "all", "due": "week", "note": NOTE, "day": ""}
    checked = facilitator_client.post(address, sent).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', checked)[1]
    Session.objects.all().delete()

    refused = facilitator_client.post(address, {**sent, "stage": stage, "key": key})
    assert refused.url.startswith("/en/account/login/?next=")
    assert Assignment.objects.count() == 0

    client: Client = sign_in(facilitator_client, facilitator)
    form = controls(client.get(address).content.decode(), address)
    assert (form["lessons"], form["due"], form["note"]) == (chosen, ["week"], [NOTE])
    pressed = client.post(address, {name: value for name, value in form.items() if value != [""]})
    if stage:
        assert pressed.status_code == 303
        assert [one.note for one in Assignment.objects.order_by("pk")] == [NOTE.replace("\n", " ")] * 2
    else:
        assert pressed.status_code == 200  # asked once more, as ever


@pytest.mark.parametrize("name", ["group-archive", "renew-code"])
def test_button_pressed_after_the_end_waits_on_its_page(group: Group, facilitator, facilitator_client, name) -> None:
    Session.objects.all().delete()

    refused = facilitator_client.post(url(name, group.pk))
    page = sign_in(facilitator_client, facilitator).get(url(name, group.pk)).content.decode()

    group.refresh_from_db()
    assert group.archived_at is None
    assert refused.url.startswith("/en/account/login/?next=%2Fen%2Fgroups")
    assert "It is still here as you left it" in page
    assert f'action="{url(name, group.pk)}"' in page
