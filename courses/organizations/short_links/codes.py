"""Codes on paper: short ones that people type, long ones that a camera reads."""

import base64
import hmac
import secrets
from hashlib import sha256

from django.conf import settings

from courses.accounts.codes import PAPER as ALPHABET
from courses.accounts.codes import folded_code, pasted_code

LINK_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # of the long codes in links
LONGEST = 40
TOKEN_BYTES = 16  # 128 random bits


def new_code(letters: int) -> str:
    """A random code to be typed by people."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(letters))


def normal_code(typed: str) -> str:
    """The short code in what was typed or pasted, a whole address too."""
    return pasted_code(typed)[:LONGEST]


def new_token() -> str:
    """128 random bits as 26 letters for a link; only its hash is stored."""
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=").lower()


def printed_letters(code: str) -> str:
    """A short code as it stands on paper: 7K4M-2PXQ."""
    return f"{code[:4]}-{code[4:]}"


def letters_hash(group: int, letters: str, key: str | None = None) -> str:
    """What is stored of the letters on a card of this group: too few to be kept without a key."""
    message = f"card letters|{group}|{letters}".encode()
    return hmac.new((key or settings.SECRET_KEY).encode(), message, sha256).hexdigest()


def letters_hashes(group: int, letters: str) -> tuple[str, ...]:
    """Under today's key and earlier ones."""
    return tuple(letters_hash(group, letters, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def normal_token(typed: str) -> str:
    """The long code of a card or an invitation as it is hashed."""
    return folded_code(typed, LINK_ALPHABET)[:LONGEST]


def token_hash(token: str) -> str:
    return sha256(normal_token(token).encode()).hexdigest()
