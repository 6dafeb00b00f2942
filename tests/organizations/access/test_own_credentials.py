"""Whose an account is: what makes it more than one group's, and what the group's cards and codes then still open."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.cache import SessionStore

from courses.accounts.models import RecoveryCode, User
from courses.accounts.sign_in.takeover import signs_in_alone, stay_here, void_what_others_hold
from courses.organizations.access.own_credentials import (
    beyond_group,
    beyond_groups,
    card_opens,
    closed_secrets,
    has_own_way_in,
    make_account_own,
    needs_own_way_first,
    secret_opens,
)
from courses.organizations.access.staff import has_second_step
from courses.organizations.models import Card, Member
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_member, make_staff

pytestmark = pytest.mark.django_db


def with_password(person: User) -> None:
    person.set_password("long-enough-password")
    person.save()


def with_address(person: User, *, verified: bool = True) -> None:
    EmailAddress.objects.create(user=person, email=f"{person.username}@example.org", verified=verified)


def with_passkey(person: User) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})


def with_app(person: User) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})


def with_address_that_was_never_confirmed(person: User) -> None:
    with_address(person, verified=False)


def with_nothing(_person: User) -> None: ...


def as_staff_of_the_site(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_staff=True)


def as_superuser(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_superuser=True)


WAYS = [  # own, then has_own_way_in, signs_in_alone, and why the group may set nothing
    (with_nothing, False, False, ""),
    (with_password, True, True, "own"),
    (with_address, True, True, "own"),
    (with_passkey, True, True, "own"),
    (with_app, True, False, "second-step"),
    (with_address_that_was_never_confirmed, False, False, ""),
    (as_staff_of_the_site, False, False, "role"),
    (as_superuser, False, False, "role"),
]


@pytest.fixture
def others(group) -> None:
    """People beside, who have everything: none of it is anybody else's."""
    rich = make_member(group, "rich").learner
    for give in (with_password, with_address, with_passkey, with_app):
        give(rich)
    make_staff(group.organization, rich)


@pytest.mark.parametrize(("way", "has_way", "alone", "why"), WAYS, ids=lambda one: getattr(one, "__name__", ""))
def test_way_in_of_their_own_makes_an_account_more_than_the_groups(others, member, way, has_way, alone, why) -> None:
    way(member.learner)
    person = User.objects.get(pk=member.learner_id)

    assert (has_own_way_in(person), signs_in_alone(person), beyond_group(member)) == (has_way, alone, why)
    assert card_opens(member) == (why in ("", "second-step"))
    assert needs_own_way_first(person) == (not alone)


