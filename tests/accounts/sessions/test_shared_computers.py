"""Shared computers: short sign-ins that say when they end."""

import pytest
from django.conf import settings
from django.test import Client

from tests.accounts.conftest import is_signed_in, last_code, sign_in
from tests.accounts.sessions.days import DAY
from tests.conftest import VISITOR_TOKEN


def shared(client: Client) -> None:
    sign_in(client, shared="on")


def test_shared_computer_gets_a_cookie_of_the_browsers_session(client, person) -> None:
    shared(client)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_own_computer_gets_a_cookie_of_14_days(client, person) -> None:
    sign_in(client)

    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 14 * DAY


def test_shared_computer_is_out_after_15_minutes_and_says_why(client, person, clock) -> None:
    shared(client)
    clock.shift(901)

    response = client.get("/en/account/")

    assert response.url == "/en/account/login/?next=%2Fen%2Faccount%2F&why=idle"
    assert "nothing was done for a while" in client.get(response.url).content.decode()


def test_shared_computer_stays_in_with_use_every_ten_minutes(client, person, clock) -> None:
    shared(client)
    for _round in range(6):
        clock.shift(600)
        assert is_signed_in(client)


def test_asking_how_long_is_left_is_no_use(client, person, clock) -> None:
    shared(client)
    clock.shift(600)
    asked = client.get("/en/account/stay/", headers={"accept": "application/json"})
    clock.shift(301)

    assert asked.json() == {"left": 300}
    assert not is_signed_in(client)


def test_one_press_extends(client, person, clock) -> None:
    shared(client)
    clock.shift(800)
    pressed = client.post("/en/account/stay/", headers={"accept": "application/json"})
    clock.shift(800)

    assert pressed.json() == {"left": 900}
    assert is_signed_in(client)


def test_one_press_without_javascript_leads_back_to_the_page(client, person) -> None:
    shared(client)

    response = client.post("/en/account/stay/", {"next": "/en/courses/"})

    assert (response.status_code, response.url) == (303, "/en/courses/")


def test_stay_never_leads_to_another_site(client, person) -> None:
    shared(client)

    assert client.post("/en/account/stay/", {"next": "https://evil.example/"}).url == "/en/me/"


def test_shared_computer_shows_when_it_ends_and_loads_its_script(client, person, clock) -> None:
    shared(client)

    page = client.get("/en/courses/").content.decode()

    assert "you are signed out at 17:15" in page  # 09:15 in London, 17:15 in Shanghai
    assert 'data-left="900"' in page
    assert "js/shared.js" in page


def test_own_computer_loads_no_script_for_shared_ones(client, person) -> None:
    sign_in(client)

    assert "js/shared.js" not in client.get("/en/courses/").content.decode()


def test_shared_computer_keeps_no_page_in_the_browser(client, person) -> None:
    shared(client)

    assert client.get("/en/courses/")["Cache-Control"] == "no-store"


def test_end_on_a_shared_computer_forgets_the_visitor_and_the_cache(client, person, guest, clock) -> None:
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    shared(client)
    clock.shift(901)

    response = client.get("/en/courses/")

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert response.cookies[settings.VISITOR_COOKIE_NAME].value == ""


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("/en/account/login/code/", {"email": "bo@example.org"}),
        ("/en/account/signup/email/", {"email": "new@example.org"}),
    ],
)
def test_shared_computer_is_asked_on_every_way_in(client, mailed, page, sent) -> None:
    confirm = client.post(page, {**sent, "shared": "on"}).url
    client.post(confirm, {"code": last_code()})

    assert client.session["life"]["shared"] is True


def test_answer_of_an_abandoned_try_is_not_kept(client, person, mailed) -> None:
    client.post("/en/account/login/code/", {"email": "bo@example.org", "shared": "on"})

    sign_in(client)

    assert client.session["life"]["shared"] is False
