"""Whoever signs up keeps what this browser did, and may give it back for a month."""

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import Answer, CheckAttempt, LessonProgress, StepChoice, WellbeingResult
from tests.accounts.conftest import PASSWORD, last_code
from tests.conftest import NOW
from tests.learning.claims.signing import ADDED, ASKS, pages, text
from tests.learning.planning.steps.presser import take_up, words
from tests.learning.sharing.certificates.holder import passed

pytestmark = pytest.mark.django_db


def sign_up(client: Client, **more: str):
    return client.post("/en/account/signup/", {"username": "mei", "password1": PASSWORD, **more})


# ---- whoever signs up


def test_whoever_signs_up_keeps_what_this_browser_did_at_once(learned, lesson) -> None:
    response = sign_up(learned)

    mei = User.objects.get(username="mei")
    assert response.url == "/en/account/"
    assert [one.learner for one in Answer.objects.all()] == [mei]
    assert lesson.page("en").title in words(text(learned, "me/"))
    assert ADDED in text(learned, "account/")


def test_whoever_signs_up_by_mail_keeps_it_too(learned) -> None:
    confirm = learned.post("/en/account/signup/email/", {"email": "mei@example.org"}).url
    learned.post(confirm, {"code": last_code()})

    assert Answer.objects.get().learner.email == "mei@example.org"


def test_sign_up_leads_where_it_was_asked_to(learned) -> None:
    assert sign_up(learned, next="/en/courses/").url == "/en/courses/"


def test_undo_after_signing_up_stands_on_every_page_about_learning(learned, lesson) -> None:
    sign_up(learned)

    for page in pages(lesson):
        assert ADDED in text(learned, page), page


def test_undo_after_signing_up_gives_it_back_and_can_itself_be_taken_back(learned, lesson) -> None:
    sign_up(learned)
    mei = User.objects.get(username="mei")

    back = learned.post("/en/me/claim/undo/", {"next": "/en/courses/"})
    assert back.url == "/en/courses/"
    assert Answer.objects.get().learner != mei
    assert all(ASKS not in text(learned, page) for page in pages(lesson))

    again = "me/claim/?again=on"
    assert f'href="/en/{again}"' in text(learned, "me/")
    assert 'name="again" value="on"' in text(learned, again)
    learned.post("/en/me/claim/add/", {"again": "on"})
    assert Answer.objects.get().learner == mei


def test_undo_is_offered_on_my_progress_tomorrow_and_until_a_month_has_passed(clock, learned, lesson) -> None:
    sign_up(learned)
    clock.shift(86_400)

    assert [page for page in pages(lesson) if ADDED in text(learned, page)] == ["me/"]

    clock.shift(29 * 86_400)
    assert all(ADDED not in text(learned, page) for page in pages(lesson))


@pytest.mark.parametrize("kind", ["promise", "check", "result", "finished lesson"])
def test_whoever_signs_up_keeps_whatever_it_was(guest_client, guest, lesson, kind) -> None:
    do_one_thing(guest, lesson, kind)

    sign_up(guest_client)

    mei = User.objects.get(username="mei")
    owners = {
        row.learner for table in (StepChoice, CheckAttempt, WellbeingResult, LessonProgress)
        for row in table.objects.all()
    }  # fmt: skip
    assert owners == {mei}


def do_one_thing(guest: User, lesson, kind: str) -> None:
    if kind == "promise":
        take_up(guest, lesson)
    elif kind == "check":
        passed(guest)
    elif kind == "result":
        WellbeingResult.objects.create(
            learner=guest, key="w", occasion="before", age="18-61", mode="self", answers=[2] * 10, score=50, at=NOW
        )
    else:
        LessonProgress.objects.create(
            learner=guest, course=lesson.course, lesson=lesson.slug, opened_at=NOW, touched_at=NOW, completed_at=NOW
        )
