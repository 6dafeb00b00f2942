"""Reads what differs per deployment: from the environment, and for every command alike from one file of settings.

The file is named by ENV_FILE; without it, it is `.env` beside the database, if it is there. What the environment says
goes before what the file says.
"""

import os
import re
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environs
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[2]
LEAST_KEY = 40
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
CACHES = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss"}  # Valkey speaks the same
env = Env()


def read_file() -> Path | None:
    """Take in the file of settings; returns which one that was. A file that was named must be there."""
    file = file_of_settings()
    try:
        if not os.environ.get("ENV_FILE") and not file.exists():
            return None
        file.read_text(encoding="utf-8")
    except (OSError, ValueError) as problem:
        raise ImproperlyConfigured(f"ENV_FILE: the settings in {file} cannot be read: {problem}") from None
    env.read_env(file, recurse=False)
    return file


def file_of_settings() -> Path:
    """Where the settings are, or would be."""
    if named := os.environ.get("ENV_FILE"):
        return Path(named)
    address = urlsplit(os.environ.get("DATABASE_URL", ""))
    if address.scheme == "sqlite" and address.path.strip("/"):
        return Path(unquote(address.path[1:])).with_name(".env")
    return BASE_DIR / ".env"


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value: str = env.str(name, default).strip().lower()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r} is not known. Allowed: {', '.join(allowed)}.")
    return value


def number(name: str, default: int, least: int, most: int) -> int:
    try:
        value: int = env.int(name, default)
    except environs.EnvError:
        value = least - 1
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}.")
    return value


def is_host(name: str) -> bool:
    return bool(HOST.fullmatch(name))


def hosts(name: str) -> list[str]:
    """Names by commas; each stands for itself, a dot before it for all below it, and * for every name."""
    given: list[str] = env.list(name, [])
    values = [one.strip() for one in given if one.strip()]
    wrong = [one for one in values if one != "*" and not is_host(one.removeprefix("."))]
    if wrong:
        raise ImproperlyConfigured(
            f"{name}: {wrong[0]!r} is no host. Allowed: names like learn.example.org, without https:// or a port."
        )
    return values


def shared_cache(name: str) -> dict[str, Any] | None:
    """The server that counts attempts, where one is named."""
    address: str = env.str(name, "")
    if not address:
        return None
    scheme, _, rest = address.partition("://")
    if scheme not in CACHES or not rest:
        raise ImproperlyConfigured(
            f"{name}={scheme}:… is not known. Allowed: {', '.join(f'{one}://' for one in CACHES)}."
        )
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
        raise ImproperlyConfigured(f"{name} is too short: at least {LEAST_KEY} random characters.")
    return value


def _local_key(path: Path) -> str:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            _write_whole(path, secrets.token_urlsafe(50))
        return path.read_text() or secrets.token_urlsafe(50)
    except OSError:
        return secrets.token_urlsafe(50)  # a read-only folder: forms open during a restart must be reloaded


def _write_whole(path: Path, text: str) -> None:
    """Two processes may start at once: whoever comes second finds the first one's key, never half of it."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
