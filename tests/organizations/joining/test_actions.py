"""Joining, coming for the first time and leaving, as actions: whose account it is, which place, what is refused."""

from datetime import timedelta

import pytest

from courses.accounts.models import RecoveryCode, User
from courses.accounts.visitors.guests import visitor_hash
from courses.organizations.joining.actions import (
    TOLD,
    JoinRefusedError,
    JoinWish,
    account_from,
    join,
    join_with,
    leave,
    welcome,
)
from courses.organizations.models import Card, Event, Group, GuardianConsent, Member, Organization, RosterDraft, Stay
from tests.conftest import VISITOR_TOKEN, make_account, make_guest
from tests.organizations.cast import NOW, make_group, make_member

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
WISH = JoinWish("小林", "hash", is_under_14=False, shares_earlier=False)
SHARING = JoinWish("小林", "hash", is_under_14=False, shares_earlier=True)
CHILD = JoinWish("小林", "hash", is_under_14=True, shares_earlier=False)


def consent(member: Member) -> None:
    GuardianConsent.objects.create(organization=member.organization, member=member, who="parent", words="1", at=NOW)


def waiting(group: Group, nickname: str = "小林", **fields: object) -> Member:
    """A place on the list that waits for somebody, with an account that nobody has used."""
    return make_member(group, nickname, joined_at=None, secret_is_own=False, **fields)


def refusal(group: Group, wish: JoinWish = WISH, *, learner: User | None = None) -> str:
    with pytest.raises(JoinRefusedError) as refused:
        join(group=group, learner=learner or make_account("comes"), wish=wish, now=NOW)
    return refused.value.reason


@pytest.mark.parametrize("waits", [True, False])
def test_stay_on_the_list_begins_with_joining_where_nobody_waited(group, waits) -> None:
    if waits:
        waiting(group, listed_at=NOW)

    member = join(group=group, learner=make_account("comes"), wish=WISH, now=LATER)

    assert [(one.member, one.since, one.until) for one in Stay.objects.all()] == [
        (member, NOW if waits else LATER, None)
    ]


def test_nickname_on_a_list_that_was_undone_is_free_again(group) -> None:
    draft = RosterDraft.objects.create(
        group=group, organization=group.organization, made_by=make_account("importer"), key="k", encoding="utf-8",
        lines=[], made_at=NOW, undone_at=NOW,
    )  # fmt: skip
    undone = waiting(group, WISH.nickname, came_by=draft, removed_at=NOW)

    member = join(group=group, learner=make_account("comes"), wish=WISH, now=LATER)

    assert list(Member.objects.all()) == [member]
    assert member.pk != undone.pk


def test_stay_on_the_list_ends_with_leaving(group) -> None:
    member = join(group=group, learner=make_account("comes"), wish=WISH, now=NOW)

    leave(member=member, now=LATER)

    assert [(one.since, one.until) for one in Stay.objects.all()] == [(NOW, LATER)]


def test_account_of_a_visitor_is_the_same_for_the_same_form(db) -> None:
    first = account_from(None, key="k", now=NOW)

    assert account_from(None, key="k", now=LATER) == first
    assert account_from(None, key="another", now=NOW) != first
    assert (first.username[:2], len(first.username), first.date_joined) == ("m-", 18, NOW)
    assert (first.last_active_on, first.has_usable_password()) == (NOW.date(), False)


def test_guest_becomes_the_account_and_is_no_guest_any_more(db) -> None:
    guest, beside = make_guest(), make_guest("another-guest-of-the-tests")

    made = account_from(guest, key="k", now=LATER)

    kept = User.objects.get(pk=guest.pk)
    assert (made.pk, made.username, made.visitor) == (guest.pk, kept.username, None)
    assert (kept.visitor, kept.last_active_on) == (None, LATER.date())
    assert User.objects.get(pk=beside.pk).visitor == visitor_hash("another-guest-of-the-tests")
    assert account_from(make_guest("third-guest-of-the-tests"), key="k", now=NOW).pk == guest.pk


@pytest.mark.parametrize(
    ("who", "wish", "is_groups"),
    [("nobody", WISH, True), ("guest", SHARING, True), ("guest", WISH, False), ("account", SHARING, False)],
)
def test_account_is_the_groups_alone_when_it_was_made_for_it_or_hides_nothing(group, who, wish, is_groups) -> None:
    account = make_account("there") if who == "account" else None
    guest = make_guest(VISITOR_TOKEN) if who == "guest" else None

    made = join_with(account=account, guest=guest, group=group, wish=wish, key="k", now=NOW)

    place = Member.objects.get(pk=made.pk)
    assert (place.began_here, place.secret_is_own) == (is_groups, not is_groups)
    assert (place.joined_at, place.listed_at, place.told, place.secret) == (NOW, NOW, TOLD, "hash")
    assert account in (None, place.learner)
    assert (place.is_under_14, place.must_change_secret) == (False, False)


def test_whoever_is_in_the_group_keeps_their_place(group, member) -> None:
    assert join(group=group, learner=member.learner, wish=SHARING, now=LATER) == member

    kept = Member.objects.get()
    assert (kept.nickname, kept.joined_at, kept.shares_earlier) == (member.nickname, NOW, False)
    assert not Event.objects.exists()


def test_whoever_left_comes_back_to_their_place(group) -> None:
    left = make_member(group, "before", left_at=NOW)

    join(group=group, learner=left.learner, wish=WISH, now=LATER)

    back = Member.objects.get()
    assert (back.pk, back.nickname, back.joined_at, back.left_at, back.began_here) == (
        left.pk,
        "小林",
        LATER,
        None,
        True,
    )


