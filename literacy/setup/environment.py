"""Reads what differs per deployment: from the environment, and for every command alike from one file of settings.

The file is named by ENV_FILE; without it, it is `.env` beside the database, if it is there. What the environment says
goes before what the file says.
"""

import os
import re
import secrets
from difflib import get_close_matches
from email.utils import parseaddr
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

import dj_email_url
import environs
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from dotenv.parser import parse_stream
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[2]
LEAST_KEY = 40
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
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
CACHES = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss"}  # Valkey speaks the same
MAIL_PORTS = {"console": None, "smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
env = Env()


def refuse_other_doors(program: str) -> None:
    """Only manage.py asks first whether the settings are those of the database's own site; Django's door does not."""
    name = Path(program)
    if name.stem == "django-admin" or name.parts[-2:] == ("django", "__main__.py"):
        raise ImproperlyConfigured("Start this command by manage.py: python3 manage.py COMMAND.")


def read_file() -> Path | None:
    """Take in the file of settings; returns which one that was. A file that was named must be there."""
    file = file_of_settings()
    try:
        if not os.environ.get("ENV_FILE") and not _is_there(file):
            return None
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as problem:
        raise refused("ENV_FILE", f"the settings in {file} cannot be read ({problem})") from None
    if fault := fault_of(text):
        raise refused("ENV_FILE", f"{file} {fault}")
    env.read_env(file, recurse=False)
    return file


def _is_there(file: Path) -> bool:
    """Raises OSError where that cannot be known: a file nobody may look for is not one that is not there."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def fault_of(text: str) -> str:
    """Why a file of settings cannot be whole and right; "" if it can. The example ends with ALLOWED_HOSTS."""
    names = set()
    for line in parse_stream(StringIO(text)):
        if line.error or (line.key and line.value is None):
            return f"holds something that is no NAME=value in line {line.original.line}"
        if line.key and line.key not in ALLOWED and (meant := get_close_matches(line.key, ALLOWED, 1, 0.85)):
            return f"holds {line.key}, which is no setting: {meant[0]} is one"
        names.add(line.key)
    if text and not text.endswith("\n"):
        return "does not end with a line break, as if it had been cut off"
    if {"SECRET_KEY", "ERASURE_KEY"} & names and "ALLOWED_HOSTS" not in {*names, *os.environ}:
        return "holds keys and no ALLOWED_HOSTS, as if it had been cut off"
    return ""


def file_of_settings() -> Path:
    """Where the settings are, or would be."""
    if named := os.environ.get("ENV_FILE"):
        return Path(named)
    address = urlsplit(os.environ.get("DATABASE_URL", ""))
    if address.scheme == "sqlite" and address.path.strip("/"):
        return (BASE_DIR / unquote(address.path[1:])).with_name(".env")
    return BASE_DIR / ".env"


def refused(name: str, why: str) -> ImproperlyConfigured:
    """The error of a setting that cannot be right: what is wrong with it, and what is allowed."""
    return ImproperlyConfigured(f"{name}: {why}. Allowed: {ALLOWED[name]}.")


def choice(name: str, default: str) -> str:
    value: str = env.str(name, default).strip().lower()
    if value not in ALLOWED[name].split(", "):
        raise refused(name, f"{value!r} is not known")
    return value


def number(name: str, default: int, least: int, most: int) -> int:
    try:
        value: int = env.int(name, default)
    except environs.EnvError:
        value = least - 1
    if not least <= value <= most:
        raise refused(name, f"{env.str(name)!r} is out of bounds")
    return value


def is_host(name: str) -> bool:
    return bool(HOST.fullmatch(name))


def hosts(name: str) -> list[str]:
    """Names by commas; each stands for itself, a dot before it for all below it, and * for every name."""
    given: list[str] = env.list(name, [])
    values = [one.strip() for one in given if one.strip()]
    wrong = [one for one in values if one != "*" and not is_host(one.removeprefix("."))]
    if wrong:
        raise refused(name, f"{wrong[0]!r} is no host")
    return values


def shared_cache(name: str) -> dict[str, Any] | None:
    """The server that counts attempts, where one is named."""
    address: str = env.str(name, "")
    if not address:
        return None
    scheme, _, rest = address.partition("://")
    if scheme not in CACHES or not rest:
        raise refused(name, f"{scheme}:… is not known")
    if find_spec("redis") is None:
        raise ImproperlyConfigured(f"{name} needs the client of Redis. Install requirements-servers.txt.")
    location = f"{CACHES[scheme]}://{rest}"
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}


def key(name: str, *, is_public: bool, file: str) -> str:
    """A long random text. A public site brings its own; a site for one machine keeps one outside version control."""
    value: str = env.str(name, "")
    if not is_public:
        return value or _local_key(BASE_DIR / ".local" / file)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. Set it to a long random text of your own; keep it secret.")
    if len(value) < LEAST_KEY:
        raise refused(name, "it is too short")
    return value


def token(name: str) -> str:
    """A long random text that opens a page for machines; without it there is no such page."""
    value: str = env.str(name, "")
    if value and (len(value) < LEAST_KEY or not value.isascii()):
        raise refused(name, "it is too short, or holds other characters")
    return value


def earlier_keys(name: str) -> list[str]:
    """Keys that still hold while a key is changed."""
    keys: list[str] = env.list(name, [])
    if any(len(one) < LEAST_KEY for one in keys):
        raise refused(name, "one of them is too short")
    return keys


def origins(name: str) -> list[str]:
    """Other addresses whose forms are taken."""
    found: list[str] = env.list(name, [])
    for one in found:
        parts = urlsplit(one)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise refused(name, f"{one!r} is no such address")
    return found


def time_zone(name: str, default: str) -> str:
    value: str = env.str(name, "") or default
    if value not in available_timezones():
        raise refused(name, f"{value!r} is not known")
    return value


def mail_server(name: str) -> dict[str, Any]:
    """How mails are sent, as Django's settings; to the terminal where nothing is named."""
    address: str = env.str(name, "") or "console:"
    scheme, _, rest = address.partition(":")
    if scheme not in MAIL_PORTS or (scheme != "console" and not urlsplit(address).hostname):
        raise refused(name, f"{scheme}:… is not known, or names no server")
    try:
        port = urlsplit(address).port or MAIL_PORTS[scheme]
        found: dict[str, Any] = dj_email_url.parse(f"{scheme.partition('+')[0]}:{rest}")
    except ValueError:
        raise refused(name, "its port is no number") from None
    return {**found, "EMAIL_PORT": port, "EMAIL_USE_TLS": scheme == "smtp+tls", "EMAIL_USE_SSL": scheme == "smtp+ssl"}


def sender(name: str, default: str) -> str:
    """The address that mails come from, with a name before it or without."""
    value: str = env.str(name, "") or default
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        raise refused(name, f"{value!r} is no address") from None
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
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)
    try:
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink()
    return True
