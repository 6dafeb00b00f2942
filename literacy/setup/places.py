"""Reads settings that name a place: a database, a folder, a file to write. What cannot be right stops the start.

A place that is not named from the root stands in the folder of the project, wherever a command is given.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

from literacy.setup.environment import BASE_DIR, env, refused

DRIVER, POOL = "psycopg", "psycopg_pool"
REPLICA_TIMEOUT = 1  # seconds: then the primary is asked


def database(name: str, default: str) -> dict[str, Any]:
    """The database as Django wants it described."""
    address: str = env.str(name, "") or default
    scheme = urlsplit(address).scheme
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise refused(name, f"{scheme or address}:… is not known")
    try:
        found: dict[str, Any] = env.dj_db_url(name, default)
    except (EnvError, ValueError) as problem:
        raise refused(name, f"it cannot be read ({problem})") from None
    if scheme == "sqlite":
        if str(found["NAME"]) != ":memory:":
            found["NAME"] = str(BASE_DIR / str(found["NAME"]))  # whatever folder a command is given in
            _require_folder(name, Path(found["NAME"]))
    elif not found["NAME"]:
        raise refused(name, "it names no database")
    elif missing := [module for module in (DRIVER, POOL) if find_spec(module) is None]:
        raise ImproperlyConfigured(f"{name} needs {missing[0]}. Install requirements-servers.txt.")
    return found


def replica(name: str, primary: dict[str, Any]) -> dict[str, Any] | None:
    """A database that follows the primary, for reading; None where none is named."""
    if not env.str(name, ""):
        return None
    found = database(name, "")
    if "sqlite" in found["ENGINE"] or "sqlite" in primary["ENGINE"]:
        raise refused(name, "it or DATABASE_URL is no PostgreSQL")
    pool = {**primary["OPTIONS"]["pool"], "timeout": REPLICA_TIMEOUT}
    options = {**found.get("OPTIONS", {}), "pool": pool}
    where = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    return {**primary, **where, "OPTIONS": options}


def folder(name: str, default: Path) -> Path:
    """A folder that is there."""
    path = BASE_DIR / (env.str(name, "") or default)
    if not path.is_dir():
        raise refused(name, f"{path} is no folder")
    return path


def folder_to_fill(name: str, default: Path) -> Path:
    """A folder that is there, or can be made by who collects files into it."""
    path = BASE_DIR / (env.str(name, "") or default)
    if path.exists() and not path.is_dir():
        raise refused(name, f"{path} is a file")
    return path


def file_to_write(name: str, default: Path) -> Path:
    """A file to write later; one that was named must have its folder already."""
    path, is_named = BASE_DIR / (env.str(name, "") or default), bool(env.str(name, ""))
    if is_named:
        _require_folder(name, path)
    return path


def _require_folder(name: str, path: Path) -> None:
    """That it can be written is no condition of a start: on a disk that became read-only people go on reading."""
    if path.is_dir():
        raise refused(name, f"{path} is a folder")
    if not path.parent.is_dir():
        raise refused(name, f"the folder {path.parent} is missing")
