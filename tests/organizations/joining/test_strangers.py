"""A stranger with the code of a poster closes the group's sign-in for nobody, by whatever is tried."""

import pytest
from django.test import Client

from courses.accounts.rate_limits.throttle import LIMITS
from courses.organizations.joining.secret_codes import hashed
from courses.organizations.models import Event, Group, Member
from tests.organizations.cast import make_member
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db
SECRET = "maple7tea"
HERE, ELSEWHERE, STRANGER = "203.0.113.7", "198.51.100.4", "192.0.2.66"


@pytest.fixture
def learner(group) -> Member:
    return make_member(group, secret=hashed(SECRET))


def come_back(group: Group, address: str = HERE, **values: str) -> int:
    sent = {"code": group.code, "nickname": "小林", "secret": SECRET, **values}
    return Client().post(url("group-sign-in"), sent, REMOTE_ADDR=address).status_code


def test_invented_names_lock_out_nobody(group, learner) -> None:
    """200 misses with invented names on the code of a poster: the learner comes in, here and elsewhere."""
    misses = {come_back(group, STRANGER, nickname=f"name {number}") for number in range(200)}

    assert misses == {422}
    assert [come_back(group, address) for address in (ELSEWHERE, HERE, STRANGER)] == [303] * 3


def test_invented_names_are_refused_in_the_end_and_still_lock_out_nobody(group, learner, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group_sign_in_invented", "3/d")

    statuses = [come_back(group, STRANGER, nickname=f"name {number}") for number in range(5)]

    assert statuses == [422] * 3 + [429] * 2
    assert [come_back(group, address) for address in (ELSEWHERE, STRANGER)] == [303] * 2


def test_room_of_forty_with_five_slips_each_gets_in(group) -> None:
    secret = hashed(SECRET)
    people = [make_member(group, f"learner {number}", secret=secret).nickname for number in range(40)]

    slips = {come_back(group, nickname=name, secret=f"slip{number}x") for name in people for number in range(4)}
    slips |= {come_back(group, nickname=f"{name}!") for name in people}

    assert slips == {422}
    assert [come_back(group, nickname=name) for name in people] == [303] * 40


def test_stranger_closes_a_nickname_to_the_stranger_only(group, learner) -> None:
    guesses = [come_back(group, STRANGER, secret=f"wrong{number}code") for number in range(6)]

    assert guesses == [422] * 5 + [429]
    assert come_back(group, STRANGER) == 429
    assert come_back(group, HERE) == 303


@pytest.mark.parametrize("form", ["::ffff:{}", "::FFFF:{}", "64:ff9b::{}"])
def test_nickname_is_closed_to_one_mapped_address_only(group, learner, form) -> None:
    guesses = [come_back(group, form.format(STRANGER), secret=f"wrong{number}code") for number in range(6)]

    assert guesses == [422] * 5 + [429]
    assert come_back(group, form.format(HERE)) == 303


def test_group_under_attack_is_slowed_and_not_closed(group, learner, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group_sign_in_code", "3/d")
    monkeypatch.setitem(LIMITS, "group_sign_in_slow", "2/300s")
    make_member(group, "other", secret=hashed(SECRET))
    for number in range(3):
        come_back(group, f"192.0.2.{number}", secret="wrong1code")

    guesses = [come_back(group, STRANGER, secret=f"wrong{number}code") for number in range(3)]

    assert guesses == [422, 422, 429]
    assert come_back(group, STRANGER, nickname="other") == 429
    assert [come_back(group, HERE), come_back(group, HERE, nickname="other")] == [303, 303]


def test_refused_tries_do_not_count(group, learner, facilitator_client) -> None:
    for number in range(30):
        come_back(group, secret=f"wrong{number}code")

    page = facilitator_client.get(url("people", group.pk)).content.decode()
    assert "5 tries to sign in" in page


def test_facilitator_sees_wrong_tries_and_lifts_them(group, learner, facilitator_client) -> None:
    quiet = facilitator_client.get(url("people", group.pk)).content.decode()
    statuses = [come_back(group, secret=f"wrong{number}code") for number in range(6)]
    page = facilitator_client.get(url("people", group.pk)).content.decode()
    closed = come_back(group)

    answer = facilitator_client.post(url("let-try-again", group.pk))

    after = facilitator_client.get(url("people", group.pk)).content.decode()
    assert (statuses[-1], closed, come_back(group)) == (429, 429, 303)
    assert [url("let-try-again", group.pk) in one for one in (quiet, page, after)] == [False, True, False]
    assert (answer.status_code, Event.objects.latest("pk").what) == (303, "tries-forgiven")


def test_facilitator_is_told_of_an_attack_and_what_to_do(group, learner, facilitator_client, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group_sign_in_code", "5/d")
    for number in range(6):
        come_back(group, f"192.0.2.{number}", secret="wrong1code")

    page = facilitator_client.get(url("people", group.pk)).content.decode()

    assert ("may be guessing" in page, "give the group a new code" in page) == (True, True)


def test_people_can_be_seen_while_attempts_cannot_be_counted(group, learner, facilitator_client, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}

    assert facilitator_client.get(url("people", group.pk)).status_code == 200


def test_who_waits_is_told_what_to_do_and_keeps_what_was_typed(group, learner) -> None:
    for number in range(5):
        come_back(group, secret=f"wrong{number}code")
    sent = {"code": group.code, "nickname": "小林", "secret": SECRET}

    answer = Client().post(url("group-sign-in"), sent, REMOTE_ADDR=HERE)
    chinese = Client().post("/zh-hans/sign-in/group/", sent, REMOTE_ADDR=HERE)

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    page = answer.content.decode()
    assert ("Your facilitator can let you try again" in page, 'value="小林"' in page) == (True, True)
    assert "带领者可以让你马上再试" in chinese.content.decode()
    assert SECRET not in page


def test_code_that_opened_here_stays_open_whatever_is_tried_beside_it(group, client, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group", "3/m")
    first = client.get(url("join", group.code)).status_code
    for number in range(4):
        Client().get(url("join", f"ZZZZ{number:04}"))

    assert (first, Client().get(url("join", group.code)).status_code) == (200, 200)
    assert Client().get(url("join", "ZZZZ9999")).status_code == 429
