"""The content as the checks see it: taken apart once, so that each rule only looks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from courses.catalog.drawings.placing import Placed, placed_drawings
from courses.catalog.lint.parsing.pages import PageText, page_text
from courses.catalog.lint.parsing.passages import Corpus
from courses.catalog.lint.parsing.wordings import Wording, lesson_wordings, shared_wordings
from courses.catalog.markup.own_lines import OwnLine
from courses.catalog.model.schema import LessonPlan, QuestionsFile, Status
from courses.catalog.model.values.problems import Level, Place, Problem
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.reading.source import ContentSource, LessonSource, Places


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson with its pages taken apart and its texts gathered."""

    source: LessonSource
    pages: Mapping[str, PageText]
    wordings: tuple[Wording, ...]
    drawings: Mapping[str, tuple[Placed, ...]]  # by language

    @property
    def file(self) -> QuestionsFile:
        return self.source.plan.model

    @property
    def plan(self) -> LessonPlan:
        return self.source.plan.model.lesson

    @property
    def places(self) -> Places:
        return self.source.plan.places

    @property
    def is_published(self) -> bool:
        return self.plan.status is Status.PUBLISHED

    def own_lines(self, language: str, kind: str) -> Iterator[tuple[OwnLine, Place]]:
        """The own lines of this kind in the text of this language, with their places."""
        page = self.pages[language]
        for section in page.sections:
            for line in section.own_lines:
                if line.kind == kind:
                    yield line, page.file.at(line.line, len("{{ ") + len(kind) + 2)


@dataclass(frozen=True, slots=True)
class Content:
    """All content of one check. `corpora` hold every text, by language."""

    source: ContentSource
    today: date
    lessons: tuple[LessonText, ...]
    shared: tuple[Wording, ...]
    corpora: Mapping[str, Corpus]

    @property
    def wordings(self) -> Iterator[Wording]:
        for lesson in self.lessons:
            yield from lesson.wordings
        yield from self.shared


def take_apart(source: ContentSource, today: date) -> Content:
    """Parse `source` into the Content that all checks read."""
    lessons = tuple(
        LessonText(
            lesson,
            {language: page_text(page) for language, page in lesson.pages.items()},
            tuple(lesson_wordings(lesson)),
            {language: tuple(placed_drawings(page, lesson, source)) for language, page in lesson.pages.items()},
        )
        for lesson in source.lessons
    )
    shared = tuple(shared_wordings(source))
    corpora: dict[str, Corpus] = {
        language: Corpus(
            [
                *(passage for lesson in lessons for passage in lesson.pages[language].passages),
                *(wording.passages[language] for lesson in lessons for wording in lesson.wordings),
                *(wording.passages[language] for wording in shared),
            ]
        )
        for language in LANGUAGES
    }
    return Content(source, today, lessons, shared, corpora)


def warning(place: Place, code: str, message: str) -> Problem:
    return Problem(place, code, message, Level.WARNING)


def dated(place: Place, code: str, message: str) -> Problem:
    """A warning that depends on today's date: it never stops a start or a build."""
    return Problem(place, code, message, Level.DATED)
