"""Family Q, across questions: where they stand in the texts, the pool of the check, and the arguments of own lines."""

from collections import Counter
from collections.abc import Iterator, Mapping

from courses.catalog.lint.parsing.content import Content, LessonText, warning
from courses.catalog.lint.questions.marking import same_words
from courses.catalog.lint.structure.arguments import ARGUMENTS
from courses.catalog.model.asking import Asked
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.reading.source import ContentSource, CourseSource
from courses.loans.money import RateUnit

LEAST_QUESTIONS = 3
LEAST_ITEMS, WANTED_ITEMS = 3, 4


def problems(content: Content) -> Iterator[Problem]:
    """M106 (ids and arguments of own lines), Q207, Q208, Q209, Q212, Q213, Q216 and Q217."""
    for lesson in content.lessons:
        yield from _own_lines(lesson, content.source)
        yield from _placed(lesson)
        yield from _retired(lesson)
        yield from _numbers(lesson)
        yield from _repeats(lesson)
        yield from _unsupported(lesson)
    for course in content.source.courses:
        yield from _pools(course, content)


def _own_lines(lesson: LessonText, source: ContentSource) -> Iterator[Problem]:
    known: dict[str, Mapping[str, object]] = {
        "question": lesson.file.questions,
        "specimen": source.specimens,
        "helpline": source.helplines,
    }
    for language in LANGUAGES:
        for kind, ids in known.items():
            for line, place in lesson.own_lines(language, kind):
                unread = f"{kind}s/{line.reference}" in source.unread
                if line.reference not in ids and not unread and (ids or kind == "question"):
                    reason = f'there is no {kind} "{line.reference}". Correct the id, or write the {kind}.'
                    yield Problem(place, "M106", reason)
        yield from _arguments(lesson, language)


def _arguments(lesson: LessonText, language: str) -> Iterator[Problem]:
    for line, place in lesson.own_lines(language, "exercise"):
        if line.reference not in list(ExerciseKind):
            continue  # reported where the file was read
        known = ARGUMENTS.get(ExerciseKind(line.reference), {})
        column = place.column + len(line.reference) + 1
        met: set[str] = set()
        for name, value in line.arguments:
            here = Place(place.path, place.line, column)
            column += len(name) + len(value) + 2
            if name not in known:
                reason = f'{line.reference} has no argument "{name}". Use {", ".join(known) or "none"}.'
                yield Problem(here, "M106", reason)
            elif name in met:
                yield Problem(here, "M106", f'the argument "{name}" stands here twice. Keep one of the two.')
            elif wanted := known[name](value):
                yield Problem(here, "M106", f'{name} cannot be "{value}". Write {wanted}.')
            met.add(name)
        if "rate" in met and "unit" not in met:
            units = ", ".join(RateUnit)
            yield Problem(place, "M106", f"rate has no period. Write unit=, one of {units}: a period is never guessed.")


def _placed(lesson: LessonText) -> Iterator[Problem]:
    orders: dict[str, list[str]] = {}
    for language in LANGUAGES:
        met: list[str] = []
        for line, place in lesson.own_lines(language, "question"):
            question = lesson.file.questions.get(line.reference)
            if question is None:
                continue
            if question.use == "check":
                reason = f'"{line.reference}" belongs to the check. Remove this line; check items are never placed.'
                yield Problem(place, "Q208", reason)
            elif line.reference in met:
                yield Problem(place, "Q207", f'"{line.reference}" stands here a second time. Keep one of the two.')
            else:
                met.append(line.reference)
        orders[language] = met
        yield from _never_placed(lesson, language, met)
    yield from _other_order(lesson, orders)


def _never_placed(lesson: LessonText, language: str, met: list[str]) -> Iterator[Problem]:
    for key, question in lesson.file.questions.items():
        if question.use == "lesson" and key not in met:
            reason = f'"{key}" stands nowhere in {language}.md. Add {{{{ question {key} }}}} there, or set use: check.'
            yield Problem(lesson.places.of("questions", key), "Q207", reason)


