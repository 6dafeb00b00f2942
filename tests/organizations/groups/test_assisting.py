"""A facilitator reads out and presses for somebody: begun and ended from the person's page, said on the learner's."""

from datetime import timedelta

import pytest
import time_machine

from courses.organizations.models import Event
from tests.organizations.cast import NOW
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def test_facilitator_begins_and_ends_it(facilitator_client, group, member) -> None:
    page = url("access", group.pk, member.pk)
    facilitator_client.post(url("assistance-begin", group.pk, member.pk))
    facilitator_client.post(url("assistance-begin", group.pk, member.pk))  # pressed twice: one sitting

    member.learner.refresh_from_db()
    assert member.learner.assisted_until == NOW + timedelta(hours=3)
    assert "marked as given with help" in facilitator_client.get(page).content.decode()
    assert [event.what for event in Event.objects.all()] == ["assistance-begun"]
    facilitator_client.post(url("assistance-end", group.pk, member.pk))
    member.learner.refresh_from_db()
    assert member.learner.assisted_until is None


def test_learner_sees_it_and_ends_what_the_facilitator_began(facilitator_client, member_client, group, member) -> None:
    facilitator_client.post(url("assistance-begin", group.pk, member.pk))

    assert "somebody reads out and presses for you" in member_client.get("/en/me/with-help/").content.decode()
    member_client.post("/en/me/with-help/end/")
    member.learner.refresh_from_db()
    assert member.learner.assisted_until is None


def test_somebody_listed_who_has_not_come_has_no_sitting_to_begin(facilitator_client, group, member) -> None:
    member.joined_at = None
    member.save()

    assert "Answering with help" not in facilitator_client.get(url("access", group.pk, member.pk)).content.decode()
    reply = facilitator_client.post(url("assistance-begin", group.pk, member.pk))
    member.learner.refresh_from_db()
    assert (reply.status_code, member.learner.assisted_until) == (404, None)
