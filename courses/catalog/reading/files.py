"""Finds the files of content/ and reads their text; what is no plain, small UTF-8 file is reported."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from courses.catalog.model.values.problems import Place, Problem

BYTES_ALLOWED: Mapping[str, int] = {".md": 64 * 1024, ".yaml": 512 * 1024}
DEPTH = 5  # folders below content/: courses/<course>/<lesson>/images

# control characters, marks that turn the direction of text, and spaces that nobody sees
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The plain files under content/, by their path below it; `shown` is how problems name the folder."""

    root: Path
    shown: str
    files: Mapping[str, Path]
    folders: frozenset[str]

    def place(self, path: str) -> Place:
        return Place(f"{self.shown}/{path}")

    def under(self, folder: str) -> tuple[str, ...]:
        """Paths of the files directly in `folder`, sorted."""
        return tuple(path for path in self.files if path.rpartition("/")[0] == folder)

    def folders_under(self, folder: str) -> tuple[str, ...]:
        """Names of the folders directly in `folder`, sorted."""
        return tuple(sorted(path[len(folder) + 1 :] for path in self.folders if path.rpartition("/")[0] == folder))


def find_files(root: Path, problems: list[Problem]) -> Folder:
    """Everything below `root`; links, devices and names that collide are reported and left out."""
    shown = root.name or "content"
    files: dict[str, Path] = {}
    folders: set[str] = set()
    top = root.resolve()
    if not top.is_dir():
        problems.append(Problem(Place(shown), "M105", "the folder is missing. Create it, or set CONTENT_DIR."))
        return Folder(top, shown, files, frozenset())
    for path, entry in _walk(top, "", shown, problems):
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
        else:
            files[path] = Path(entry.path)
    return Folder(top, shown, files, frozenset(folders))


def _walk(folder: Path, above: str, shown: str, problems: list[Problem]) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    met: dict[str, str] = {}
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        path = f"{above}{entry.name}"
        reason = _refused(entry, met, path.count("/"))
        if reason:
            name = path.encode(errors="replace").decode()
            problems.append(Problem(Place(f"{shown}/{name}"), "M105", reason))
        elif not entry.name.startswith("."):
            yield path, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{path}/", shown, problems)


def _refused(entry: "os.DirEntry[str]", met: dict[str, str], depth: int) -> str:
    """Why an entry is not read; empty when it may be."""
    if entry.is_symlink():
        return "symbolic links are not followed. Put the file itself here."
    if not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False):
        return "this is no file and no folder. Remove it."
    if depth >= DEPTH:
        return "folders are nested too deeply. Move the file up."
    same = unicodedata.normalize("NFC", entry.name).casefold()
    twin = met.setdefault(same, entry.name)
    if twin != entry.name:
        return f'the name is the same as "{twin}" on many computers. Rename one of the two.'
    return ""


def read_text(folder: Folder, path: str, problems: list[Problem]) -> str | None:
    """The text of a file with line feeds only; None when it was reported instead."""
    place = folder.place(path)
    try:
        data = _bytes_of(folder.files[path], BYTES_ALLOWED[Path(path).suffix])
    except _TooLarge as problem:
        problems.append(Problem(place, "M104", str(problem)))
        return None
    except OSError as problem:
        problems.append(Problem(place, "M105", f"the file cannot be opened: {problem.strerror}."))
        return None
    text, problem_found = _decoded(data, place)
    if problem_found:
        problems.append(problem_found)
    return text


class _TooLarge(ValueError):
    pass


def _bytes_of(path: Path, allowed: int) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "not a plain file")
        if found.st_size > allowed:
            raise _TooLarge(f"the file has {found.st_size // 1024:,} KB; {allowed // 1024} KB are allowed. Split it.")
        return file.read(allowed)


def _decoded(data: bytes, place: Place) -> tuple[str | None, Problem | None]:
    if data.startswith(b"\xef\xbb\xbf"):
        reason = "the file begins with a byte order mark (BOM). Save it as UTF-8 without BOM."
        return None, Problem(place, "M104", reason)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, Problem(place, "M104", "the file is UTF-16. Save the file as UTF-8.")
    try:
        text = data.decode()
    except UnicodeDecodeError as problem:
        line, column = _position(data[: problem.start].decode())
        reason = f"byte 0x{data[problem.start]:02X} is not UTF-8, perhaps GBK. Save the file as UTF-8."
        return None, Problem(Place(place.path, line, column), "M104", reason)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = None if text.replace("\n", "").isprintable() else _INVISIBLE.search(text)
    if hidden:
        return None, Problem(Place(place.path, *_position(text[: hidden.start()])), "M104", invisible_reason(hidden[0]))
    return text, None


def first_invisible(text: str) -> str:
    """The first character of `text` that nobody can see and no text needs; empty when there is none."""
    hidden = None if text.isprintable() else _INVISIBLE.search(text)  # what is printable can be seen, and is most text
    return hidden[0] if hidden else ""


def invisible_reason(character: str) -> str:
    return f"there is an invisible character (U+{ord(character):04X}) here. Delete it."


def _position(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
