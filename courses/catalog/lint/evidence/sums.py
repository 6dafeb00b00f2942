"""S506 and Q211: figures that are sums are recomputed, and must be what the texts show."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from courses.catalog.arithmetic.sum_fields import SumError
from courses.catalog.arithmetic.sums import Figure, results_of
from courses.catalog.lint.parsing.content import Content, LessonText
from courses.catalog.lint.parsing.figures import figures
from courses.catalog.lint.parsing.wordings import entry_place
from courses.catalog.model.asking import Proof
from courses.catalog.model.schema import Specimen
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES

Shown = frozenset[tuple[Decimal, bool]]


def problems(content: Content) -> Iterator[Problem]:
    """S506 and Q211."""
    shown: dict[str, Shown]
    for lesson in content.lessons:
        if lesson.plan.sums:
            shown = {language: numbers_shown(lesson, language) for language in LANGUAGES}
            for key, fields in lesson.plan.sums.items():
                yield from _sum(partial(lesson.places.of, "lesson"), key, fields, shown)
        for key, question in lesson.file.questions.items():
            if question.proof is not None:
                yield from _answer(lesson, key, question.proof)
    for specimen_key, specimen in content.source.specimens.items():
        shown = {language: _numbers_of(specimen, language) for language in LANGUAGES} if specimen.sums else {}
        for key, fields in specimen.sums.items():
            yield from _sum(partial(entry_place, content.source, "specimens", specimen_key), key, fields, shown)


def numbers_shown(lesson: LessonText, language: str) -> Shown:
    """All numbers that learners of this language meet in the lesson, each with whether it is a percentage."""
    passages = [*lesson.pages[language].passages, *(wording.passages[language] for wording in lesson.wordings)]
    drawn = (words for placed in lesson.drawings[language] if placed.drawing for words in placed.drawing.words)
    found = [
        *(found for passage in passages for found in passage.figures),
        *(one for words in drawn for one in figures(words)),
    ]
    return frozenset((one.value, one.is_percent) for one in found)


def _numbers_of(specimen: Specimen, language: str) -> Shown:
    """All numbers in a specimen's parts, in what makes them fine, and in its tip."""
    fine = (part.fine for part in specimen.parts.values())
    texts = [text.in_language(language) for text in (*specimen.parts.values(), *fine, specimen.tip) if text is not None]
    return frozenset((one.value, one.is_percent) for text in texts for one in figures(text))


def _sum(
    at: Callable[..., Place], key: str, fields: Mapping[str, Any], shown: Mapping[str, Shown]
) -> Iterator[Problem]:
    place = at("sums", key)
    said = fields.get("shows")
    if not isinstance(said, Mapping) or not said:
        yield Problem(
            place, "S506", f'the sum "{key}" has no shows. Add the results the text prints, like {{cost: "864"}}.'
        )
        return
    try:
        results = results_of(fields)
    except SumError as problem:
        where = at("sums", key, problem.field) if problem.field else place
        yield Problem(where, "S506", f'the sum "{key}" cannot be computed: {problem}.')
        return
    for name, text in said.items():
        where = at("sums", key, "shows", name)
        yield from _shown(where, f'"{name}" of the sum "{key}"', results, name, str(text), shown)


def _shown(
    at: Place, what: str, results: Mapping[str, Figure], name: str, text: str, shown: Mapping[str, Shown]
) -> Iterator[Problem]:
    if name not in results:
        yield Problem(at, "S506", f"{what} is no result of this sum. Use one of: {', '.join(results)}.")
        return
    right = results[name]
    if _read(text) != (right.value, right.is_percent):
        yield Problem(at, "S506", f'{what} is {right}, not {text}. Write "{right}" here and in both texts.')
        return
    missing = [language for language in LANGUAGES if (right.value, right.is_percent) not in shown[language]]
    if missing:
        where = " and ".join(missing)
        yield Problem(
            at, "S506", f"{what}, {right}, stands nowhere in the text of {where}. Show it there, or drop it here."
        )


def _read(text: str) -> tuple[Decimal, bool] | None:
    found = list(figures(text))
    return (found[0].value, found[0].is_percent) if len(found) == 1 else None


def _answer(lesson: LessonText, key: str, proof: Proof) -> Iterator[Problem]:
    fields, answer = proof
    place = lesson.places.of("questions", key, "sum")
    name = fields.get("gives")
    try:
        results = results_of(fields)
    except SumError as problem:
        yield Problem(place, "Q211", f'the sum of "{key}" cannot be computed: {problem}.')
        return
    if name not in results:
        yield Problem(place, "Q211", f'the sum of "{key}" must say what it gives: one of {", ".join(results)}.')
    elif results[name].value != answer:
        right = f"{results[name].value.normalize():f}"
        reason = f'the answer of "{key}" is {answer}, but its sum gives {right}. Correct one of them.'
        yield Problem(lesson.places.of("questions", key, "answer"), "Q211", reason)
