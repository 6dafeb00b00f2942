"""A form sent after the sign-in has ended comes back as it was."""

import re
from html import unescape

import pytest
from django.test import Client

from courses.accounts.session.pending_answer import MOST_BYTES
from courses.organizations.models import Organization
from tests.accounts.conftest import PASSWORD, sign_in
from tests.accounts.ended.ending import end, form_in
from tests.learning.planning.steps.presser import Presser, words

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
