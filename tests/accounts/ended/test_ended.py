"""A browser whose sign-in has ended: it is said, and nothing counts for a new guest without a word."""

import re
from html import unescape

import pytest
from django.conf import settings

from courses.accounts.models import User
from courses.learning.models import Answer, LessonProgress, StepChoice
from literacy.demo.learner import right_answer
from tests.accounts.conftest import sign_in
from tests.accounts.ended.ending import end, form_in
from tests.learning.answers import Browser
from tests.learning.planning.steps.presser import Presser

OVER = "You are signed out now"
GO_ON = "/en/account/go-on/"


@pytest.fixture
def question(lesson):
    return next(one for one in lesson.questions.values() if one.kind == "single")


ENDS = pytest.mark.parametrize("how", ["unused", "ended elsewhere", "cookie gone"])


def test_nobody_is_told_of_an_end_who_was_never_signed_in(client, db, lesson) -> None:
    assert OVER not in client.get("/en/").content.decode()


def test_nobody_is_told_of_an_end_after_signing_out(client, person) -> None:
    sign_in(client)
    client.get("/en/")
    client.post("/en/account/logout/")

    assert OVER not in client.get("/en/").content.decode()


@ENDS
def test_every_later_page_says_that_the_sign_in_is_over(client, person, lesson, clock, how) -> None:
    sign_in(client)
    client.get("/en/")
    end(client, how, clock)

    for page in ("", "me/", f"learn/{lesson.course}/{lesson.slug}/", "courses/"):
        for _time in range(2):
            assert OVER in client.get(f"/en/{page}").content.decode(), page
    assert "Your progress is in your account" in client.get("/en/me/").content.decode()
    assert "你现在没有登录" in client.get("/zh-hans/").content.decode()


@ENDS
@pytest.mark.parametrize("opened", ["before", "after"])
def test_answer_is_no_new_guests_without_a_word(client, person, lesson, question, clock, how, opened) -> None:
    sign_in(client)
    browser = Browser(client, lesson)
    if opened == "before":
        key = browser.form_key()
        end(client, how, clock)
    else:
        client.get("/en/")
        end(client, how, clock)
        key = browser.form_key()
    users = User.objects.count()

    response = browser.answer(question, right_answer(question), key=key)

    page = response.content.decode()
    address = f"{browser.url}questions/{question.id}/"
    assert response.status_code == 422
    assert (Answer.objects.count(), User.objects.count()) == (0, users)
    assert "so nothing was recorded" in page
    assert form_in(page, address)["choice"] == right_answer(question)

    link = unescape(re.search(r'href="([^"]+)"[^>]*>Sign in to send this answer', page)[1])
    sign_in_page = client.get(link).content.decode()
    arrived = sign_in(client, next=unescape(re.search(r'name="next" value="([^"]+)"', sign_in_page)[1]))
    shown = client.get(arrived.url, follow=True).content.decode()
    form = form_in(shown, address)
    assert form["choice"] == right_answer(question)
    assert client.post(address, form).status_code == 303
    assert [one.learner for one in Answer.objects.all()] == [person]


def test_answer_counts_for_this_browser_once_she_says_so(client, person, lesson, question, clock) -> None:
    sign_in(client)
    browser = Browser(client, lesson)
    client.get("/en/")
    end(client, "ended elsewhere", clock)
    address = f"{browser.url}questions/{question.id}/"
    refused = browser.answer(question, right_answer(question)).content.decode()

    again = client.post(address, form_in(refused, address))

    assert again.status_code == 303
    assert Answer.objects.get().learner.username is None
    assert OVER not in client.get("/en/").content.decode()


def test_whoever_goes_on_without_is_an_ordinary_visitor(client, person, lesson, question, clock) -> None:
    sign_in(client)
    client.get("/en/")
    end(client, "cookie gone", clock)

    gone_on = client.post(GO_ON, {"next": "/en/courses/"})

    assert (gone_on.status_code, gone_on.url) == (303, "/en/courses/")
    assert OVER not in client.get("/en/").content.decode()
    Browser(client, lesson).answer(question, right_answer(question))
    assert Answer.objects.get().learner.username is None


def test_step_pressed_after_the_end_waits_for_signing_in_or_for_a_word(client, person, lesson, clock) -> None:
    sign_in(client)
    presser = Presser(client, lesson)
    form = presser.form("I’ll do it")
    end(client, "ended elsewhere", clock)

    refused = presser.send(form)
    page = client.get(refused.url).content.decode()

    assert StepChoice.objects.count() == 0
    assert "You were signed out before this was sent" in page
    assert "Go on without signing in" in page
    back = client.post(GO_ON, {"next": presser.page}).url
    assert "It is still here as you left it" in client.get(back).content.decode()


def test_finished_lesson_is_no_new_guests(client, person, lesson, clock) -> None:
    sign_in(client)
    client.get("/en/")
    end(client, "ended elsewhere", clock)

    response = client.post(f"/en/learn/{lesson.course}/{lesson.slug}/finish/")

    assert response.url.startswith("/en/account/login/")
    assert LessonProgress.objects.count() == 0


def test_shared_computer_forgets_with_the_browser_that_somebody_was_signed_in(client, person) -> None:
    sign_in(client, shared="on")

    mark = client.cookies[settings.SIGNED_IN_COOKIE_NAME]
    assert (mark.value, mark["max-age"], mark["httponly"]) == ("1", "", True)
