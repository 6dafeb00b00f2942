"""What was learned before joining: kept, and shown only when ticked."""

import pytest

from courses.accounts.models import User
from courses.learning.models import Answer
from courses.organizations.models import Group, Member
from tests.conftest import VISITOR_TOKEN, make_guest
from tests.organizations.cast import NOW, make_group
from tests.organizations.joining.joiner import browser, send
from tests.organizations.pages import key_in, url

pytestmark = pytest.mark.django_db


def answered(guest: User) -> User:
    Answer.objects.create(
        learner=guest, key="k", course="reading-a-loan", lesson="one-yardstick", question="q", version="v",
        result="right", at=NOW,
    )  # fmt: skip
    return guest


def test_guest_keeps_the_learning_and_shows_none_of_it(group, settings) -> None:
    guest = answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)

    send(client, group, earlier="mine")

    member = Member.objects.get()
    assert (member.learner, member.shares_earlier, Answer.objects.get().learner) == (guest, False, guest)
    guest.refresh_from_db()
    assert guest.visitor is None  # the cookie alone opens nothing any more


def test_guest_shows_earlier_learning_only_when_ticked_and_can_stop(group, settings) -> None:
    answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)
    send(client, group, earlier="mine-shared")
    shared = Member.objects.get().shares_earlier

    client.post(url("stop-sharing", Member.objects.get().pk))

    assert (shared, Member.objects.get().shares_earlier) == (True, False)


def test_learning_of_somebody_else_in_this_browser_stays_that_guests(group, settings) -> None:
    guest = answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)

    answer = send(client, group, earlier="not-mine")

    guest.refresh_from_db()
    assert (answer["Location"], guest.is_guest, Answer.objects.get().learner) == (url("mine"), True, guest)
    assert Member.objects.get().learner != guest


def test_in_a_shared_room_nobody_is_taken_for_the_last_person(organization, settings) -> None:
    group = make_group(organization, mode=Group.SHARED_ROOM)
    answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)

    unsaid = send(client, group).status_code
    answer = send(client, group, earlier="not-mine")

    assert (unsaid, answer.status_code) == (422, 303)
    assert answer.cookies[settings.VISITOR_COOKIE_NAME].value == ""
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""  # ends with the browser
    assert client.session["life"]["shared"] is True


def test_account_joins_without_a_secret_and_shares_only_if_ticked(group, stranger_client, stranger) -> None:
    stranger.set_password("correct horse battery")
    stranger.save()
    stranger_client.force_login(stranger)
    page = stranger_client.get(url("join", group.code)).content.decode()

    stranger_client.post(url("join", group.code), {"nickname": "Ann", "age": "14", "shares": "on", "key": key_in(page)})

    member = Member.objects.get()
    assert ('name="secret"' in page, member.learner, member.secret, member.shares_earlier) == (
        False,
        stranger,
        "",
        True,
    )


def test_account_that_has_joined_is_led_to_its_groups(group, member, member_client) -> None:
    assert member_client.get(url("join", group.code))["Location"] == url("mine")
