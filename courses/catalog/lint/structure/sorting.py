"""Family M, the sort for whoever is late: its rules name what is there, and every answer leads to three steps.

S509 holds for what it says, as for a letter.
"""

from collections.abc import Iterator

from courses.catalog.late_sort import STEPS, all_answers, sort_out
from courses.catalog.lint.evidence.weights import too_strong_for
from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.named import unknown_letters, unknown_lines, unplanned_lessons
from courses.catalog.lint.parsing.wordings import said_in
from courses.catalog.model.sorting import Answers, FittingLessons, LateSort, SortBox, SortRule, SortStep
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.reading.source import ContentSource, Step
from courses.languages.known import SOURCE

MOST_ANSWERS = 5000  # more would take longer than a start may


def problems(content: Content) -> Iterator[Problem]:
    """M114 where a rule names what is not there, or answers lead nowhere; S509."""
    file = content.source.late_sort
    if file is None:
        return
    sort, places = file.model, file.places
    broken = [Problem(places.of(*keys), "M114", reason) for keys, reason in _names(sort, content.source)]
    yield from broken
    for said, keys in said_in(sort):
        yield from too_strong_for(said, said.cites, content.source, places.of(*keys))
    if not broken:
        yield from _outcomes(sort, content.source, places.of())


def _rules(sort: LateSort) -> Iterator[tuple[tuple[Step, ...], SortRule]]:
    """Every rule, with the way to it in its file."""
    for index, box in enumerate(sort.boxes):
        yield ("boxes", index), box
        yield from ((("boxes", index, "says", at), said) for at, said in enumerate(box.says))
    yield from ((("notes", index), said) for index, said in enumerate(sort.notes))
    yield from ((("steps", place, index), step) for place, index, step in sort.placed_steps)
    yield from ((("lessons", index), rule) for index, rule in enumerate(sort.lessons))


def _names(sort: LateSort, source: ContentSource) -> Iterator[tuple[tuple[Step, ...], str]]:
    for keys, rule in _rules(sort):
        yield from ((keys, reason) for reason in _answers(rule, sort))
        if isinstance(rule, SortBox | SortStep):
            yield from ((keys, reason) for reason in _help(rule.help, rule.lines, source))
        if isinstance(rule, SortStep):
            yield from ((keys, reason) for reason in _page(rule, source))
        if isinstance(rule, FittingLessons):
            yield from ((keys, reason) for reason in unplanned_lessons(rule.lessons, source))


def _answers(rule: SortRule, sort: LateSort) -> Iterator[str]:
    for question, options in rule.when.items():
        known = sort.questions[question].options if question in sort.questions else {}
        for option in options:
            if option not in known:
                yield f'"{question}: {option}" is no answer of the sort. Correct the rule, or add the option.'


def _help(situation: str | None, lines: tuple[str, ...], source: ContentSource) -> Iterator[str]:
    yield from unknown_lines(lines, source)
    if situation is not None and situation not in source.situations:
        yield f'there is no situation "{situation}". Use one of: {", ".join(source.situations)}.'


def _page(step: SortStep, source: ContentSource) -> Iterator[str]:
    if (step.exercise is None) == (step.help is None):
        yield f'the step "{step.title.in_language(SOURCE)}" leads to no page, or to two. Give it an exercise or help.'
    yield from unknown_letters(step.exercise, source)


def _outcomes(sort: LateSort, source: ContentSource, place: Place) -> Iterator[Problem]:
    count = 1
    for question in sort.questions.values():
        count *= len(question.options)
    if count > MOST_ANSWERS:
        yield Problem(place, "M114", f"there are {count:,} ways to answer; {MOST_ANSWERS:,} are allowed. Ask less.")
        return
    found = {
        reason: dict(answers) for answers in all_answers(sort) for reason in _wrong(sort, answers, source)
    }  # one example of each
    for reason, answers in found.items():
        said = ", ".join(f"{key}: {option}" for key, option in answers.items())
        yield Problem(place, "M114", f"{reason} For example {said}.")


def _wrong(sort: LateSort, answers: Answers, source: ContentSource) -> Iterator[str]:
    try:
        found = sort_out(sort, answers)
    except LookupError:
        yield "some answers lead to no box or no step. End each list with a rule that always holds."
        return
    if len({(step.exercise, step.help) for step in found.steps}) < STEPS:
        yield "two of three steps lead to the same page. Change one of them."
    if not found.says:
        yield "a box says nothing. Give it a sentence that always holds."
    if not found.lines:
        yield "no number to call. Give the box or a step one."
    if not found.lessons:
        yield "no lesson. End the list with a rule that always holds."
    stops = any(sort.questions[key].options[option].stop for key, option in answers.items())
    if stops and not any(source.helplines[line].emergency for line in found.box.lines):
        yield "an answer that stops leads to a box without an emergency number. Put one first."
