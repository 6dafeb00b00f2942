"""Guessing at an account does not keep its owner out where they have signed in before, and is no easier for it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.rate_limits import throttle
from tests.accounts.conftest import PASSWORD, is_signed_in, last_code, sign_in
from tests.accounts.sign_in.conftest import shown_now
from tests.conftest import make_account

SECOND, COOKIE = "/en/account/2fa/authenticate/", "known"
TOO_MANY = "Too many tries"
STRANGER = "192.0.2.66"
pytestmark = pytest.mark.django_db


def with_app(browser: Client, code: str) -> str:
    sign_in(browser)
    return browser.post(SECOND, {"code": code}).content.decode()


def heard(browser: Client, guesses: int, password: str = PASSWORD, code: str = "000000") -> int:
    """How many wrong codes are looked at."""
    sign_in(browser, password=password)
    pages = (browser.post(SECOND, {"code": code}).content.decode() for _guess in range(guesses))
    return sum(TOO_MANY not in page for page in pages)


@pytest.fixture
def owner(secret) -> Client:
    """Somebody with an app who has signed in by both steps, and out again."""
    browser = Client(REMOTE_ADDR="203.0.113.7")
    with time_machine.travel("2026-11-25 08:00:00+00:00", tick=False):
        with_app(browser, shown_now(secret))
    browser.post("/en/account/logout/")
    return browser


def test_owner_opens_with_their_app_while_somebody_guesses(owner, secret) -> None:
    assert heard(Client(), 12) == 10

    with_app(owner, shown_now(secret))

    assert is_signed_in(owner)


def test_browser_that_was_never_here_waits(owner, secret) -> None:
    heard(Client(), 12)
    other = Client()

    assert TOO_MANY in with_app(other, shown_now(secret))
    assert not is_signed_in(other)


def test_guesses_from_many_addresses_are_counted_together_still(secret) -> None:
    assert sum(heard(Client(REMOTE_ADDR=f"198.51.100.{one}"), 4) for one in range(5)) == 10


def test_owner_with_another_password_opens_where_they_never_were(owner, secret) -> None:
    guesser = Client(REMOTE_ADDR=STRANGER)
    heard(guesser, 12)
    set_another_password()
    browser = Client()
    sign_in(browser, password=ANOTHER)
    browser.post(SECOND, {"code": shown_now(secret)})

    assert is_signed_in(browser)


def test_half_sign_in_with_the_password_of_before_goes_no_further(secret) -> None:
    half = Client(REMOTE_ADDR=STRANGER)
    sign_in(half)
    set_another_password()

    answer = half.post(SECOND, {"code": shown_now(secret)})

    assert (answer.status_code, answer["Location"]) == (302, "/en/account/login/")
    assert not is_signed_in(half)


def test_half_sign_in_leaves_a_code_by_mail_to_another_account_alone(secret) -> None:
    other = make_account("bo", password=PASSWORD)
    EmailAddress.objects.create(user=other, email="bo@example.org", verified=True, primary=True)
    browser = Client()
    sign_in(browser)
    browser.post("/en/account/login/code/", {"email": "bo@example.org"})

    browser.post("/en/account/login/code/confirm/", {"code": last_code()})

    assert is_signed_in(browser)


def test_code_on_paper_opens_while_somebody_guesses_at_app_and_paper(owner, secret) -> None:
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    paper = kept.wrap().generate_codes()[0]
    assert heard(Client(REMOTE_ADDR=STRANGER), 12) == 10
    assert heard(Client(REMOTE_ADDR=STRANGER), 7, code="00000000") == 5
    browser = Client()

    assert TOO_MANY in with_app(browser, shown_now(secret))
    browser.post(SECOND, {"code": paper})

    assert is_signed_in(browser)


def test_codes_on_paper_are_guessed_a_few_hundred_times_a_day_from_everywhere(secret, monkeypatch) -> None:
    monkeypatch.setitem(throttle.LIMITS, "second_step_papers", "12/d")

    assert sum(heard(Client(REMOTE_ADDR=f"198.51.100.{one}"), 5, code="00000000") for one in range(4)) == 12


def test_page_that_refuses_says_what_an_owner_can_do(secret) -> None:
    browser = Client()
    heard(browser, 10)

    page = browser.post(SECOND, {"code": "000000"}).content.decode()

    assert "somebody knows your password" in page


def test_owner_who_gets_in_gives_guessers_no_more_tries(owner, secret) -> None:
    heard(Client(), 10)
    with_app(owner, shown_now(secret))

    assert heard(Client(), 2) == 0


def test_known_browser_has_as_many_tries_as_others_and_no_more(owner) -> None:
    assert heard(owner, 12) == 10


@pytest.mark.parametrize("spoilt", ["", "x", "a:b:c", "|||", "é" * 3])
def test_made_up_cookie_is_no_known_browser(secret, spoilt: str) -> None:
    guesser = Client()
    guesser.cookies[COOKIE] = spoilt
    heard(Client(), 10)

    assert heard(guesser, 2) == 0


def test_mark_of_one_account_counts_at_no_other(owner, secret) -> None:
    make_account("berta", password=PASSWORD)
    guesser = Client()
    sign_in(guesser, login="berta")
    guesser.post("/en/account/logout/")
    heard(Client(), 10)

    assert COOKIE in guesser.cookies
    assert heard(guesser, 2) == 0


ANOTHER = "another lantern by the river"


def set_another_password() -> None:
    person = User.objects.get(username="anna")
    person.set_password(ANOTHER)
    person.save(update_fields=["password"])


def test_changed_password_makes_the_mark_void(owner, secret) -> None:
    set_another_password()
    heard(Client(), 10, ANOTHER)
    sign_in(owner, password=ANOTHER)

    assert TOO_MANY in owner.post(SECOND, {"code": shown_now(secret)}).content.decode()


def test_mark_of_half_a_year_ago_is_void(owner, secret) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=181), tick=False):
        heard(Client(), 10)
        assert TOO_MANY in with_app(owner, shown_now(secret))


def test_shared_computer_gets_no_mark_and_half_a_sign_in_none_either(person, secret) -> None:
    shared, half = Client(), Client()
    sign_in(shared, shared="on")
    shared.post(SECOND, {"code": shown_now(secret)})
    sign_in(half)

    assert is_signed_in(shared)
    assert (COOKIE in shared.cookies, COOKIE in half.cookies) == (False, False)


def test_cookie_names_nobody_and_is_for_the_server_only(owner) -> None:
    kept, person = owner.cookies[COOKIE], User.objects.get(username="anna")

    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Lax", "/")
    assert not {person.username, str(person.pk)} & set(kept.value.replace("|", ":").split(":"))
    assert settings.SESSION_COOKIE_NAME not in {name for name, one in owner.cookies.items() if one.value}


def test_three_accounts_of_a_browser_are_kept_and_the_oldest_goes(person) -> None:
    browser = Client()
    for name in ("anna", "berta", "carla", "dora"):
        if name != "anna":
            make_account(name, password=PASSWORD)
        sign_in(browser, login=name)
        browser.post("/en/account/logout/")

    assert browser.cookies[COOKIE].value.count("|") == 2


# ---- with a password alone


def wrong_passwords(browser: Client, times: int = 11) -> None:
    for _time in range(times):
        sign_in(browser, password="wrong-wrong-wrong")


def test_neighbour_behind_the_same_address_keeps_nobody_out(person) -> None:
    own, neighbour = Client(), Client()
    sign_in(own)
    own.post("/en/account/logout/")
    wrong_passwords(neighbour)

    sign_in(own)
    sign_in(neighbour)

    assert (is_signed_in(own), is_signed_in(neighbour)) == (True, False)


def test_known_browser_is_held_back_after_ten_wrong_passwords_too(person) -> None:
    own = Client()
    sign_in(own)
    own.post("/en/account/logout/")
    wrong_passwords(own)

    sign_in(own)

    assert not is_signed_in(own)


def test_erasing_everything_forgets_the_mark(client, person) -> None:
    sign_in(client)
    assert client.cookies[COOKIE].value

    client.post("/en/me/data/delete/", {"sure": "on"})

    assert client.cookies[COOKIE].value == ""


def test_false_passkeys_take_no_try_away_from_codes(secret) -> None:
    browser = Client()
    sign_in(browser)
    for _time in range(12):
        browser.post(SECOND, {"credential": "{}"})
    browser.post(SECOND, {"code": shown_now(secret)})

    assert is_signed_in(browser)
