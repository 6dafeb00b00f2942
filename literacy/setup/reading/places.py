"""Reads settings that name a place: a database, a folder, a file to write. What cannot be right stops the start.

A place that is not named from the root stands in the folder of the project, wherever a command is given.
"""

import os
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from literacy.setup.reading.addresses import UNREADABLE, address_of, require_files
from literacy.setup.reading.environment import BASE_DIR, refused, scheme, text

DRIVER, POOL = "psycopg", "psycopg_pool"
REPLICA_TIMEOUT = 1  # seconds: then the primary is asked
OF_DJANGO = {"assume_role", "isolation_level", "server_side_binding"}  # options that are not those of the client
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SSL_FILES = ("sslrootcert", "sslcert", "sslkey")


def database(name: str, default: str) -> dict[str, Any]:
    """The database as Django wants it described."""
    if name in os.environ and not text(name):  # an empty one would be made somewhere else
        raise refused(name, "it is empty")
    address = text(name) or default
    if scheme(name, address, ("sqlite", "postgres", "postgresql")) == "sqlite":
        return _sqlite(name, address)
    return _postgres(name, address)


def _sqlite(name: str, address: str) -> dict[str, Any]:
    if not re.fullmatch(r"(?i:sqlite):///[^?#]+", address):
        raise refused(name, "write sqlite:/// and then the file, with ? as %3F and # as %23")
    found: dict[str, Any] = {**dj_database_url.parse(address)}
    if str(found["NAME"]) != ":memory:":
        found["NAME"] = str(_path(name, str(found["NAME"])))
        _require_folder(name, Path(found["NAME"]))
    return found


def _postgres(name: str, address: str) -> dict[str, Any]:
    address_of(name, address)
    try:
        found: dict[str, Any] = {**dj_database_url.parse(address)}
    except ValueError:
        raise refused(name, UNREADABLE) from None
    if not found["NAME"]:
        raise refused(name, "it names no database")
    if "/" in str(found["NAME"]):
        raise refused(name, UNREADABLE)
    if missing := [module for module in (DRIVER, POOL) if find_spec(module) is None]:
        raise ImproperlyConfigured(f"{name} needs {missing[0]}. Install requirements-servers.txt.")
    _require_known_options(name, found.get("OPTIONS", {}))
    return found


def _require_known_options(name: str, options: dict[str, Any]) -> None:
    from psycopg import ProgrammingError
    from psycopg.conninfo import make_conninfo

    try:
        make_conninfo(**{option: value for option, value in options.items() if option not in OF_DJANGO})
    except ProgrammingError as problem:
        raise refused(name, str(problem).strip()) from None
    if options.get("sslmode", SSL_MODES[0]) not in SSL_MODES:
        raise refused(name, f"sslmode is one of {', '.join(SSL_MODES)}")
    if options.get("sslrootcert") != "system":
        require_files(name, options, SSL_FILES)


def replica(name: str, primary: dict[str, Any]) -> dict[str, Any] | None:
    """A database that follows the primary, for reading; None where none is named."""
    if not text(name):
        return None
    found = database(name, "")
    if "sqlite" in found["ENGINE"] or "sqlite" in primary["ENGINE"]:
        raise refused(name, "it or DATABASE_URL is no PostgreSQL")
    pool = {**primary["OPTIONS"]["pool"], "timeout": REPLICA_TIMEOUT}
    options = {**found.get("OPTIONS", {}), "pool": pool}
    where = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    return {**primary, **where, "OPTIONS": options}


def folder(name: str, default: Path, *, holds: str) -> Path:
    """A folder that is there, laid out as it should be."""
    path = _path(name, text(name) or default)
    if not path.is_dir():
        raise refused(name, f"{path} is no folder")
    if not (path / holds).exists():
        raise refused(name, f"{path} holds no {holds}")
    return path


def folder_to_fill(name: str, default: Path) -> Path:
    """A folder that is there, or can be made by who collects files into it."""
    path = _path(name, text(name) or default)
    if file := next((one for one in (path, *path.parents) if one.exists() and not one.is_dir()), None):
        raise refused(name, f"{file} is a file")
    return path


def file_to_write(name: str, default: Path) -> Path:
    """A file to write later; one that was named must have its folder already."""
    path, is_named = _path(name, text(name) or default), bool(text(name))
    if is_named:
        _require_folder(name, path)
    return path


def require_apart(name: str, collected: Path, *, secret: Iterable[Path], sources: Iterable[Path]) -> None:
    """Whatever lies in the folder of collected files is sent to whoever asks for it."""
    place = collected.resolve()
    for one in secret:
        if one.resolve().is_relative_to(place):
            raise refused(name, f"{one} lies in it, and everybody could fetch it")
    for one in sources:
        if place.is_relative_to(one.resolve()):
            raise refused(name, f"{one} holds what is collected")


def require_own(name: str, file: Path, others: Iterable[Path]) -> None:
    """A file that is written to is none of those that hold something else."""
    if file.resolve() in {one.resolve() for one in others}:
        raise refused(name, f"{file} holds something else")


def _path(name: str, typed: str | Path) -> Path:
    """From the root, or from the folder of the project, whatever folder a command is given in."""
    wrong = str(typed).startswith(("~", "'", '"')) or ("\\" in str(typed) and os.sep == "/")
    if wrong:
        raise refused(name, f"{typed} is no path here; write it in full, without quotes, like /srv/learn/data")
    return BASE_DIR / typed


def _require_folder(name: str, path: Path) -> None:
    """That it can be written is no condition of a start: on a disk that became read-only people go on reading."""
    if path.is_dir():
        raise refused(name, f"{path} is a folder")
    if not path.parent.is_dir():
        raise refused(name, f"the folder {path.parent} is missing")
