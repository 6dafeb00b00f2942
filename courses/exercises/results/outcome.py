"""That an exercise was done, as a form carries it to the learner's record: signed, and without anything typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from django.core import signing

from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog

SALT = "exercise done"


@dataclass(frozen=True, slots=True)
class Score:
    """What a marked exercise gave: how many of how many, and of each thing judged in it, how it went."""

    right: int
    asked: int
    judged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One exercise done. `lesson` is where it stands; None when it was done outside of any."""

    kind: ExerciseKind
    lesson: Lesson | None = None
    score: Score | None = None  # None for an exercise that is not marked

    def sealed(self) -> str:
        """The outcome as signed text for a form field; `opened` reads it back."""
        place = [self.lesson.course, self.lesson.slug] if self.lesson else []
        marks = [self.score.right, self.score.asked, dict(self.score.judged)] if self.score else []
        return signing.dumps([str(self.kind), place, marks], salt=SALT, compress=True)

    @classmethod
    def opened(cls, sealed: str) -> Self | None:
        """The outcome from its signed text; None if the signature is wrong or the exercise or lesson is gone."""
        try:
            kind, place, marks = signing.loads(sealed, salt=SALT)
            lesson = catalog().lesson(*place) if place else None
            return cls(ExerciseKind(kind), lesson, Score(*marks) if marks else None)
        except (signing.BadSignature, ValueError, KeyError):
            return None


@dataclass(frozen=True, slots=True)
class DoneForm:
    """The button under a result that says: done. All that it sends stands here."""

    outcome: str
    key: str  # used once, and only by whom the page was made for
    has_lesson: bool


def done_form(outcome: Outcome, visit: Visit) -> DoneForm:
    return DoneForm(outcome.sealed(), visit.new_form_key(), outcome.lesson is not None)


def done_in_lesson(kind: ExerciseKind, score: Score | None, lesson: Lesson | None, visit: Visit) -> DoneForm | None:
    """The button for a result on a page that was reached from a lesson; None where that lesson has no such exercise."""
    if lesson is None or kind not in lesson.exercises:
        return None
    return done_form(Outcome(kind, lesson, score), visit)
