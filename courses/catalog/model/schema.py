"""What content files may say: closed, frozen classes for every file except the questions (questions.py)."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from courses.catalog.model.days import Day, PartialDate
from courses.catalog.model.questions import AnyQuestion
from courses.catalog.model.texts import Closed, Key, Line, Text


class ExerciseKind(StrEnum):
    """Every exercise a lesson may contain; courses.exercises implements exactly these."""

    CAN_I_AFFORD = "can-i-afford"


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class Weight(StrEnum):
    """How binding a statement is, strongest first; the page prints it in words."""

    LAW = "law"
    REGULATION = "regulation"
    COURT = "court"
    RULE = "rule"
    STANDARD = "standard"
    SELF = "self"
    WARNING = "warning"
    SERVICE = "service"
    EVIDENCE = "evidence"
    PRACTICE = "practice"


class Confidence(StrEnum):
    """How far an editor has checked a fact: the text itself, several reports, or general knowledge."""

    READ = "read"
    REPORTED = "reported"
    ESTABLISHED = "established"


# ---- a lesson's text


class FrontMatter(Closed):
    """The head of en.md and zh-hans.md; exactly one of the two files is the original."""

    title: Line
    lead: Line
    takeaway: Line
    original: bool = False
    follows: str | None = Field(default=None, pattern=r"^[0-9a-f]{7}$")


# ---- questions.yaml


class Action(Text):
    """One thing to do today."""

    id: Key


class LessonPlan(Closed):
    """The `lesson:` block of questions.yaml: everything about a lesson that has no language."""

    code: str = Field(pattern=r"^\d\.\d$")
    status: Status
    minutes: int = Field(ge=1, le=60)
    reviewed: Day
    competences: tuple[str, ...]
    cites: tuple[str, ...] = ()
    outcomes: dict[Key, Text]
    action: Action
    sums: dict[Key, dict[str, Any]] = {}
    quick_exit: bool = False


class QuestionsFile(Closed):
    lesson: LessonPlan
    retired: tuple[Key, ...] = ()
    questions: dict[Key, AnyQuestion]


# ---- guide.yaml


class Step(Closed):
    minutes: int = Field(ge=1)
    do: Text


class Talk(Closed):
    ask: Text
    listen_for: Text


class WorksheetItem(Closed):
    """One of: a question, a blank exercise, or lines to write on."""

    question: Key | None = None
    exercise: ExerciseKind | None = None
    blank: bool = False
    lines: int | None = Field(default=None, ge=1, le=20)
    ask: Text | None = None


class Guide(Closed):
    """The facilitator's session plan; learners never see it before they answer."""

    minutes: int = Field(ge=1)
    need: Text
    plan: tuple[Step, ...]
    talk: tuple[Talk, ...]
    watch_for: tuple[Text, ...] = ()
    worksheet: tuple[WorksheetItem, ...]


# ---- course.yaml


class CheckPlan(Closed):
    """Blueprint of pre-test and final check: one item per slot, `passing` of them right to pass."""

    passing: int = Field(alias="pass", ge=1)
    draw: dict[Key, tuple[Key, ...]]


class CourseFile(Closed):
    """A draft may name lessons that are not written yet, and needs no check."""

    code: str = Field(pattern=r"^C\d$")
    title: Text
    summary: Text
    status: Status
    version: int = Field(ge=1)
    lessons: tuple[Key, ...] = ()
    check: CheckPlan = CheckPlan(passing=8, draw={})


# ---- facts/*.yaml


class FactSource(Closed):
    """Where a fact stands. `found_at` is the address where an editor read it: for editors, never printed."""

    title: Text
    number: str = ""
    number_confirmed: bool = False
    article: Text | None = None
    found_at: str = ""


class PriceNote(Closed):
    """A dated yearly price line that a fact states, as a fraction, for these kinds of lender.

    Without `since` it holds from the day the fact is in force; `until` is its last day, absent while it holds.
    A line that follows a published rate names it: `yearly` is `times` x `reference`, such as four times the LPR.
    """

    lenders: tuple[str, ...]
    yearly: str = Field(pattern=r"^\d(\.\d{1,6})?$")
    reference: str | None = Field(default=None, pattern=r"^\d(\.\d{1,6})?$")
    times: int | None = Field(default=None, ge=1)
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _follows_its_reference(self) -> Self:
        if (self.reference is None) != (self.times is None):
            raise ValueError("write reference and times together")
        if self.reference and self.times and Decimal(self.yearly) != Decimal(self.reference) * self.times:
            raise ValueError(f"yearly must be {Decimal(self.reference) * self.times}: times x reference")
        return self


class Cleared(Closed):
    on: Day
    against: str


class Fact(Closed):
    """One statement with its source. `beside` is printed with `says` wherever the fact is shown, never left out.

    `caution` is a note to editors and never printed.
    """

    says: Text
    beside: Text | None = None
    weight: Weight
    confidence: Confidence
    source: FactSource
    in_force: PartialDate | None = None
    ends: PartialDate | None = None
    as_of: PartialDate | None = None
    recheck_by: Day | None = None
    retrieved: Day | None = None
    publish_block: bool = False
    caution: str = ""
    lines: tuple[PriceNote, ...] = ()
    cleared: Cleared | None = None


FactsFile = dict[str, Fact]


# ---- glossary.yaml, competences.yaml, editorial.yaml


class Term(Closed):
    term: Text
    says: Text
    cites: tuple[str, ...] = ()


class Pattern(Closed):
    """A wording to avoid (warning) or never to use (error), as a regular expression."""

    pattern: str
    instead: str
    language: Literal["en", "zh-hans"]


class Editorial(Closed):
    never: tuple[Pattern, ...]
    avoid: tuple[Pattern, ...]


# ---- ads/*.yaml


class Flag(Closed):
    """A warning sign (`sign`) or something a rule forbids or requires (`rule`)."""

    name: Text
    level: Literal["sign", "rule"]
    why: Text
    cites: tuple[str, ...] = ()


class Role(Closed):
    """What an unflagged part of a specimen is, and why it is fine."""

    name: Text
    why: Text


class FlagsFile(Closed):
    flags: dict[Key, Flag]
    roles: dict[Key, Role]


class SpecimenPart(Text):
    flag: Key | None = None
    role: Key | None = None
    fine: Text | None = None


CHANNELS = ("sms", "chat", "call", "app-page", "poster", "video", "letter", "contract", "statement")
Channel = Literal["sms", "chat", "call", "app-page", "poster", "video", "letter", "contract", "statement"]


class Specimen(Closed):
    """A made-up advertisement, chat or contract, as text."""

    channel: Channel
    verdict: Literal["flagged", "clean"]
    level: int = Field(ge=1, le=3)
    parts: dict[Key, SpecimenPart]
    tip: Text | None = None
    title: Text | None = None


# ---- help/*.yaml


class Helpline(Closed):
    number: str = Field(pattern=r"^[0-9 +-]{3,20}$")
    country: Literal["CN", "UK", "US", "EU"]
    says: Text = Field(alias="for")
    hours: Text | None = None
    fact: str | None = None
    emergency: bool = False
    confidence: Confidence | None = None
    dialled_on: Day | None = None


class Situation(Closed):
    """Someone's trouble today: first steps, then the numbers to call, then the lessons."""

    title: Text
    steps: tuple[Text, ...]
    lines: tuple[Key, ...]
    lessons: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
