"""Family T: every language says the same as the first, in the same order, with the same numbers and sources."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.content import Content, LessonText, warning
from courses.catalog.lint.parsing.pages import PageSection, PageText
from courses.catalog.lint.parsing.passages import Passage
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES

NOT_COMPARED = frozenset({"fact", "name"})  # facts keep the figures of their source; names need no translation
QUESTION = "{{ question"
_HAN = re.compile("[\u4e00-\u9fff]")
_LOWER_WORD = re.compile(r"[a-z]{3,}")


def problems(content: Content) -> Iterator[Problem]:
    """T601 (follows) to T606."""
    first, *rest = LANGUAGES
    for lesson in content.lessons:
        yield from _originals(lesson)
        for language in rest:
            pages = lesson.pages[first], lesson.pages[language]
            yield from _outline(*pages)
            yield from _sections(*pages)
            yield from _heads(*pages)
    for wording in content.wordings:
        if wording.role not in NOT_COMPARED:
            for language in rest:
                yield from _compared(wording.passages[first], wording.passages[language], wording.role)


def version_of(body: str) -> str:
    """What `follows` says of an original: the first 7 hex digits of the SHA-256 of its text."""
    return hashlib.sha256(body.encode()).hexdigest()[:7]


def _originals(lesson: LessonText) -> Iterator[Problem]:
    files = [page.file for page in lesson.pages.values()]
    originals = [file for file in files if file.front.original]
    if len(originals) != 1:
        who = " and ".join(f"{file.language}.md" for file in originals) or "no file"
        place = (originals or files)[-1].front_places.of("original")
        yield Problem(place, "T606", f"{who}: original: true. One is the original; every other says follows.")
        return
    (original,) = originals
    if original.front.follows is not None:
        reason = "the original follows no other file. Remove follows, or original."
        yield Problem(original.front_places.of("follows"), "T606", reason)
    version = version_of(original.body)
    for other in files:
        if other is not original and other.front.follows != version:
            reason = f'{original.language}.md has changed since. Make this text equal, then write follows: "{version}".'
            yield warning(other.front_places.of("follows"), "T601", reason)


def _outline(first: PageText, other: PageText) -> Iterator[Problem]:
    expected, found = _steps(first), _steps(other)
    if _questions(expected) != _questions(found):  # reported as Q207
        expected, found = _without_questions(expected), _without_questions(found)
    for (there, _), (here, place) in zip(expected, found, strict=False):
        if there != here:
            yield Problem(place, "T602", f"here stands {here}, in {_name(first)} {there}. Make both the same.")
            return
    if len(expected) != len(found):
        longer, shorter = (expected, other) if len(expected) > len(found) else (found, first)
        extra, place = longer[min(len(expected), len(found))]
        yield Problem(place, "T602", f"{extra} is missing in {_name(shorter)}. Write it there, or remove it here.")


def _name(page: PageText) -> str:
    return f"{page.file.language}.md"


Steps = list[tuple[str, Place]]


def _steps(page: PageText) -> Steps:
    """Heading ids and own lines in order."""
    steps: Steps = []
    for section in page.sections:
        if section.level:
            steps.append((f"the heading {{#{section.id}}}", section.place))
        steps += [(str(line), page.file.at(line.line)) for line in section.own_lines]
    return steps


def _questions(steps: Steps) -> list[str]:
    return [step for step, _ in steps if step.startswith(QUESTION)]


def _without_questions(steps: Steps) -> Steps:
    return [step for step in steps if not step[0].startswith(QUESTION)]


def _sections(first: PageText, other: PageText) -> Iterator[Problem]:
    others = {section.id: section for section in other.sections}
    for section in {section.id: section for section in first.sections}.values():
        twin = others.get(section.id)
        if twin is None:
            continue
        yield from _references(section, twin, _name(other))
        yield from _references(twin, section, _name(first))
        difference = _difference(_passages(section), _passages(twin))
        if difference:
            place = _first_place(twin, difference.other.values) or _first_place(section, difference.first.values)
            reason = f"the numbers of this section differ: {difference}. Make both languages equal."
            yield warning(place or twin.place, "T604", reason)


def _first_place(section: PageSection, values: tuple[Decimal, ...]) -> Place | None:
    """Where the first of these numbers stands in the section."""
    for block in section.blocks:
        for figure in block.passage.figures:
            if figure.value in values:
                return block.passage.place(figure.start)
    return None


def _passages(section: PageSection) -> list[Passage]:
    return [block.passage for block in section.blocks]


def _references(here: PageSection, there: PageSection, file: str) -> Iterator[Problem]:
    """Citations and internal links of one language that the same section of the other does not have."""
    known = {(one.kind, one.target) for block in there.blocks for one in block.references}
    for block in here.blocks:
        for one in block.references:
            if one.kind == "picture" or (one.kind, one.target) in known:
                continue
            known.add((one.kind, one.target))
            what = f"[^{one.target}]" if one.kind == "fact" else f"the link {one.target}"
            reason = f"{what} is missing in the same section of {file}. Put it there, or remove it here."
            yield Problem(one.place, "T603", reason)


def _heads(first: PageText, other: PageText) -> Iterator[Problem]:
    for one, twin in zip(first.front, other.front, strict=True):
        yield from _compared(one, twin, one.role)


def _compared(first: Passage, other: Passage, what: str) -> Iterator[Problem]:
    if first.text == other.text and (_LOWER_WORD.search(first.text) or _HAN.search(first.text)):
        yield warning(other.place(), "T605", f"the {what} reads the same in both languages. Translate it.")
        return
    difference = _difference([first], [other])
    if difference:
        reason = f"the numbers of this {what} differ: {difference}. Make both languages equal."
        yield warning(other.place(), "T604", reason)


@dataclass(frozen=True, slots=True)
class Only:
    """Numbers that stand in this language only."""

    language: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class TextDifference:
    first: Only
    other: Only

    def __str__(self) -> str:
        return "; ".join(
            f"only {only.language} has {_listed(only.values)}" for only in (self.first, self.other) if only.values
        )


def _difference(first: Sequence[Passage], other: Sequence[Passage]) -> TextDifference | None:
    """What numbers stand in one language only; None when there are none."""
    numbers, twins = _numbers(first), _numbers(other)
    if not numbers and not twins:
        return None
    numbers |= _months(first)
    twins |= _months(other)
    only_first = tuple(value for value in sorted(numbers - twins) if not _in_words(value, other))
    only_other = tuple(value for value in sorted(twins - numbers) if not _in_words(value, first))
    if not only_first and not only_other:
        return None
    return TextDifference(Only(_language(first), only_first), Only(_language(other), only_other))


def _language(passages: Sequence[Passage]) -> str:
    return next((passage.language for passage in passages), "")


def _numbers(passages: Sequence[Passage]) -> set[Decimal]:
    return {figure.value for passage in passages for figure in passage.figures}


def _months(passages: Sequence[Passage]) -> set[Decimal]:
    """Numbers of the months that are named, as other languages write them."""
    return {month for passage in passages for month in RULES[passage.language].months(passage.text)}


def _in_words(value: Decimal, passages: Sequence[Passage]) -> bool:
    """Whether `passages` have the small number `value` in words; those are not compared."""
    if value != value.to_integral_value() or value < 0:
        return False
    return any(_has_word(value, passage) for passage in passages)


def _has_word(value: Decimal, passage: Passage) -> bool:
    words = RULES[passage.language].number_words
    return value < len(words) and words[int(value)].search(passage.text) is not None


def _listed(values: tuple[Decimal, ...]) -> str:
    return ", ".join(f"{value:,f}" for value in values)
