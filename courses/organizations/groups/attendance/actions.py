"""Writes about attendance: a day on which a group met, who was there, the last change undone, a day taken out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from courses.accounts.http.refusals import RefusedError
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.models import Attendance, Group, Meeting, Member


class MeetingRemovedError(RefusedError):
    """The day was taken off the sheet since the form was made; nothing was saved."""


@dataclass(frozen=True, slots=True)
class NotedAttendance:
    """Primary keys of the members who were there, and how many other people came who are not on the list."""

    present: frozenset[int]
    others: int = 0


@transaction.atomic
def note_meeting(*, group: Group, day: date, lesson: str = "") -> Meeting:
    """Return the group's meeting on this day, created or restored where needed.

    `lesson` of a workshop is added to its lessons.
    """
    Group.objects.select_for_update().get(pk=group.pk)
    meeting, _is_new = Meeting.objects.get_or_create(
        group=group, day=day, defaults={"organization_id": group.organization_id}
    )  # fmt: skip
    meeting.removed_at = None
    if lesson and lesson not in meeting.lessons:
        meeting.lessons.append(lesson)
    meeting.save(update_fields=["removed_at", "lessons"])
    return meeting


@transaction.atomic
def save_attendance(
    *, meeting: Meeting, listed: Collection[int], wanted: NotedAttendance, seen: NotedAttendance, actor: User,
    now: datetime, takes_back: bool = False
) -> Meeting:  # fmt: skip
    """Change what this form changed and nothing else: what others noted since the form was made (`seen`) stays.

    `listed` are numbers of the members on the form, of the meeting's group. Sending it again changes nothing. A day
    that is off the sheet comes back with `takes_back`; without it, raises MeetingRemovedError.
    """
    held = Meeting.objects.select_for_update().select_related("group").get(pk=meeting.pk)
    if held.removed_at is not None:
        if not takes_back:
            raise MeetingRemovedError
        take_meeting_back(meeting=held, actor=actor, now=now)
    rows = {row.member_id: row for row in held.attendance.filter(member__in=listed)}
    there = {number for number, row in rows.items() if row.was_there}
    changed = {
        number for number in listed
        if (number in wanted.present) != (number in seen.present) and (number in wanted.present) != (number in there)
    }  # fmt: skip
    others = wanted.others if wanted.others != seen.others else held.others
    if held.is_noted and not changed and others == held.others:
        return held  # the first time, that nobody was there is noted too
    held.others_before, held.others = held.others, others
    held.was_noted_before, held.is_noted = held.is_noted, True
    _note_change(held, now)
    Attendance.objects.bulk_create(
        [
            Attendance(
                organization_id=held.organization_id, meeting=held, member_id=number, was_there=number not in there,
                way=Attendance.TICKED, version=held.version,
            )
            for number in sorted(changed)
        ],
        update_conflicts=True, unique_fields=["meeting", "member"], update_fields=["was_there", "way", "version"],
    )  # fmt: skip
    _record(held, actor, "attendance-noted", now)
    return held


@transaction.atomic
def undo_attendance(*, meeting: Meeting, version: int, actor: User, now: datetime) -> bool:
    """Undo the change that made this version. Returns False when a later change, or this undo, came after it."""
    held = Meeting.objects.select_for_update().select_related("group").get(pk=meeting.pk)
    if held.version != version or held.changed_at is None:
        return False
    held.others_before, held.others = held.others, held.others_before
    held.was_noted_before, held.is_noted = held.is_noted, held.was_noted_before
    _note_change(held, now)
    rows = list(held.attendance.filter(version=version))
    for row in rows:
        row.was_there, row.version = not row.was_there, held.version
    Attendance.objects.bulk_update(rows, ["was_there", "version"])
    _record(held, actor, "attendance-undone", now)
    return True


def _note_change(held: Meeting, now: datetime) -> None:
    held.version, held.changed_at = held.version + 1, now
    held.save(
        update_fields=["others", "others_before", "is_noted", "was_noted_before", "version", "changed_at"]
    )  # fmt: skip


@transaction.atomic
def remove_meeting(*, meeting: Meeting, actor: User, now: datetime) -> None:
    """Remove a meeting and its marks from the sheet; it can be restored for as long as the group exists."""
    if Meeting.objects.filter(pk=meeting.pk, removed_at=None).update(removed_at=now):
        _record(meeting, actor, "meeting-removed", now)


@transaction.atomic
def take_meeting_back(*, meeting: Meeting, actor: User, now: datetime) -> None:
    if Meeting.objects.filter(pk=meeting.pk, removed_at__isnull=False).update(removed_at=None):
        _record(meeting, actor, "meeting-restored", now)


@transaction.atomic
def note_own_presence(*, member: Member, day: date, is_here: bool, lesson: str = "") -> None:
    """Note whether a learner is present, as said on their own phone during a workshop about this lesson. Repeating
    changes nothing."""
    meeting = note_meeting(group=member.group, day=day, lesson=lesson)
    Attendance.objects.update_or_create(
        meeting=meeting, member=member,
        defaults={
            "organization_id": member.organization_id, "was_there": is_here, "way": Attendance.PHONE, "version": 0
        },
    )  # fmt: skip


def _record(meeting: Meeting, actor: User, what: str, now: datetime) -> None:
    record_event(
        organization=meeting.group.organization, actor=actor, group=meeting.group, what=what, about=str(meeting),
        now=now,
    )  # fmt: skip
