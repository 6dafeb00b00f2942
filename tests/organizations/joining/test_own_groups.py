"""The learner's own groups, and leaving one."""

import pytest
from django.test import Client

from courses.organizations.models import Event, Member
from tests.conftest import sign_in
from tests.organizations.cast import NOW, make_member
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


def test_leaving_is_one_press_and_ends_the_view_at_once(group, member, member_client, facilitator_client) -> None:
    before = facilitator_client.get(url("access", group.pk, member.pk)).status_code

    answer = member_client.post(url("leave", member.pk))
    member_client.post(url("leave", member.pk))

    assert (before, answer.status_code) == (200, 303)
    assert facilitator_client.get(url("access", group.pk, member.pk)).status_code == 404
    assert "小林" not in facilitator_client.get(url("people", group.pk)).content.decode()
    assert Event.objects.filter(what="left").count() == 1


@pytest.mark.parametrize("name", ["leave", "stop-sharing", "welcome"])
def test_place_of_somebody_else_is_not_there(group, member, stranger_client, facilitator_client, name: str) -> None:
    codes = [client.post(url(name, member.pk)).status_code for client in (stranger_client, facilitator_client)]

    assert codes == [404, 404]
    assert Member.objects.present().get() == member


def test_visitor_is_led_to_sign_in_from_own_groups(db, client) -> None:
    assert client.get(url("mine"))["Location"].startswith("/en/account/login/")


def test_own_groups_show_no_others(group, member, member_client) -> None:
    make_member(group, "somebody else")

    assert "somebody else" not in member_client.get(url("mine")).content.decode()


def test_whoever_left_without_another_way_is_told(group) -> None:
    gone = make_member(group, left_at=NOW)

    assert "30" in sign_in(Client(), gone.learner).get(url("mine")).content.decode()
