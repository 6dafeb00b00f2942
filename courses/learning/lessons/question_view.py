"""A question as one learner sees it now: open, not yet right, or resolved. Pure values for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.catalog.markup.rendering import inline
from courses.catalog.model.lessons import CitedFact, Lesson
from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.catalog.wording import Voice
from courses.learning.course_progress.progress import TRIES, QuestionState
from courses.learning.lessons.addresses import whole_url
from courses.learning.lessons.choices import ChoiceLine, choice_lines
from courses.learning.models import Answer

REGIONS = {Answer.LESSON: "q", Answer.AGAIN: "again", Answer.REVIEW: "review"}  # first word of a question's region id


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """Everything the question template shows. `phase` is "open", "wrong" or "resolved"."""

    question: Question
    language: str
    occasion: str
    number: int
    count: int
    phase: str
    ask: str
    choices: tuple[ChoiceLine, ...]
    targets: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    typed_number: str = ""
    heading: str = ""
    is_right: bool = False
    answered_with: tuple[str, ...] = ()
    feedback: str = ""
    counted: str = ""
    explain: str = ""
    right_answer: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    sources: tuple[CitedFact, ...] = ()
    tries_left: int = TRIES
    errors: tuple[str, ...] = ()
    note: str = ""
    sign_in: str = ""  # where to sign in to send this answer, for whoever was signed out meanwhile
    focus: str = ""  # "feedback", "form" or "errors": which part takes focus
    continue_to: str = ""
    places: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        return f"{REGIONS[self.occasion]}-{self.question.id}"

    @property
    def is_review(self) -> bool:
        return self.occasion == Answer.REVIEW

    @property
    def _names(self) -> dict[str, str]:
        return {"course": self.question.course, "lesson": self.question.lesson, "question": self.question.id}

    @property
    def answer_url(self) -> str:
        return reverse("learning:review-answer" if self.is_review else "learning:answer", kwargs=self._names)

    @property
    def show_url(self) -> str:
        return reverse("learning:review-show" if self.is_review else "learning:show", kwargs=self._names)

    @property
    def lesson_url(self) -> str:
        """The lesson with all its sources."""
        return whole_url(self._lesson)

    @property
    def _lesson(self) -> Lesson:
        return catalog().lesson(self.question.course, self.question.lesson)

    @property
    def level(self) -> int:
        """Of the headings inside: a review's page is about the question."""
        return 2 if self.is_review else 3

    @property
    def was_tried(self) -> bool:
        return self.tries_left < TRIES

    @property
    def says_answer(self) -> bool:
        """Whether the own answer is said in words, since the choices do not show it: they were others then."""
        return bool(self.choices and self.answered_with) and not any(choice.verdict for choice in self.choices)

    @property
    def first_field(self) -> str:
        """The id of the first control, for the error summary's link."""
        return f"{self.region}-{self.first_asked or 'number-field'}"

    @property
    def first_asked(self) -> str:
        """The first choice that is still asked about."""
        return next((choice.key for choice in self.choices if choice.is_asked), "")

    @property
    def asks_the_rest(self) -> bool:
        """Whether some lines are right already, so that only the others are asked."""
        return any(choice.is_kept for choice in self.choices)


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What was just sent and could not be accepted: shown again as it was."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    note: str = ""
    sign_in: str = ""


def question_block(
    question: Question, state: QuestionState, *, language: str, seed: int, occasion: str = Answer.LESSON,
    number: int = 1, count: int = 1, sources: Sequence[CitedFact] = (), reopened: bool = False,
    typed: TypedAnswer | None = None, focus: str = "", continue_to: str = "",
) -> QuestionBlock:  # fmt: skip
    """The block for one question; `reopened` shows the form again after a wrong try."""
    phase = _phase(state, reopened or typed is not None)
    body, voice = question.body, Voice(language)
    last = next(
        (one for one in reversed(state.tries) if one.given), state.last
    )  # whoever was shown the answer gave none
    shown = phase == "resolved"
    facts = tuple(cited for cited in sources if cited.id in question.cites) if shown else ()
    common = {
        "question": question, "language": language, "occasion": occasion, "number": number, "count": count,
        "phase": phase, "ask": inline(body.ask.in_language(language), language), "focus": focus,
        "tries_left": TRIES - state.wrong_tries, "continue_to": continue_to, "sources": facts,
        "unit": body.unit_words(voice),
        "targets": tuple((key, voice.inline(target)) for key, target in body.targets_shown.items()),
        "hints": tuple(_text(hint, language) for hint in body.hints),
    }  # fmt: skip
    fields = typed.fields if typed else None
    choices = choice_lines(question, language, seed, fields, state, resolved=shown)
    return QuestionBlock(
        **common,  # type: ignore[arg-type]
        choices=choices,
        places=body.free_places({choice.selected for choice in choices if choice.is_kept}),
        typed_number="".join((fields or {}).get("number", ())),
        errors=typed.errors if typed else (),
        note=typed.note if typed else "",
        sign_in=typed.sign_in if typed else "",
        heading=_heading(phase, state),
        is_right=state.is_right,
        answered_with=given_words(question, last.given, language) if last and _is_said(phase, last, question) else (),
        feedback=_feedback(question, last, voice),
        counted=_counted(question, last) if phase != "open" else "",
        explain=_text(body.explain, language) if shown else "",
        right_answer=right_words(question, language) if shown else (),
    )


def _is_said(phase: str, last: Answer, question: Question) -> bool:
    """The answer is repeated in words where it is one thing, and where the list of choices may look different now."""
    return bool(last.given) and (phase == "resolved" or question.body.is_one_thing)


def _phase(state: QuestionState, reopened: bool) -> str:
    if state.is_resolved:
        return "resolved"
    return "wrong" if state.tries and not reopened else "open"


def _heading(phase: str, state: QuestionState) -> str:
    if phase == "wrong":
        return _("Not yet")
    if phase == "resolved":
        return _("Correct") if state.is_right else _("Here is how it works")
    return ""


def _text(text: object, language: str) -> str:
    return inline(text.in_language(language), language) if text is not None else ""  # type: ignore[attr-defined]


def _is_wrong(last: Answer | None, question: Question) -> bool:
    """Whether there is a wrong answer that can still be given."""
    return bool(last and last.given and last.result == Answer.WRONG and question.offers(last.given))


def _feedback(question: Question, last: Answer | None, voice: Voice) -> str:
    """What is said to an answer that is one thing; of several each has its own reason beside it."""
    if last is None or not _is_wrong(last, question) or not question.body.is_one_thing:
        return ""
    feedback = question.mark(last.given).feedback
    return voice.inline(feedback) if feedback is not None else ""


def _counted(question: Question, last: Answer | None) -> str:
    """How many were right of what can be right in parts."""
    return question.body.counted_words(last.given) if last is not None and _is_wrong(last, question) else ""


def given_words(question: Question, given: str, language: str) -> tuple[str, ...]:
    """A canonical answer in words; parts that the question no longer has are left out."""
    return question.body.given_words(given, Voice(language))


def right_words(question: Question, language: str) -> tuple[str, ...]:
    """The right answer in words; also used for printed answer keys."""
    return question.body.right_words(Voice(language))
