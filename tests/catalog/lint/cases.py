"""One change in the sample folder, and what the checks must then say, or must not say."""

from dataclasses import dataclass
from pathlib import Path

from courses.catalog.lint import problems_of
from courses.catalog.model.values.problems import Level, Problem
from courses.catalog.reading.content import read_content
from tests.catalog.sample import TODAY, edit, sample_files, write_content

Edit = tuple[str, str, str]  # path, old text, new text
ADS = "ads/specimens/sms.yaml"
FLAGS = "ads/flags.yaml"
HELPLINES = "help/helplines.yaml"
GLOSSARY = "glossary.yaml"
EDITORIAL = "editorial.yaml"
ERROR, WARNING, DATED = Level.ERROR, Level.WARNING, Level.DATED


@dataclass(frozen=True)
class Broken:
    """After `edits`, `code` is reported once, at the first line of `path` that holds `at`."""

    code: str
    path: str
    at: str
    edits: tuple[Edit, ...]
    level: Level = ERROR
    says: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.says or self.at}"[:60]


@dataclass(frozen=True)
class Clean:
    """After `edits`, `code` is not reported at all."""

    code: str
    edits: tuple[Edit, ...]

    def __str__(self) -> str:
        return f"{self.code} {self.edits[0][2] if self.edits else ''}"[:60]


def broken(code: str, path: str, old: str, new: str, *, at: str = "", level: Level = ERROR, says: str = "") -> Broken:
    """A case with one edit; the problem stands at the new text unless `at` names another."""
    return Broken(code, path, at or new.split("\n")[0] or old, ((path, old, new),), level, says)


def clean(code: str, path: str, old: str, new: str) -> Clean:
    return Clean(code, ((path, old, new),))


def checked(folder: Path, edits: tuple[Edit, ...]) -> tuple[dict[str, str], list[Problem]]:
    """The edited sample, read and checked; its texts, and the problems."""
    files = sample_files()
    for path, old, new in edits:
        if path in files:
            edit(files, path, old, new)
        else:
            files[path] = new
    source, unread = read_content(write_content(folder, files))
    assert [str(problem) for problem in unread] == []
    return files, problems_of(source, today=TODAY)


def assert_broken(folder: Path, case: Broken) -> None:
    files, problems = checked(folder, case.edits)
    found = [one for one in problems if one.code == case.code]
    line = files[case.path][: files[case.path].index(case.at)].count("\n") + 1
    assert [(one.place.path, one.place.line, one.level) for one in found] == [
        (f"content/{case.path}", line, case.level)
    ]
    assert case.says in found[0].message


def assert_clean(folder: Path, case: Clean) -> None:
    _, problems = checked(folder, case.edits)
    assert [str(one) for one in problems if one.code == case.code] == []
