"""Somebody with an authenticator app, and a clock that stands."""

import re
import time
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.accounts.conftest import sign_in

ACTIVATE = "/en/account/2fa/totp/activate/"


@pytest.fixture
def clock() -> Iterator[None]:
    """A code is good for thirty seconds: none ends between being read and being sent."""
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False):
        yield


def shown_now(secret: str, half_minutes: int = 0) -> str:
    """What an authenticator app shows for this secret whose clock is ahead by so many half minutes."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + half_minutes))


@pytest.fixture
def secret(client, person, clock) -> str:
    """The secret of an app that has just been set up."""
    sign_in(client)
    found = re.search(r"<code>([A-Z2-7]+)</code>", client.get(ACTIVATE).content.decode()).group(1)
    client.post(ACTIVATE, {"code": shown_now(found)})
    return found
