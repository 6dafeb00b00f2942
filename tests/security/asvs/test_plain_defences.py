"""Defences that frameworks give for nothing, each tried once, so that a setting that takes one away is noticed."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import global_settings, settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from courses.accounts.models import User
from literacy import settings as site
from tests.accounts.conftest import PASSWORD, is_signed_in
from tests.conftest import make_account
from tests.repository.alone import ROOT

pytestmark = pytest.mark.django_db
KEY = "0123456789-0123456789-0123456789-0123456789"
PUBLIC = {
    "HTTPS": "on",
    "ALLOWED_HOSTS": "learn.example.org",
    "SECRET_KEY": KEY,
    "ERASURE_KEY": KEY,
    "PROXY_COUNT": "1",
}
TOLD = """
import json
from literacy import settings as s
names = [name for name in dir(s) if name.endswith("_COOKIE_NAME")]
secure = [name for name in dir(s) if name.endswith("_COOKIE_SECURE")]
print(json.dumps([[getattr(s, name) for name in names], [getattr(s, name) for name in secure], s.DEBUG,
                  s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_SSL_REDIRECT]))
"""
FORMATS = "{0.__class__} %s %(name)s ${name} {{ name }}"


def signed_up(client: Client, **more: str):
    values = {"username": "anna", "password1": PASSWORD, "password": PASSWORD, **more}
    return client.post("/en/account/signup/", values)


@pytest.fixture(scope="module")
def public() -> list:
    """What settings of a public site say, read by a process of their own."""
    told = {**{name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}, **PUBLIC}
    done = subprocess.run([sys.executable, "-c", TOLD], cwd=ROOT, env=told, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_cookies_of_a_public_site_are_bound_to_its_host_and_to_https(public) -> None:
    names, secure, *_rest = public

    assert len(names) >= 7
    assert [name for name in names if not name.startswith("__Host-")] == []
    assert secure == [True] * len(secure)


def test_public_site_shows_no_traces_and_stays_on_https_for_a_year(public) -> None:
    assert public[2:] == [False, 365 * 86_400, True, True]


@pytest.mark.parametrize(
    "path",
    [
        ".git/HEAD", ".svn/entries", ".env", "db.sqlite3", "erased.txt", "backup.sql", "manage.py", "content/",
        "courses/models.py", "static/", "static/../manage.py", "static/%2e%2e/manage.py", "admin/", "server-status",
    ],
)  # fmt: skip
def test_files_of_the_machine_and_lists_of_folders_are_not_served(client, path) -> None:
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/en/", "/en/account/login/", "/health/"])
def test_trace_is_refused(client, path) -> None:
    assert client.trace(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/en/", "/zh-hans/", "/en/account/login/", "/static/css/site.css", "/static/js/site.js"]
)
def test_text_says_how_its_letters_are_stored(client, path) -> None:
    reply = client.get(path)
    reply.close()

    assert reply["Content-Type"].replace('"', "").lower().endswith("charset=utf-8")


@pytest.mark.parametrize("path", ["/en/", "/en/account/login/", "/static/css/site.css", "/health/"])
def test_pages_of_other_hosts_may_read_nothing(client, path) -> None:
    reply = client.get(path, headers={"Origin": "https://evil.example"})
    reply.close()

    assert [name for name in reply.headers if name.lower().startswith("access-control-")] == []


def test_password_fields_hide_what_is_typed_and_let_managers_fill_them_in(client) -> None:
    page = client.get("/en/account/login/").content.decode()
    new = client.get("/en/account/signup/").content.decode()

    assert ('type="password"' in page, 'autocomplete="current-password"' in page) == (True, True)
    assert ('type="password"' in new, 'autocomplete="new-password"' in new) == (True, True)
    assert "onpaste" not in page + new


def test_password_stays_good_for_years(client) -> None:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False):
        make_account("anna", password=PASSWORD)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC), tick=False):
        client.post("/en/account/login/", {"login": "anna", "password": PASSWORD})

        assert is_signed_in(client)


def test_passwords_are_hashed_slowly() -> None:
    assert not hasattr(site, "PASSWORD_HASHERS")  # Django's own, of which the tests change only the rounds
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_new_site_has_no_account() -> None:
    assert not User.objects.exists()


def test_key_of_a_session_is_long_and_drawn_anew(client) -> None:
    keys = set()
    make_account("anna", password=PASSWORD)
    for _time in range(2):
        browser = Client()
        browser.post("/en/account/login/", {"login": "anna", "password": PASSWORD})
        keys.add(browser.cookies[settings.SESSION_COOKIE_NAME].value)

    assert len(keys) == 2
    assert all(len(key) == 32 and key.isalnum() for key in keys)  # 36 letters: 165 bits


def test_fields_that_a_form_does_not_have_change_nothing(client) -> None:
    signed_up(client, is_staff="on", is_superuser="on", is_active="", visitor="x", email="a@example.org", id="1")

    person = User.objects.get(username="anna")
    assert (person.is_staff, person.is_superuser, person.is_active, person.visitor) == (False, False, True, None)


def test_field_sent_twice_or_in_the_address_counts_once(client) -> None:
    twice = {"username": ["anna", "berta"], "password1": PASSWORD, "password": PASSWORD}
    client.post("/en/account/signup/?username=carla&password1=1234567890", twice)

    assert list(User.objects.values_list("username", flat=True)) == [
        "berta"
    ]  # the last of the form, as its page has it
    assert client.login(username="berta", password=PASSWORD)


@pytest.mark.parametrize(
    "address", ["a@example.org\nBcc: b@example.org", "a@example.org\r\nSubject: x", "a@exa\nmple.org"]
)
def test_line_breaks_in_an_address_send_no_mail(client, address) -> None:
    reply = client.post("/en/account/signup/email/", {"email": address})

    assert reply.status_code == 422
    assert mail.outbox == []


def test_words_that_look_like_formats_stay_as_they_were_typed(client) -> None:
    page = client.get("/en/search/", {"q": FORMATS}).content.decode()

    assert "{0.__class__} %s %(name)s ${name} {{ name }}" in page


def test_code_of_the_app_opens_once(client) -> None:
    person = make_account("anna", password=PASSWORD)
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=UTC), tick=False) as clock:
        code, opened = format_hotp_value(hotp_value(secret, int(time.time()) // 30)), []
        for browser in (client, Client(), Client()):  # at once, and when its thirty seconds are over
            browser.post("/en/account/login/", {"login": "anna", "password": PASSWORD})
            browser.post("/en/account/2fa/authenticate/", {"code": code})
            opened.append(is_signed_in(browser))
            clock.shift(16)

    assert opened == [True, False, False]
