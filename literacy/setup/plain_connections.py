"""Finds connections of this site to other machines that others in the network could read or change."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings


def plain_connections() -> Iterator[tuple[str, str]]:
    """Settings whose server is another machine and does not have to prove itself by TLS, each with what to write."""
    for alias, name in (("default", "DATABASE_URL"), ("replica", "DATABASE_REPLICA_URL")):
        database = settings.DATABASES.get(alias, {})
        is_checked = database.get("OPTIONS", {}).get("sslmode") == "verify-full"
        if "postgresql" in database.get("ENGINE", "") and is_elsewhere(database.get("HOST", "")) and not is_checked:
            yield name, "add ?sslmode=verify-full&sslrootcert=FILE, with the certificate of the server in FILE"
    counts = urlsplit(str(settings.CACHES["default"].get("LOCATION", "")))
    if counts.scheme == "redis" and is_elsewhere(counts.hostname or ""):
        yield "CACHE_URL", "write rediss:// or valkeys://, and ?ssl_ca_certs=FILE where the certificate is your own"
    is_plain = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if (
        settings.UNCOUNTED_EMAIL_BACKEND.endswith(".smtp.EmailBackend")
        and is_plain
        and is_elsewhere(settings.EMAIL_HOST)
    ):
        yield "EMAIL_URL", "write smtp+tls:// or smtp+ssl://"


def is_elsewhere(hosts: str) -> bool:
    """Whether a server is reached over a network. A name without a dot belongs to containers of one machine."""
    return any(not _is_here(host.strip()) for host in hosts.split(",") if host.strip())


def _is_here(host: str) -> bool:
    if host.startswith("/"):  # a socket of this machine
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return "." not in host
