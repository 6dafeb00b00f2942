"""The site as it is with ADMIN=on, and an operator who has signed in with an app."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client, override_settings

from courses.accounts.models import User
from tests.conftest import make_account

PASSWORD = "copper-lantern-river-71"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
URLS, APP = "literacy.pages.operators.urls", "literacy.pages.operators.apps.ListsConfig"


@contextmanager
def lists_on() -> Iterator[None]:
    """Templates are named again, so that those of Django's admin are looked for."""
    on = {"ADMIN": True, "INSTALLED_APPS": [*settings.INSTALLED_APPS, APP], "ROOT_URLCONF": URLS}
    with override_settings(**on, TEMPLATES=list(settings.TEMPLATES)):
        yield


def make_operator(name: str = "olga", *, has_app: bool = True) -> User:
    person = make_account(name, password=PASSWORD)
    User.objects.filter(pk=person.pk).update(is_staff=True)
    if has_app:
        TOTP.activate(person, SECRET)
    return person


def sign_in_with_app(client: Client, name: str = "olga") -> Client:
    """By the site's own pages: the password, then what the app shows."""
    client.post("/en/account/login/", {"login": name, "password": PASSWORD})
    if Authenticator.objects.filter(user__username=name, type=Authenticator.Type.TOTP).exists():
        client.post("/en/account/2fa/authenticate/", {"code": shown_by_app()})
    return client


def shown_by_app() -> str:
    """The code of these thirty seconds; it is taken in the next thirty too."""
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))
