"""A browser whose sign-in has ended: it is said, nothing counts for a new guest without a word, nothing is lost."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from courses.accounts.models import User
from courses.accounts.session.pending_answer import MOST_BYTES
from courses.learning.models import Answer, LessonProgress, StepChoice
from courses.organizations.models import Organization
from literacy.demo.learner import right_answer
from tests.accounts.conftest import PASSWORD, sign_in
from tests.learning.answers import Browser
from tests.learning.planning.steps.presser import Presser, words

OVER = "You are signed out now"
GO_ON = "/en/account/go-on/"


@pytest.fixture
def question(lesson):
    return next(one for one in lesson.questions.values() if one.kind == "single")


def end(client: Client, how: str, clock) -> None:
    """The ways in which a sign-in ends without a press."""
    if how == "unused":
        clock.shift(15 * 86_400)
    elif how == "ended elsewhere":
        Session.objects.all().delete()
    else:
        del client.cookies[settings.SESSION_COOKIE_NAME]


ENDS = pytest.mark.parametrize("how", ["unused", "ended elsewhere", "cookie gone"])


def form_in(page: str, address: str) -> dict[str, str]:
    """The hidden fields and the choice of the form that is sent there."""
    inside = re.search(rf'<form[^>]*action="{re.escape(address)}"[^>]*>(.*?)</form>', page, re.DOTALL)[1]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
    chosen = re.search(r'value="([^"]+)"[^>]* checked', inside)
    return {name: unescape(value) for name, value in fields.items()} | ({"choice": chosen[1]} if chosen else {})


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


# ---- what is carried


ORGANIZATION = {"name": "Hill & “House” <b>", "language": "en", "place": "东边\n", "time_zone": "Asia/Shanghai"}


def start(client: Client, clock, **fields: str):
    """The form of a new organisation, sent after the end."""
    sign_in(client)
    asked = client.post("/en/organizations/new/", {**ORGANIZATION, **fields}).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', asked + 'name="key" value="of.nobody"')[1]
    end(client, "ended elsewhere", clock)
    return client.post("/en/organizations/new/", {"key": key, "agreed": "on", **ORGANIZATION, **fields})


def test_form_comes_back_as_it_was_and_one_press_sends_it(client, person, clock) -> None:
    going_on = start(client, clock).url
    arrived = sign_in(client, next=unescape(re.search(r"next=([^&]+)", going_on)[1]).replace("%2F", "/"))
    page = client.get(arrived.url).content.decode()

    assert 'value="Hill &amp; “House” &lt;b&gt;"' in page
    assert Organization.objects.count() == 0
    hidden = form_in(page, "/en/organizations/new/")
    assert hidden["agreed"] == "on"
    sent = client.post("/en/organizations/new/", {**ORGANIZATION, **hidden})
    assert sent.status_code == 303
    assert Organization.objects.get().name == "Hill & “House” <b>"


def test_form_comes_back_in_the_language_chosen_on_the_way(client, person, clock) -> None:
    start(client, clock)
    sign_in(client, next="/zh-hans/organizations/new/")

    page = client.get("/zh-hans/organizations/new/").content.decode()

    assert 'value="Hill &amp; “House” &lt;b&gt;"' in page
    assert "内容都还在" in page


def test_form_is_shown_once_and_only_where_it_belongs(client, person, clock) -> None:
    start(client, clock)
    sign_in(client)

    assert "Hill &amp;" not in client.get("/en/me/").content.decode()
    assert "Hill &amp;" in client.get("/en/organizations/new/").content.decode()
    assert "Hill &amp;" not in client.get("/en/organizations/new/").content.decode()


def test_form_is_shown_to_nobody_before_signing_in_and_not_after_15_minutes(client, person, clock) -> None:
    start(client, clock)
    assert "Hill" not in client.get("/en/organizations/new/", follow=True).content.decode()
    clock.shift(901)
    sign_in(client)

    assert "Hill" not in client.get("/en/organizations/new/").content.decode()


def test_form_that_was_changed_on_the_way_is_ignored(client, person, clock) -> None:
    start(client, clock)
    client.cookies["carried0"] = client.cookies["carried0"].value[:-4] + "AAAA"
    sign_in(client)

    assert "Hill" not in client.get("/en/organizations/new/").content.decode()


def test_signing_out_forgets_what_was_carried(client, person, clock) -> None:
    start(client, clock)
    sign_in(client)
    client.post("/en/account/logout/")
    sign_in(client)

    assert "Hill" not in client.get("/en/organizations/new/").content.decode()


def test_form_longer_than_a_browser_carries_stays_on_the_page(client, person, clock) -> None:
    long = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(MOST_BYTES // 3 + 100))

    response = start(client, clock, place=long)

    page = response.content.decode()
    assert response.status_code == 403
    assert long in unescape(page)
    assert "sign in on a second page" in page
    assert "carried0" not in response.cookies


@pytest.mark.parametrize("secret", ["password1", "oldpassword", "code", "secret", "credential"])
def test_secrets_are_never_carried(client, person, clock, secret) -> None:
    response = start(client, clock, **{secret: "canary-7781"})
    sign_in(client)

    assert "carried0" in response.cookies
    assert "canary-7781" not in client.get("/en/organizations/new/").content.decode()


def test_money_exercise_goes_through_and_is_kept_nowhere(client, person, clock) -> None:
    sign_in(client)
    client.get("/en/")
    end(client, "ended elsewhere", clock)

    response = client.post("/en/exercises/can-i-afford/", {"income": "7781"})

    assert response.status_code == 422
    assert 'value="7781"' in response.content.decode()
    assert not [name for name, one in response.cookies.items() if one.value and name.startswith("carried")]


def test_help_for_who_is_late_goes_through_and_no_answer_is_kept(client, person, clock) -> None:
    sign_in(client)
    client.get("/en/")
    end(client, "ended elsewhere", clock)

    response = client.post("/en/already-late/", {"danger": "none"})

    assert response.status_code == 200
    assert "What is happening about the debt?" in response.content.decode()
    assert not [name for name, one in response.cookies.items() if one.value and name.startswith("carried")]


def test_shared_computer_forgets_with_the_browser_that_somebody_was_signed_in(client, person) -> None:
    sign_in(client, shared="on")

    mark = client.cookies[settings.SIGNED_IN_COOKIE_NAME]
    assert (mark.value, mark["max-age"], mark["httponly"]) == ("1", "", True)


def test_words_of_the_sign_in_page_are_true_for_a_form(client, person, clock) -> None:
    page = words(client.get(start(client, clock).url).content.decode())

    assert "After you have signed in, you come back to the page with everything still there." in page
    assert "Go on without signing in" not in page


def test_form_comes_back_after_confirming_who_one_is_too(client, person, clock) -> None:
    sign_in(client)
    clock.shift(301)
    asked = client.post("/en/account/email/", {"email": "anna@example.org", "action_add": ""})
    assert asked.url.startswith("/en/account/reauthenticate/")

    back = client.post(asked.url, {"password": PASSWORD})

    assert back.url == "/en/account/email/"
    page = client.get(back.url).content.decode()
    assert 'value="anna@example.org"' in page
    assert PASSWORD not in page


def test_form_that_was_shown_again_where_it_was_sent_comes_back_on_its_page(client, person, lesson, clock) -> None:
    sign_in(client)
    step = Presser(client, lesson)
    form = step.form("I’ll do it")
    end(client, "ended elsewhere", clock)

    refused = client.post(
        f"{step.page}choose/", {**form, "": ""}, headers={"referer": f"http://testserver{step.page}choose/"}
    )

    assert refused.url == f"/en/account/login/?next={step.page.replace('/', '%2F')}&why=open"
