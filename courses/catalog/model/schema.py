"""What content files may say: closed, frozen classes for every file that has no module of its own beside this one."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from courses.catalog.kinds import AnyQuestion
from courses.catalog.model.facts import Confidence
from courses.catalog.model.values.days import Day
from courses.catalog.model.values.texts import Closed, Key, Language, Line, Text


class ExerciseKind(StrEnum):
    """Every exercise a lesson may contain, in the order in which they are listed.

    courses.exercises holds a folder for each: the member's name in small letters.
    """

    LOAN_CHECK = "loan-check"
    TRUE_COST = "true-cost"
    CAN_I_AFFORD = "can-i-afford"
    MONTH_SHEET = "month-sheet"
    BUDGET_SPLIT = "budget-split"
    STEADY_WAGE = "steady-wage"
    CUSHION = "cushion"
    LATE_OR_MORE_TIME = "late-or-more-time"
    DEBT_LIST = "debt-list"
    SPOT_AD = "spot-ad"
    SCENE = "scene"
    LETTER = "letter"
    EVIDENCE_LOG = "evidence-log"
    DELETION_DATE = "deletion-date"
    WRITE_DOWN = "write-down"


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


# ---- a lesson's text


class FrontMatter(Closed):
    """The head of a lesson's text in one language; exactly one language is the original."""

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
    reviewed: Day
    competences: tuple[str, ...]
    cites: tuple[str, ...] = ()
    outcomes: dict[Key, Text]
    action: Action
    sums: dict[Key, dict[str, Any]] = {}
    quick_exit: bool = False
    search: Text | None = None  # words that people type when they need it, besides its own


class QuestionsFile(Closed):
    """`drawings` are words of drawings by id; the kind of drawing that uses them says what they must hold."""

    lesson: LessonPlan
    drawings: dict[Key, dict[str, Any]] = {}
    retired: tuple[Key, ...] = ()
    questions: dict[Key, AnyQuestion]


# ---- guide.yaml


class PlanStep(Closed):
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


class Handout(Closed):
    """Something that the plan hands out or hangs up: one of `cards`, the choices of a `question` (or, by `side`, what
    they are put to), or what the `step` with this anchor shows. `large`: one card a sheet, for walls and corners."""

    title: Text
    cards: tuple[Text, ...] = ()
    question: Key | None = None
    side: Literal["choices", "targets"] = "choices"
    step: Key | None = None
    copies: int = Field(default=1, ge=1, le=60)
    large: bool = False


class Guide(Closed):
    """The facilitator's session plan; learners never see it before they answer. Made-up pieces of the lesson and papers
    of its questions print without being named under `handouts`."""

    minutes: int = Field(ge=1)
    need: Text
    plan: tuple[PlanStep, ...]
    talk: tuple[Talk, ...]
    watch_for: tuple[Text, ...] = ()
    worksheet: tuple[WorksheetItem, ...]
    handouts: dict[Key, Handout] = {}


# ---- course.yaml


class CheckPlan(Closed):
    """Blueprint of pre-test and final check: one item per slot, `passing` of them right to pass.

    With more slots than `items`, they take turns: those not drawn last time come first.
    """

    passing: int = Field(alias="pass", ge=1)
    items: int | None = Field(default=None, ge=1)
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


# ---- write-down.yaml


class Prompt(Closed):
    """What a learner writes in free words, with ours beside it. `about` says for what case ours was written."""

    title: Text
    ask: Text
    about: Text | None = None
    ours: tuple[Text, ...] = Field(min_length=1)
    look_for: tuple[Text, ...] = Field(min_length=1)


# ---- glossary.yaml, competences.yaml, editorial.yaml


class GlossaryTerm(Closed):
    term: Text
    says: Text
    cites: tuple[str, ...] = ()
    search: Text | None = None  # words that find it, besides its own


class Pattern(Closed):
    """A wording to avoid (warning) or never to use (error), as a regular expression."""

    pattern: str
    instead: str
    language: Language


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


class PartRole(Closed):
    """What an unflagged part of a specimen is, and why it is fine."""

    name: Text
    why: Text


class FlagsFile(Closed):
    flags: dict[Key, Flag]
    roles: dict[Key, PartRole]


class SpecimenPart(Text):
    flag: Key | None = None
    role: Key | None = None
    fine: Text | None = None


Channel = Literal["sms", "chat", "call", "app-page", "poster", "video", "letter", "contract", "statement"]


class Specimen(Closed):
    """A made-up advertisement, chat or contract, as text. `bank`: it is drawn in rounds of "Would you walk away?"."""

    channel: Channel
    verdict: Literal["flagged", "clean"]
    level: int = Field(ge=1, le=3)
    bank: bool = False
    parts: dict[Key, SpecimenPart]
    cites: tuple[str, ...] = ()  # facts behind its tip and what makes its parts fine; signs cite their own
    sums: dict[Key, dict[str, Any]] = {}  # its figures, as in a lesson: recomputed at every check
    tip: Text | None = None
    title: Text | None = None

    @property
    def flags(self) -> frozenset[str]:
        """Every warning sign in it, each once."""
        return frozenset(part.flag for part in self.parts.values() if part.flag)


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
    search: Text | None = None


class ExerciseStart(Closed):
    """An exercise to begin with; `start` names one of its ways in, such as one letter of several."""

    kind: ExerciseKind
    start: str = ""


class Situation(Closed):
    """Someone's trouble today: first steps, then the numbers to call, what to write, then the lessons."""

    title: Text
    steps: tuple[Text, ...]
    lines: tuple[Key, ...]
    exercises: tuple[ExerciseStart, ...] = ()
    lessons: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    search: Text | None = None  # what people in this trouble type
