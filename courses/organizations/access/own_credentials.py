"""Which credentials a group may issue, and which still work: only those of accounts used in this group alone."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q

from courses.accounts.models import User
from courses.accounts.sign_in.takeover import signs_in_alone, void_what_others_hold
from courses.organizations.models import Card, Member, Membership

BATCH = 500
OWN, ROLE, OTHER_GROUP, EARLIER, SECOND_STEP = "own", "role", "other-group", "earlier", "second-step"


def has_own_way_in(person: User) -> bool:
    """Whether the person has a password, a confirmed address, a passkey or a second step; at most two queries."""
    if person.has_usable_password():
        return True
    if EmailAddress.objects.filter(user_id=person.pk, verified=True).exists():
        return True
    return bool(Authenticator.objects.filter(user_id=person.pk).exists())


def beyond_groups(members: Iterable[Member]) -> Mapping[int, str]:
    """Return for each member, by number, why the account is used for more than this group.

    Members whose account is used here alone are left out. Values: "own" (has credentials of its own), "role" (runs an
    organisation or the site), "other-group", "earlier" (the account is older than the place), "second-step" (signs in
    with the group's credentials and a second step).
    """
    found: dict[int, str] = {}
    everybody = iter(members)
    while part := list(islice(everybody, BATCH)):
        found.update(_beyond(part))
    return found


def _beyond(members: list[Member]) -> Iterator[tuple[int, str]]:
    learners = [member.learner_id for member in members]
    people = User.objects.filter(pk__in=learners)
    own = {person.pk for person in people if person.has_usable_password()}
    own.update(people.filter(emailaddress__verified=True).values_list("pk", flat=True))
    own.update(people.filter(authenticator__type=Authenticator.Type.WEBAUTHN).values_list("pk", flat=True))
    protected = set(people.filter(authenticator__isnull=False).values_list("pk", flat=True))
    roles = set(Membership.objects.filter(user__in=learners).values_list("user_id", flat=True))
    roles.update(people.filter(Q(is_staff=True) | Q(is_superuser=True)).values_list("pk", flat=True))
    places = Member.objects.filter(learner__in=learners).values_list("learner_id", "group_id")
    groups: dict[int, set[int]] = {}
    for learner, group in places:
        groups.setdefault(learner, set()).add(group)
    for member in members:
        if member.learner_id in own:
            yield member.pk, OWN
        elif member.learner_id in roles:
            yield member.pk, ROLE
        elif groups.get(member.learner_id, set()) - {member.group_id}:
            yield member.pk, OTHER_GROUP
        elif not member.began_here:
            yield member.pk, EARLIER
        elif member.learner_id in protected:
            yield member.pk, SECOND_STEP


def beyond_group(member: Member) -> str:
    """Why this group may not issue credentials for this member (see `beyond_groups`), or "" when it may."""
    return beyond_groups([member]).get(member.pk, "")


def card_opens(member: Member) -> bool:
    """Whether a card of the group still signs this member in: only while the account is used in this group alone."""
    return beyond_group(member) in ("", SECOND_STEP)


def secret_opens(member: Member) -> bool:
    """Whether a correct secret code still signs this member in.

    A code that they chose when the account was already used elsewhere works for good. Any other code may be known to
    whoever set up the place, so it works only while the account is used in this group alone.
    """
    return member.pk not in closed_secrets([member])


def closed_secrets(members: Iterable[Member]) -> frozenset[int]:
    """Numbers of those members whose secret code no longer signs them in."""
    given_out = [member for member in members if member.must_change_secret or not member.secret_is_own]
    beyond = beyond_groups(given_out)
    return frozenset(pk for pk, reason in beyond.items() if reason != SECOND_STEP)


def needs_own_way_first(person: User) -> bool:
    """Whether the person can sign in only by credentials that a group issued, and must first add one of their own."""
    return Member.objects.filter(learner=person).exists() and not signs_in_alone(person)


def make_account_own(*, person: User, secret: str, now: datetime) -> None:
    """Record that an account is used for more than one group.

    Its cards become void, and `secret` (a hash; "" for somebody with other credentials) replaces the secret codes of
    their places. If the person could not sign in alone before, the recovery sheet is deleted and other sessions end.
    """
    Card.objects.filter(member__learner=person, voided_at=None).update(voided_at=now)
    if secret:
        places = Member.objects.filter(learner=person)
        places.update(secret=secret, must_change_secret=False, secret_is_own=True)
    if not signs_in_alone(person):
        void_what_others_hold(person)
