"""Keeps secrets of the second step so that whoever reads the database cannot use them.

The secret of an app is needed again at each sign-in, so it is sealed (AES-256-GCM) with a key made from SECRET_KEY,
which is not in the database. Codes on paper need only be recognised: once they have been shown, their hashes take the
place of the seed. One salt serves the codes of a person, so that a typed code costs one hash and not ten; the hashes
are sealed too, because eight digits are few.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from courses.accounts.models import User
from courses.accounts.sign_in.second_step.app_codes import HEARD_FOR

PURPOSE = b"secrets of the second step"
NONCE_BYTES = 12
ROUNDS = 100_000  # as for the recovery sheet


class CannotOpenError(Exception):
    """No key of today or earlier opens it."""


def seal(secret: str) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return b64encode(nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, secret.encode(), PURPOSE)).decode()


def open_sealed(sealed: str) -> str:
    """Raises CannotOpenError."""
    try:
        kept = b64decode(sealed, validate=True)
    except ValueError:
        raise CannotOpenError from None
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(key).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], PURPOSE).decode()
        except (InvalidTag, ValueError):  # another key, or too short to be anything of ours
            continue
    raise CannotOpenError


def hash_codes(person: User) -> None:
    """Where the codes have been shown, put hashes of the unused ones in the place of the seed they are made from.

    Nothing is locked while they are computed; if a code was used meanwhile, the next use puts them there.
    """
    shown = _codes_of(person).first()
    if shown is None or not {"seed", "viewed_at"} <= shown.data.keys():
        return
    hasher = PBKDF2PasswordHasher()
    salt = hasher.salt()
    hashes = [hasher.encode(code, salt, ROUNDS) for code in shown.wrap().get_unused_codes()]
    data = {name: value for name, value in shown.data.items() if name not in ("seed", "used_mask")}
    with transaction.atomic():
        kept = _codes_of(person).select_for_update().first()
        if kept is not None and kept.data == shown.data:
            kept.data = {**data, "migrated_codes": [seal(one) for one in hashes]}
            kept.save(update_fields=["data"])


def as_stored(typed: str, person: User) -> str:
    """A typed code as allauth finds it among the stored ones; where none are hashed, what was typed."""
    kept = _codes_of(person).first() if len(typed) == app_settings.RECOVERY_CODE_DIGITS else None
    stored = kept.wrap().get_unused_codes() if kept and "migrated_codes" in kept.data else []
    if not stored or "$" not in stored[0]:
        return typed
    hasher = PBKDF2PasswordHasher()
    made = hasher.decode(stored[0])
    hashed = hasher.encode(typed, str(made["salt"]), int(made["iterations"]))
    return hashed if hashed in stored else typed


def is_first_use(code: str, person: User) -> bool:
    """Whether this code opens for the first time, in all the time in which the app's clock may be."""
    return bool(cache.add(f"courses:second-step:{person.pk}:{code}", 1, HEARD_FOR))


def seal_anew() -> int:
    """Seal every secret with the key of today. Returns how many accounts have one that no key opens; it stays."""
    lost = 0
    for kept in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator():
        try:
            with transaction.atomic():
                held = Authenticator.objects.select_for_update().get(pk=kept.pk)
                held.data = changed(held.data, lambda sealed: seal(open_sealed(sealed)))
                held.save(update_fields=["data"])
        except CannotOpenError:
            lost += 1
    return lost


def changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """What allauth keeps of a second step, with each secret in it changed."""
    done = dict(data)
    done.update({name: change(data[name]) for name in ("secret", "seed") if name in data})
    if "migrated_codes" in data:
        done["migrated_codes"] = [change(one) for one in data["migrated_codes"]]
    return done


def _codes_of(person: User) -> QuerySet[Any]:
    codes: QuerySet[Any] = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES)
    return codes


def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode()))
