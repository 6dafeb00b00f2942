"""Reads attendance: the sheet of a term, one meeting, and one person's days."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Count, F, Q, QuerySet

from courses.catalog.published.library import catalog
from courses.organizations.forms.paging import ListPage, page_of
from courses.organizations.groups.attendance.forms import Period
from courses.organizations.joining.stays import Days, days_listed
from courses.organizations.models import Attendance, Group, Meeting, Member

PEOPLE = 100  # on one page of the sheet
MOST_COLUMNS = 60
MOST_ON_PAPER = 24  # days on a sheet of A4; more go on on a second one
LISTED = Q(member__group=F("meeting__group"), member__left_at=None, member__removed_at=None)


@dataclass(frozen=True, slots=True)
class Column:
    """One meeting: how many members on the list were there, how many who have left since, and how many others."""

    meeting: int
    day: date
    titles: tuple[str, ...]
    is_noted: bool
    listed: int
    gone: int
    others: int

    @property
    def together(self) -> int:
        return self.listed + self.gone + self.others


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One member; a mark is None for a day on which they were not on the list, or that has not been noted yet."""

    nickname: str
    marks: tuple[bool | None, ...]

    @property
    def days(self) -> int:
        return sum(mark is True for mark in self.marks)


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """The days that fit on one sheet of paper, with all names; the last part has the totals."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[AttendanceRow, tuple[bool | None, ...]], ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class AttendanceSheet(ListPage[AttendanceRow]):
    """`has_earlier`: meetings before the first column are left out; a chosen period shows them."""

    columns: tuple[Column, ...]
    has_earlier: bool

    @property
    def parts(self) -> tuple[PrintedPart, ...]:
        """Parts of about equal size, as few as fit on paper."""
        days = len(self.columns)
        size = ceil(days / ceil(days / MOST_ON_PAPER)) if days else 1
        return tuple(
            PrintedPart(
                columns=self.columns[start : start + size],
                rows=tuple((row, row.marks[start : start + size]) for row in self.lines),
                is_last=start + size >= days,
            )
            for start in range(0, days, size)
        )


def meetings_of(group: Group) -> QuerySet[Meeting]:
    return Meeting.objects.filter(group=group, removed_at=None)


def removed_meetings(group: Group) -> QuerySet[Meeting]:
    """Meetings that were removed and can be restored."""
    return Meeting.objects.filter(group=group, removed_at__isnull=False).order_by("day")


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """The number of people at one meeting, members or not."""

    meeting: int
    day: date
    there: int


def counts_of(group: Group, days: Collection[date]) -> tuple[MeetingCount, ...]:
    """The meetings of these days that stand on the sheet, in order; one query."""
    counted = meetings_of(group).filter(day__in=days).annotate(count=Count("pk", filter=Q(attendance__was_there=True)))
    return tuple(MeetingCount(one.pk, one.day, one.others + one.count) for one in counted.order_by("day"))


def there_at(meeting: Meeting) -> int:
    """The number of people at one meeting, members or not."""
    return meeting.others + meeting.attendance.filter(was_there=True).count()


def read_sheet(group: Group, period: Period, *, number: int = 1, language: str) -> AttendanceSheet:
    """A page of people and the meetings of the period, the latest sixty; five queries."""
    page = page_of(_people(group), number, size=PEOPLE)
    columns, has_earlier = _columns(group, period, language, most=MOST_COLUMNS)
    return AttendanceSheet(_rows(group, page.lines, columns), page.number, page.has_more, columns, has_earlier)


def whole_sheet(group: Group, period: Period, *, language: str) -> AttendanceSheet:
    """Everybody on the list and every meeting of the period, for a file."""
    columns, _has_earlier = _columns(group, period, language)
    rows = _rows(group, _people(group), columns)
    return AttendanceSheet(rows, number=1, has_more=False, columns=columns, has_earlier=False)


def _people(group: Group) -> QuerySet[Member]:
    return Member.objects.present().filter(group=group).by_name().only("nickname")


def _columns(
    group: Group, period: Period, language: str, *, most: int | None = None
) -> tuple[tuple[Column, ...], bool]:  # fmt: skip
    latest = period.within(meetings_of(group)).order_by("-day")
    found = list(latest[: most + 1] if most else latest)
    meetings = found[:most][::-1]
    there = Attendance.objects.filter(meeting__in=meetings, was_there=True).values("meeting")
    counted = there.annotate(all=Count("pk"), listed=Count("pk", filter=LISTED)).values_list("meeting", "all", "listed")
    counts = {meeting: (everybody, listed) for meeting, everybody, listed in counted.order_by()}
    columns = tuple(_column(meeting, *counts.get(meeting.pk, (0, 0)), language) for meeting in meetings)
    return columns, len(found) > len(meetings)


def _column(meeting: Meeting, there: int, listed: int, language: str) -> Column:
    return Column(
        meeting=meeting.pk,
        day=meeting.day,
        titles=titles_of(meeting, language),
        is_noted=meeting.is_noted or there > 0,
        listed=listed,
        gone=there - listed,
        others=meeting.others,
    )


def titles_of(meeting: Meeting, language: str) -> tuple[str, ...]:
    """Titles of the lessons of its workshops; the slug of one that is no longer published."""
    found = []
    for place in meeting.lessons:
        course, _slash, lesson = place.partition("/")
        known = catalog().courses.get(course)
        page = known.by_slug.get(lesson) if known else None
        found.append(page.page(language).title if page else place)
    return tuple(found)


def _rows(
    group: Group, people: QuerySet[Member] | Sequence[Member], columns: Sequence[Column]
) -> tuple[AttendanceRow, ...]:
    there: dict[int, set[int]] = {}
    marked = Attendance.objects.filter(meeting__in=[one.meeting for one in columns], was_there=True)
    for member, meeting in marked.filter(member__group=group).values_list("member", "meeting"):
        there.setdefault(member, set()).add(meeting)
    listed = days_listed(people, group)
    return tuple(
        AttendanceRow(one.nickname, _marks(columns, listed.get(one.pk, ()), there.get(one.pk, set()))) for one in people
    )


def _marks(columns: Sequence[Column], stays: Sequence[Days], there: set[int]) -> tuple[bool | None, ...]:
    return tuple(
        True if one.meeting in there else False if one.is_noted and any(one.day in days for days in stays) else None
        for one in columns
    )


def days_there(member: Member) -> tuple[date, ...]:
    """The days on which this member is noted as present, in order."""
    there = Attendance.objects.filter(member=member, was_there=True, meeting__removed_at=None)
    return tuple(there.order_by("meeting__day").values_list("meeting__day", flat=True))


def people_there(meeting: Meeting, members: Iterable[int]) -> Mapping[int, str]:
    """Those of `members` who were present, and how that was noted."""
    return dict(meeting.attendance.filter(member__in=members, was_there=True).values_list("member", "way"))
