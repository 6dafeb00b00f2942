"""Writes of a path: begin, answer, skip, complete, pause, resume. Each may be repeated."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from courses.accounts.http.refusals import ClosedError, NotYoursError
from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog
from courses.catalog.model.questions import Question
from courses.learning.course_progress.standing import CourseStanding
from courses.learning.exams.sitting import drawn_items
from courses.learning.lessons.actions import LockLearner, locked_own, note_activity
from courses.learning.models import LearningPath
from courses.learning.planning.paths.drawing import asked_in, draw_path
from courses.learning.planning.paths.goals import chosen
from courses.learning.planning.paths.own import path_sitting


class AlreadyMade(ClosedError):
    """The path was made: what was answered stays; making a new one changes it."""


@transaction.atomic
def start_path(
    *, learner: LockLearner, catalog: Catalog, goals: Sequence[str], asks: bool, key: str, seed: int, now: datetime
) -> LearningPath:  # fmt: skip
    """A new path, or the one begun with this key. One that is being made goes on with its answers and other goals.

    Without `asks` it is made at once, of what was said alone.
    """
    person = learner(now)  # its row is locked: two presses at once meet one open path
    rows = list(person.paths.order_by("pk"))
    same = next((row for row in rows if row.key == key), None)
    if same is not None:
        return same
    path = next((row for row in rows if row.made_at is None), None) or LearningPath(
        learner=person, seed=seed, drawn=_drawn(person, catalog, goals, rows, seed, now) if asks else [], begun_at=now
    )
    path.key, path.goals, path.touched_at = key, list(goals), now
    if not asks or path_sitting(path, catalog).after(0) is None:
        path.made_at = now
    path.save()
    note_activity(person, now)
    return path


def _drawn(
    person: User, catalog: Catalog, goals: Sequence[str], rows: Sequence[LearningPath], seed: int, now: datetime
) -> list[list[str]]:
    attempts = person.check_attempts.order_by("pk")
    met = [one.item for attempt in attempts for one in drawn_items(attempt)] + asked_in(rows)
    states = CourseStanding(person, catalog, now).states
    return [item.as_row() for item in draw_path(states, chosen(goals), seed, met)]


@transaction.atomic
def keep_answer(
    *, learner: LockLearner, path: int, place: int, question: Question, given: str, catalog: Catalog, now: datetime
) -> LearningPath:  # fmt: skip
    """Put the answer to one question; `given` is canonical text, empty for "I don't know". The same again leaves the
    same. With the last answer the path is made. Raises NotAChoice, NotYoursError or AlreadyMade."""
    result = question.mark(given).code if given else LearningPath.UNKNOWN  # pure; before anything is locked
    return _put(learner, path, place, result, [given, question.version], catalog, now)


@transaction.atomic
def leave_out(*, learner: LockLearner, path: int, place: int, catalog: Catalog, now: datetime) -> LearningPath:
    """Skip one question; at the last one the path is made. Raises NotYoursError or AlreadyMade."""
    return _put(learner, path, place, LearningPath.LEFT_OUT, None, catalog, now)


def _put(
    learner: LockLearner, path: int, place: int, result: str, given: list[str] | None, catalog: Catalog, now: datetime
) -> LearningPath:  # fmt: skip
    person, found = locked_own(LearningPath, path, learner, now)
    sitting = path_sitting(found, catalog)
    item = sitting.at(place)
    if item is None:
        raise NotYoursError
    if not sitting.may_answer(item):
        raise AlreadyMade
    found.results[str(place)] = result
    found.given.pop(str(place), None)
    if given is not None:
        found.given[str(place)] = given
        found.is_assisted |= person.is_assisted_at(now)
    if found.made_at is None:
        found.touched_at = now
        found.made_at = now if path_sitting(found, catalog).after(place) is None else None
    found.save(update_fields=["results", "given", "is_assisted", "touched_at", "made_at"])
    note_activity(person, now)
    return found


@transaction.atomic
def make_path(*, learner: LockLearner, path: int, now: datetime) -> LearningPath:
    """Make the path now, leaving out all unanswered questions. Raises NotYoursError."""
    person, found = locked_own(LearningPath, path, learner, now)
    if found.made_at is None:
        found.made_at = found.touched_at = now
        found.save(update_fields=["made_at", "touched_at"])
        note_activity(person, now)
    return found


@transaction.atomic
def put_away(*, learner: LockLearner, path: int, now: datetime) -> LearningPath:
    """Stop following a path: everything is in the usual order again, and nothing is lost. Raises NotYoursError."""
    person, found = locked_own(LearningPath, path, learner, now)
    if found.made_at is not None and found.put_away_at is None:
        found.put_away_at = now
        found.save(update_fields=["put_away_at"])
        note_activity(person, now)
    return found


@transaction.atomic
def take_up(*, learner: LockLearner, path: int, now: datetime) -> LearningPath:
    """Follow a path again that was put away or replaced, while it is kept. Raises NotYoursError."""
    person, found = locked_own(LearningPath, path, learner, now)
    if found.made_at is not None:
        found.put_away_at, found.touched_at = None, now
        found.save(update_fields=["put_away_at", "touched_at"])
        note_activity(person, now)
    return found
