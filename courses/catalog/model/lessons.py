"""The catalogue as the rest of the site sees it: courses and lessons, checked, rendered, frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from courses.catalog.model.facts import Fact
from courses.catalog.model.letters import Letter
from courses.catalog.model.questions import Question
from courses.catalog.model.references import Reference
from courses.catalog.model.scenes import Scene
from courses.catalog.model.schema import (
    Action,
    Flag,
    GlossaryTerm,
    Guide,
    Helpline,
    PartRole,
    Prompt,
    Situation,
    Specimen,
    Status,
)
from courses.catalog.model.sorting import LateSort
from courses.catalog.model.values.texts import Text

SECONDS_A_QUESTION = 35  # our estimate: five questions are about three minutes


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a lesson page: sanitised HTML, a drawing, or the place of something with an id.

    `kind` is "html", "drawing", "question", "exercise", "specimen" or "helpline"; `reference` is the id (or the kind of
    exercise or drawing); `arguments` pre-fill an exercise's form fields. Text and drawings are rendered: `html`.
    """

    kind: str
    html: str = ""
    reference: str = ""
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact with the number it has in a page's list of sources (1, 2, …)."""

    number: int
    id: str
    fact: Fact


class StepKind(StrEnum):
    OPENING = "opening"  # what stands before the first section
    SECTION = "section"
    END = "end"  # what to take away and to do


@dataclass(frozen=True, slots=True)
class PageStep:
    """One step of a lesson: all or part of a section, without its heading. `part` of `parts` counts from 1."""

    kind: StepKind
    anchor: str = ""
    title: str = ""  # plain text; the opening and the end have none
    part: int = 1
    parts: int = 1
    pieces: tuple[Piece, ...] = ()
    questions: tuple[str, ...] = ()  # asked in it, guesses included
    sources: tuple[CitedFact, ...] = ()  # cited in it: by its text, then by its questions
    anchors: frozenset[str] = frozenset()  # what an address may point to in it

    @property
    def exercises(self) -> tuple[str, ...]:
        """Kinds of the exercises in it."""
        return tuple(piece.reference for piece in self.pieces if piece.kind == "exercise")


@dataclass(frozen=True, slots=True)
class Page:
    """A lesson's text in one language, rendered."""

    title: str
    lead: str  # inline HTML, like takeaway
    takeaway: str
    pieces: tuple[Piece, ...]
    contents: tuple[tuple[str, str], ...]  # (anchor, heading text) of the second-level headings
    sources: tuple[CitedFact, ...]  # cited in the text, then in its questions
    steps: tuple[PageStep, ...] = ()  # the same places in every language
    step_numbers: Mapping[str, int] = field(init=False, repr=False, compare=False)  # by anchor, from 1

    def __post_init__(self) -> None:
        numbers = {anchor: number for number, step in enumerate(self.steps, 1) for anchor in step.anchors}
        object.__setattr__(self, "step_numbers", numbers)

    def step_with_exercise(self, kind: str) -> int:
        """The step an exercise stands in, from 1; 0 where none does."""
        return next((number for number, step in enumerate(self.steps, 1) if kind in step.exercises), 0)


@dataclass(frozen=True, slots=True)
class Lesson:
    course: str
    slug: str
    code: str
    status: Status
    minutes: int  # of a slow reader
    reviewed: date
    quick_exit: bool
    outcomes: Mapping[str, Text]
    action: Action
    pages: Mapping[str, Page]  # by language
    questions: Mapping[str, Question]  # placed in the text, in that order, guesses included
    pool: Mapping[str, Question]  # check items, never placed
    retired: frozenset[str]
    guide: Guide
    search: Text | None = None
    marked_questions: tuple[Question, ...] = field(init=False)  # count towards progress: all placed ones but guesses
    exercises: tuple[str, ...] = field(init=False)  # kinds placed in the text; the same in every language

    def __post_init__(self) -> None:
        marked = tuple(question for question in self.questions.values() if question.is_marked)
        object.__setattr__(self, "marked_questions", marked)
        kinds = (kind for page in self.pages.values() for step in page.steps for kind in step.exercises)
        object.__setattr__(self, "exercises", tuple(dict.fromkeys(kinds)))

    def page(self, language: str) -> Page:
        return self.pages[language]


@dataclass(frozen=True, slots=True)
class Course:
    slug: str
    code: str
    title: Text
    summary: Text
    status: Status
    version: int
    lessons: tuple[Lesson, ...]  # published ones, in order
    passing: int
    draw: Mapping[str, tuple[str, ...]]  # lesson slug to slots
    items: int | None = None  # asked in one check; None: every slot
    by_slug: Mapping[str, Lesson] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_slug", {lesson.slug: lesson for lesson in self.lessons})

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def reviewed(self) -> date | None:
        """The day since which no lesson has gone unreviewed."""
        return min((lesson.reviewed for lesson in self.lessons), default=None)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything people read. Keys are slugs and ids; a missing one is a KeyError."""

    courses: Mapping[str, Course]  # published, in the order of their codes
    facts: Mapping[str, Fact]  # those that may be published
    glossary: Mapping[str, GlossaryTerm]
    helplines: Mapping[str, Helpline]
    situations: Mapping[str, Situation]
    letters: Mapping[str, Letter]
    specimens: Mapping[str, Specimen]
    flags: Mapping[str, Flag]
    roles: Mapping[str, PartRole]
    names: Mapping[str, Text]
    scenes: Mapping[str, Scene] = field(default_factory=dict)
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    late_sort: LateSort | None = None  # None where there is none
    ad_bank: Mapping[str, Specimen] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """`ad_bank`: the specimens drawn in rounds of "Would you walk away?", by id, in the order of the files.

        Draw from its keys; no id, and no order of ids, tells whether a specimen is flagged or clean.
        """
        bank = {key: specimen for key, specimen in self.specimens.items() if specimen.bank}
        object.__setattr__(self, "ad_bank", bank)

    def lesson(self, course: str, lesson: str) -> Lesson:
        """The published lesson `lesson` of `course`; KeyError when there is none."""
        return self.courses[course].by_slug[lesson]

    def lessons_named(self, slugs: Iterable[str]) -> tuple[Lesson, ...]:
        """The published lessons of these slugs, in this order; what is not published is passed over."""
        known = {lesson.slug: lesson for course in self.courses.values() for lesson in course.lessons}
        return tuple(known[slug] for slug in slugs if slug in known)
