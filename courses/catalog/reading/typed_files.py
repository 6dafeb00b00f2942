"""Reads single files of content/ once each, remembers their places, and knows which files nobody asked for."""

from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel

from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.reading.authored import text_problems
from courses.catalog.reading.files import BYTES_ALLOWED, Folder, read_text
from courses.catalog.reading.shapes import fit
from courses.catalog.reading.source import Places, YamlFile
from courses.catalog.reading.yaml_values import read_yaml

Shape = TypeVar("Shape", bound=BaseModel)


class FileReader:
    """One reading of content/; problems go to `problems`."""

    def __init__(self, folder: Folder, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.places: dict[str, Places] = {}
        self._asked: set[str] = set()

    def shown(self, path: str) -> str:
        """How problems name the file at `path`, such as content/facts/rates.yaml."""
        return self.folder.place(path).path

    def expect(self, path: str) -> bool:
        """Whether there is a file at `path`, which then has a use."""
        self._asked.add(path)
        return path in self.folder.files

    def text(self, path: str) -> str | None:
        """The text of a file that is there; None when it cannot be read, which is reported."""
        self._asked.add(path)
        return read_text(self.folder, path, self.problems)

    def values(self, path: str) -> dict[str, Any] | None:
        """Keys and values of a YAML file that is there; None when they cannot be read, which is reported."""
        text = self.text(path)
        if text is None:
            return None
        value, places = read_yaml(text, self.shown(path), self.problems)
        self.places[places.path] = places
        if value is not None and not isinstance(value, dict):
            self.problems.append(Problem(places.of(), "M102", 'the file must hold keys and values, like "key: value".'))
        if not isinstance(value, dict):
            return None
        self.problems.extend(text_problems(value, places))
        return value

    def typed(self, path: str, shape: type[Shape]) -> YamlFile[Shape] | None:
        """A whole YAML file that is there as a `shape`; None when it does not fit, which is reported."""
        value = self.values(path)
        if value is None:
            return None
        places = self.places[self.shown(path)]
        model = fit(shape, value, places, self.problems)
        return None if model is None else YamlFile(model, places)

    def report_unknown_files(self) -> None:
        """A problem for every file that has no use, so that a misspelt name is noticed."""
        for path in self.folder.files:
            if path not in self._asked:
                self.problems.append(Problem(self.folder.place(path), "M105", _unknown(PurePosixPath(path))))


def _unknown(path: PurePosixPath) -> str:
    if path.suffix not in BYTES_ALLOWED:
        return "files of this kind are not read. Move it out of the content."
    if len(path.parts) == 4 and path.parts[0] == "courses":
        texts = ", ".join(f"{language}.md" for language in LANGUAGES)
        return f"a lesson has no file of this name. It has {texts}, questions.yaml, guide.yaml and images/."
    return "no file of this name is read here. Correct the name, or move the file out of the content."
