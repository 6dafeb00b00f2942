"""Content as its files say it, with the line and column of every value, so that each problem names its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from courses.catalog.markup.own_lines import OwnLine, own_lines
from courses.catalog.model.facts import Fact
from courses.catalog.model.letters import Letter
from courses.catalog.model.references import Reference
from courses.catalog.model.scenes import Scene
from courses.catalog.model.schema import (
    CourseFile,
    Editorial,
    Flag,
    FrontMatter,
    GlossaryTerm,
    Guide,
    Helpline,
    PartRole,
    Prompt,
    QuestionsFile,
    Situation,
    Specimen,
)
from courses.catalog.model.sorting import LateSort
from courses.catalog.model.values.problems import Place
from courses.catalog.model.values.texts import Text

Model = TypeVar("Model")
Step = str | int


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values of one YAML file stand: key paths to (line, column), both from 1.

    A value under a key stands where its key begins, a value of a list where it begins itself.
    """

    path: str  # of the file, relative to the folder that holds content/
    known: Mapping[tuple[Step, ...], tuple[int, int]] = field(default_factory=dict)

    def of(self, *keys: Step) -> Place:
        """The place of the value at this key path, or of the nearest one above it."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.known:
                return Place(self.path, *self.known[keys[:length]])
        return Place(self.path)


@dataclass(frozen=True, slots=True)
class YamlFile(Generic[Model]):
    """One whole file, typed."""

    model: Model
    places: Places


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """One language of a lesson. `body_line` is the line of the file on which `body` begins."""

    path: str
    language: str
    front: FrontMatter
    front_places: Places
    body: str
    body_line: int

    @property
    def own_lines(self) -> tuple[OwnLine, ...]:
        return own_lines(self.body)

    def at(self, line: int, column: int = 1) -> Place:
        """The place of line `line` (from 1) of the body."""
        return Place(self.path, self.body_line + line - 1, column)


@dataclass(frozen=True, slots=True)
class LessonSource:
    course: str
    slug: str
    folder: str
    plan: YamlFile[QuestionsFile]
    pages: Mapping[str, MarkdownFile]  # by language
    guide: YamlFile[Guide] | None
    images: tuple[str, ...] = ()  # file names in images/


@dataclass(frozen=True, slots=True)
class CourseSource:
    slug: str
    folder: str
    plan: YamlFile[CourseFile]
    lessons: tuple[LessonSource, ...]  # those that could be read, in the order of the plan
    unread: frozenset[str] = frozenset()  # slugs of lessons that are there, but were reported as not readable


@dataclass(frozen=True, slots=True)
class ContentSource:
    """All of content/ that could be read."""

    courses: tuple[CourseSource, ...]
    facts: Mapping[str, Fact]
    glossary: Mapping[str, GlossaryTerm]
    helplines: Mapping[str, Helpline]
    situations: Mapping[str, Situation]
    letters: Mapping[str, Letter]
    specimens: Mapping[str, Specimen]
    flags: Mapping[str, Flag]
    roles: Mapping[str, PartRole]
    names: Mapping[str, Text]
    scenes: Mapping[str, Scene]
    prompts: Mapping[str, Prompt]
    late_sort: YamlFile[LateSort] | None  # None where there is none that can be read
    references: Mapping[str, Reference]
    competences: Mapping[str, Text]
    editorial: Editorial
    places: Mapping[str, Places]  # by file, such as "content/facts/rates.yaml"
    origins: Mapping[str, Place]  # of entries: "facts/CN-RATE-12", "glossary/yearly-rate", "specimens/ad-01" …
    unread: frozenset[str] = (
        frozenset()
    )  # entries that are there, but were reported as not readable: "facts/CN-RATE-12"

    @property
    def lessons(self) -> tuple[LessonSource, ...]:
        return tuple(lesson for course in self.courses for lesson in course.lessons)
