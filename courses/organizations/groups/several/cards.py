"""Undoes the replacement of cards that were printed anew by mistake."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.own_credentials import beyond_groups
from courses.organizations.models import Card, Event, Group, Member
from courses.organizations.models.members import CardQuerySet

ISSUED, TAKEN_BACK = "cards-issued", "cards-taken-back"  # each makes cards void, and others valid, at one moment


@dataclass(frozen=True, slots=True)
class Replacement:
    """`count` cards that became void because new ones replaced them."""

    at: datetime
    count: int


def _replaced(group: Group) -> CardQuerySet:
    """Cards of people of the group that others replaced at one press, and that nothing has been done to since.

    One that was made void first, as lost, is not among them: the press did not make it void.
    """
    pressed = Event.objects.filter(
        organization=group.organization_id, what__in=(ISSUED, TAKEN_BACK), at=OuterRef("voided_at")
    )
    same_person = Card.objects.filter(member=OuterRef("member")).exclude(pk=OuterRef("pk"))
    later = Q(voided_at__gt=OuterRef("voided_at")) | Q(issued_at__gt=OuterRef("voided_at"))
    return Card.objects.filter(
        Exists(pressed), Exists(same_person.filter(voided_at=None)), ~Exists(same_person.filter(later)),
        member__in=Member.objects.present().filter(group=group), voided_at__isnull=False,
    )  # fmt: skip


def replacements_of(group: Group) -> tuple[Replacement, ...]:
    """Replacements of cards, the newest first; one query."""
    rows = _replaced(group).values_list("voided_at").annotate(count=Count("pk")).order_by("-voided_at")
    return tuple(Replacement(at, count) for at, count in rows if at)


@transaction.atomic
def take_cards_back(*, group: Group, at: datetime, actor: User, now: datetime) -> int:
    """Make the cards replaced at that timestamp valid again, and their successors void.

    That can be undone the same way. Accounts used for more than this group by now are left out. Returns how many. Safe
    to repeat.
    """
    old = list(_replaced(group).filter(voided_at=at).select_for_update(of=("self",)).select_related("member"))
    beyond = beyond_groups([card.member for card in old])
    back = [card for card in old if card.member_id not in beyond]
    if not back:
        return 0
    Card.objects.filter(member__in=[card.member_id for card in back], voided_at=None).update(voided_at=now)
    Card.objects.filter(pk__in=[card.pk for card in back]).update(voided_at=None)
    record_event(
        organization=group.organization, actor=actor, what=TAKEN_BACK, group=group, about=str(len(back)), now=now
    )
    return len(back)
