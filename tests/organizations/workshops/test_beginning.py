"""Beginning a workshop: its code, its questions, and pressing twice."""

import re

import pytest
from django.utils import timezone

from courses.organizations.models import Event, SessionRun


def test_beginning_makes_a_code_and_all_questions(room, lesson, facilitator) -> None:
    page = room.page()

    assert re.fullmatch("[2-9A-HJKMNP-Z]{6}", room.run.code)
    assert f"{room.run.code[:3]}-{room.run.code[3:]}" in page
    assert '<svg class="qr"' in page
    assert list(room.run.questions.order_by("position").values_list("question", flat=True)) == list(lesson.questions)
    event = Event.objects.get(what="session-opened")
    assert (event.actor, event.group, event.about) == (facilitator, room.group, f"{lesson.course}/{lesson.slug}")


def test_beginning_pressed_twice_makes_one_workshop(facilitator_client, group, lesson) -> None:
    page = facilitator_client.get(f"/en/groups/{group.pk}/workshops/").content.decode()
    sent = {"key": re.search(r'name="key" value="([^"]+)"', page)[1], "lesson": f"{lesson.course}/{lesson.slug}"}

    places = {facilitator_client.post(f"/en/groups/{group.pk}/workshops/", sent)["Location"] for _press in range(2)}

    assert (len(places), SessionRun.objects.count()) == (1, 1)


def test_form_made_for_somebody_else_begins_nothing(facilitator_client, owner_client, group, lesson) -> None:
    page = owner_client.get(f"/en/groups/{group.pk}/workshops/").content.decode()
    sent = {"key": re.search(r'name="key" value="([^"]+)"', page)[1], "lesson": f"{lesson.course}/{lesson.slug}"}

    answer = facilitator_client.post(f"/en/groups/{group.pk}/workshops/", sent)

    assert (answer.status_code, SessionRun.objects.count()) == (422, 0)


@pytest.mark.parametrize("lesson_typed", ["", "nope/nope", "reading-a-loan", "x" * 400, "\x00"])
def test_unknown_lesson_is_refused(facilitator_client, group, lesson_typed) -> None:
    answer = facilitator_client.post(f"/en/groups/{group.pk}/workshops/", {"lesson": lesson_typed, "key": "x"})

    assert (answer.status_code, SessionRun.objects.count()) == (422, 0)


def test_archived_group_begins_no_workshop(facilitator_client, group, lesson) -> None:
    page = facilitator_client.get(f"/en/groups/{group.pk}/workshops/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    group.archived_at = timezone.now()
    group.save()

    answer = facilitator_client.post(
        f"/en/groups/{group.pk}/workshops/", {"key": key, "lesson": f"{lesson.course}/{lesson.slug}"}
    )

    assert answer.status_code == 422
    assert "A workshop needs an open group" in answer.content.decode()
    assert SessionRun.objects.count() == 0
