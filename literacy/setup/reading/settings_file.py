"""Finds and takes in the one file of settings that every command and every worker reads.

It is named by ENV_FILE; without it, it is `.env` beside the database, if it is there. What the environment says goes
before what the file says.
"""

import os
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dotenv import load_dotenv
from dotenv.parser import Binding, parse_stream

from literacy.setup.reading.environment import ALLOWED, BASE_DIR, refused


def read_file(*, is_made: bool = False) -> Path | None:
    """Take in the file of settings; returns which one that was. A file that was named must be there, unless it
    `is_made` just now."""
    file = file_of_settings()
    try:
        if (is_made or not os.environ.get("ENV_FILE")) and not _is_there(file):
            return None
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refused("ENV_FILE", f"the settings in {file} cannot be read: save them as UTF-8") from None
    except (OSError, ValueError) as problem:
        raise refused("ENV_FILE", f"the settings in {file} cannot be read ({problem})") from None
    if fault := fault_of(text):
        raise refused("ENV_FILE", f"{file} {fault}")
    load_dotenv(stream=StringIO(text), interpolate=False)  # a password may hold ${
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
    if "\0" in text:
        return "is no text"
    values: dict[str, str] = {}
    for line in parse_stream(StringIO(text)):
        if fault := _fault_of_line(line, values):
            return fault
    if text and not text.endswith("\n"):
        return "does not end with a line break, as if it had been cut off"
    if {"SECRET_KEY", "ERASURE_KEY"} & values.keys() and "ALLOWED_HOSTS" not in {*values, *os.environ}:
        return "holds keys and no ALLOWED_HOSTS, as if it had been cut off"
    return ""


def _fault_of_line(line: Binding, values: dict[str, str]) -> str:
    """What is wrong with one line, after those whose `values` are known; its own is added to them."""
    if line.error or (line.key and line.value is None):
        return f"holds something that is no NAME=value in line {line.original.line}"
    if line.key is None or line.value is None:
        return ""
    if line.key == "ENV_FILE":
        return f"holds {line.key}, which names it and belongs into the environment"
    if meant := _meant(line.key):
        return f"holds {line.key}, which is no setting: {meant} is one"
    if values.setdefault(line.key, line.value) != line.value:
        return f"holds {line.key} twice with different values, the second time in line {line.original.line}"
    return ""


def _meant(name: str) -> str:
    """The setting that a name is nearly that of; "" for one that is a setting, or of another program."""
    close = [] if name in ALLOWED else get_close_matches(name.upper(), ALLOWED, 1, 0.85)
    return close[0] if close else ""


def file_of_settings() -> Path:
    """Where the settings are, or would be."""
    if named := os.environ.get("ENV_FILE"):
        return Path(named)
    address = urlsplit(os.environ.get("DATABASE_URL", ""))
    if address.scheme == "sqlite" and address.path.strip("/"):
        return (BASE_DIR / unquote(address.path[1:])).with_name(".env")
    return BASE_DIR / ".env"
