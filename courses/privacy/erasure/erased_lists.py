"""The list of erased people beside the database, one on each server: lost with no database, found in no copy of it.

Its first line names the list. Each further line is a day, the fingerprint of a key, and a hash made with that key:
whoever finds the file learns no name from it.
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HEAD = re.compile(r"# erased people, list ([0-9a-f]{12})")
LINE = re.compile(r"(\d{4}-\d\d-\d\d) (?:([0-9a-f]{12}) )?([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class ListedErasure:
    """`key` is the fingerprint of the key it is made with: empty in lists written before keys had one."""

    day: date
    key: str
    mark: str
    noted_in: str = ""


@dataclass(frozen=True, slots=True)
class ErasedList:
    """What a file holds. `damaged` are the numbers of lines that are none, as a crash leaves them."""

    marks: frozenset[ListedErasure]
    ids: frozenset[str]
    damaged: tuple[int, ...]


def read_list(file: Path) -> ErasedList:
    """Read a list of erased people. Raises OSError when the file is not there or cannot be read."""
    marks: set[ListedErasure] = set()
    ids: set[str] = set()
    damaged: list[int] = []
    here = ""
    for number, line in enumerate(file.read_text(encoding="ascii", errors="replace").splitlines(), start=1):
        if head := HEAD.fullmatch(line):
            here = head[1]
            ids.add(here)
        elif found := LINE.fullmatch(line):
            marks.add(ListedErasure(date.fromisoformat(found[1]), found[2] or "", found[3], here))
        elif line:
            damaged.append(number)
    return ErasedList(frozenset(marks), frozenset(ids), tuple(damaged))


def list_id(file: Path) -> str:
    """The id of this server's list, which is made if it is not there. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(file, "a+", encoding="ascii", errors="replace", opener=_for_its_owner) as opened:
        opened.seek(0)
        for line in opened:
            if head := HEAD.fullmatch(line.rstrip("\n")):
                return head[1]
    made = secrets.token_hex(6)
    _append(file, (f"# erased people, list {made}",))
    return made


def add_to_list(file: Path, marks: Iterable[ListedErasure]) -> None:
    """Append a line for each mark and flush the file to disk before returning. Raises OSError."""
    list_id(file)
    _append(file, (f"{one.day} {one.key + ' ' if one.key else ''}{one.mark}" for one in marks))


def _append(file: Path, lines: Iterable[str]) -> None:
    opened = _for_its_owner(str(file), os.O_RDWR | os.O_APPEND)
    try:
        os.write(opened, b"".join(_whole_lines(opened, lines)))
        os.fsync(opened)
    finally:
        os.close(opened)


def _whole_lines(opened: int, lines: Iterable[str]) -> Iterator[bytes]:
    """What a crash cut short must not spoil the next line as well."""
    size = os.fstat(opened).st_size
    if size and os.pread(opened, 1, size - 1) != b"\n":
        yield b"\n"
    for line in lines:
        yield f"{line}\n".encode("ascii")


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
