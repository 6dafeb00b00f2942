"""What breaks on our side: typed text is shown again, storage that is away is a 503, nobody becomes a guest."""

import pytest
from django.db import connection
from django.test import Client

from courses.accounts.models import User
from courses.accounts.session import engine
from courses.accounts.session.outage import Outage
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(settings) -> Client:
    """A browser that gets the page about an error, as on the real site."""
    settings.ROOT_URLCONF = "tests.literacy.pages.broken_urls"
    return Client(raise_request_exception=False)


@pytest.fixture
def back_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Storage was away a moment ago: sessions are not read until it is tried again."""
    monkeypatch.setattr(engine, "reading", Outage(seconds=600))
    engine.reading.begin()


def test_crash_shows_what_was_typed_and_no_secret(visitor) -> None:
    reply = visitor.post("/broken/", {"note": "my long answer", "password": "copper-lantern"})

    page = reply.content.decode()
    assert (reply.status_code, reply["Cache-Control"]) == (500, "no-store")
    assert '<input type="hidden" name="note" value="my long answer">' in page
    assert "copper-lantern" not in page
    assert "a name that nobody may read" not in page


def test_crash_without_anything_typed_speaks_both_languages(visitor) -> None:
    reply = visitor.get("/broken/")

    assert reply.status_code == 500
    assert "出错了" in reply.content.decode()
    assert "Something went wrong" in reply.content.decode()
    assert "default-src 'none'" in reply["Content-Security-Policy"]


def test_session_that_cannot_be_saved_is_storage_that_is_away(visitor, account) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("makes the database read-only as SQLite does")
    visitor.force_login(account)
    visitor.get("/en/")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    try:
        reply = visitor.get("/remembers/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF")

    assert (reply.status_code, reply["Retry-After"]) == (503, "10")


def test_answer_of_somebody_signed_in_waits_for_her_session(account_client, lesson, back_soon) -> None:
    browser, question = Browser(account_client, lesson), lesson.marked_questions[0]
    engine.reading.end()
    key = browser.form_key()
    engine.reading.begin()
    people = User.objects.count()

    reply = browser.answer(question, right_answer(question), key=key)

    assert reply.status_code == 503
    assert f'name="key" value="{key}"' in reply.content.decode()
    assert User.objects.count() == people


def test_finishing_a_lesson_makes_no_guest_of_somebody_signed_in(account_client, lesson, back_soon) -> None:
    account_client.get("/en/")
    people = User.objects.count()

    reply = account_client.post(f"/en/learn/{lesson.course}/{lesson.slug}/finish/")

    assert (reply.status_code, User.objects.count()) == (503, people)


@pytest.mark.parametrize("path", ["", "courses/", "courses/reading-a-loan/"])
def test_page_with_progress_is_kept_by_no_cache(client, guest_client, path) -> None:
    assert guest_client.get(f"/en/{path}")["Cache-Control"] == "no-store"
    assert client.get(f"/en/{path}")["Cache-Control"] == "private, no-cache"


def test_lesson_of_a_guest_lets_back_keep_what_was_typed(guest_client, lesson) -> None:
    reply = guest_client.get(f"/en/learn/{lesson.course}/{lesson.slug}/")

    assert reply["Cache-Control"] == "private, no-cache"


def test_health_answers_in_plain_http_and_other_pages_redirect(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    browser = Client()

    assert browser.get("/health/").status_code == 200
    assert browser.get("/en/")["Location"] == "https://testserver/en/"
