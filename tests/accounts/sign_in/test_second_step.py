"""The second step: an authenticator app, its picture, and codes for when it is not at hand."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.conftest import is_signed_in, sign_in
from tests.accounts.sign_in.conftest import ACTIVATE, shown_now

pytestmark = pytest.mark.usefixtures("clock")


def test_app_is_set_up_with_the_code_it_shows(secret) -> None:
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_app_is_not_set_up_with_a_wrong_code(client, person) -> None:
    sign_in(client)
    client.get(ACTIVATE)

    response = client.post(ACTIVATE, {"code": "000000"})

    assert response.status_code == 422
    assert Authenticator.objects.count() == 0


def test_picture_comes_from_this_server_and_is_black_on_white(client, person) -> None:
    sign_in(client)
    page = client.get(ACTIVATE).content.decode()

    picture = client.get("/en/account/app-picture/")

    assert 'src="/en/account/app-picture/"' in page
    assert "data:image" not in page
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert b'fill="#fff"' in picture.content


def test_password_alone_no_longer_signs_in(secret) -> None:
    other = Client()

    assert sign_in(other).url == "/en/account/2fa/authenticate/"
    assert not is_signed_in(other)


def test_second_step_with_the_apps_code_signs_in(secret) -> None:
    other = Client()
    sign_in(other, next="/en/courses/")

    response = other.post("/en/account/2fa/authenticate/", {"code": shown_now(secret)})

    assert response.url == "/en/courses/"
    assert is_signed_in(other)


def test_second_step_with_a_wrong_code_is_422(secret) -> None:
    other = Client()
    sign_in(other)

    response = other.post("/en/account/2fa/authenticate/", {"code": "000000"})

    assert response.status_code == 422
    assert not is_signed_in(other)


def test_codes_for_the_second_step_are_shown_once_and_work_once(client, secret) -> None:
    shown = re.findall(r"<code>(\d{8})</code>", client.get("/en/account/2fa/recovery-codes/").content.decode())
    again = re.findall(r"<code>(\d{8})</code>", client.get("/en/account/2fa/recovery-codes/").content.decode())
    first, second = Client(), Client()
    for one in (first, second):
        sign_in(one)
        one.post("/en/account/2fa/authenticate/", {"code": shown[0]})

    assert (len(shown), again) == (10, [])
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_shared_computer_stays_chosen_through_the_second_step(secret) -> None:
    other = Client()
    sign_in(other, shared="on")
    other.post("/en/account/2fa/authenticate/", {"code": shown_now(secret)})

    assert other.session["life"]["shared"] is True


@pytest.mark.parametrize("between", ["", " ", "-", "\u200b"])
def test_second_step_reads_codes_however_they_are_written(secret, between: str) -> None:
    other = Client()
    sign_in(other)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in shown_now(secret).replace("0", "O"))

    response = other.post("/en/account/2fa/authenticate/", {"code": f"{wide[:3]}{between}{wide[3:]}"})

    assert (response.status_code, is_signed_in(other)) == (302, True)
