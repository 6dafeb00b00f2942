"""Codes on paper: short ones that people type, long ones that a camera reads."""

import base64
import secrets
import unicodedata
from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L
TOKEN_BYTES = 16  # 128 random bits


def new_code(letters: int) -> str:
    """A random code to be typed by people."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(letters))


def normal_code(typed: str) -> str:
    """Capitals, spaces, hyphens and full-width forms make no difference."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter.isalnum())[:40]


def new_token() -> str:
    """128 random bits as 26 letters for a link; only its hash is stored."""
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=").lower()


def token_hash(token: str) -> str:
    return sha256(normal_code(token).encode("utf-8", "replace")).hexdigest()
