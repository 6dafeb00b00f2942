"""Family Q, within one question: options, right answers, feedback, and what can be marked."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from courses.catalog.checks.content import Content, LessonText, warning
from courses.catalog.checks.wordings import entry_place
from courses.catalog.model.problems import Place, Problem
from courses.catalog.model.questions import Asked, Guess, MarkParts, Match, Multiple, Number, Option, Order, Single
from courses.catalog.model.texts import LANGUAGES, Text
from courses.catalog.reading.source import ContentSource, Step

MOST_OPTIONS = 5
LONGEST_BY = 1.5
LONG_ENOUGH = {"en": 20, "zh-hans": 8}  # characters; among shorter options length gives nothing away
CHOSEN: Mapping[type[Asked], tuple[str, str]] = {  # kinds whose choices need feedback: the word, and the key
    Single: ("option", "options"),
    Multiple: ("option", "options"),
    Order: ("item", "items"),
    Match: ("row", "rows"),
}
_ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both|any) of (?:the )?(?:above|these|them)\b"
    r"|(?:以上|上述|前面|这些)(?:选项|答案|说法)?(?:都|全|皆|均)|^都(?:不)?(?:对|是|选)。?$",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[\W_]+")


def problems(content: Content) -> Iterator[Problem]:
    """Q201 to Q206, Q210, Q214 and Q215; Q204 and Q215 of specimens too."""
    for lesson in content.lessons:
        for key, question in lesson.file.questions.items():
            asked = _Asked(lesson, key, question)
            yield from asked.problems()
            if isinstance(question, MarkParts):
                yield from _mark(asked, question, content.source)
    for key, specimen in content.source.specimens.items():
        for part_key, part in specimen.parts.items():
            place = entry_place(content.source, "specimens", key, "parts", part_key)
            yield from _part(place, f'part "{part_key}" of "{key}"', part, content.source)


def same_words(text: Text) -> tuple[str, str]:
    """The text in both languages without case, spaces and punctuation, for comparing."""
    return _NO_WORD.sub("", text.en).casefold(), _NO_WORD.sub("", text.zh_hans).casefold()


class _Asked:
    """One question at its place."""

    def __init__(self, lesson: LessonText, key: str, question: Asked) -> None:
        self.lesson = lesson
        self.key = key
        self.question = question

    def place(self, *keys: Step) -> Place:
        return self.lesson.places.of("questions", self.key, *keys)

    def problems(self) -> Iterator[Problem]:
        yield from self._enough()
        yield from self._alike()
        yield from self._feedback()
        if self.question.explain is None and not isinstance(self.question, Guess):
            reason = f'"{self.key}" has no explain. Say why the right answer is right.'
            yield Problem(self.place(), "Q205", reason)
        if isinstance(self.question, Single | Multiple):
            yield from self._right(self.question.options)
            yield from self._all_or_none(self.question.options)
        if isinstance(self.question, Single):
            yield from self._longest(self.question.options)
        if isinstance(self.question, Number):
            yield from self._accepted(self.question)

    def _enough(self) -> Iterator[Problem]:
        question = self.question
        found = len(question.choices)
        if isinstance(question, Single | Guess | Order) and found < 2:
            yield Problem(self.place(), "Q201", f'"{self.key}" has {found} to choose from. Write at least 2.')
        elif isinstance(question, Single) and found > MOST_OPTIONS:
            yield Problem(self.place("options"), "Q201", f'"{self.key}" has {found} options. Keep 2 to {MOST_OPTIONS}.')
        elif isinstance(question, Multiple | MarkParts) and found < 3:
            yield Problem(self.place(), "Q201", f'"{self.key}" has {found} to choose from. Write at least 3.')
        elif isinstance(question, Match) and (found < 2 or len(question.targets) < 2):
            reason = f'"{self.key}" has {found} rows and {len(question.targets)} targets. Write at least 2 of each.'
            yield Problem(self.place(), "Q201", reason)
        if isinstance(question, Match):
            yield from self._targets(question)

    def _targets(self, question: Match) -> Iterator[Problem]:
        for key, row in question.rows.items():
            if row.to not in question.targets:
                known = ", ".join(question.targets)
                reason = f'row "{key}" of "{self.key}" leads to "{row.to}", which is no target. Use {known}.'
                yield Problem(self.place("rows", key, "to"), "M102", reason)

    def _alike(self) -> Iterator[Problem]:
        if isinstance(self.question, MarkParts):
            return
        name = CHOSEN.get(type(self.question), ("option", "options"))[1]
        yield from self._twins(name, self.question.choices)
        if isinstance(self.question, Match):
            yield from self._twins("targets", self.question.targets)

    def _twins(self, name: str, choices: Mapping[str, Text]) -> Iterator[Problem]:
        compared = {key: same_words(choice) for key, choice in choices.items()}
        for index, language in enumerate(LANGUAGES):
            met: dict[str, str] = {}
            for key, choice in choices.items():
                words = compared[key][index] or choice.in_language(language)
                twin = met.setdefault(words, key)
                if twin != key:
                    reason = f'"{key}" of "{self.key}" reads like "{twin}". Write two different {name}.'
                    yield Problem(self.place(name, key, language), "Q202", reason)

    def _feedback(self) -> Iterator[Problem]:
        question = self.question
        what, name = CHOSEN.get(type(question), ("", ""))
        for key, choice in question.choices.items() if what else ():
            needs_none = isinstance(question, Single) and getattr(choice, "right", False)
            if getattr(choice, "feedback", None) is None and not needs_none:
                yield self._no_feedback(what, key, name)
        if isinstance(question, Number) and question.otherwise is None:
            reason = f'"{self.key}" has no otherwise. Add it: what to look at after any other wrong number.'
            yield Problem(self.place(), "Q204", reason)

    def _no_feedback(self, what: str, key: str, name: str) -> Problem:
        reason = f'{what} "{key}" of "{self.key}" has no feedback. Add it: why {key} is wrong, what to look at next.'
        return Problem(self.place(name, key), "Q204", reason)

    def _right(self, options: Mapping[str, Option]) -> Iterator[Problem]:
        right = sum(option.right for option in options.values())
        if isinstance(self.question, Single) and right != 1:
            reason = f'"{self.key}" has {right} right options. Mark exactly one with right: true.'
            yield Problem(self.place("options"), "Q203", reason)
        elif isinstance(self.question, Multiple) and (right < 2 or right == len(options)):
            reason = f'"{self.key}" has {right} right options of {len(options)}. Have at least 2 right and 1 wrong.'
            yield Problem(self.place("options"), "Q203", reason)

    def _all_or_none(self, options: Mapping[str, Option]) -> Iterator[Problem]:
        for key, option in options.items():
            for language in LANGUAGES:
                found = _ALL_OR_NONE.search(option.in_language(language))
                if found:
                    reason = f'"{found[0]}" gives itself away and fails when shuffled. Write an option of its own.'
                    yield Problem(self.place("options", key, language), "Q206", reason)

    def _longest(self, options: Mapping[str, Option]) -> Iterator[Problem]:
        right = [option for option in options.values() if option.right]
        wrong = [option for option in options.values() if not option.right]
        if len(right) == 1 and wrong and all(_stands_out(right[0], wrong, language) for language in LANGUAGES):
            reason = f'the right option of "{self.key}" is by far the longest. Shorten it, or say more in the others.'
            key = next(key for key, option in options.items() if option.right)
            yield warning(self.place("options", key), "Q214", reason)

    def _accepted(self, question: Number) -> Iterator[Problem]:
        low, high = question.accept
        if not low <= question.answer <= high:
            reason = f"the answer {question.answer} is not within accept, {low} to {high}. Correct one of them."
            yield Problem(self.place("answer"), "Q210", reason)
        for index, wrong in enumerate(question.common_wrong):
            if low <= wrong.at <= high:
                reason = f"the common wrong value {wrong.at} lies within accept, {low} to {high}. Narrow accept."
                yield Problem(self.place("common_wrong", index, "at"), "Q210", reason)


def _stands_out(right: Text, wrong: list[Option], language: str) -> bool:
    length = len(right.in_language(language))
    longest = max(len(option.in_language(language)) for option in wrong)
    return length >= LONG_ENOUGH[language] and length >= LONGEST_BY * longest


def _mark(asked: _Asked, question: MarkParts, source: ContentSource) -> Iterator[Problem]:
    for key, part in question.parts.items():
        yield from _part(asked.place("parts", key), f'part "{key}" of "{asked.key}"', part, source)
    kinds = Counter(part.flag is not None for part in question.parts.values())
    if not kinds[True] or not kinds[False]:
        reason = (
            f'"{asked.key}" has {kinds[True]} flagged and {kinds[False]} unflagged parts. Have at least one of each.'
        )
        yield Problem(asked.place("parts"), "Q215", reason)
    elif question.need is not None and question.need > kinds[True]:
        reason = f'"{asked.key}" needs {question.need} flags, but has only {kinds[True]}. Lower need.'
        yield Problem(asked.place("need"), "Q215", reason)


def _part(place: Place, what: str, part: object, source: ContentSource) -> Iterator[Problem]:
    flag, role, fine = (getattr(part, name, None) for name in ("flag", "role", "fine"))
    if flag is None and role is None and fine is None:
        reason = f"{what} has no feedback. Give it a flag, a role, or fine: why it is fine."
        yield Problem(place, "Q204", reason)
    for kind, key, known in (("flags", flag, source.flags), ("roles", role, source.roles)):
        if key is not None and known and key not in known and f"{kind}/{key}" not in source.unread:
            reason = f'{what} has the {kind[:-1]} "{key}", which is not in content/ads/flags.yaml. Use one from there.'
            yield Problem(place, "Q215", reason)
