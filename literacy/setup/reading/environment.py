"""Reads settings that are a word, a number, a list or a key; says of each what is allowed.

Spaces around a value are never part of it, whichever way it comes.
"""

import os
import re
import secrets
from collections.abc import Collection
from pathlib import Path
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[3]
LEAST_KEY, LEAST_DIFFERENT = 40, 10  # characters of a key, and how many different ones
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
NO_PLACES = {"Factory", "localtime", "posixrules"}  # among the names of time zones
ALLOWED = {
    "ADMIN": "on, off",
    "ALLOWED_HOSTS": "names like learn.example.org, by commas, without https:// or a port",
    "CACHE_URL": "redis://, rediss://, valkey://, valkeys://",
    "CONTENT_DIR": "a folder that is there, laid out like content/",
    "CSRF_TRUSTED_ORIGINS": "addresses like https://learn.example.org, by commas",
    "DATABASE_URL": "sqlite:////folder/file or postgres://user:password@host:port/name",
    "DATABASE_REPLICA_URL": "postgres://user:password@host:port/name, where DATABASE_URL is PostgreSQL too",
    "DEBUG": "on, off",
    "EMAIL_URL": "console:, smtp://host:port, smtp+tls://host:port, smtp+ssl://host:port",
    "ENV_FILE": "a file of lines NAME=value that can be read",
    "ERASED_FILE": "a file in a folder that is there, writable by the site",
    "ERASURE_KEY": "at least 40 random characters",
    "ERASURE_KEY_FALLBACKS": "earlier keys, by commas, each at least 40 characters",
    "HTTPS": "on, off",
    "METRICS_TOKEN": "at least 40 random characters",
    "NEW_ORGANIZATIONS": "at-once, after-approval",
    "LOANS_COUNTRY": "cn, us, uk, eu",
    "LOG_FORMAT": "json, plain",
    "MAIL_FROM": "an address like learn@example.org",
    "PROXY_COUNT": "a whole number from 0 to 5",
    "SECRET_KEY": "at least 40 random characters",
    "SECRET_KEY_FALLBACKS": "earlier keys, by commas, each at least 40 characters",
    "STATIC_ROOT": "a folder, or a place for one",
    "TIME_ZONE": "a name like Asia/Shanghai",
}
env = Env()


def refuse_other_doors(program: str) -> None:
    """Only manage.py asks first whether the settings are those of the database's own site; Django's door does not."""
    name = Path(program)
    if name.stem == "django-admin" or name.parts[-2:] == ("django", "__main__.py"):
        raise ImproperlyConfigured("Start this command by manage.py: python3 manage.py COMMAND.")


def refused(name: str, why: str) -> ImproperlyConfigured:
    """The error of a setting that cannot be right: what is wrong with it, and what is allowed."""
    return ImproperlyConfigured(f"{name}: {why}. Allowed: {ALLOWED[name]}.")


def text(name: str) -> str:
    """The value without spaces around it; "" where there is none."""
    value: str = env.str(name, "").strip()
    if not value.isprintable():
        raise refused(name, "it holds a line break, or another character that cannot be seen")
    return value


def listed(name: str) -> list[str]:
    """What stands between the commas of a value."""
    whole = text(name)
    if "，" in whole or "、" in whole:
        raise refused(name, "its commas are full-width ones")
    found = [one.strip() for one in whole.split(",") if one.strip()]
    if whole and not found:
        raise refused(name, "it holds nothing but commas")
    return found


def choice(name: str, default: str) -> str:
    value = env.str(name, default).strip().lower()
    if value not in ALLOWED[name].split(", "):
        raise refused(name, f"{value!r} is not known")
    return value


def number(name: str, default: int, least: int, most: int) -> int:
    typed = env.str(name, str(default))
    try:
        value = int(typed)
    except ValueError:
        value = least - 1
    if not least <= value <= most:
        raise refused(name, f"{typed!r} is out of bounds")
    return value


def scheme(name: str, address: str, known: Collection[str]) -> str:
    """How an address begins. No more of it is said: behind it may stand a password."""
    found = SCHEME.match(address)
    if not found:
        raise refused(name, "it does not begin like one of these")
    if found[0].lower() not in known:
        raise refused(name, f"{found[0]}:… is not known")
    return found[0].lower()


def key(name: str, *, is_public: bool, file: str) -> str:
    """A long random text. A public site brings its own; a site for one machine keeps one outside version control."""
    value = text(name)
    if not is_public:
        return value or _local_key(BASE_DIR / ".local" / file)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. Set it to a long random text of your own; keep it secret.")
    return _random(name, value)


def token(name: str) -> str:
    """A long random text that opens a page for machines; without it there is no such page."""
    value = text(name)
    if not value.isascii() or " " in value:
        raise refused(name, "it holds a space, or characters that cannot be sent as they are")
    return _random(name, value) if value else ""


def _random(name: str, value: str) -> str:
    if len(value) < LEAST_KEY:
        raise refused(name, "it is too short")
    if len(set(value)) < LEAST_DIFFERENT:
        raise refused(name, "it repeats a few characters")
    return value


def earlier_keys(name: str) -> list[str]:
    """Keys that still hold while a key is changed."""
    keys = listed(name)
    if any(len(one) < LEAST_KEY for one in keys):
        raise refused(name, "one of them is too short")
    return keys


def time_zone(name: str, default: str) -> str:
    value = text(name) or default
    if value not in available_timezones() - NO_PLACES:
        raise refused(name, f"{value!r} is not known")
    return value


def _local_key(path: Path) -> str:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_new(path, secrets.token_urlsafe(50))
        return path.read_text() or secrets.token_urlsafe(50)
    except OSError:
        return secrets.token_urlsafe(50)  # a read-only folder: forms open during a restart must be reloaded


def write_new(path: Path, text: str) -> bool:
    """Write a file for its owner only, unless it is there; returns whether it was written. Nobody ever finds half of
    it, and of two processes that start at once the second finds what the first one wrote. Raises OSError.
    """
    if path.exists():
        return False
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True
