"""The watched questions as lines, each with the place in the content files; no number of fewer than five people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from courses.catalog.model.lessons import Course
from courses.catalog.model.questions import Question
from courses.catalog.model.values.problems import Place as FilePlace
from courses.catalog.reading.source import ContentSource, LessonSource
from courses.organizations.reports.suppression import shown_count, shown_parts
from courses.organizations.reports.watching.figures import Key, WatchedFigures, figures_of
from courses.organizations.reports.watching.flags import ENOUGH, QuestionFlag, flags_of
from courses.organizations.reports.watching.tries import Asking, Place, Shared, first_tries, questions_of

COLUMNS = (
    "file", "line", "asked in", "language", "question", "people", "right (%)", "discrimination", "wrong answer",
    "chose it", "flags",
)  # fmt: skip
HIDDEN = "few"  # fewer than five people were right, or wrong
NOT_ENOUGH = "not enough answers"


@dataclass(frozen=True, slots=True)
class WatchedLine:
    """One question in one language. Without enough answers there are no figures, not even how many answered."""

    file: FilePlace
    asking: Asking
    language: str
    question: str
    figures: WatchedFigures | None
    flags: tuple[QuestionFlag, ...]

    @property
    def flag_words(self) -> str:
        return ", ".join(f"{flag.fault.value} {flag.option}".strip() for flag in self.flags)

    @property
    def cells(self) -> tuple[str | int | float, ...]:
        place = (self.file.path, self.file.line, self.asking.value, self.language or "-", self.question)
        if self.figures is None:
            return *place, NOT_ENOUGH, "", "", "", "", ""
        found = self.figures
        answer, times = found.wrong
        told = found.discrimination
        shown = shown_parts({"right": found.right, "wrong": found.people - found.right})["right"]
        return (
            *place,
            found.people,
            HIDDEN if shown is None else round(100 * found.difficulty),
            "" if told is None else round(told, 2),
            answer if shown_count(times) else "",
            shown_count(times) or "",
            self.flag_words,
        )


def watched(course: Course, source: ContentSource, shared: Shared) -> Iterator[WatchedLine]:
    """All questions of a course in the order of its lessons, in every language in which somebody was asked."""
    files = {lesson.slug: lesson for lesson in source.lessons if lesson.course == course.slug}
    for asking in Asking:
        found = figures_of(lambda asking=asking: first_tries(course, asking, shared))  # type: ignore[misc]
        for place, question in questions_of(course, asking).items():
            languages = sorted(language for at, language in found if at == place)
            for language in languages:
                yield _line(asking, files[place[0]], (place, language), question, found)


def _line(
    asking: Asking, file: LessonSource, key: Key, question: Question, found: Mapping[Key, WatchedFigures]
) -> WatchedLine:
    place, language = key
    flags = tuple(flags_of(place, language, question, found))
    figures = found[key] if found[key].people >= ENOUGH else None
    at = _place_of(file, place, flags)
    return WatchedLine(at, asking, language, f"{question.course}/{'/'.join(place)}", figures, flags)


def _place_of(file: LessonSource, place: Place, flags: tuple[QuestionFlag, ...]) -> FilePlace:
    """Of the option that the first flag is about, else of the question."""
    path = ("questions", place[1])
    option = flags[0].option if flags else ""
    return file.plan.places.of(*path, "options", option) if option else file.plan.places.of(*path)
