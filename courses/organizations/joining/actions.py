"""Joining and leaving a group; each one transaction that is written into the record."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction

from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.own_credentials import beyond_group, make_account_own
from courses.organizations.forms.names import folded, sort_key
from courses.organizations.forms.zones import today_in
from courses.organizations.joining.rosters.undoing import give_way
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import Card, Group, Member

TOLD_OF_REPORTS = "2026-12"  # since this version the words speak of reports to whoever pays for the groups
TOLD = "2026-12"  # version of the words about what facilitators see


class JoinRefusedError(Exception):
    """`reason` is "closed", "taken", "not-listed", "removed" or "consent"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class JoinWish:
    """What somebody typed who wants to join; `secret` is a hash, or "" for somebody with credentials of their own."""

    nickname: str
    secret: str
    is_under_14: bool
    shares_earlier: bool


def account_from(guest: User | None, *, key: str, now: datetime) -> User:
    """The account of somebody who joins without one: the guest of this browser, or a new person.

    Its random user name says nothing and is derived from the form's key, so that pressing twice makes one account.
    """
    name, *earlier = _random_names(key)
    known = User.objects.filter(username__in=(name, *earlier)).first()
    if known is not None:
        return known
    if guest is not None:
        User.objects.filter(pk=guest.pk).update(username=name, visitor=None, last_active_on=now.date())
        guest.username, guest.visitor = name, None
        return guest
    made, _is_new = User.objects.get_or_create(
        username=name, defaults={"password": "!", "date_joined": now, "last_active_on": now.date()}
    )
    return made


def _random_names(key: str) -> tuple[str, ...]:
    """Under today's key and earlier ones: between two presses the key may have been changed."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hmac.new(one.encode(), f"joins|{key}".encode(), sha256).digest() for one in secrets)
    return tuple(f"m-{base64.b32encode(digest[:10]).decode().lower()}" for digest in digests)


@transaction.atomic
def join_with(
    *, account: User | None, guest: User | None, group: Group, wish: JoinWish, key: str, now: datetime
) -> Member:
    """Join as this account, or create one from the guest or anew; a refusal creates no account."""
    learner = account or account_from(guest, key=key, now=now)
    is_new = account is None and (guest is None or wish.shares_earlier)
    return join(group=group, learner=learner, wish=wish, now=now, is_new=is_new)


@transaction.atomic
def join(*, group: Group, learner: User, wish: JoinWish, now: datetime, is_new: bool = False) -> Member:
    """Give `learner` a place in the group.

    An existing place is kept; raises JoinRefusedError. With `is_new`, the account is used in this group alone: it was
    made for it, or belongs to a guest who shares earlier learning. Any other account is used for more than this group
    from now on, and credentials that another group issued stop working.
    """
    group = Group.objects.select_for_update(of=("self",)).select_related("organization").get(pk=group.pk)
    mine = Member.objects.filter(group=group, learner=learner).first()
    if mine is not None and mine.is_present and mine.joined_at is not None:
        return mine
    if not group.is_open(today_in(group.time_zone, now)):
        raise JoinRefusedError("closed")
    if mine is not None and mine.removed_at is not None:
        raise JoinRefusedError("removed")
    place = mine or _listed_place(group, wish)
    if place is None and group.who_joins == Group.LISTED:
        raise JoinRefusedError("not-listed")
    if wish.is_under_14 and not hasattr(place, "consent"):
        raise JoinRefusedError("consent")
    begins = place or Member(group=group, organization=group.organization, listed_at=now)
    if mine is None:
        begins.began_here = is_new
    member = _fill(begins, learner, wish, now)
    _note_whose(member, wish, now)
    record_event(organization=group.organization, actor=learner, subject=learner, what="joined", group=group, now=now)
    return member


def _note_whose(member: Member, wish: JoinWish, now: datetime) -> None:
    """For an account that is more than this group's, the learner has just chosen the secret code; what other groups
    have given out for it stops counting."""
    if not beyond_group(member):
        return
    Member.objects.filter(pk=member.pk).update(secret_is_own=True)
    if Member.objects.filter(learner=member.learner).exclude(pk=member.pk).exists():
        make_account_own(person=member.learner, secret=wish.secret, now=now)


def _listed_place(group: Group, wish: JoinWish) -> Member | None:
    """The place that waits for this nickname; raises JoinRefusedError when somebody has taken it."""
    give_way(group.pk, [folded(wish.nickname)])
    place = Member.objects.filter(group=group, folded=folded(wish.nickname)).select_related("learner").first()
    if place is None:
        return None
    is_used = place.joined_at is not None or place.learner.last_login is not None  # they have come by card
    if is_used or not place.is_present:
        raise JoinRefusedError("taken")
    return place


def _fill(place: Member, learner: User, wish: JoinWish, now: datetime) -> Member:
    """Write the form's answers into the place. A placeholder account goes when the learner joins with their own."""
    waited = place.learner if place.pk and place.learner_id != learner.pk else None
    place.learner = learner
    place.nickname, place.folded, place.sort_key = wish.nickname, folded(wish.nickname), sort_key(wish.nickname)
    place.joined_at, place.left_at, place.told = now, None, TOLD
    place.is_under_14, place.shares_earlier = wish.is_under_14, wish.shares_earlier
    place.secret, place.must_change_secret = wish.secret, False
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError:
        raise JoinRefusedError("taken") from None
    note_stays([place.pk], now=now)
    Card.objects.filter(member=place, voided_at=None).update(voided_at=now)
    if waited is not None:
        waited.delete()
    return place


@transaction.atomic
def welcome(*, member: Member, secret: str, is_under_14: bool, now: datetime) -> None:
    """Store what is asked at the first sign-in by card or after a reset of the secret code; raises JoinRefusedError."""
    held = Member.objects.select_for_update(of=("self",)).select_related("organization", "group").get(pk=member.pk)
    if is_under_14 and not hasattr(held, "consent"):
        raise JoinRefusedError("consent")
    is_first = held.joined_at is None
    if is_first:
        held.joined_at, held.told, held.is_under_14 = now, TOLD, is_under_14
    if secret:
        held.secret, held.must_change_secret = secret, False
        held.secret_is_own = bool(beyond_group(held))
    held.save(update_fields=["joined_at", "told", "is_under_14", "secret", "must_change_secret", "secret_is_own"])
    if is_first:
        record_event(
            organization=held.organization, actor=member.learner, subject=member.learner, what="joined",
            group=held.group, now=now,
        )  # fmt: skip


@transaction.atomic
def leave(*, member: Member, now: datetime) -> None:
    """Leave the group: its facilitators no longer see anything of the learner. Repeating changes nothing."""
    stop_sharing_earlier(member=member)
    if Member.objects.present().filter(pk=member.pk).update(left_at=now):
        note_stays([member.pk], now=now)
        record_event(
            organization=member.organization, actor=member.learner, subject=member.learner, what="left",
            group=member.group, now=now,
        )  # fmt: skip


def stop_sharing_earlier(*, member: Member) -> None:
    """Stop sharing what was learned before joining, because somebody who issued credentials would see it."""
    Member.objects.filter(pk=member.pk, shares_earlier=True).update(shares_earlier=False, began_here=False)
