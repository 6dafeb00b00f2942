"""The recovery sheet: ten codes on paper that each set a new password once, for people without e-mail.

A code has 16 letters of 31: the first two find its row, fourteen (69 bits) are secret and go through the password
hasher. Its rounds are fewer than a password's, because nobody chose the secret: 69 random bits and 100,000 rounds are
out of reach, and issuing a sheet costs the server a quarter of a second instead of three.
"""

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.db import transaction

from courses.accounts.codes import PAPER as ALPHABET
from courses.accounts.codes import pasted_code
from courses.accounts.models import RecoveryCode, User

CODES, LETTERS, START, ROUNDS = 10, 16, 2, 100_000


class CodeRefused(Exception):
    """The name or the code is not right, or the code has been used; nobody is told which."""


def normal_code(typed: str) -> str:
    """A code of the sheet, however it is written."""
    return pasted_code(typed)[: LETTERS * 2]


def printed(code: str) -> str:
    """In groups of four, as it stands on the sheet."""
    return "-".join(code[place : place + 4] for place in range(0, LETTERS, 4))


def issue_sheet(*, user: User, now: datetime) -> tuple[str, ...]:
    """Ten new codes, shown this once; those of an older sheet are void."""
    codes = [start + _letters(LETTERS - START) for start in _different_starts()]
    rows = [RecoveryCode(user=user, start=code[:START], secret=_hashed(code), issued_at=now) for code in codes]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two presses at once leave one sheet, the later
        user.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(rows)
    return tuple(printed(code) for code in codes)


def redeem(*, username: str, typed: str, password: str, now: datetime) -> User:
    """Set a new password with a code of the sheet and use the code up; raises CodeRefused.

    An account that had only passkeys loses them: they are what was lost, and would still be asked for. Where a
    password was protected by a second step, that step stays. Nothing is locked while a hash is computed.
    """
    code = normal_code(typed)
    row = RecoveryCode.objects.filter(
        user__username=username, user__is_active=True, start=code[:START], used_at=None
    ).first()
    if row is None:
        _hashed(code)  # as long as checking a code that is there
    if row is None or not PBKDF2PasswordHasher().verify(code, row.secret):
        raise CodeRefused
    hashed = make_password(password)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=row.user_id)
        if not RecoveryCode.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
            raise CodeRefused
        keys = Authenticator.objects.filter(user_id=user.pk)
        if not user.has_usable_password() and not keys.filter(type=Authenticator.Type.TOTP).exists():
            keys.delete()
        user.password = hashed
        user.save(update_fields=["password"])
    return user


def codes_left(user: User) -> int:
    return user.recovery_codes.filter(used_at=None).count()


def _hashed(code: str) -> str:
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(code, hasher.salt(), iterations=ROUNDS)


def _different_starts() -> list[str]:
    starts: list[str] = []
    while len(starts) < CODES:
        start = _letters(START)
        if start not in starts:
            starts.append(start)
    return starts


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(count))