def _other_order(lesson: LessonText, orders: Mapping[str, list[str]]) -> Iterator[Problem]:
    first, *rest = LANGUAGES
    for language in rest:
        original = [key for key in orders[first] if key in orders[language]]
        other = [key for key in orders[language] if key in orders[first]]
        moved = next((pair for pair in zip(original, other, strict=True) if pair[0] != pair[1]), None)
        if moved:
            there, here = moved
            places = {line.reference: place for line, place in lesson.own_lines(language, "question")}
            reason = f'here stands "{here}", in {first}.md "{there}". Use the same order in both.'
            yield Problem(places[here], "Q207", reason)


def _retired(lesson: LessonText) -> Iterator[Problem]:
    for key in lesson.file.questions:
        if key in lesson.file.retired:
            reason = f'"{key}" is retired: answers to the old question carry this id. Give the new one another id.'
            yield Problem(lesson.places.of("questions", key), "Q209", reason)


def _numbers(lesson: LessonText) -> Iterator[Problem]:
    marked = [key for key, one in lesson.file.questions.items() if one.use == "lesson" and one.is_marked]
    if len(marked) < LEAST_QUESTIONS:
        reason = f"the lesson has {len(marked)} questions besides guesses. Write at least {LEAST_QUESTIONS}."
        yield warning(lesson.places.of("questions"), "Q213", reason)


def _pools(course: CourseSource, content: Content) -> Iterator[Problem]:
    draw = course.plan.model.check.draw
    for lesson in content.lessons:
        if lesson.source.course != course.slug or not lesson.is_published:
            continue
        sizes = Counter(one.slot for one in lesson.file.questions.values() if one.use == "check")
        for slot in dict.fromkeys(draw.get(lesson.source.slug, ())):
            size = sizes[slot]
            place = lesson.places.of("lesson", "outcomes", slot)
            if slot not in lesson.plan.outcomes or size >= WANTED_ITEMS:
                continue
            if size < LEAST_ITEMS:
                reason = f'slot "{slot}" has {size} check items. Write at least {LEAST_ITEMS}, better {WANTED_ITEMS}.'
                yield Problem(place, "Q212", reason)
            else:
                yield warning(place, "Q212", f'slot "{slot}" has {size} check items. Write {WANTED_ITEMS}.')


def _repeats(lesson: LessonText) -> Iterator[Problem]:
    placed = {
        print_of: key
        for key, question in lesson.file.questions.items()
        if question.use == "lesson"
        for print_of in _fingerprints(question)
    }
    for key, question in lesson.file.questions.items():
        if question.use != "check":
            continue
        twin = next((placed[one] for one in _fingerprints(question) if one in placed), None)
        if twin:
            reason = f'"{key}" repeats "{twin}" of the lesson. Ask the same task with other figures or another case.'
            yield warning(lesson.places.of("questions", key, "ask"), "Q216", reason)


def _fingerprints(question: Asked) -> tuple[tuple[str, ...], ...]:
    """What the question asks, once for each language: stem and choices, in any order."""
    ask = same_words(question.ask)
    choices = [same_words(choice) for choice in question.choices.values()]
    return tuple((language, ask[language], *sorted(choice[language] for choice in choices)) for language in LANGUAGES)


def _unsupported(lesson: LessonText) -> Iterator[Problem]:
    for key, question in lesson.file.questions.items():
        cites = lesson.plan.cites if question.cites is None else question.cites
        is_proven = _is_pure_sum(lesson, question) if question.is_proven is None else question.is_proven
        if not cites and not is_proven and question.is_marked:
            reason = f'"{key}" has neither cites nor sum. Name the fact or the sum behind the right answer.'
            yield warning(lesson.places.of("questions", key), "Q217", reason)


def _is_pure_sum(lesson: LessonText, question: Asked) -> bool:
    """Whether the author says so with `cites: []`, in a lesson that proves its figures under sums."""
    return question.cites == () and bool(lesson.plan.sums)
