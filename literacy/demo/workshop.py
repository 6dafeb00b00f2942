"""A workshop that the demo's group has finished: phones, hands and papers, and who was there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.attendance.actions import NotedAttendance, note_meeting, save_attendance
from courses.organizations.models import Group, HandCount, Member, SessionRun
from courses.organizations.workshops.actions import (
    WallStep,
    end_run,
    save_counts,
    start_run,
    take_answer,
    take_step,
)
from courses.organizations.workshops.results.tally import line_keys
from literacy.demo.learner import right_answer, wrong_answer

PHONES = 6
HANDS, PAPERS = 3, 1  # who chose the first line, and the second, without a phone
OTHERS = 2  # who were there and stand on no list
ASKED = 4  # questions that there was time for


def run_workshop(group: Group, lesson: Lesson, present: Sequence[Member], lead: User, *, at: datetime) -> SessionRun:
    """The first questions of the lesson, each a few minutes on the wall; ended after half an hour."""
    run = start_run(group=group, lesson=lesson, actor=lead, key="demo", now=at)
    for position, question in enumerate(list(lesson.questions.values())[:ASKED], 1):
        moment = at + timedelta(minutes=6 * position)
        run = take_step(run=run, step=WallStep.NEXT, version=run.version, now=moment)
        _answer(run, question, moment + timedelta(minutes=1))
        _count(run, position, question, lead, moment + timedelta(minutes=2))
        run.refresh_from_db()
        run = take_step(run=run, step=WallStep.SHOW_ANSWER, version=run.version, now=moment + timedelta(minutes=3))
    members = [member.pk for member in present]
    ended = at + timedelta(minutes=35)
    meeting = note_meeting(group=group, day=today_in(group.time_zone, at))
    save_attendance(
        meeting=meeting, listed=members, wanted=NotedAttendance(frozenset(members), OTHERS),
        seen=NotedAttendance(frozenset()), actor=lead,
        now=ended,
    )  # fmt: skip
    return end_run(run=run, actor=lead, now=ended)


def _answer(run: SessionRun, question: Question, at: datetime) -> None:
    for number in range(PHONES):
        phone = sha256(f"demo|{number}".encode()).hexdigest()
        take_answer(run=run, question=question, given=_given(question, number), phone=phone, now=at)


def _given(question: Question, number: int) -> str:
    """Phones by turns: two of three are right, where there is a right answer and an obvious wrong one."""
    if not question.is_marked:
        keys = list(question.body.choices)
        return keys[number % len(keys)]
    return (wrong_answer(question) if number % 3 == 0 else None) or right_answer(question)


def _count(run: SessionRun, position: int, question: Question, lead: User, at: datetime) -> None:
    first, second, *_others = (*line_keys(question), "", "")
    counts = {(HandCount.HANDS, first): HANDS, (HandCount.PAPER, second): PAPERS}
    named = {place: count for place, count in counts.items() if place[1]}
    save_counts(run=run, position=position, counts=named, seen={}, actor=lead, now=at)
