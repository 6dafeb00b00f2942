"""A question as one learner sees it now: open, not yet right, or resolved. Pure values for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.markup.rendering import inline
from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.questions import MarkParts, Match, Multiple, Number, Order, Question, Single
from courses.catalog.verdicts import verdicts
from courses.catalog.wording import part_text
from courses.learning.choices import ChoiceLine, choice_lines
from courses.learning.models import Answer
from courses.learning.progress import TRIES, QuestionState

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
        return reverse("learning:lesson", kwargs={"course": self.question.course, "lesson": self.question.lesson})

    @property
    def again_url(self) -> str:
        if self.is_review:
            return f"{reverse('learning:review-question', kwargs=self._names)}?again={self.question.id}"
        name = "again" if self.occasion == Answer.LESSON else "once-more"
        return f"{self.lesson_url}?{name}={self.question.id}"

    @property
    def is_marking(self) -> bool:
        return self.question.kind == "mark"

    @property
    def first_field(self) -> str:
        """The id of the first control, for the error summary's link."""
        return f"{self.region}-{self.first_asked or 'number-field'}"

    @property
    def first_asked(self) -> str:
        """The first choice that is asked about, not kept from an earlier try."""
        return next((choice.key for choice in self.choices if not choice.is_kept), "")

    @property
    def asks_the_rest(self) -> bool:
        """Whether some lines are right already, so that only the others are asked."""
        return any(choice.is_kept for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was just sent and could not be accepted: shown again as it was."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    note: str = ""
    sign_in: str = ""


def question_block(
    question: Question, state: QuestionState, *, language: str, seed: int, occasion: str = Answer.LESSON,
    number: int = 1, count: int = 1, sources: Sequence[CitedFact] = (), reopened: bool = False,
    typed: Typed | None = None, focus: str = "", continue_to: str = "",
) -> QuestionBlock:  # fmt: skip
    """The block for one question; `reopened` shows the form again after a wrong try."""
    phase = _phase(state, reopened or typed is not None)
    body, last = question.body, state.last
    shown = phase == "resolved"
    facts = tuple(cited for cited in sources if cited.id in question.cites) if shown else ()
    common = {
        "question": question, "language": language, "occasion": occasion, "number": number, "count": count,
        "phase": phase, "ask": inline(body.ask.in_language(language), language), "focus": focus,
        "tries_left": TRIES - state.wrong_tries, "continue_to": continue_to, "sources": facts,
        "unit": body.unit.in_language(language) if isinstance(body, Number) else "",
        "targets": _targets(question, language),
        "hints": tuple(_text(hint, language) for hint in body.hints) if state.wrong_tries else (),
    }  # fmt: skip
    fields = typed.fields if typed else None
    choices = choice_lines(question, language, seed, fields, state, resolved=shown)
    return QuestionBlock(
        **common,  # type: ignore[arg-type]
        choices=choices,
        places=_places(question, choices),
        typed_number="".join((fields or {}).get("number", ())),
        errors=typed.errors if typed else (),
        note=typed.note if typed else "",
        sign_in=typed.sign_in if typed else "",
        heading=_heading(phase, state),
        is_right=state.is_right,
        answered_with=given_words(question, last.given, language) if last and _is_said(phase, last, body) else (),
        feedback=_feedback(question, last, language),
        counted=_counted(question, last) if phase != "open" else "",
        explain=_text(body.explain, language) if shown else "",
        right_answer=right_words(question, language) if shown else (),
    )


def _places(question: Question, choices: Sequence[ChoiceLine]) -> tuple[str, ...]:
    """The places of an order that are still free."""
    if not isinstance(question.body, Order):
        return ()
    taken = {choice.selected for choice in choices if choice.is_kept}
    places = (str(place) for place in range(1, len(question.body.items) + 1))
    return tuple(place for place in places if place not in taken)


def _is_said(phase: str, last: Answer, body: object) -> bool:
    """The answer is repeated in words where it is one thing, and where the list of choices may look different now."""
    return bool(last.given) and (phase == "resolved" or isinstance(body, Number | Single))


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


def _targets(question: Question, language: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(question.body, Match):
        return ()
    return tuple((key, target.in_language(language)) for key, target in question.body.targets.items())


def _feedback(question: Question, last: Answer | None, language: str) -> str:
    """What is said to an answer that is one thing; of several each has its own reason beside it. None for what cannot
    be given any more."""
    if last is None or not last.given or last.result != Answer.WRONG or not isinstance(question.body, Number | Single):
        return ""
    try:
        return _text(question.mark(last.given).feedback, language)
    except ValueError:
        return ""


def _counted(question: Question, last: Answer | None) -> str:
    """How many were right of what can be right in parts."""
    if last is None or not last.given or last.result != Answer.WRONG:
        return ""
    try:
        mark = question.mark(last.given)
    except ValueError:
        return ""
    if question.kind in ("match", "order"):
        found = verdicts(question, last.given).values()
        return _("%(hits)s of %(needed)s lines are right.") % {"hits": sum(found), "needed": len(found)}
    if mark.hits is None or mark.needed is None:
        return ""
    if question.kind == "mark":
        words = _("You found %(hits)s of %(needed)s.") % {"hits": mark.hits, "needed": mark.needed}
        alarms = mark.alarms or 0
        fine = ngettext("%(count)s part that you marked is fine.", "%(count)s parts that you marked are fine.", alarms)
        return f"{words} {fine % {'count': alarms}}" if alarms else words
    right = ngettext(
        "%(hits)s of your choices is right; %(needed)s belong to the answer.",
        "%(hits)s of your choices are right; %(needed)s belong to the answer.",
        mark.hits,
    )
    return right % {"hits": mark.hits, "needed": mark.needed}


def given_words(question: Question, given: str, language: str) -> tuple[str, ...]:
    """A canonical answer in words; parts that the question no longer has are left out."""
    body = question.body
    if isinstance(body, Number):
        return (_with_unit(given, body, language),)
    if isinstance(body, Match):
        pairs = (pair.partition("=")[::2] for pair in given.split(","))
        return tuple(
            f"{part_text(body.rows[row], language)} → {body.targets[target].in_language(language)}"
            for row, target in pairs
            if row in body.rows and target in body.targets
        )
    choices = body.choices
    return tuple(part_text(choices[key], language) for key in given.split(",") if key in choices)


def _with_unit(number: str, body: Number, language: str) -> str:
    """The percent sign stands close to its number, other units apart."""
    unit = body.unit.in_language(language)
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}"


def right_words(question: Question, language: str) -> tuple[str, ...]:
    """The right answer in words; also used for printed answer keys."""
    body = question.body
    if isinstance(body, Number):
        return (_with_unit(str(body.answer), body, language),)
    if isinstance(body, Order):
        return tuple(part_text(item, language) for item in body.items.values())
    if isinstance(body, Match):
        return tuple(
            f"{part_text(row, language)} → {body.targets[row.to].in_language(language)}" for row in body.rows.values()
        )
    if isinstance(body, Single | Multiple | MarkParts):
        return tuple(part_text(body.choices[key], language) for key in body.right_keys)
    return ()
