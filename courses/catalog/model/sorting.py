"""What content/help/sort.yaml may say: questions to somebody who is late, and rules that lead to three steps."""

from collections.abc import Mapping

from pydantic import Field

from courses.catalog.model.schema import ExerciseStart
from courses.catalog.model.values.texts import Closed, Key, Text

Answers = Mapping[str, str]  # the key of a question to the key of the option that was chosen


class SortOption(Text):
    """One answer. `stop`: what to do now is shown at once, before any further question."""

    stop: bool = False


class SortQuestion(Closed):
    ask: Text
    options: dict[Key, SortOption] = Field(min_length=2)


class SortRule(Closed):
    """Holds when every question that it names was answered by one of these options; without any, always."""

    when: dict[Key, tuple[Key, ...]] = {}

    def holds(self, answers: Answers) -> bool:
        return all(answers.get(question) in options for question, options in self.when.items())


class Cited(Text):
    """A sentence or two, printed with the weight of what it rests on."""

    cites: tuple[str, ...] = ()


class SortAdvice(SortRule, Cited):
    """What is said only where its rule holds."""


class SortBox(SortRule):
    """What is at stake, in words. `lines` are numbers to call before anything else is read."""

    title: Text
    says: tuple[SortAdvice, ...] = Field(min_length=1)
    help: Key  # a situation of help/situations.yaml
    lines: tuple[Key, ...] = ()


class SortStep(SortRule):
    """One thing to do today: in an exercise or on a page of help, and the numbers to call for it."""

    title: Text
    says: Cited
    exercise: ExerciseStart | None = None
    help: Key | None = None
    lines: tuple[Key, ...] = ()


class FittingLessons(SortRule):
    lessons: tuple[Key, ...]


class SortSteps(Closed):
    """The rules of each place in the order of the steps."""

    first: tuple[SortStep, ...]
    second: tuple[SortStep, ...]
    third: tuple[SortStep, ...]


class LateSort(Closed):
    """Of boxes, and of the steps of each place, the first whose rule holds is taken; of notes and lessons, all."""

    title: Text
    lead: Text
    search: Text  # words that find it, besides its title
    questions: dict[Key, SortQuestion]
    boxes: tuple[SortBox, ...]
    notes: tuple[SortAdvice, ...] = ()  # said below the box that was taken
    steps: SortSteps
    lessons: tuple[FittingLessons, ...]

    @property
    def placed_steps(self) -> tuple[tuple[str, int, SortStep], ...]:
        """Every step with its place, and its number among the rules of that place."""
        places = (("first", self.steps.first), ("second", self.steps.second), ("third", self.steps.third))
        return tuple((place, index, step) for place, steps in places for index, step in enumerate(steps))

    @property
    def every_step(self) -> tuple[SortStep, ...]:
        return tuple(step for _place, _index, step in self.placed_steps)
