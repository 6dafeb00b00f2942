"""Whether an app's code is the one that it shows now, by its own clock.

A code opens for the thirty seconds in which the app shows it. Clocks of phones go wrong, so the account keeps by how
many half minutes its app is off, from the first one that opens. A code of another time opens nothing; but when the
next comes with the same difference, that is the app's, and it is kept. Two codes in a row are not guessed, but somebody
may have seen them: an app that is known goes slower by a half minute at a time only, as a clock does that nobody sets.
What it showed some minutes ago is never what it shows now.
"""

import time
from enum import Enum, auto
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.db import transaction

from courses.accounts.sign_in.allauth_internals import compare_user_code, format_hotp_value, hotp_value

FARTHEST = app_settings.TOTP_TOLERANCE  # half minutes by which an app may be off; at set-up allauth takes as many
HEARD_FOR = app_settings.TOTP_PERIOD * (2 * FARTHEST + 1)  # seconds: a code is never taken for longer, whatever is kept
IN_A_ROW = 4  # half minutes from one code to the next that somebody types
SLOWER = 1  # half minutes by which a known clock may have gone slower since its last code
DRIFT = "drift"


class CodeTime(Enum):
    NOW = auto()
    ANOTHER = auto()
    NEVER = auto()


def time_of(code: str, app: Authenticator) -> CodeTime:
    """Of an app as stored. Keeps by how much its clock is off, where this is the second code that says so."""
    step, kept = int(time.time()) // app_settings.TOTP_PERIOD, app.data.get(DRIFT, 0)
    drift = _drift(code, decrypt(app.data["secret"]), step, kept)
    if drift is None:
        return CodeTime.NEVER
    key = f"courses:second-step:{app.user_id}:off"
    if drift == kept:
        cache.delete(key)
        if DRIFT not in app.data:
            _keep(drift, app)
        return CodeTime.NOW
    before = cache.get(key)
    if before is not None and _follows((step, drift), before) and not _is_seen_earlier(drift, app):
        _keep(drift, app)
        return CodeTime.NOW
    cache.set(key, (step, drift), HEARD_FOR)
    return CodeTime.ANOTHER


def _follows(entered: tuple[int, int], before: tuple[int, int]) -> bool:
    """Whether a later code came later: two old ones that are entered at once tell no clock."""
    (step, drift), (step_before, drift_before) = entered, before
    is_later_code = step + drift > step_before + drift_before
    return 0 < step - step_before <= IN_A_ROW and abs(drift - drift_before) <= 1 and is_later_code


def _is_seen_earlier(drift: int, app: Authenticator) -> bool:
    """Whether a known app showed this code some minutes ago, by its own clock and by the right one."""
    return DRIFT in app.data and drift < min(app.data[DRIFT], 0) - SLOWER


def _drift(code: str, secret: str, step: int, kept: int) -> int | None:
    """By how many half minutes the clock is off that shows this code now; the kept difference is asked first."""
    for drift in sorted(range(-FARTHEST, FARTHEST + 1), key=lambda one: abs(one - kept)):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step + drift))):
            return drift
    return None


def _keep(drift: int, app: Authenticator) -> None:
    with transaction.atomic():
        held: Any = Authenticator.objects.select_for_update().get(pk=app.pk)
        held.data = {**held.data, DRIFT: drift}
        held.save(update_fields=["data"])
    app.data = held.data
