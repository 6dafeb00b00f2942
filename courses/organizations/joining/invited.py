"""Invitations of members to a following group: shown on their first page, accepted on the join page."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from courses.accounts.models import User
from courses.accounts.prepared import Prepared
from courses.organizations.models import Group, Member

MOST_SHOWN = 3
SHOWN_FOR = timedelta(days=30)  # whoever has not joined by then did not want to


def invitations_of(person: User | None, now: datetime) -> tuple[Member, ...]:
    """Places reserved for this person, the newest first; one query, none for a visitor."""
    return () if person is None else tuple(_waiting_for(person.pk, now - SHOWN_FOR))


def _newest(person: int, since: datetime) -> QuerySet[Member]:
    found = Member.objects.inviting(person).filter(listed_at__gt=since).select_related("group")
    return found.order_by("-pk")[:MOST_SHOWN]


_waiting_for = Prepared(Member, _newest, int, datetime)


def place_for(person: User | None, group: Group) -> Member | None:
    """The place in this group reserved for this person, with the group that it follows; one query."""
    if person is None:
        return None
    return Member.objects.inviting(person).filter(group=group).select_related("follows__group").first()


def answers_for(place: Member | None) -> dict[str, str]:
    """Initial values of the join form for somebody with a reserved place: nickname, and age group given before."""
    if place is None or place.follows is None:
        return {}
    is_grown = place.follows.is_under_14 is False
    return {"nickname": place.nickname, **({"age": "14"} if is_grown else {})}
