"""A code of an app opens while the app shows it, by the app's own clock, and once."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from tests.accounts.conftest import is_signed_in, sign_in
from tests.accounts.sign_in.conftest import shown_now

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECOND = "/en/account/2fa/authenticate/"
WAIT = "Wait until the app shows another code"


def entered(code: str) -> tuple[bool, str]:
    """Whether it signs in, in a browser that has never been here, and the page."""
    browser = Client()
    sign_in(browser)
    page = browser.post(SECOND, {"code": code}).content.decode()
    return is_signed_in(browser), page


@pytest.fixture
def secret(person) -> str:
    """Always the same, at always the same time: no two of the codes near are alike by chance."""
    TOTP.activate(person, SECRET)
    return SECRET


@pytest.fixture
def later(secret):
    """The first second of a half minute; moved on by hand."""
    with time_machine.travel("2026-11-25 10:00:00+00:00", tick=False) as moved:
        yield moved


def kept_drift() -> int:
    return int(Authenticator.objects.get(type="totp").data.get("drift", 0))


def test_code_opens_for_its_thirty_seconds(secret, later) -> None:
    later.shift(29)

    assert entered(shown_now(secret))[0]


@pytest.mark.parametrize("seconds", [30, 59, 300])
def test_code_of_before_opens_nothing_and_the_page_says_to_wait(secret, later, seconds: int) -> None:
    code = shown_now(secret)
    later.shift(seconds)

    opened, page = entered(code)

    assert (opened, WAIT in page) == (False, True)


def test_code_of_the_next_half_minute_opens_nothing_yet(secret, later) -> None:
    assert not entered(shown_now(secret, 1))[0]


def test_wrong_code_is_only_wrong(secret, later) -> None:
    opened, page = entered("000000")

    assert (opened, WAIT in page, "Incorrect code" in page) == (False, False, True)


@pytest.mark.parametrize("ahead", [-20, -3, 1, 20])
def test_app_whose_clock_is_wrong_opens_with_its_second_code_and_then_with_each(secret, later, ahead: int) -> None:
    opened = []
    for _code in range(3):
        opened.append(entered(shown_now(secret, ahead))[0])
        later.shift(30)

    assert (opened, kept_drift()) == ([False, True, True], ahead)


def test_same_code_twice_tells_no_clock(secret, later) -> None:
    code = shown_now(secret, -2)

    assert [entered(code)[0], entered(code)[0]] == [False, False]


def test_two_old_codes_entered_at_once_open_nothing(secret, later) -> None:
    assert [entered(shown_now(secret, ahead))[0] for ahead in (-3, -2, -1)] == [False, False, False]
    assert kept_drift() == 0


def test_codes_far_apart_tell_no_clock(secret, later) -> None:
    entered(shown_now(secret, -2))
    later.shift(timedelta(minutes=5))

    assert not entered(shown_now(secret, -2))[0]
    assert kept_drift() == 0


@pytest.mark.parametrize("known", [0, -3, 6])
def test_two_codes_seen_minutes_ago_and_entered_apart_open_nothing_of_a_known_app(secret, later, known: int) -> None:
    for _code in range(2 if known else 1):
        assert entered(shown_now(secret, known))[0] == (known == 0 or _code == 1)
        later.shift(30)
    seen = shown_now(secret, known), shown_now(secret, known + 1)
    later.shift(timedelta(minutes=4))

    opened = []
    for code in seen:
        opened.append(entered(code)[0])
        later.shift(30)

    assert (opened, kept_drift()) == ([False, False], known)
    assert entered(shown_now(secret, known))[0], "the app itself opens as before"


def test_clock_of_a_known_app_that_falls_behind_is_followed(secret, later) -> None:
    entered(shown_now(secret))
    for behind in (-1, -2):
        later.shift(timedelta(days=40))
        opened = []
        for _code in range(2):
            opened.append(entered(shown_now(secret, behind))[0])
            later.shift(30)
        assert opened == [False, True]

    assert kept_drift() == -2


def test_codes_with_different_clocks_open_nothing(secret, later) -> None:
    entered(shown_now(secret, -5))
    later.shift(30)

    assert not entered(shown_now(secret, 5))[0]


def test_once_late_is_forgotten_by_a_code_in_time(secret, later) -> None:
    entered(shown_now(secret, -1))
    assert entered(shown_now(secret))[0]
    later.shift(60)

    assert not entered(shown_now(secret, -1))[0]
    assert kept_drift() == 0


def test_clock_put_right_again_is_noticed_too(secret, later) -> None:
    for ahead in (-3, -3, 0, 0):
        last = entered(shown_now(secret, ahead))[0]
        later.shift(30)

    assert (last, kept_drift()) == (True, 0)


def test_code_opens_once_also_with_a_wrong_clock(secret, later) -> None:
    entered(shown_now(secret, 4))
    later.shift(30)
    code = shown_now(secret, 4)

    assert [entered(code)[0] for _time in range(3)] == [True, False, False]
    later.shift(30)
    assert not entered(code)[0]


def test_app_beyond_ten_minutes_is_not_waited_for(secret, later) -> None:
    opened, page = entered(shown_now(secret, 21))

    assert (opened, WAIT in page) == (False, False)


def test_chinese_page_says_to_wait_in_chinese(secret, later) -> None:
    browser = Client()
    sign_in(browser)

    page = browser.post(SECOND.replace("/en/", "/zh-hans/"), {"code": shown_now(secret, -1)}).content.decode()

    assert "等应用换成下一个验证码" in page
