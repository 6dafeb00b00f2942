"""Finds a person who writes in, by what they can tell about themselves."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from courses.accounts.models import User
from courses.accounts.sign_in.adapter import normal_name
from courses.organizations.forms.names import folded
from courses.organizations.models import Card, Group, Member
from courses.organizations.short_links.codes import letters_hashes, normal_code, token_hash
from courses.privacy.register import TABLES

LONGEST_NUMBER = 7  # a group's number is shorter than its code


class NoSuchGroupError(Exception):
    """No group has this code or number."""


@dataclass(frozen=True, slots=True)
class WantedPerson:
    """What somebody tells about themselves. A nickname, or the letters of a card, need the group they belong to."""

    user_name: str = ""
    email: str = ""
    card: str = ""
    group: str = ""
    nickname: str = ""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Enough to recognise the person, and what would be erased: row counts by table, without content."""

    pk: int
    user_name: str
    since: date
    last_active_on: date | None
    places: tuple[str, ...]  # groups and organisations they learn in or work for
    rows: tuple[tuple[str, int], ...]


def find_people(wanted: WantedPerson) -> QuerySet[User]:
    """Everybody who matches, by number. Raises NoSuchGroupError."""
    people = User.objects.order_by("pk")
    if wanted.user_name:
        return people.filter(username=normal_name(wanted.user_name))
    if wanted.email:
        return people.filter(Q(emailaddress__email__iexact=wanted.email) | Q(email__iexact=wanted.email)).distinct()
    if not wanted.group:
        return people.filter(places__cards__token=token_hash(wanted.card)).distinct()
    group = _group(wanted.group)
    places = Member.objects.filter(group=group)
    if wanted.card:
        cards = Card.objects.filter(letters__in=letters_hashes(group.pk, normal_code(wanted.card)))
        return people.filter(pk__in=places.filter(cards__in=cards).values("learner"))
    return people.filter(pk__in=places.filter(folded=folded(wanted.nickname)).values("learner"))


def _group(named: str) -> Group:
    is_number = named.isdigit() and len(named) <= LONGEST_NUMBER
    found = Group.objects.filter(pk=int(named)) if is_number else Group.objects.entered_by(normal_code(named))
    group = found.first()
    if group is None:
        raise NoSuchGroupError
    return group


def shown(person: User) -> FoundPerson:
    learns = Member.objects.filter(learner=person).select_related("group__organization").order_by("pk")
    works = person.memberships.select_related("organization").order_by("pk")
    counted = ((str(table.title), table.rows_of(person).count()) for table in TABLES)
    return FoundPerson(
        pk=person.pk, user_name=str(person), since=person.date_joined.date(), last_active_on=person.last_active_on,
        places=(
            *(f"learns in group {one.group_id} of {one.group.organization}, as {one.nickname}" for one in learns),
            *(f"{one.role} of organisation {one.organization_id} {one.organization}" for one in works),
        ),
        rows=tuple((title, number) for title, number in counted if number),
    )  # fmt: skip