def test_role_other_group_and_earlier_account_make_it_more(organization, others, group, member) -> None:
    colleague, elsewhere, gone, earlier = (make_member(group, name) for name in ("a", "b", "c", "d"))
    make_staff(organization, colleague.learner)
    other = make_group(organization, "Morning group")
    make_member(other, "b", learner=elsewhere.learner)
    make_member(other, "c", learner=gone.learner, left_at=NOW)
    Member.objects.filter(pk=earlier.pk).update(began_here=False)

    found = beyond_groups(
        Member.objects.filter(pk__in=[one.pk for one in (colleague, elsewhere, gone, earlier, member)])
    )

    assert dict(found) == {
        colleague.pk: "role", elsewhere.pk: "other-group", gone.pk: "other-group", earlier.pk: "earlier",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("way", "has_one"), [(with_nothing, False), (with_password, False), (with_app, True), (with_passkey, True)]
)
def test_second_step_is_an_app_or_a_passkey_of_ones_own(others, member, way, has_one) -> None:
    way(member.learner)
    Authenticator.objects.create(user=member.learner, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert has_second_step(member.learner) is has_one


def test_strongest_reason_is_told(organization, group, member) -> None:
    make_staff(organization, member.learner)
    make_member(make_group(organization, "Morning group"), "a", learner=member.learner)
    Member.objects.filter(pk=member.pk).update(began_here=False)
    with_app(member.learner)
    told = [beyond_group(Member.objects.get(pk=member.pk))]
    with_password(member.learner)
    told.append(beyond_group(Member.objects.get(pk=member.pk)))

    assert told == ["role", "own"]


@pytest.mark.parametrize(
    ("is_own", "must_change", "opens"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_secret_that_others_may_know_opens_only_what_is_the_groups_alone(member, is_own, must_change, opens) -> None:
    values = {"secret_is_own": is_own, "must_change_secret": must_change}
    Member.objects.filter(pk=member.pk).update(**values)
    alone = Member.objects.get(pk=member.pk)
    opened = [secret_opens(alone)]
    with_app(member.learner)
    opened.append(secret_opens(alone))
    with_password(member.learner)
    opened.append(secret_opens(alone))

    assert opened == [True, True, opens]
    assert (member.pk in closed_secrets([alone])) == (not opens)


def test_only_people_with_a_place_need_a_way_in_of_their_own(member, stranger) -> None:
    assert not needs_own_way_first(stranger)


def card(member: Member, token: str, **fields: object) -> Card:
    return Card.objects.create(
        organization=member.organization, member=member, token=token.zfill(64), issued_at=NOW, **fields
    )


def test_account_becomes_her_own_with_one_secret_for_all_places(organization, group, member) -> None:
    second = make_member(
        make_group(organization, "Morning group"), "a", learner=member.learner, must_change_secret=True
    )
    beside = make_member(group, "beside", secret="theirs", must_change_secret=True)
    earlier = NOW - timedelta(days=1)
    cards = [card(member, "1"), card(second, "2", voided_at=earlier), card(beside, "3")]

    make_account_own(person=member.learner, secret="hash", now=NOW)

    places = Member.objects.filter(pk__in=[member.pk, second.pk, beside.pk]).order_by("pk")
    assert [(one.secret, one.must_change_secret, one.secret_is_own) for one in places] == [
        ("hash", False, True), ("hash", False, True), ("theirs", True, False),
    ]  # fmt: skip
    assert [Card.objects.get(pk=one.pk).voided_at for one in cards] == [NOW, earlier, None]


def test_without_a_new_secret_that_of_the_place_stays(member) -> None:
    Member.objects.filter(pk=member.pk).update(secret="as it was", must_change_secret=True)

    make_account_own(person=member.learner, secret="", now=NOW)

    kept = Member.objects.get(pk=member.pk)
    assert (kept.secret, kept.must_change_secret, kept.secret_is_own) == ("as it was", True, False)


@pytest.mark.parametrize(("way", "is_void"), [(with_nothing, True), (with_app, True), (with_password, False)])
def test_sheet_and_sign_ins_that_others_could_hold_end_unless_they_have_a_way_of_their_own(
    member, way, is_void
) -> None:
    way(member.learner)
    RecoveryCode.objects.create(user=member.learner, start="AA", secret="x", issued_at=NOW)
    before = User.objects.get(pk=member.learner_id).get_session_auth_hash()

    make_account_own(person=User.objects.get(pk=member.learner_id), secret="", now=NOW)

    assert RecoveryCode.objects.exists() != is_void
    assert (User.objects.get(pk=member.learner_id).get_session_auth_hash() != before) == is_void


def test_password_ended_other_sign_ins_already_and_is_kept(account) -> None:
    with_password(account)
    RecoveryCode.objects.create(user=account, start="AA", secret="x", issued_at=NOW)
    before = account.get_session_auth_hash()

    void_what_others_hold(account)

    assert User.objects.get(pk=account.pk).get_session_auth_hash() == before
    assert not RecoveryCode.objects.exists()


def test_browser_of_the_change_stays_signed_in(rf, account) -> None:
    void_what_others_hold(User.objects.get(pk=account.pk))
    request = rf.get("/")
    request.session = SessionStore()

    stay_here(request, account)  # as it was before the change

    assert request.session[HASH_SESSION_KEY] == User.objects.get(pk=account.pk).get_session_auth_hash()


def test_name_of_an_account_does_not_make_it_a_groups() -> None:
    assert not needs_own_way_first(make_account("m-looks-like-one"))
