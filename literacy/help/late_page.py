"""What the page for somebody who is late shows: the next question, or a box, three steps and the lessons that fit."""

from dataclasses import dataclass, field

from courses.catalog.late_sort import MOST_LESSONS, SortOutcome, next_question, sort_out
from courses.catalog.model.facts import Fact
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.sorting import Cited, LateSort, SortOption, SortQuestion, SortStep
from courses.catalog.model.values.texts import Text
from courses.catalog.published.library import catalog
from literacy.help.late_form import LateSortForm
from literacy.help.shown import ToDo, help_page, to_do


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement, and one fact for each weight that it rests on."""

    says: Cited
    weights: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """`key` is the step's own, whoever is led to it: its place and number in the rules."""

    key: str
    step: SortStep
    says: Sentence
    leads_to: ToDo


@dataclass(frozen=True, slots=True)
class Answered:
    key: str
    ask: Text
    chosen: SortOption


@dataclass(frozen=True, slots=True)
class LateOutcome:
    """What to do, ready to print. `stops`: shown before the other questions, because an answer would not wait."""

    found: SortOutcome
    says: tuple[Sentence, ...]
    steps: tuple[ShownStep, ...]
    lessons: tuple[Lesson, ...]
    facts: tuple[tuple[str, Fact], ...]
    help: ToDo
    is_urgent: bool
    stops: bool


@dataclass(frozen=True, slots=True)
class LatePage:
    """`asked` is the key of the question to ask; "" where there is an outcome instead. `before` was its answer."""

    sort: LateSort
    answers: dict[str, str] = field(default_factory=dict)
    asked: str = ""
    before: str = ""
    goes_on: bool = False
    outcome: LateOutcome | None = None

    @property
    def question(self) -> SortQuestion:
        return self.sort.questions[self.asked]

    @property
    def number(self) -> int:
        return list(self.sort.questions).index(self.asked) + 1

    @property
    def places(self) -> tuple[str, ...]:
        """A word for each question, for the bar: done, now or nothing."""
        at = self.number
        return tuple(
            "now" if one == at else "done" if one < at else "" for one in range(1, len(self.sort.questions) + 1)
        )

    @property
    def back(self) -> str:
        """The question before, to go back to; "" at the first."""
        keys = [*self.sort.questions]
        at = keys.index(self.asked) if self.asked else len(self.answers)
        return keys[at - 1] if at else ""

    @property
    def answered(self) -> tuple[Answered, ...]:
        asked = self.sort.questions
        return tuple(Answered(key, asked[key].ask, asked[key].options[one]) for key, one in self.answers.items())


def first_page(sort: LateSort) -> LatePage:
    return LatePage(sort, asked=next_question(sort, {}))


def late_page(sort: LateSort, form: LateSortForm) -> LatePage:
    """The page after a form was sent; where an answer cannot be read, its question comes again."""
    form.is_valid()
    answers, goes_on = form.answers, bool(form.cleaned_data.get("go_on"))
    again = str(form.cleaned_data.get("ask_again", ""))
    wrong = next((key for key in sort.questions if key in form.errors), "")
    before = answers.pop(again, "")
    asked = again or wrong or next_question(sort, answers, goes_on=goes_on)
    outcome = None if asked else _outcome(sort, answers)
    return LatePage(sort, answers, asked, before, goes_on, outcome)


def _outcome(sort: LateSort, answers: dict[str, str]) -> LateOutcome:
    found, facts = sort_out(sort, answers), catalog().facts
    is_urgent = any(sort.questions[key].options[option].stop for key, option in answers.items())
    return LateOutcome(
        found,
        tuple(_sentence(one) for one in found.says),
        tuple(_step(sort, step) for step in found.steps),
        catalog().lessons_named(found.lessons)[:MOST_LESSONS],
        tuple((one, facts[one]) for one in found.cites),
        help_page(found.box.help),
        is_urgent=is_urgent,
        stops=len(answers) < len(sort.questions),
    )


def _sentence(said: Cited) -> Sentence:
    facts = (catalog().facts[one] for one in said.cites)
    return Sentence(said, tuple({fact.weight: fact for fact in facts}.values()))


def _step(sort: LateSort, step: SortStep) -> ShownStep:
    leads_to = to_do(step.exercise) if step.exercise else help_page(step.help or "")
    return ShownStep(str(sort.every_step.index(step)), step, _sentence(step.says), leads_to)
