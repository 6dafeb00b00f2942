"""What stands in a person's calendar: what their groups ask of them, and of the groups that they lead.

Neither notes nor names of people stand in it: the address may be read by a phone's maker, or by whoever finds it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.organizations.assigning.assignment_list import by_form, with_counts
from courses.organizations.assigning.learner_assignments import Assigned, assigned_to
from courses.organizations.models import Assignment, Group, Member
from courses.organizations.workshops.calendars.ics import CalendarEvent
from courses.organizations.workshops.calendars.workshops import coming_of

LOOKS_BACK = timedelta(days=60)
Address = Callable[[str], str]  # makes a whole address of a path


def events_of(person: User, address: Address, now: datetime) -> tuple[CalendarEvent, ...]:
    """The events of the last sixty days and all to come, by day."""
    since = timezone.localdate(now) - LOOKS_BACK
    places = Member.objects.of(person).filter(group__archived_at=None).values_list("group", flat=True)
    led = list(Group.objects.led_by(person).filter(archived_at=None).select_related("organization"))
    found = [
        *_asked(person, address, since, now),
        *_given(led, address, since, now),
        *_workshops({*places, *(group.pk for group in led)}, {group.pk for group in led}, address, since),
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.uid)))


def _asked(person: User, address: Address, since: date, now: datetime) -> Iterator[CalendarEvent]:
    for one in assigned_to(person, now):
        if one.due_on and one.due_on >= since:
            words = _("Done: “%(title)s” (%(group)s)") if one.is_done else _("Due: “%(title)s” (%(group)s)")
            yield CalendarEvent(
                uid=f"asked-{one.assignment}", day=one.due_on, summary=words % {"title": one.title, "group": one.group},
                url=address(_page(one)), changed_at=one.due_changed_at,
            )  # fmt: skip


def _page(one: Assigned) -> str:
    if one.is_first_check:
        return reverse("learning:diagnostic", args=(one.course.slug,))
    return reverse("learning:lesson", args=(one.course.slug, (one.go_on_with or one.lessons[0]).slug))


def _given(led: list[Group], address: Address, since: date, now: datetime) -> Iterator[CalendarEvent]:
    """One query for all groups."""
    rows: dict[int, list[Assignment]] = {}
    for row in with_counts(Assignment.objects.standing().filter(group__in=led, due_on__gte=since)).order_by("-pk"):
        rows.setdefault(row.group_id, []).append(row)
    for group in led:
        for one in by_form(rows.get(group.pk, []), group, catalog(), now):
            if one.course and one.due_on:
                yield CalendarEvent(
                    uid=f"given-{one.pk}", day=one.due_on, changed_at=one.due_changed_at,
                    summary=_("%(group)s: “%(title)s” is due") % {"group": group.name, "title": one.title},
                    url=address(reverse("organizations:group", args=(group.pk,))),
                )  # fmt: skip


def _workshops(groups: set[int], led: set[int], address: Address, since: date) -> Iterator[CalendarEvent]:
    for one in coming_of(groups, since=since):
        lesson = one.lesson
        page = reverse("learning:lesson", args=(lesson.course, lesson.slug))
        if one.row.group_id in led:
            page = reverse("organizations:workshops", args=(one.row.group_id,))
        values = {"title": lesson.page(current_language()).title, "group": one.row.group.name}
        yield CalendarEvent(
            uid=f"workshop-{one.row.pk}", day=one.row.day, at=one.at, url=address(page),
            changed_at=one.row.moved_at,
            summary=_("Workshop: “%(title)s” (%(group)s)") % values,
        )  # fmt: skip
