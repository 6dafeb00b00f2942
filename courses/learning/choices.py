"""The choices of a question as one learner sees them: what was chosen stays marked, each with its own reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.catalog.markup.rendering import inline
from courses.catalog.model.questions import MarkParts, Match, Multiple, Order, Question, Single
from courses.catalog.verdicts import placed, verdicts
from courses.catalog.wording import part_reason, part_text
from courses.learning.progress import UNTOUCHED, QuestionState

RIGHT, WRONG = "right", "wrong"


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One choice as shown. `verdict` is "right" or "wrong" once it was chosen, or put somewhere, in a try; `given` and
    `right` are, for order and match, where it was put and where it belongs, in words."""

    key: str
    html: str
    is_chosen: bool = False
    is_right: bool = False
    verdict: str = ""
    why: str = ""
    selected: str = ""  # for order and match: the value in its field
    given: str = ""
    right: str = ""
    is_kept: bool = False  # right already: shown so, and sent again by itself

    @property
    def was_wrong(self) -> bool:
        return self.verdict == WRONG


@dataclass(frozen=True, slots=True)
class Tried:
    """What tries say about each choice: of order and match, and once all is resolved, the last one; else all of them,
    so that nothing found out by a wrong choice is lost again."""

    verdicts: Mapping[str, bool]
    places: Mapping[str, str]

    def word(self, key: str) -> str:
        return {True: RIGHT, False: WRONG}.get(self.verdicts.get(key), "")  # type: ignore[arg-type]


def tried_in(question: Question, state: QuestionState, *, last_only: bool) -> Tried:
    """Tries at another meaning of the question say nothing about this one."""
    given = [one.given for one in state.tries if one.given and question.means(one.version)]
    if not given:
        return Tried({}, {})
    if last_only or isinstance(question.body, Order | Match):
        found = verdicts(question, given[-1])
        return Tried(found, placed(question, given[-1]) if found else {})
    together: dict[str, bool] = {}
    for one in given:
        together |= verdicts(question, one)
    return Tried(together, {})


def choice_lines(
    question: Question, language: str, seed: int, fields: Mapping[str, Sequence[str]] | None = None,
    state: QuestionState = UNTOUCHED, *, resolved: bool = False,
) -> tuple[ChoiceLine, ...]:  # fmt: skip
    """The choices in this learner's order. `fields` are those of a form that comes back; without them what was right
    in an earlier try stands in the form again."""
    tried = tried_in(question, state, last_only=resolved)
    maker = _LineMaker(question, language, fields, tried, resolved)
    return tuple(map(maker.line, question.shuffled(seed)))


def wrong_lines(question: Question, given: str, language: str) -> tuple[ChoiceLine, ...]:
    """What of one answer was wrong, each with its own reason; in the order of the file."""
    tried = Tried(verdicts(question, given), placed(question, given))
    maker = _LineMaker(question, language, None, tried, resolved=False)
    return tuple(line for line in map(maker.line, question.body.choices) if line.was_wrong)


@dataclass(frozen=True, slots=True)
class _LineMaker:
    question: Question
    language: str
    fields: Mapping[str, Sequence[str]] | None
    tried: Tried
    resolved: bool

    def line(self, key: str) -> ChoiceLine:
        body = self.question.body
        verdict = self.tried.word(key)
        is_kept = verdict == RIGHT and isinstance(body, Order | Match) and not self.resolved
        return ChoiceLine(
            key,
            part_text(body.choices[key], self.language),
            is_chosen=self._is_chosen(key, verdict),
            is_right=isinstance(body, Single | Multiple | MarkParts) and key in body.right_keys,
            verdict=verdict,
            why=self._why(key) if self._says_why(verdict) else "",
            selected=self.tried.places[key] if is_kept else self._typed(key),
            given=self._place_in_words(self.tried.places.get(key, "")),
            right=self._right_place(key) if self.resolved else "",
            is_kept=is_kept,
        )

    def _is_chosen(self, key: str, verdict: str) -> bool:
        if self.resolved:
            return bool(verdict)
        if self.fields is not None:
            return key in self.fields.get("choice", ())
        return verdict == RIGHT

    def _typed(self, key: str) -> str:
        fields = self.fields or {}
        return "".join(fields.get(f"place-{key}", ()) or fields.get(f"row-{key}", ()))

    def _says_why(self, verdict: str) -> bool:
        """A wrong choice always; where several can be right, all that were chosen, and all when it is resolved."""
        takes_several = isinstance(self.question.body, Multiple | MarkParts)
        return verdict == WRONG or (takes_several and (self.resolved or bool(verdict)))

    def _why(self, key: str) -> str:
        body = self.question.body
        if isinstance(body, MarkParts):
            return part_reason(body.parts[key], self.language)
        feedback = getattr(body.choices[key], "feedback", None)
        return inline(feedback.in_language(self.language), self.language) if feedback is not None else ""

    def _place_in_words(self, place: str) -> str:
        body = self.question.body
        if isinstance(body, Match) and place:
            return body.targets[place].in_language(self.language)
        return place

    def _right_place(self, key: str) -> str:
        body = self.question.body
        if isinstance(body, Order):
            return str(list(body.items).index(key) + 1)
        if isinstance(body, Match):
            return body.targets[body.rows[key].to].in_language(self.language)
        return ""
