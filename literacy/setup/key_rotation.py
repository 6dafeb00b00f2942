"""Changes a key in the file of settings: a new one first, the earlier one among those that still hold."""

import os
import secrets
from pathlib import Path

from dotenv import dotenv_values, set_key

KEYS = ("SECRET_KEY", "ERASURE_KEY")


class CannotRotateError(Exception):
    """Nothing was changed; the message says why, and what to do."""


def rotate(file: Path, name: str) -> None:
    """Put a new key into `file`; whoever reads it meanwhile finds both. Raises CannotRotateError."""
    held, earlier = _value(file, name), _value(file, f"{name}_FALLBACKS")
    if not held:
        raise CannotRotateError(f"{name} does not stand in {file}. Nothing was changed.")
    if os.environ.get(name, held) != held:
        raise CannotRotateError(f"The environment sets {name} itself, before {file}: change it there.")
    _write(file, f"{name}_FALLBACKS", ",".join(one for one in (held, earlier) if one))
    _write(file, name, secrets.token_urlsafe(50))


def earlier_keys(file: Path, name: str) -> int:
    """The number of earlier keys that are still valid."""
    return len([one for one in _value(file, f"{name}_FALLBACKS").split(",") if one])


def forget_earlier(file: Path, name: str) -> None:
    _write(file, f"{name}_FALLBACKS", "")


def _value(file: Path, name: str) -> str:
    return dotenv_values(file, interpolate=False).get(name) or ""


def _write(file: Path, name: str, value: str) -> None:
    """The line in place of the one that is there, in a new file that takes its place with the same owner."""
    before = file.stat()
    try:
        set_key(file, name, value, quote_mode="never", follow_symlinks=True)
        if os.stat(file).st_uid != before.st_uid:  # the command was run as root
            os.chown(file, before.st_uid, before.st_gid)
    except OSError as problem:
        raise CannotRotateError(f"{file} cannot be written: {problem.strerror}.") from None
