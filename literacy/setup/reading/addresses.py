"""Reads settings that name hosts and servers: who the site is, who counts for it, who takes its mails."""

import ipaddress
import os
import re
from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from literacy.setup.reading.environment import listed, refused, scheme, text

LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"{LABEL}(\.{LABEL})*", re.IGNORECASE)
LONGEST_NAME, MOST_PORT = 253, 65_535
ORIGIN = re.compile(r"https?://(?:\*\.)?(\[[^\]]+\]|[^:\[\]]+)(?::(\d{1,5}))?")
SERVER = re.compile(r"[\w.:,%-]+", re.ASCII)  # containers may have names with _, PostgreSQL several or a socket
SENDER = re.compile(r'(?:"[^"]*"|[^"<>@,:;]*)\s*<([^<>\s]+)>|([^"<>\s,:;]+)')  # with a name before it, or without
CACHES = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss"}  # Valkey speaks the same
CACHE_FILES = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
MAIL_PORTS = {"console": None, "smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
UNREADABLE = (
    "its server, port or options cannot be right; in names and passwords write # as %23, / as %2F, ? as %3F, @ as %40"
)


def is_host(name: str) -> bool:
    """Whether it is a name or an address of a machine, as a browser sends it: IPv6 in brackets."""
    try:
        if name.startswith("["):
            return name.endswith("]") and ipaddress.IPv6Address(name[1:-1]).scope_id is None
        if re.fullmatch(r"[\d.]+", name):
            return bool(ipaddress.IPv4Address(name))
    except ValueError:
        return False
    return len(name) <= LONGEST_NAME and bool(NAME.fullmatch(name))


def hosts(name: str) -> list[str]:
    """Names by commas; each stands for itself, a dot before it for all below it, and * for every name."""
    values = listed(name)
    wrong = [one for one in values if one != "*" and not is_host(one.removeprefix("."))]
    if wrong:
        raise refused(name, f"{wrong[0]!r} is no host")
    return values


def origins(name: str) -> list[str]:
    """Other addresses whose forms are taken, as browsers write them."""
    found = [one.lower() for one in listed(name)]
    for one in found:
        parts = ORIGIN.fullmatch(one)
        if not parts or not is_host(parts[1]) or not 0 < int(parts[2] or 1) <= MOST_PORT:
            raise refused(name, f"{one!r} is no such address")
    return found


def address_of(name: str, typed: str) -> SplitResult:
    """The parts of the address of a server, which is named, at a port that there is."""
    try:
        parts = urlsplit(typed)
        port = parts.port
    except ValueError:
        raise refused(name, UNREADABLE) from None
    if port == 0 or parts.fragment or (parts.hostname and not SERVER.fullmatch(parts.hostname)):
        raise refused(name, UNREADABLE)
    return parts


def require_files(name: str, options: dict[str, str], files: tuple[str, ...]) -> None:
    """Certificates and keys that an address names are there, for this user."""
    for option in files:
        if option in options and not os.access(options[option], os.R_OK):
            raise refused(name, f"{option}: the file {options[option]} is missing, or may not be read")


def shared_cache(name: str) -> dict[str, Any] | None:
    """The server that counts attempts, where one is named."""
    typed = text(name)
    if not typed:
        return None
    kind = scheme(name, typed, CACHES)
    location = f"{CACHES[kind]}:{typed.partition(':')[2]}"
    parts = address_of(name, location)
    if not parts.hostname:
        raise refused(name, "it names no server")
    if find_spec("redis") is None:
        raise ImproperlyConfigured(f"{name} needs the client of Redis. Install requirements-servers.txt.")
    if not re.fullmatch(r"/?|/\d+", parts.path) or re.search("[,;]", location) or not _is_known_to_redis(location):
        raise refused(name, UNREADABLE)
    require_files(name, dict(parse_qsl(parts.query)), CACHE_FILES)
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}


def _is_known_to_redis(location: str) -> bool:
    """Whether its client knows all that stands there; nothing is connected."""
    from redis import ConnectionPool, RedisError

    try:
        ConnectionPool.from_url(location).make_connection()
    except (ValueError, TypeError, RedisError):
        return False
    return True


def mail_server(name: str) -> dict[str, Any]:
    """How mails are sent, as Django's settings; to the terminal where nothing is named."""
    typed = text(name)
    if typed.lower().rstrip(":/") in ("", "console"):
        typed = "console:"
    kind = scheme(name, typed, MAIL_PORTS)
    parts = address_of(name, typed)
    if (kind == "console") == bool(parts.hostname):
        raise refused(name, "it names no server")
    if parts.path.strip("/") or parts.query:
        raise refused(name, UNREADABLE)
    found: dict[str, Any] = dj_email_url.parse(f"{kind.partition('+')[0]}:{typed.partition(':')[2]}")
    port = parts.port or MAIL_PORTS[kind]
    return {**found, "EMAIL_PORT": port, "EMAIL_USE_TLS": kind == "smtp+tls", "EMAIL_USE_SSL": kind == "smtp+ssl"}


def sender(name: str, default: str) -> str:
    """The one address that mails come from, with a name before it or without."""
    value = text(name) or default
    try:
        found = SENDER.fullmatch(value)
        validate_email((found[1] or found[2]) if found else "")
    except ValidationError:
        raise refused(name, f"{value!r} is no address") from None
    return value
