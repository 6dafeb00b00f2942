"""Draws the items of one sitting from a course's pools: pure, and the same for the same seed and history."""

import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.model.questions import Question

Item = tuple[str, str]  # lesson and question: names one item of a course


@dataclass(frozen=True, slots=True)
class DrawnItem:
    """One item of a sitting, with the wording it had when it was drawn."""

    lesson: str
    slot: str
    question: str
    version: str

    @property
    def item(self) -> Item:
        return self.lesson, self.question

    def as_row(self) -> list[str]:
        """As CheckAttempt.drawn keeps it; `DrawnItem(*row)` reads it back."""
        return [self.lesson, self.slot, self.question, self.version]


def draw(
    course: Course, seed: int, met: Sequence[Item] = (), avoid: Collection[Item] = frozenset()
) -> tuple[DrawnItem, ...]:
    """One item for each slot of the blueprint whose turn it is, lessons mixed.

    `met` are the items this learner was shown, oldest first: one not met comes first, then the one met longest ago.
    Items to `avoid` (of the other kind of check) are used only where a slot has no other.
    """
    chance = random.Random(f"{course.slug}/{seed}")  # noqa: S311 - not a secret
    last_met = {item: place for place, item in enumerate(met)}
    drawn: list[DrawnItem] = []
    for lesson, slot in _whose_turn(course, chance, last_met):
        taken = {one.item for one in drawn}
        free = [question for question in pool_of(lesson, slot) if (lesson.slug, question.id) not in taken]
        wanted = [question for question in free if (lesson.slug, question.id) not in avoid] or free
        ages = [(last_met.get((lesson.slug, question.id), -1), chance.random(), question) for question in wanted]
        if ages:
            question = min(ages, key=lambda one: one[:2])[2]
            drawn.append(DrawnItem(lesson.slug, slot, question.id, question.version))
    chance.shuffle(drawn)
    return tuple(drawn)


def _whose_turn(course: Course, chance: random.Random, last_met: Mapping[Item, int]) -> list[tuple[Lesson, str]]:
    """As many slots as the course asks for, in its order: those not met first, from every lesson in turn."""
    slots = list(slots_of(course))
    if course.items is None or course.items >= len(slots):
        return slots
    turns: list[tuple[int, int, float, int]] = []
    of_lesson: Counter[str] = Counter()
    for place in chance.sample(range(len(slots)), len(slots)):
        lesson, slot = slots[place]
        last = max((last_met.get((lesson.slug, question.id), -1) for question in pool_of(lesson, slot)), default=-1)
        turns.append((last, of_lesson[lesson.slug], chance.random(), place))
        of_lesson[lesson.slug] += 1
    return [slots[place] for place in sorted(turn[-1] for turn in sorted(turns)[: course.items])]


def slots_of(course: Course) -> Iterator[tuple[Lesson, str]]:
    """The blueprint's slots of published lessons, in the order of the course."""
    for lesson in course.lessons:
        for slot in course.draw.get(lesson.slug, ()):
            yield lesson, slot


def pool_of(lesson: Lesson, slot: str) -> list[Question]:
    """The items of one slot, in an order that does not depend on the file's."""
    found = [question for question in lesson.pool.values() if question.body.slot == slot and question.is_marked]
    return sorted(found, key=lambda question: question.id)
