"""Codes are guessed from many addresses, at one account and at many: an app's, those of the recovery sheet, by mail.

How many are heard before the site slows down says with what chance a day of it opens an account. The guesses at the
app know the password already. `python -m tests.load.faults.guessing` makes the accounts.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.learning.server import Person
from tests.literacy.operating.mail_sink import MailSink
from tests.load.faults.checks import Check, Outcome
from tests.load.faults.hard_times import ROOT, SITE, environment, served
from tests.load.faults.people import PASSWORD, Site
from tests.repository.ports import free_port

AT_APP, APP_SECRET = "/en/account/2fa/authenticate/", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ACCOUNTS, GUESSES = 5, 15  # accounts there are, and guesses from each address
NOT_HEARD = "Too many tries"  # what the page says then; whoever is sent elsewhere was not heard either
WINDOWS = 24 * 3600 / 300  # in a day: the app's limit holds for five minutes
APP_CODES, CODES_OPEN = 10**6, 1  # of an app, and of them right at a moment
SHEET_CODES, SHEET_A_DAY = 31**14, 50  # of a row that was found; what one address is heard a day: throttle.LIMITS
MAIL_CODES, MAIL_A_DAY = 20**8, 10 * 24 * 3  # mails an hour, three tries each
MOST = 0.01  # chance of a hit in a day


@dataclass
class Guesser(Person):
    """Somebody at an address of their own, as the proxy says."""

    address: str = ""

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        request.add_header("X-Forwarded-For", self.address)
        return super()._open(request)

    def is_heard(self, path: str, typed: dict[str, str]) -> bool:
        return self.post(path, typed) == 422 and NOT_HEARD not in self.last_page


def at_app(guesser: Guesser, name: str) -> int:
    guesser.get("/en/account/login/")
    guesser.post("/en/account/login/", {"login": name, "password": PASSWORD})
    guesser.get(AT_APP)
    return sum(guesser.is_heard(AT_APP, {"code": f"{secrets.randbelow(APP_CODES):06}"}) for _ in range(GUESSES))


def at_sheet(guesser: Guesser, name: str) -> int:
    path, letters = "/en/account/recover/", "ABCDEFGHJKMNPQRS"
    guesser.get(path)
    typed = {"username": name, "password1": PASSWORD[::-1]}
    codes = ("".join(secrets.choice(letters) for _ in letters) for _ in range(GUESSES))
    return sum(guesser.is_heard(path, {**typed, "code": code}) for code in codes)


def at_mail(guesser: Guesser, name: str) -> int:
    asking, path, heard = "/en/account/login/code/", "/en/account/login/code/confirm/", 0
    for _ in range(GUESSES // 3):
        guesser.get(asking)
        guesser.post(asking, {"email": f"{name}@example.org"})
        guesser.get(path)
        heard += sum(guesser.is_heard(path, {"code": "BCDF-GHJK"}) for _ in range(3))
    return heard


def chance(attack: Callable[[Guesser, str], int], heard: int, addresses: int) -> float:
    """Of opening one account in a day of this, from so many addresses."""
    if attack is at_app:
        return heard * WINDOWS * CODES_OPEN / APP_CODES
    a_day, codes = (SHEET_A_DAY, SHEET_CODES) if attack is at_sheet else (MAIL_A_DAY, MAIL_CODES)
    return addresses * max(a_day, heard / addresses) / codes


def _guessed(size: int, application: str = SITE) -> Outcome:
    told, is_met = [], True
    with tempfile.TemporaryDirectory(prefix="guessing-") as name, closing(MailSink()) as sink:
        folder, port = Path(name), free_port()
        settings = {"PROXY_COUNT": "1", "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
        with served(port, folder=folder, application=application, **settings):
            command = [sys.executable, "-m", "tests.load.faults.guessing"]
            subprocess.run(command, cwd=ROOT, env=environment(folder), check=True)
            owner, app_owner = _signed_in(port, "sheet0"), _signed_in_with_app(port)
            for attack in (at_app, at_sheet, at_mail):
                way = attack.__name__.removeprefix("at_")
                guesses = size * GUESSES
                one = sum(attack(_guesser(port, number), f"{way}0") for number in range(size))
                many = sum(attack(_guesser(port, 100 + number), f"{way}{1 + number}") for number in range(size))
                hit = chance(attack, one, size)
                told.append(f"{way}: {one} of {guesses} heard at one account, {many} at {size}, {hit:.1g} a day")
                is_met &= hit < MOST
            again = _signed_in_with_app(port, app_owner.cookies["known"])  # signed out, in the same browser
            let_in = owner, _signed_in(port, "sheet0"), _signed_in(port, "mail0"), app_owner, again
            is_met &= all(person.read("/en/account/")[0] == 200 for person in let_in)
    return Outcome(f"from {size} addresses: {'; '.join(told)}; owners sign in meanwhile", is_met)


def _guesser(port: int, number: int) -> Guesser:
    return Guesser(Site(port), timeout=60, address=f"198.51.100.{number}")  # type: ignore[arg-type]


def _owner(port: int, known: str = "") -> Guesser:
    """In a browser of their own; `known` is what it kept of an earlier sign-in."""
    cookies = {"known": known} if known else {}
    return Guesser(Site(port), cookies, timeout=60, address="203.0.113.9")  # type: ignore[arg-type]


def _signed_in(port: int, name: str, owner: Guesser | None = None) -> Guesser:
    person = owner or _owner(port)
    person.get("/en/account/login/")
    person.post("/en/account/login/", {"login": name, "password": PASSWORD})
    return person


def _signed_in_with_app(port: int, known: str = "") -> Guesser:
    """With a code that the app has not shown before: each opens once."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    time.sleep(30 - time.time() % 30 + 1)
    person = _signed_in(port, "app0", _owner(port, known))
    code = format_hotp_value(hotp_value(APP_SECRET, int(time.time()) // 30))
    person.get(AT_APP)
    person.post(AT_APP, {"code": code})
    return person


def make_accounts() -> None:
    """Of each kind so many: with an app, with a recovery sheet, with a confirmed address."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from courses.accounts.models import User
    from courses.accounts.recovery_sheet.sheet import issue_sheet

    now, password = timezone.now(), make_password(PASSWORD)
    for number in range(1 + ACCOUNTS):
        app, sheet, mail = (
            User.objects.create(username=f"{way}{number}", password=password, date_joined=now)
            for way in ("app", "sheet", "mail")
        )
        TOTP.activate(app, APP_SECRET)
        issue_sheet(user=sheet, now=now)
        EmailAddress.objects.create(user=mail, email=f"mail{number}@example.org", verified=True, primary=True)


CHECK = Check(
    name="guessed codes",
    goal=f"a day of guessing opens an account with a chance below {MOST}, and its owner gets in",
    run=_guessed,
    spoiled="no limits on tries",
    control=lambda: _guessed(ACCOUNTS, "tests.load.faults.spoiled.unlimited_tries:application"),
    whole=ACCOUNTS,
)

if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()
    make_accounts()
