"""The choices of a question as one learner sees them: what was chosen stays marked, each with its own reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.catalog.model.asking import Asked
from courses.catalog.model.questions import Question
from courses.catalog.wording import Voice
from courses.learning.course_progress.progress import UNTOUCHED, QuestionState

RIGHT, WRONG = "right", "wrong"


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One choice as shown. `verdict` is "right" or "wrong" once it was chosen, or put somewhere, in a try; `given` and
    `right` are, for what is put somewhere, where it was put and where it belongs, as inline HTML."""

    key: str
    html: str
    is_chosen: bool = False
    is_right: bool = False
    verdict: str = ""
    why: str = ""
    selected: str = ""  # the value in its own field, if it has one
    given: str = ""
    right: str = ""
    is_kept: bool = False  # right already: shown so, and sent again by itself
    is_out: bool = False  # found wrong: shown so, and not offered again

    @property
    def is_asked(self) -> bool:
        return not (self.is_kept or self.is_out)

    @property
    def was_right(self) -> bool:
        return self.verdict == RIGHT

    @property
    def was_wrong(self) -> bool:
        return self.verdict == WRONG


@dataclass(frozen=True, slots=True)
class Tried:
    """What earlier tries tell about each choice: `verdicts` whether it was right, `places` where it was put."""

    verdicts: Mapping[str, bool]
    places: Mapping[str, str]

    def word(self, key: str) -> str:
        return {True: RIGHT, False: WRONG}.get(self.verdicts.get(key), "")  # type: ignore[arg-type]


def tried_in(question: Question, state: QuestionState, *, last_only: bool) -> Tried:
    """Return what the tries at the question's present meaning say.

    Only the last try counts with `last_only`, and where right lines are kept from try to try; else all of them, so that
    what a wrong choice has shown is not forgotten.
    """
    given = [one.given for one in state.tries if one.given and question.means(one.version)]
    if not given:
        return Tried({}, {})
    if last_only or question.body.asks_again:
        return _tried(question, given[-1])
    together: dict[str, bool] = {}
    for one in given:
        together |= question.verdicts(one)
    return Tried(together, {})


def _tried(question: Question, given: str) -> Tried:
    found = question.verdicts(given)
    return Tried(found, question.body.placed(given) if found else {})


def choice_lines(
    question: Question, language: str, seed: int, fields: Mapping[str, Sequence[str]] | None = None,
    state: QuestionState = UNTOUCHED, *, resolved: bool = False,
) -> tuple[ChoiceLine, ...]:  # fmt: skip
    """The choices in this learner's order. `fields` are those of a form that comes back; without them what was right
    in an earlier try stands in the form again."""
    tried = tried_in(question, state, last_only=resolved)
    maker = _LineMaker(question.body, Voice(language), fields, tried, resolved)
    return tuple(map(maker.line, question.shuffled(seed)))


def wrong_lines(question: Question, given: str, language: str) -> tuple[ChoiceLine, ...]:
    """What of one answer was wrong, each with its own reason; in the order of the file."""
    maker = _LineMaker(question.body, Voice(language), None, _tried(question, given), resolved=False)
    return tuple(line for line in map(maker.line, question.body.choices) if line.was_wrong)


@dataclass(frozen=True, slots=True)
class _LineMaker:
    body: Asked
    voice: Voice
    fields: Mapping[str, Sequence[str]] | None
    tried: Tried
    resolved: bool

    def line(self, key: str) -> ChoiceLine:
        body, voice = self.body, self.voice
        verdict = self.tried.word(key)
        is_kept = verdict == RIGHT and not self.resolved
        return ChoiceLine(
            key,
            voice.part(body.choices[key]),
            is_chosen=self._is_chosen(key, verdict),
            is_right=key in body.right_keys,
            verdict=verdict,
            why=body.reason(key, voice) if self._says_why(verdict) else "",
            selected=self.tried.places.get(key, "") if is_kept else body.typed(key, self.fields or {}),
            given=body.place_words(self.tried.places.get(key, ""), voice),
            right=body.right_place_words(key, voice) if self.resolved else "",
            is_kept=is_kept,
            is_out=verdict == WRONG and not body.asks_again and not self.resolved,
        )

    def _is_chosen(self, key: str, verdict: str) -> bool:
        if self.resolved:
            return bool(verdict)
        return self.body.is_filled(key, self.fields) if self.fields is not None else verdict == RIGHT

    def _says_why(self, verdict: str) -> bool:
        """A wrong choice always; where several can be right, all that were chosen, and all when it is resolved."""
        return verdict == WRONG or (self.body.tells_why_right and (self.resolved or bool(verdict)))
