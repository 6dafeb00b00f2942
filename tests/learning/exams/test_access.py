"""Whose attempt it is: strangers meet a 404, forms of others record nothing, an ended session loses no answer."""

import pytest
from django.conf import settings
from django.test import Client

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.claims.actions import add_guest_learning
from courses.learning.models import CheckAnswer, CheckAttempt
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account, sign_in
from tests.learning.answers import fields
from tests.learning.exams.sitting import COURSE, Taker, key_in, question_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> Taker:
    return Taker(client)


@pytest.fixture
def attempt(owner) -> CheckAttempt:
    attempt = owner.begun()
    owner.fill(attempt, "rr")
    return attempt


def pages(taker: Taker, attempt: CheckAttempt) -> list[str]:
    return [taker.page(attempt), taker.page(attempt, 1), taker.page(attempt, 3), taker.page(attempt, "result")]


def posts(taker: Taker, attempt: CheckAttempt) -> list[str]:
    root = taker.page(attempt)
    return [f"{root}send/", f"{root}1/save/", f"{root}3/unknown/"]


def stranger(kind: str) -> Client:
    client = Client()
    if kind == "guest":
        Taker(client).begun()
    elif kind == "account":
        sign_in(client, make_account("other"))
    return client


@pytest.mark.parametrize("kind", ["visitor", "guest", "account"])
def test_attempt_of_another_learner_is_the_404_of_one_that_does_not_exist(owner, attempt, kind) -> None:
    other = stranger(kind)

    for page in pages(owner, attempt):
        there, nowhere = other.get(page), other.get(page.replace(f"/{attempt.pk}/", "/999999/"))
        assert (there.status_code, nowhere.status_code) == (404, 404)


@pytest.mark.parametrize("kind", ["visitor", "guest", "account"])
def test_stranger_changes_nothing_with_a_form_of_her_own(owner, attempt, kind) -> None:
    other = stranger(kind)
    key = key_in(other.get(f"/en/courses/{COURSE}/check/").content.decode())
    before = list(CheckAnswer.objects.values_list("pk", "given", "at"))

    for address in posts(owner, attempt):
        reply = other.post(
            address, {"key": key, **fields(question_of(attempt, 1), right_answer(question_of(attempt, 1)))}
        )
        assert reply.status_code == 404

    attempt.refresh_from_db()
    assert attempt.sent_at is None
    assert list(CheckAnswer.objects.values_list("pk", "given", "at")) == before


@pytest.mark.parametrize("pk", ["0", "1000000000000000000000000000000", "00000001%00", "Ⅷ", "-1"])
def test_odd_number_of_an_attempt_is_404(owner, attempt, pk) -> None:
    assert owner.get(f"{owner.root}/check/{pk}/").status_code == 404
    assert owner.get(f"{owner.root}/check/{attempt.pk}/{pk}/").status_code == 404


