"""Triage for somebody who is late with a debt: answers lead to a box, three steps and a few lessons. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from courses.catalog.model.sorting import Answers, Cited, LateSort, SortAdvice, SortBox, SortRule, SortStep

STEPS = 3
MOST_LESSONS = 4

Ruled = TypeVar("Ruled", bound=SortRule)


@dataclass(frozen=True, slots=True)
class SortOutcome:
    """The outcome for somebody's answers. `lessons` are slugs, best first; not each of them is published."""

    box: SortBox
    says: tuple[SortAdvice, ...]
    steps: tuple[SortStep, ...]
    lessons: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Every number to call, in the order of the page."""
        return (*self.box.lines, *(line for step in self.steps for line in step.lines))

    @property
    def cites(self) -> tuple[str, ...]:
        """Every fact that the outcome rests on, once."""
        said: tuple[Cited, ...] = (*self.says, *(step.says for step in self.steps))
        return tuple(dict.fromkeys(fact for one in said for fact in one.cites))


def next_question(sort: LateSort, answers: Answers, *, goes_on: bool = False) -> str:
    """The key of the question to ask now; "" when there is enough. `goes_on`: past an answer that stops."""
    for key, question in sort.questions.items():
        if key not in answers:
            return key
        if question.options[answers[key]].stop and not goes_on:
            return ""
    return ""


def sort_out(sort: LateSort, answers: Answers) -> SortOutcome:
    """The outcome of these answers.

    Raises LookupError where no box or no step fits; checked content has one for all answers.
    """
    box = _first(sort.boxes, answers)
    places = (sort.steps.first, sort.steps.second, sort.steps.third)
    named = (slug for rule in sort.lessons if rule.holds(answers) for slug in rule.lessons)
    return SortOutcome(
        box,
        tuple(one for one in (*box.says, *sort.notes) if one.holds(answers)),
        tuple(_first(steps, answers) for steps in places),
        tuple(dict.fromkeys(named)),
    )


def _first(rules: Sequence[Ruled], answers: Answers) -> Ruled:
    for rule in rules:
        if rule.holds(answers):
            return rule
    raise LookupError("no rule holds for these answers")


def all_answers(sort: LateSort) -> Iterator[dict[str, str]]:
    """All that somebody can have answered when they are shown what to do: in full, and where an answer stops."""
    keys = tuple(sort.questions)
    for chosen in product(*(question.options for question in sort.questions.values())):
        yield dict(zip(keys, chosen, strict=True))
    for place, key in enumerate(keys):
        for option in (name for name, one in sort.questions[key].options.items() if one.stop):
            for before in product(*(sort.questions[one].options for one in keys[:place])):
                yield dict(zip(keys[: place + 1], (*before, option), strict=True))
