"""What is wrong with the content, and where: one line per problem, for authors."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    DATED = "dated"  # hangs on today's date: shown, never stops a start or a build


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a content file; `path` is relative to the project, line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding of the checker; `message` says what is wrong and what to write instead."""

    place: Place
    code: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        where = f"{self.place.path}:{self.place.line}:{self.place.column}"
        prefix = "" if self.level is Level.ERROR else "warning: "
        return f"{where} {self.code} {prefix}{self.message}"
