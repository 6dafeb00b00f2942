"""A group with everything that belongs to one: people, cards, files read in, assignments, a workshop, looks, events."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.organizations.access.audit_log import record_event, viewer_key
from courses.organizations.models import (
    AccessLog,
    Assignment,
    Attendance,
    Card,
    FormerCode,
    Giving,
    Group,
    GuardianConsent,
    HandCount,
    Invitation,
    Meeting,
    Member,
    Organization,
    Plan,
    PlannedWorkshop,
    RosterDraft,
    SessionAnswer,
    SessionRun,
    Term,
)
from courses.organizations.short_links.codes import new_token, token_hash
from courses.organizations.workshops.actions import WallStep, start_run, take_step
from tests.organizations.cast import make_group, make_lead, make_member
from tests.security.cast.canaries import canary


@dataclass
class Room:
    """The group, the numbers of what is in it, and the secrets on its papers."""

    letter: str
    group: Group
    ids: dict[str, int] = field(default_factory=dict)
    run_code: str = ""
    card: str = ""
    invitation: str = ""

    def keep_drafts(self, owner: User, letter: str, now: datetime) -> None:
        """The owner has read a file for every group, too: only they see what was in theirs."""
        if letter != "C":
            _draft(self.group, owner, f"owner{letter}", "owner", now)


def furnish(
    letter: str, organization: Organization, leader: User, *, learner: tuple[str, User], secret: str, lesson: Lesson,
    now: datetime,
) -> Room:  # fmt: skip
    group = make_group(organization, canary("group", letter), created_at=now - timedelta(days=9))
    make_lead(group, leader)
    room = Room(letter, group)
    whose, person = learner
    member = make_place(room, person, whose, now, secret=secret)
    room.ids["member"] = member.pk
    _papers(room, member, leader, now)
    _work(room, member, leader, lesson, now)
    return room


def make_place(
    room: Room, person: User, whose: str, now: datetime, *, number: int | None = None, secret: str = ""
) -> Member:
    """A learner who joined four days ago. The mates of group A all have the same canary in their nicknames."""
    nickname = canary("nick", whose) + ("" if number is None else f" {number}")
    joined = now - timedelta(days=4)
    return make_member(
        room.group, nickname, learner=person, joined_at=joined, listed_at=joined, secret=secret, shares_earlier=True,
        began_here=True,
    )  # fmt: skip


def _papers(room: Room, member: Member, leader: User, now: datetime) -> None:
    group, organization = room.group, room.group.organization
    room.card, room.invitation = new_token(), new_token()
    Card.objects.create(organization=organization, member=member, token=token_hash(room.card), issued_at=now)
    GuardianConsent.objects.create(
        organization=organization, member=member, who="parent", words="2026-11", recorded_by=leader, at=now
    )  # fmt: skip
    invitation = Invitation.objects.create(
        organization=organization, role="viewer", token=token_hash(room.invitation), key=f"invited-{room.letter}",
        created_by=leader, created_at=now, expires_at=now + timedelta(days=7),
    )  # fmt: skip
    room.ids["invitation"] = invitation.pk
    former = FormerCode.objects.create(
        organization=organization, group=group, code=f"FRMERC2{room.letter}", replaced_at=now
    )  # fmt: skip
    room.ids["former"] = former.pk
    year = {"A": 2024, "B": 2025}.get(room.letter, 2024)  # over, and no two of one organisation meet
    term = Term.objects.create(
        organization=organization, key=f"term-{room.letter}", begins_on=date(year, 1, 1), ends_on=date(year, 6, 30),
        made_at=now, counted_at=now, closed_at=now, figures={"people": None, "parts": [], "checks": []},
    )  # fmt: skip
    room.ids["term"] = term.pk
    room.ids["draft"] = _draft(group, leader, f"led{room.letter}", _reader(room.letter), now).pk


def _reader(letter: str) -> str:
    return {"A": "facilitator", "B": "colleague", "C": "foreigner"}[letter]


def _draft(group: Group, reader: User, key: str, whose: str, now: datetime) -> RosterDraft:
    return RosterDraft.objects.create(
        organization=group.organization, group=group, made_by=reader, key=key, encoding="utf-8-sig",
        lines=[[2, canary("roster", whose), ""]], made_at=now,
    )  # fmt: skip


def _work(room: Room, member: Member, leader: User, lesson: Lesson, now: datetime) -> None:
    group, organization = room.group, room.group.organization
    plan = Plan.objects.create(
        organization=organization, key=f"plan-{room.letter}", name="Term", starts_on=now.date(), created_by=leader,
        lines=[[lesson.course, "", "", ""]], created_at=now,
    )  # fmt: skip
    giving = Giving.objects.create(
        organization=organization, plan=plan, key=f"giving-{room.letter}", starts_on=now.date(), given_by=leader,
        given_at=now,
    )  # fmt: skip
    given = Assignment.objects.create(
        organization=organization, group=group, key=f"given-{room.letter}", course=lesson.course,
        note=canary("note", room.letter), created_by=leader, created_at=now, due_changed_at=now, giving=giving,
        due_on=now.date() + timedelta(days=20),
    )  # fmt: skip
    run = start_run(group=group, lesson=lesson, actor=leader, key=f"run-{room.letter}", now=now)
    for version in (1, 2):
        take_step(run=run, step=WallStep.NEXT, version=version, now=now)
    _answers_in_the_room(run, room.letter, now)
    meeting = Meeting.objects.get(group=group)
    Attendance.objects.create(organization=organization, meeting=meeting, member=member, was_there=True, way="ticked")
    room.ids |= {"assignment": given.pk, "run": run.pk, "meeting": meeting.pk}
    coming = PlannedWorkshop.objects.create(
        organization=organization, group=group, key=f"coming-{room.letter}", course=lesson.course, lesson=lesson.slug,
        day=now.date() + timedelta(days=20), planned_by=leader, planned_at=now,
    )  # fmt: skip
    room.ids |= {"coming": coming.pk, "plan": plan.pk, "giving": giving.pk}
    room.run_code = run.code
    looks = {
        "organization": organization,
        "group": group,
        "viewer": leader,
        "viewer_key": viewer_key(leader),
        "at": now,
    }
    AccessLog.objects.create(**looks, member=member, what=AccessLog.PERSON, day=now.date())
    AccessLog.objects.create(**looks, what=AccessLog.LIST, day=now.date() - timedelta(days=1))
    about = canary("about", room.letter)
    record_event(organization=organization, actor=leader, what="exported", group=group, about=about, now=now)


def _answers_in_the_room(run: SessionRun, letter: str, now: datetime) -> None:
    asked = run.questions.get(position=2)
    SessionAnswer.objects.create(
        organization=run.organization, question=asked, phone="0" * 64, given=canary("phone", letter), is_right=False,
        at=now,
    )  # fmt: skip
    HandCount.objects.create(organization=run.organization, question=asked, way="hands", option="a", count=3)
