"""Writes of members: list, rename, consent, remove, cards, secret codes; one transaction each, all in the audit log."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from courses.accounts.http.refusals import UNDO_WINDOW, TooLateError
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.own_credentials import beyond_group, beyond_groups
from courses.organizations.forms.names import folded, sort_key
from courses.organizations.joining.limits import forgive_group
from courses.organizations.joining.rosters.undoing import give_way
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import Card, Group, GuardianConsent, Member
from courses.organizations.short_links.codes import letters_hash, new_code, new_token, printed_letters, token_hash

SECRET_LETTERS = CARD_LETTERS = 8
CONSENT_WORDS = "2026-11"  # version of the words that a guardian agrees to


class NicknameTakenError(Exception):
    """Somebody in the group has an equal nickname after folding.

    `is_removed`: that member was removed and can be restored.
    """

    def __init__(self, *, is_removed: bool) -> None:
        super().__init__()
        self.is_removed = is_removed


class NotTheGroupsError(Exception):
    """The account is used for more than this group, so the group issues no credentials.

    `reason` is one of those of own_credentials.py.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A new card; `token` and `letters` are printed on it and not stored."""

    member: Member
    token: str
    letters: str


def new_learner(now: datetime) -> User:
    """An unsaved account without e-mail or password, for somebody who has not signed in yet."""
    return User(username=f"m-{secrets.token_hex(8)}", password="!", date_joined=now, last_active_on=now.date())  # noqa: S106


@transaction.atomic
def list_member(*, group: Group, nickname: str, consent: str, actor: User, now: datetime) -> Member:
    """Put a name on the list before the person comes; raises NicknameTakenError.

    `consent` is who agreed for a child under 14 (GuardianConsent.WHO), or "".
    """
    give_way(group.pk, [folded(nickname)])
    learner = new_learner(now)
    learner.save()
    try:
        with transaction.atomic():
            member = Member.objects.create(
                organization_id=group.organization_id, group=group, learner=learner, nickname=nickname,
                folded=folded(nickname), sort_key=sort_key(nickname), listed_at=now,
                is_under_14=True if consent else None, began_here=True,
            )  # fmt: skip
    except IntegrityError:
        raise NicknameTakenError(is_removed=_removed_of(group.pk, nickname).exists()) from None
    note_stays([member.pk], now=now)
    record_event(organization=group.organization, actor=actor, subject=learner, what="listed", group=group, now=now)
    if consent:
        record_consent(member=member, who=consent, actor=actor, now=now)
    return member


@transaction.atomic
def rename_member(*, member: Member, nickname: str, actor: User, now: datetime) -> None:
    """Change the nickname with which the member signs in. Raises NicknameTakenError. Repeating changes nothing."""
    key = folded(nickname)
    give_way(member.group_id, [key])
    if Member.objects.filter(group=member.group_id, folded=key).exclude(pk=member.pk).exists():
        raise NicknameTakenError(is_removed=_removed_of(member.group_id, nickname).exists())
    named = Member.objects.present().filter(pk=member.pk).exclude(nickname=nickname)
    if named.update(nickname=nickname, folded=key, sort_key=sort_key(nickname)):
        _record(member, actor, "renamed", now)


def _removed_of(group: int, nickname: str) -> QuerySet[Member]:
    """Whoever left by themselves is not among them: nobody else takes them back."""
    return Member.objects.filter(group=group, folded=folded(nickname), left_at=None, removed_at__isnull=False)


def next_free_name(group: Group, nickname: str) -> str:
    """For a second person of the same name: 张伟 (2)."""
    number = 2
    while Member.objects.filter(group=group, folded=folded(f"{nickname} ({number})")).exists():
        number += 1
    return f"{nickname} ({number})"


@transaction.atomic
def record_consent(*, member: Member, who: str, actor: User, now: datetime) -> None:
    """Store that a guardian agreed; an existing record is kept."""
    _row, is_new = GuardianConsent.objects.get_or_create(
        member=member,
        defaults={
            "organization_id": member.organization_id, "who": who, "words": CONSENT_WORDS, "recorded_by": actor,
            "at": now,
        },
    )  # fmt: skip
    if is_new:
        record_event(
            organization=member.organization, actor=actor, subject=member.learner, what="consent-recorded",
            group=member.group, now=now,
        )  # fmt: skip


@transaction.atomic
def remove_member(*, member: Member, actor: User, now: datetime) -> None:
    """Remove a member from the list; results stay the learner's own. Can be undone while the place is kept."""
    if Member.objects.present().filter(pk=member.pk).update(removed_at=now, went_by=None):
        note_stays([member.pk], now=now)
        _record(member, actor, "removed", now)