def test_whoever_stands_on_the_list_with_their_own_account_joins_by_the_form(group) -> None:
    listed = waiting(group)

    join(group=group, learner=listed.learner, wish=WISH, now=LATER)

    assert Member.objects.get().joined_at == LATER


def test_closed_group_takes_nobody(organization, group) -> None:
    ended = make_group(organization, "Ended", ends_on=(NOW - timedelta(days=1)).date())
    assert refusal(ended) == "closed"
    Organization.objects.update(archived_at=NOW)
    assert refusal(group, learner=make_account("other")) == "closed"


def test_removed_person_does_not_come_back_by_the_form(group) -> None:
    removed = make_member(group, removed_at=NOW)

    assert refusal(group, learner=removed.learner) == "removed"


def test_listed_group_takes_those_on_its_list(organization) -> None:
    group = make_group(organization, who_joins=Group.LISTED)
    assert refusal(group) == "not-listed"
    listed = waiting(group)
    placeholder = listed.learner
    beside = waiting(group, "beside")

    joined = join(group=group, learner=make_account("new"), wish=WISH, now=LATER)

    assert (joined.pk, Member.objects.get(pk=listed.pk).learner.username) == (listed.pk, "new")
    assert not User.objects.filter(pk=placeholder.pk).exists()
    assert User.objects.filter(pk=beside.learner_id).exists()


@pytest.mark.parametrize("how", ["joined", "came by card", "left", "removed"])
def test_nickname_that_was_somebodys_is_taken(group, how) -> None:
    place = make_member(group, joined_at=NOW if how == "joined" else None)
    Member.objects.filter(pk=place.pk).update(
        left_at=NOW if how == "left" else None, removed_at=NOW if how == "removed" else None
    )
    if how == "came by card":
        User.objects.filter(pk=place.learner_id).update(last_login=NOW)

    assert refusal(group) == "taken"


def test_child_needs_the_consent_that_stands_at_the_place(group) -> None:
    assert refusal(group, CHILD) == "consent"
    listed = waiting(group)
    assert refusal(group, CHILD, learner=make_account("second")) == "consent"
    consent(listed)

    join(group=group, learner=make_account("third"), wish=CHILD, now=LATER)

    assert Member.objects.get().is_under_14 is True


def test_card_of_the_place_is_void_once_somebody_joined_and_others_stay(group) -> None:
    listed, beside = waiting(group), waiting(group, "beside")
    for number, place in enumerate((listed, beside)):
        Card.objects.create(organization=group.organization, member=place, token=f"{number}".zfill(64), issued_at=NOW)

    join(group=group, learner=make_account("new"), wish=WISH, now=LATER)

    assert [one.voided_at for one in Card.objects.order_by("member")] == [LATER, None]


def test_second_group_makes_one_secret_for_both_places(organization, group) -> None:
    first = make_member(group, "first", secret="given out", must_change_secret=True)
    beside = make_member(group, "beside", secret="theirs")

    join(group=make_group(organization, "Morning group"), learner=first.learner, wish=WISH, now=LATER)

    places = Member.objects.order_by("pk")
    assert [(one.secret, one.secret_is_own) for one in places] == [("hash", True), ("theirs", False), ("hash", True)]
    assert beside.pk == places[1].pk


def test_first_group_ends_nothing_of_an_account_that_was_there_before(group) -> None:
    account = make_account("there")
    make_member(group, "beside")
    RecoveryCode.objects.create(user=account, start="AA", secret="x", issued_at=NOW)

    join(group=group, learner=account, wish=WISH, now=LATER)

    assert RecoveryCode.objects.filter(user=account).exists()


@pytest.mark.parametrize("is_more", [True, False])
def test_secret_chosen_at_the_first_visit_is_hers_where_the_account_is_more_than_the_groups(group, is_more) -> None:
    place = waiting(group, must_change_secret=True)
    Member.objects.filter(pk=place.pk).update(began_here=not is_more)

    welcome(member=place, secret="chosen", is_under_14=False, now=LATER)

    kept = Member.objects.get()
    assert (kept.joined_at, kept.told, kept.is_under_14) == (LATER, TOLD, False)
    assert (kept.secret, kept.must_change_secret, kept.secret_is_own) == ("chosen", False, is_more)
    assert Event.objects.get().what == "joined"


def test_later_visit_changes_the_secret_and_nothing_else(member) -> None:
    Member.objects.filter(pk=member.pk).update(told="earlier words", must_change_secret=True)

    welcome(member=member, secret="chosen", is_under_14=False, now=LATER)
    welcome(member=member, secret="", is_under_14=False, now=LATER)

    kept = Member.objects.get()
    assert (kept.joined_at, kept.told, kept.secret, kept.must_change_secret) == (NOW, "earlier words", "chosen", False)
    assert not Event.objects.exists()


def test_child_comes_by_card_with_consent_only(group) -> None:
    place = waiting(group)
    with pytest.raises(JoinRefusedError, match="consent"):
        welcome(member=place, secret="chosen", is_under_14=True, now=LATER)
    consent(place)

    welcome(member=place, secret="chosen", is_under_14=True, now=LATER)

    assert Member.objects.get().is_under_14 is True


def test_leaving_is_of_one_place_and_whoever_shared_nothing_stays_the_groups(group, member) -> None:
    beside = make_member(group, "beside", shares_earlier=True)

    leave(member=member, now=LATER)

    gone, stays = Member.objects.get(pk=member.pk), Member.objects.get(pk=beside.pk)
    assert (gone.left_at, gone.began_here) == (LATER, True)
    assert (stays.left_at, stays.shares_earlier, stays.began_here) == (None, True, True)
    event = Event.objects.get()
    assert (event.what, event.group, event.subject) == ("left", group, member.learner)
