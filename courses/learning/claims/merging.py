"""How two records of the same question, lesson or card become one: union, earliest completion, latest review."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.dateparse import parse_datetime

from courses.accounts.models import User
from courses.learning.models import (
    Answer,
    CheckAttempt,
    ExerciseOutcome,
    LearningPath,
    LearningRecord,
    LessonProgress,
    ReminderSent,
    ReviewCard,
    StepChoice,
    WellbeingResult,
)

Row = Any  # a row of one of the tables below


@dataclass(frozen=True, slots=True)
class MergeRule:
    """What happens to one table. Rows of guest and account that agree in `same` are the same thing twice:
    `combine` then returns new values of `changes` for the account's row, and the guest's row stays behind.
    `is_kept` says which moved row an undo leaves with the account, because the account has made it what it is."""

    model: type[Model]
    same: tuple[str, ...]
    changes: tuple[str, ...] = ()
    combine: Callable[[Row, Row], Mapping[str, object]] = field(default=lambda _mine, _theirs: {})
    is_kept: Callable[[Row, datetime], bool] = field(default=lambda _row, _claimed_at: False)

    @property
    def is_of_place(self) -> bool:
        """Whether a person has at most one such row for a lesson, so that guest and account may each have one."""
        return "lesson" in self.same

    def rows_of(self, person: User) -> QuerySet[Any]:
        return self.model._default_manager.filter(learner=person).order_by("pk")

    def identity(self, row: Row) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in self.same)


def _lesson(mine: LessonProgress, theirs: LessonProgress) -> Mapping[str, object]:
    completed = [at for at in (mine.completed_at, theirs.completed_at) if at]
    stuck = [at for at in (mine.stuck_at, theirs.stuck_at) if at]
    return {
        "opened_at": min(mine.opened_at, theirs.opened_at),
        "touched_at": max(mine.touched_at, theirs.touched_at),
        "completed_at": min(completed, default=None),
        "stuck_at": min(stuck, default=None),
    }


def _card(mine: ReviewCard, theirs: ReviewCard) -> Mapping[str, object]:
    """The later review counts; rounds go on after the higher number, since the answers of both are kept by it."""
    later = max(mine, theirs, key=lambda card: card.reviewed_at)
    kept = {name: getattr(later, name) for name in ("state", "due_at", "reviewed_at")}
    return {**kept, "rounds": max(mine.rounds, theirs.rounds)}


def _step(mine: StepChoice, theirs: StepChoice) -> Mapping[str, object]:
    """Answers already given stay; what one of the two does not say is taken from the other."""
    return {
        name: getattr(mine, name) or getattr(theirs, name)
        for name in ("after_7", "after_7_at", "after_30", "after_30_at", "reason")
    }


def _was_used_since(check: CheckAttempt, claimed_at: datetime) -> bool:
    """Whether the account has answered in it, sent it, or made a learning record that rests on it."""
    mine = LearningRecord.objects.filter(learner=check.learner_id, course=check.course, issued_at__gt=claimed_at)
    is_sent = check.sent_at is not None and check.sent_at > claimed_at
    return is_sent or check.answers.filter(at__gt=claimed_at).exists() or (bool(check.passed) and mine.exists())


def _path_was_used_since(path: LearningPath, claimed_at: datetime) -> bool:
    """Whether the account went on with it, took it up or put it away."""
    return max(path.touched_at, path.put_away_at or path.touched_at) > claimed_at


PLACE = ("course", "lesson")
RULES = [
    MergeRule(Answer, ("key",)),
    MergeRule(LessonProgress, PLACE, ("opened_at", "touched_at", "completed_at", "stuck_at"), _lesson),
    MergeRule(CheckAttempt, ("key",), is_kept=_was_used_since),
    MergeRule(ReviewCard, (*PLACE, "question"), ("state", "due_at", "reviewed_at", "rounds"), _card),
    MergeRule(StepChoice, PLACE, ("after_7", "after_7_at", "after_30", "after_30_at", "reason"), _step),
    MergeRule(ExerciseOutcome, ("key",)),
    MergeRule(WellbeingResult, ("key",)),
    MergeRule(LearningRecord, ("key",), ("name", "shows_name", "shows_date", "shows_score")),  # revoked stays revoked
    MergeRule(LearningPath, ("key",), is_kept=_path_was_used_since),
    MergeRule(ReminderSent, ("day",)),
]


def merges_too(rule: MergeRule) -> None:
    """Register the rule for a table of another package; called by that package when Django is ready."""
    RULES.append(rule)


def rule_named(model: str) -> MergeRule:
    """The rule for the table whose model has this name, as claims note it."""
    return next(rule for rule in RULES if rule.model.__name__ == model)


def as_json(row: Row, names: Iterable[str]) -> dict[str, object]:
    """Values of `names` as JSON keeps them; `from_json` reads them back."""
    return values_as_json({name: getattr(row, name) for name in names})


def values_as_json(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def from_json(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: parse_datetime(value) if name.endswith("_at") and isinstance(value, str) else value
        for name, value in values.items()
    }
