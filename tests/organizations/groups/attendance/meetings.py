"""Who is noted on a day, and the sheet they stand on."""

import csv
import io
from datetime import date

from courses.organizations.groups.attendance.actions import NotedAttendance, save_attendance
from courses.organizations.models import Meeting
from tests.organizations.cast import NOW
from tests.organizations.pages import url

DAY = date(2026, 11, 25)


def note(meeting, actor, *present, others: int = 0, seen=(), seen_others: int = 0) -> Meeting:
    listed = [one.pk for one in meeting.group.members.all()]
    wanted = NotedAttendance(frozenset(one.pk for one in present), others)
    before = NotedAttendance(frozenset(one.pk for one in seen), seen_others)
    return save_attendance(meeting=meeting, listed=listed, wanted=wanted, seen=before, actor=actor, now=NOW)


def there(meeting: Meeting) -> set[str]:
    return set(meeting.attendance.filter(was_there=True).values_list("member__nickname", flat=True))


def sheet(client, group, query: str = "") -> list[list[str]]:
    body = client.get(url("attendance-file", group.pk) + query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))
