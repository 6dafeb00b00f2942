"""Reads a group's member list for its facilitators: members and their credentials; no results."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.organizations.forms.names import folded
from courses.organizations.forms.paging import ListPage, page_of
from courses.organizations.models import Card, Event, Group, Member
from courses.organizations.models.members import MemberQuerySet


@dataclass(frozen=True, slots=True)
class MemberLine:
    pk: int
    nickname: str
    joined_at: datetime | None
    has_card: bool
    has_secret: bool
    is_under_14: bool


@dataclass(frozen=True, slots=True)
class PeoplePage(ListPage[MemberLine]):
    """One page of the member list. `listed` counts all members on the list, `joined` those who have signed in."""

    listed: int
    joined: int
    old_cards: int = 0  # valid ones that were printed without a code to type


def people_page(group: Group, *, number: int, sought: str = "", as_listed: bool = False) -> PeoplePage:
    """By name, or in the order in which people came on the list; three queries, however long it is."""
    people = Member.objects.present().filter(group=group)
    shown = people.filter(folded__contains=folded(sought)) if folded(sought) else people
    valid_card = Card.objects.filter(member=OuterRef("pk"), voided_at=None)
    columns = ("pk", "nickname", "joined_at", "has_card", "secret", "is_under_14")
    ordered = shown.order_by("listed_at", "pk") if as_listed else shown.by_name()
    page = page_of(ordered.annotate(has_card=Exists(valid_card)).values_list(*columns), number)
    lines = tuple(
        MemberLine(pk, nickname, joined_at, has_card, bool(secret), bool(is_under_14))
        for pk, nickname, joined_at, has_card, secret, is_under_14 in page.lines
    )
    counts = people.aggregate(listed=Count("pk"), joined=Count("joined_at"))
    old = with_old_cards(group).count() if any(line.has_card for line in lines) else 0
    return PeoplePage(lines, page.number, page.has_more, counts["listed"], counts["joined"], old)


def with_old_cards(group: Group) -> MemberQuerySet:
    """Members whose valid card has no letters to type: it was printed before cards had them."""
    old = Card.objects.filter(member=OuterRef("pk"), voided_at=None, letters=None)
    return Member.objects.present().filter(Exists(old), group=group)


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A removed member, who can be restored until `until`."""

    pk: int
    nickname: str
    removed_at: datetime
    until: datetime


def removed_page(group: Group, *, number: int, now: datetime) -> ListPage[RemovedLine]:
    """A page of fifty removed members, the last removed first."""
    gone = Member.objects.removed_from(group, since=now - UNDO_WINDOW)
    rows = gone.order_by("-removed_at", "sort_key", "pk").values_list("pk", "nickname", "removed_at")
    page = page_of(rows, number)
    return page.with_lines(RemovedLine(pk, name, at, at + UNDO_WINDOW) for pk, name, at in page.lines if at is not None)


@dataclass(frozen=True, slots=True)
class VoidCard:
    """A card that was made void, and its member."""

    member: int
    nickname: str
    voided_at: datetime


def void_cards(group: Group) -> tuple[VoidCard, ...]:
    """Cards that a facilitator made void and that have no successor, at most one per member.

    The last one first; one query.
    """
    pressed = Event.objects.filter(
        group=group, subject=OuterRef("member__learner"), what="card-voided", at=OuterRef("voided_at")
    )
    same_person = Card.objects.filter(member=OuterRef("member"))
    is_replaced = Exists(same_person.filter(Q(voided_at=None) | Q(voided_at__gt=OuterRef("voided_at"))))
    cards = Card.objects.filter(Exists(pressed), ~is_replaced, member__in=Member.objects.present().filter(group=group))
    rows = cards.order_by("-voided_at", "-pk").values_list("member", "member__nickname", "voided_at")
    return tuple(VoidCard(member, nickname, at) for member, nickname, at in rows if at is not None)
