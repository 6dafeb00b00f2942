"""Writes of a workshop: begin, change the wall, record answers, enter hand counts, end, delete old ones."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction

from courses.accounts.http.refusals import ChangedMeanwhileError, ClosedError
from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.organizations.access.audit_log import record_event
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.attendance.actions import note_meeting
from courses.organizations.models import (
    Group,
    HandCount,
    SessionAnswer,
    SessionQuestion,
    SessionRun,
)
from courses.organizations.models.sessions import RUN_CODE_LETTERS
from courses.organizations.short_links.codes import new_code

LASTS = timedelta(hours=12)  # a workshop that nobody ended ends by itself
GOES_ON = timedelta(hours=6)  # opened again so soon after it began, it is still that day's workshop
KEPT = timedelta(days=30)
MOST_PHONES = 1000  # that may answer one question: more than any room holds
NEW_CODE_TRIES = 5
Counts = Mapping[tuple[str, str], int]  # (way, line of the question): how many


class EndedError(ClosedError):
    """The workshop is over."""


class NotOpenError(Exception):
    """The question takes no answers now: it was closed, or another one is being shown."""


class RoomFullError(Exception):
    """More phones than a room holds have answered this question."""


class WallStep(StrEnum):
    NEXT = "next"
    PREVIOUS = "previous"
    OPEN = "open"
    CLOSE = "close"
    SHOW_ANSWER = "show-answer"
    HIDE_ANSWER = "hide-answer"
    SHOW_LIVE = "show-live"
    HIDE_LIVE = "hide-live"


@transaction.atomic
def start_run(*, group: Group, lesson: Lesson, actor: User, key: str, now: datetime) -> SessionRun:
    """A workshop with every question of the lesson; the same key again returns the same. Raises ClosedError."""
    held = Group.objects.select_for_update().select_related("organization").get(pk=group.pk)
    begun = SessionRun.objects.filter(group=held, key=key).first()
    if begun is not None:
        return begun
    today = today_in(held.time_zone, now)
    if not held.is_open(today):
        raise ClosedError
    run = _insert_run(
        SessionRun(
            organization=held.organization, group=held, key=key, course=lesson.course, lesson=lesson.slug,
            started_by=actor, opened_at=now,
        )
    )  # fmt: skip
    SessionQuestion.objects.bulk_create(
        SessionQuestion(
            organization=held.organization, run=run, position=position, question=question.id, version=question.version
        )
        for position, question in enumerate(lesson.questions.values(), 1)
    )
    note_meeting(group=held, day=today, lesson=run.about)
    record_event(
        organization=held.organization, actor=actor, group=held, what="session-opened", about=run.about, now=now
    )  # fmt: skip
    return run


def _insert_run(run: SessionRun) -> SessionRun:
    """Save `run` under a code that no open workshop has."""
    for tries_left in reversed(range(NEW_CODE_TRIES)):
        run.code = new_code(RUN_CODE_LETTERS)
        try:
            with transaction.atomic():
                run.save(force_insert=True)
        except IntegrityError:
            if not tries_left:
                raise
            continue
        break
    return run


@transaction.atomic
def take_step(*, run: SessionRun, step: WallStep, version: int, now: datetime) -> SessionRun:
    """Change what the wall shows. `version` is what the form was made from, so that a second press, or a second
    facilitator, changes nothing twice. Raises EndedError or ChangedMeanwhileError."""
    held = _lock(run)
    if not is_running(held, now):
        raise EndedError
    if held.version != version:
        raise ChangedMeanwhileError
    STEPS[step](held, now)
    _changed(held)
    return held


def days_of(run: SessionRun) -> tuple[date, ...]:
    """The days on which it notes who is there, the last one now: the day it began on where the group is, also past
    midnight, and the day on which it was opened again when that was later than the same evening."""
    began = [run.opened_at]
    if run.reopened_at is not None and run.reopened_at - run.opened_at >= GOES_ON:
        began.append(run.reopened_at)
    return tuple(dict.fromkeys(today_in(run.group.time_zone, at) for at in began))


def is_running(run: SessionRun, now: datetime) -> bool:
    return run.closed_at is None and now - (run.reopened_at or run.opened_at) < LASTS


def _lock(run: SessionRun) -> SessionRun:
    return SessionRun.objects.select_for_update().get(pk=run.pk)


def _changed(held: SessionRun) -> None:
    held.version += 1
    held.save(update_fields=["version", "position", "is_live", "closed_at"])


def _close_open(held: SessionRun, now: datetime) -> None:
    held.questions.filter(opened_at__isnull=False, closed_at=None).update(closed_at=now)


def _turn_to(held: SessionRun, position: int, now: datetime) -> None:
    """A question comes to the wall open the first time, and with its answers when it was there before."""
    if position and not held.questions.filter(position=position).exists():
        return
    _close_open(held, now)
    held.questions.filter(position=position, opened_at=None).update(opened_at=now)
    held.position = position


def _open_again(held: SessionRun, now: datetime) -> None:
    _close_open(held, now)
    held.questions.filter(position=held.position).update(opened_at=now, closed_at=None, shows_answer=False)


def _show_answer(held: SessionRun, now: datetime) -> None:
    _close_open(held, now)
    held.questions.filter(position=held.position).update(shows_answer=True)


def _hide_answer(held: SessionRun, _now: datetime) -> None:
    held.questions.filter(position=held.position).update(shows_answer=False)


def _set_live(is_live: bool) -> Callable[[SessionRun, datetime], None]:
    def act(held: SessionRun, _now: datetime) -> None:
        held.is_live = is_live

    return act


STEPS: Mapping[WallStep, Callable[[SessionRun, datetime], None]] = {
    WallStep.NEXT: lambda held, now: _turn_to(held, held.position + 1, now),
    WallStep.PREVIOUS: lambda held, now: _turn_to(held, max(held.position - 1, 0), now),
    WallStep.OPEN: _open_again,
    WallStep.CLOSE: _close_open,
    WallStep.SHOW_ANSWER: _show_answer,
    WallStep.HIDE_ANSWER: _hide_answer,
    WallStep.SHOW_LIVE: _set_live(True),
    WallStep.HIDE_LIVE: _set_live(False),
}


@transaction.atomic
def end_run(*, run: SessionRun, actor: User, now: datetime) -> SessionRun:
    """End a workshop: its code stops working. Repeating changes nothing."""
    held = _lock(run)
    if held.closed_at is None:
        _close_open(held, now)
        held.closed_at = now
        _changed(held)
        record_event(
            organization=held.organization, actor=actor, group=held.group, what="session-closed",
            about=held.about, now=now,
        )  # fmt: skip
    return held


@transaction.atomic
def take_answer(
    *, run: SessionRun, question: Question, given: str, phone: str, now: datetime
) -> SessionAnswer:  # fmt: skip
    """Store this phone's answer; it can be replaced until the question is closed.

    `given` is canonical text. Raises NotAChoice, NotOpenError or RoomFullError.
    """
    is_right = question.is_marked and question.mark(given).is_right  # pure; before anything is locked
    row = (
        SessionQuestion.objects.select_for_update(of=("self",))
        .select_related("run")
        .filter(run=run, question=question.id)
        .first()
    )
    if row is None or not _takes_answers(row, now):
        raise NotOpenError
    answers = SessionAnswer.objects.filter(question=row)
    if not answers.filter(phone=phone).exists() and answers.count() >= MOST_PHONES:
        raise RoomFullError
    values = {"organization_id": row.organization_id, "given": given, "is_right": is_right, "at": now}
    put, _is_new = SessionAnswer.objects.update_or_create(question=row, phone=phone, defaults=values)
    return put


def _takes_answers(row: SessionQuestion, now: datetime) -> bool:
    is_open = row.opened_at is not None and row.closed_at is None
    return is_open and row.run.position == row.position and is_running(row.run, now)


@transaction.atomic
def save_counts(
    *, run: SessionRun, position: int, counts: Counts, seen: Counts, actor: User, now: datetime
) -> None:  # fmt: skip
    """Store the hands and papers counted for one question; also after the workshop.

    `seen` is what the form was made from. Raises ChangedMeanwhileError when something else is stored by now.
    """
    held = _lock(run)
    row = held.questions.get(position=position)
    stored = {(one.way, one.option): one.count for one in row.hand_counts.all()}
    wanted = {place: count for place, count in counts.items() if count}
    if stored == wanted:
        return
    if stored != {place: count for place, count in seen.items() if count}:
        raise ChangedMeanwhileError
    row.hand_counts.all().delete()
    HandCount.objects.bulk_create(
        HandCount(organization_id=held.organization_id, question=row, way=way, option=option, count=count)
        for (way, option), count in wanted.items()
    )
    _changed(held)
    record_event(
        organization=held.organization, actor=actor, group=held.group, what="counts-typed",
        about=f"{held.about} {position}", now=now,
    )  # fmt: skip


def forget_old_runs(now: datetime) -> int:
    """Delete workshops that began 30 days ago, with all their answers and counts; returns how many."""
    old = SessionRun.objects.filter(opened_at__lte=now - KEPT)
    number = old.count()
    old.delete()
    return number
