"""Reads all of content/ in one go: what can be read, typed and with its places, and every problem met on the way."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from courses.catalog.model.facts import Fact
from courses.catalog.model.letters import Letter
from courses.catalog.model.references import Reference
from courses.catalog.model.scenes import Scene
from courses.catalog.model.schema import Editorial, Flag, GlossaryTerm, Helpline, PartRole, Prompt, Situation, Specimen
from courses.catalog.model.sorting import LateSort
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import Text
from courses.catalog.reading.courses import CourseReader
from courses.catalog.reading.files import find_files
from courses.catalog.reading.shapes import fit
from courses.catalog.reading.source import ContentSource, Places, YamlFile
from courses.catalog.reading.typed_files import FileReader

Shape = TypeVar("Shape", bound=BaseModel)

_FLAGS = "ads/flags.yaml"
_SORT = "help/sort.yaml"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_IDS = {"facts": re.compile(r"[A-Z]{2,4}-[A-Z0-9-]{1,16}"), "competences": re.compile(r"[1-4]\.\d-[KSA]")}
_IDS_SAID = {"facts": "CN-RATE-12", "competences": "2.7-K"}


def read_content(root: Path) -> tuple[ContentSource, list[Problem]]:
    """All of the folder `root` that can be read, and every problem met, sorted by file and line."""
    problems: list[Problem] = []
    reader = FileReader(find_files(root, problems), problems)
    entries = _EntryReader(reader)
    source = ContentSource(
        courses=CourseReader(reader).courses(),
        facts=entries.of_folder("facts", Fact, "facts"),
        glossary=entries.of_file("glossary", GlossaryTerm, "glossary.yaml"),
        helplines=entries.of_file("helplines", Helpline, "help/helplines.yaml"),
        situations=entries.of_file("situations", Situation, "help/situations.yaml"),
        letters=entries.of_folder("letters", Letter, "letters"),
        specimens=entries.of_folder("specimens", Specimen, "ads/specimens"),
        names=entries.of_file("names", Text, "ads/names.yaml"),
        scenes=entries.of_folder("scenes", Scene, "scenes"),
        prompts=entries.of_file("prompts", Prompt, "write-down.yaml"),
        late_sort=_late_sort(reader),
        references=entries.of_file("references", Reference, "reference.yaml"),
        competences=entries.of_file("competences", Text, "competences.yaml"),
        **_flags_and_roles(reader, entries),
        editorial=_editorial(reader),
        places=reader.places,
        origins=entries.origins,
        unread=frozenset(entries.unread),
    )
    problems.extend(_dead_lines(source))
    reader.report_unknown_files()
    return source, sorted(set(problems))


def _dead_lines(source: ContentSource) -> Iterator[Problem]:
    """Help must never fail: situations and letters may name only helplines that are there."""
    named = {f"situations/{key}": situation.lines for key, situation in source.situations.items()}
    named |= {f"letters/{key}": letter.helplines for key, letter in source.letters.items()}
    for entry, lines in named.items():
        for line in lines:
            if f"helplines/{line}" not in source.origins:
                key = entry.partition("/")[2]
                reason = f'"{line}" of "{key}" is no helpline. Correct the id, or add it to help/helplines.yaml.'
                yield Problem(source.origins[entry], "S502", reason)


def _late_sort(reader: FileReader) -> YamlFile[LateSort] | None:
    return reader.typed(_SORT, LateSort) if reader.expect(_SORT) else None


def _editorial(reader: FileReader) -> Editorial:
    file = reader.typed("editorial.yaml", Editorial) if reader.expect("editorial.yaml") else None
    return file.model if file else Editorial(never=(), avoid=())


def _flags_and_roles(reader: FileReader, entries: "_EntryReader") -> dict[str, Any]:
    """The two sections of ads/flags.yaml."""
    values = reader.values(_FLAGS) if reader.expect(_FLAGS) else None
    if values is None:
        return {"flags": {}, "roles": {}}
    places = reader.places[reader.shown(_FLAGS)]
    for key in values:
        if key not in ("flags", "roles"):
            reason = f'unknown key "{key}". Put it under "flags" or "roles".'
            reader.problems.append(Problem(places.of(key), "M101", reason))
    return {
        "flags": entries.fitted("flags", Flag, values.get("flags", {}), places, ("flags",)),
        "roles": entries.fitted("roles", PartRole, values.get("roles", {}), places, ("roles",)),
    }


class _EntryReader:
    """Files that are lists of entries by id; one broken entry does not take the others with it."""

    def __init__(self, reader: FileReader) -> None:
        self.reader = reader
        self.origins: dict[str, Place] = {}
        self.unread: set[str] = set()

    def of_folder(self, kind: str, shape: type[Shape], folder: str) -> dict[str, Shape]:
        """The entries of all YAML files in `folder`."""
        found: dict[str, Shape] = {}
        for path in self.reader.folder.under(folder):
            if path.endswith(".yaml"):
                found |= self.of_file(kind, shape, path)
        return found

    def of_file(self, kind: str, shape: type[Shape], path: str) -> dict[str, Shape]:
        """The entries of one file; none when there is no such file."""
        values = self.reader.values(path) if self.reader.expect(path) else None
        return {} if values is None else self.fitted(kind, shape, values, self.reader.places[self.reader.shown(path)])

    def fitted(
        self, kind: str, shape: type[Shape], values: Any, places: Places, above: tuple[str, ...] = ()
    ) -> dict[str, Shape]:
        """The entries in `values` that fit `shape`, with their origins noted."""
        if not isinstance(values, Mapping):
            self._report(places.of(*above), "M102", f'"{".".join(above)}" must hold entries, each under its id.')
            return {}
        found: dict[str, Shape] = {}
        for key, value in values.items():
            place, name = places.of(*above, key), f"{kind}/{key}"
            if name in self.origins:
                first = self.origins[name]
                self._report(
                    place, "M104", f'"{key}" stands already in {first.path}:{first.line}. Keep one of the two.'
                )
                continue
            self.origins[name] = place
            entry = fit(shape, value, places, self.reader.problems, (*above, key))
            if entry is None or not self._is_id(kind, key, place):
                self.unread.add(name)
            else:
                found[key] = entry
        return found

    def _is_id(self, kind: str, key: str, place: Place) -> bool:
        if _IDS.get(kind, _ID).fullmatch(key):
            return True
        said = f"Write it like {_IDS_SAID[kind]}." if kind in _IDS_SAID else "Use a–z, 0–9 and hyphens, up to 40."
        self._report(place, "M102", f'"{key}" is no id. {said}')
        return False

    def _report(self, place: Place, code: str, reason: str) -> None:
        self.reader.problems.append(Problem(place, code, reason))
