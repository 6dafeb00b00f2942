"""Reads an organisation's record: who did what, in words; learners are named by their nicknames while they have one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from courses.accounts.models import User
from courses.organizations.forms.paging import ListPage, page_of
from courses.organizations.models import Event, Member, Organization
from courses.organizations.staffing.concerning import concerning
from courses.organizations.staffing.wording import BY_LEARNERS, BY_NOBODY, EVENTS, STAFF_EVENTS


@dataclass(frozen=True, slots=True)
class RecordLine:
    at: datetime
    actor: str
    words: str
    subject: str
    group: str
    about: str


def record_page(organization: Organization, number: int) -> ListPage[RecordLine]:
    """Fifty lines, newest first; two queries."""
    events = Event.objects.filter(organization=organization).select_related("actor", "subject", "group")
    page = page_of(events.order_by("-id"), number)
    nicknames = _nicknames(organization, page.lines)
    return page.with_lines(_line(event, nicknames) for event in page.lines)


def _nicknames(organization: Organization, events: Iterable[Event]) -> dict[tuple[int | None, int], str]:
    people = {one for event in events for one in (event.actor_id, event.subject_id) if one}
    rows = Member.objects.filter(organization=organization, learner__in=people)
    return {(group, learner): name for group, learner, name in rows.values_list("group", "learner", "nickname")}


def _line(event: Event, nicknames: dict[tuple[int | None, int], str]) -> RecordLine:
    group = event.group.name if event.group else ""
    actor_learns, subject_learns = event.what in BY_LEARNERS, event.what not in STAFF_EVENTS
    nobody = _("the site") if event.what in BY_NOBODY else _("somebody whose account is gone")
    return RecordLine(
        at=event.at,
        actor=_name(event.actor, event.group_id, nicknames, learns=actor_learns) or nobody,
        words=str(EVENTS.get(event.what, event.what)),
        subject="" if event.subject_id == event.actor_id else _subject(event, nicknames, learns=subject_learns),
        group=group,
        about="" if event.about == group else concerning(event.about),
    )


def _subject(event: Event, nicknames: dict[tuple[int | None, int], str], *, learns: bool) -> str:
    return _name(event.subject, event.group_id, nicknames, learns=learns)


def _name(person: User | None, group: int | None, nicknames: dict[tuple[int | None, int], str], *, learns: bool) -> str:
    """User names are shown of staff only: a learner's could be their real name."""
    if person is None:
        return ""
    if learns:
        return nicknames.get((group, person.pk)) or _("somebody who has left")
    return str(person.username)
