"""Family Q, within one question: options, right answers, feedback, and what can be marked."""

import re
from collections.abc import Iterator, Mapping

from courses.catalog.lint.parsing.content import Content, LessonText, warning
from courses.catalog.lint.parsing.wordings import entry_place
from courses.catalog.model.asking import Asked
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES, Text
from courses.catalog.reading.source import ContentSource, Step

_NO_WORD = re.compile(r"[\W_]+")


def problems(content: Content) -> Iterator[Problem]:
    """Q201 to Q206, Q210, Q214 and Q215; Q204 and Q215 of specimens too."""
    for lesson in content.lessons:
        for key, question in lesson.file.questions.items():
            yield from AskedPlace(lesson, key, content.source).problems_of(question)
    for key, specimen in content.source.specimens.items():
        for part_key, part in specimen.parts.items():
            place = entry_place(content.source, "specimens", key, "parts", part_key)
            yield from _part(place, f'part "{part_key}" of "{key}"', part, content.source)


def same_words(text: Text) -> dict[str, str]:
    """The text in each language without case, spaces and punctuation, for comparing."""
    return {language: _NO_WORD.sub("", text.in_language(language)).casefold() for language in LANGUAGES}


class AskedPlace:
    """One question's place in the files: its kind tells here what is wrong with it."""

    def __init__(self, lesson: LessonText, key: str, source: ContentSource) -> None:
        self.key = key
        self._lesson = lesson
        self._source = source
        self._problems: list[Problem] = []

    def problems_of(self, question: Asked) -> list[Problem]:
        question.problems(self)
        if question.explain is None and question.is_marked:
            self.found("Q205", f'"{self.key}" has no explain. Say why the right answer is right.')
        return self._problems

    def found(self, code: str, reason: str, *keys: Step) -> None:
        """An error at this path below the question."""
        self._problems.append(Problem(self._place(*keys), code, reason))

    def warned(self, code: str, reason: str, *keys: Step) -> None:
        self._problems.append(warning(self._place(*keys), code, reason))

    def enough(self, count: int, least: int) -> None:
        if count < least:
            self.found("Q201", f'"{self.key}" has {count} to choose from. Write at least {least}.')

    def alike(self, name: str, choices: Mapping[str, Text]) -> None:
        """No two of these may read the same."""
        compared = {key: same_words(choice) for key, choice in choices.items()}
        for language in LANGUAGES:
            met: dict[str, str] = {}
            for key, choice in choices.items():
                words = compared[key][language] or choice.in_language(language)
                twin = met.setdefault(words, key)
                if twin != key:
                    reason = f'"{key}" of "{self.key}" reads like "{twin}". Write two different {name}.'
                    self.found("Q202", reason, name, key, language)

    def no_feedback(self, what: str, key: str, name: str) -> None:
        reason = f'{what} "{key}" of "{self.key}" has no feedback. Add it: why {key} is wrong, what to look at next.'
        self.found("Q204", reason, name, key)

    def part(self, what: str, part: object, *keys: Step) -> None:
        """A part of an advertisement, chat or contract must say why it is a sign or fine."""
        self._problems += _part(self._place(*keys), what, part, self._source)

    def _place(self, *keys: Step) -> Place:
        return self._lesson.places.of("questions", self.key, *keys)


def _part(place: Place, what: str, part: object, source: ContentSource) -> Iterator[Problem]:
    flag, role, fine = (getattr(part, name, None) for name in ("flag", "role", "fine"))
    if flag is None and role is None and fine is None and getattr(part, "because", None) is None:
        reason = f"{what} has no feedback. Give it a flag, a role, or fine: why it is fine."
        yield Problem(place, "Q204", reason)
    for kind, key, known in (("flags", flag, source.flags), ("roles", role, source.roles)):
        if key is not None and known and key not in known and f"{kind}/{key}" not in source.unread:
            reason = f'{what} has the {kind[:-1]} "{key}", which is not in content/ads/flags.yaml. Use one from there.'
            yield Problem(place, "Q215", reason)