def test_attempt_under_another_course_is_404(owner, attempt) -> None:
    assert owner.get(f"/en/courses/nowhere/check/{attempt.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["check/", "diagnostic/"])
def test_check_of_an_unknown_course_is_404(client, page) -> None:
    assert client.get(f"/en/courses/nowhere/{page}").status_code == 404
    assert client.post(f"/en/courses/nowhere/{page}start/", {"key": "x"}).status_code == 404


def test_wrong_method_is_405(owner, attempt) -> None:
    for address in [*posts(owner, attempt), f"{owner.root}/check/start/", f"{owner.root}/diagnostic/start/"]:
        assert owner.client.get(address, follow=True).status_code == 200
    for address in [*pages(owner, attempt), f"{owner.root}/check/", f"{owner.root}/diagnostic/"]:
        assert owner.client.post(address).status_code == 405


@pytest.mark.parametrize("key", ["", "made-up", "made-up.0123456789012345678901"])
def test_form_without_a_key_of_ours_begins_nothing(client, key) -> None:
    reply = client.post(f"/en/courses/{COURSE}/check/start/", {"key": key})

    assert reply.status_code == 422
    assert b"Send it again" in reply.content
    assert (CheckAttempt.objects.count(), User.objects.count()) == (0, 0)


def test_form_of_another_shows_the_answer_again_and_records_nothing(owner, attempt, account) -> None:
    """The guest opened the form, signed in, and their learning came along: the form is of the guest still."""
    place = next(n for n in range(3, 11) if question_of(attempt, n).kind == "number")
    key = owner.key(attempt, place)
    add_guest_learning(account=account, guest=attempt.learner, catalog=catalog(), now=NOW)
    sign_in(owner.client, account)

    saved = owner.answer(attempt, place, "41.5", key=key)
    given_up = owner.client.post(f"{owner.page(attempt, place)}unknown/", {"key": key})
    sent = owner.send(attempt, key=key)

    assert (saved.status_code, given_up.status_code, sent.status_code) == (422, 422, 422)
    assert 'value="41.5"' in saved.content.decode()
    assert attempt.answers.count() == 2
    attempt.refresh_from_db()
    assert attempt.sent_at is None


def test_form_of_another_sends_no_check_though_every_question_has_an_answer(owner, attempt, account) -> None:
    owner.fill(attempt, "r" * 10)
    key = owner.key(attempt)
    add_guest_learning(account=account, guest=attempt.learner, catalog=catalog(), now=NOW)
    sign_in(owner.client, account)

    refused = owner.send(attempt, key=key)

    attempt.refresh_from_db()
    assert (refused.status_code, attempt.sent_at) == (422, None)
    assert owner.send(attempt).status_code == 303


def test_answer_sent_after_the_session_ended_waits_for_signing_in(account) -> None:
    client = Client()
    sign_in(client, account)
    taker = Taker(client)
    attempt = taker.begun()
    place = next(n for n in range(1, 11) if question_of(attempt, n).kind == "number")
    key = taker.key(attempt, place)
    del client.cookies[settings.SESSION_COOKIE_NAME]

    reply = taker.answer(attempt, place, "41.5", key=key)

    page = taker.page(attempt, place)
    assert reply.status_code == 302
    assert reply["Location"].startswith("/en/account/login/?next=")
    assert attempt.answers.count() == 0
    sign_in(client, account)
    shown = taker.get(f"{page}").content.decode()
    assert 'value="41.5"' in shown
    assert "It is still here as you left it" in shown
    assert 'value="41.5"' not in taker.get(f"{page}").content.decode()
    assert taker.answer(attempt, place, "41.5").status_code == 303


def test_waiting_answer_is_shown_only_where_it_belongs(account) -> None:
    client = Client()
    sign_in(client, account)
    taker = Taker(client)
    attempt = taker.begun()
    numbers = [n for n in range(1, 11) if question_of(attempt, n).kind == "number"]
    key = taker.key(attempt, numbers[0])
    del client.cookies[settings.SESSION_COOKIE_NAME]
    taker.answer(attempt, numbers[0], "41.5", key=key)
    sign_in(client, account)

    assert 'value="41.5"' not in taker.get(f"{taker.page(attempt, numbers[1])}").content.decode()


def test_sign_in_asked_for_is_the_same_for_an_attempt_that_does_not_exist(owner, attempt) -> None:
    visitor = Client()

    for number in (attempt.pk, 999999):
        reply = visitor.post(f"{owner.root}/check/{number}/1/save/", {"key": "of.somebody", "choice": "a"})
        assert reply.status_code == 302
        assert f"check%2F{number}%2F1%2F" in reply["Location"]
        assert set(reply.cookies) >= {"carried0"}


def test_claimed_attempt_goes_on_in_the_account_with_the_same_order_of_choices(owner, attempt, account) -> None:
    place = next(n for n in range(1, 11) if question_of(attempt, n).kind == "single")

    def choices() -> list[str]:
        page = owner.get(owner.page(attempt, place)).content.decode()
        return [part.split('"')[0] for part in page.split('name="choice" value="')[1:]]

    before = choices()
    add_guest_learning(account=account, guest=attempt.learner, catalog=catalog(), now=NOW)
    sign_in(owner.client, account)

    assert choices() == before
    owner.fill(attempt, "r" * 10)
    assert owner.send(attempt).status_code == 303


def test_question_page_is_not_shared_and_the_result_not_stored(owner, attempt) -> None:
    assert owner.get(owner.page(attempt, 3))["Cache-Control"] == "private, no-cache"
    assert owner.get(owner.page(attempt))["Cache-Control"] == "no-store"
    assert owner.get(f"{owner.root}/check/")["Cache-Control"] == "no-store"
