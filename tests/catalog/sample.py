"""The smallest content folder that is right in every way: tests change one thing in it and look at what is reported.

files = sample_files()
line, column = edit(files, QUESTIONS, "kind: single", "kind: singel")
root = write_content(tmp_path, files)
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from courses.catalog.model.lessons import Catalog
from courses.catalog.published.library import load_content

TODAY = date(2026, 12, 1)
SAMPLE = Path(__file__).parent / "sample_content"

COURSE = "courses/fair-price/course.yaml"
LESSON = "courses/fair-price/ask-first"
EN = f"{LESSON}/en.md"
ZH = f"{LESSON}/zh-hans.md"
QUESTIONS = f"{LESSON}/questions.yaml"
GUIDE = f"{LESSON}/guide.yaml"
FACTS = "facts/rates.yaml"


def sample_files() -> dict[str, str]:
    """Texts of all files by their path below content/, valid as they are; change them as you like."""
    paths = sorted(path for path in SAMPLE.rglob("*") if path.is_file())
    return {path.relative_to(SAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def version_of_original(text: str) -> str:
    """What `follows` must say when `text` is the original: the start of the hash of what follows its head."""
    return hashlib.sha256(text.split("---\n", 2)[2].encode()).hexdigest()[:7]


def edit(files: dict[str, str], path: str, old: str, new: str) -> tuple[int, int]:
    """Replace the first `old` in the file at `path`; returns its line and column, from 1."""
    before, found, after = files[path].partition(old)
    assert found, f"{old!r} does not stand in {path}"
    files[path] = before + new + after
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def write_content(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write `files` (the sample when left out) to folder/content; returns that folder."""
    root = folder / "content"
    for path, text in (sample_files() if files is None else files).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def published_catalog(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Catalog:
    """The catalog of these files, written to `folder`; they must have no error."""
    content = load_content(write_content(folder, files), TODAY)
    assert content.catalog is not None, content.problems
    return content.catalog