@transaction.atomic
def take_back(*, member: Member, actor: User, now: datetime) -> None:
    """Undo a removal. Raises TooLateError when the row is no longer kept, or when the learner left by themselves."""
    held = Member.objects.select_for_update().get(pk=member.pk)
    if held.is_present:
        return
    if held.left_at is not None or held.removed_at is None or now - held.removed_at >= UNDO_WINDOW:
        raise TooLateError
    Member.objects.filter(pk=held.pk).update(removed_at=None, went_by=None)
    note_stays([held.pk], now=now)
    _record(member, actor, "taken-back", now)


@transaction.atomic
def issue_cards(*, group: Group, members: Iterable[Member], actor: User, now: datetime) -> tuple[PrintedCard, ...]:
    """Issue a new card to each of `members` present in `group`, in their order; their older cards become void.

    Members whose account is used for more than this group are left out: a card would be a second key to all of it.
    """
    wanted = [member for member in members if member.group_id == group.pk and member.is_present]
    beyond = beyond_groups(wanted)
    people = [member for member in wanted if member.pk not in beyond]
    printed = [
        PrintedCard(member, new_token(), letters)
        for member, letters in zip(people, _new_letters(group, len(people)), strict=True)
    ]
    ids = [card.member.pk for card in printed]
    for start in range(0, len(ids), 500):
        Card.objects.filter(member__in=ids[start : start + 500], voided_at=None).update(voided_at=now)
    rows = [
        Card(
            organization_id=group.organization_id, member=card.member, token=token_hash(card.token),
            letters=letters_hash(group.pk, card.letters), issued_at=now,
        )
        for card in printed
    ]  # fmt: skip
    Card.objects.bulk_create(rows, batch_size=500)
    if printed:
        record_event(
            organization=group.organization, actor=actor, what="cards-issued", group=group, about=str(len(printed)),
            now=now,
        )  # fmt: skip
    return tuple(printed)


def _new_letters(group: Group, count: int) -> list[str]:
    """So many codes that no card of the group has or had; what one has is drawn again."""
    drawn: dict[str, str] = {}
    while len(drawn) < count:
        more = (new_code(CARD_LETTERS) for _card in range(count - len(drawn)))
        drawn |= {letters_hash(group.pk, code): code for code in more}
        for taken in Card.objects.filter(letters__in=list(drawn)).values_list("letters", flat=True):
            del drawn[str(taken)]
    return list(drawn.values())


@transaction.atomic
def void_card(*, member: Member, actor: User, now: datetime) -> bool:
    """Make the member's card void. Returns whether there was a valid one."""
    voided = Card.objects.filter(member=member, voided_at=None).update(voided_at=now)
    if voided:
        _record(member, actor, "card-voided", now)
    return bool(voided)


@transaction.atomic
def make_card_valid_again(*, member: Member, actor: User, now: datetime) -> None:
    """Undo the last voiding at any later time, unless there is a newer card.

    Does nothing without a card. Raises NotTheGroupsError when the account is used for more than this group by now.
    """
    _refuse_beyond(member)
    cards = Card.objects.select_for_update().filter(member=member)
    if cards.filter(voided_at=None).exists():
        return
    last = cards.order_by("-voided_at", "-pk").first()
    if last is None:
        return
    Card.objects.filter(pk=last.pk).update(voided_at=None)
    _record(member, actor, "card-valid-again", now)


def reset_secret(*, member: Member, actor: User, now: datetime) -> str:
    """Set and return a new secret code; learners choose their own at the next sign-in.

    Raises NotTheGroupsError. The hash is computed before anything is locked.
    """
    _refuse_beyond(member)
    secret = new_code(SECRET_LETTERS)
    hashed = make_password(secret.casefold())
    with transaction.atomic():
        User.objects.select_for_update().get(pk=member.learner_id)  # they may be joining another group just now
        _refuse_beyond(member)
        Member.objects.present().filter(pk=member.pk).update(
            secret=hashed, must_change_secret=True, secret_is_own=False
        )
        _record(member, actor, "secret-reset", now)
    return printed_letters(secret)


def let_everybody_try_again(*, group: Group, actor: User, now: datetime) -> None:
    """Reset the counts of failed sign-ins to this group from all addresses. Safe to repeat."""
    forgive_group(group)
    record_event(organization=group.organization, actor=actor, what="tries-forgiven", group=group, now=now)


def _refuse_beyond(member: Member) -> None:
    if reason := beyond_group(member):
        raise NotTheGroupsError(reason)


def _record(member: Member, actor: User, what: str, now: datetime) -> None:
    record_event(
        organization=member.organization, actor=actor, subject=member.learner, what=what, group=member.group, now=now
    )
