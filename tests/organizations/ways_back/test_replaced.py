"""What something newer replaced comes back a day later: cards and a calendar's address; and removed colleagues."""

from datetime import timedelta

import pytest
from django.test import Client

from courses.organizations.access.roles import Role
from courses.organizations.groups import members
from courses.organizations.groups.several.cards import replacements_of
from courses.organizations.models import CalendarLink, Card, Event, Group, Member, Membership
from courses.organizations.staffing.colleagues.restoring import removed_from
from courses.privacy.retention import age_out
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import make_group, make_member, make_organization, make_staff
from tests.organizations.clock import A_DAY
from tests.organizations.pages import key_in, text_of, url
from tests.organizations.workshops.calendars.test_calendars import make_address

LATER = pytest.mark.parametrize("days", [1, 25])
HOUR = timedelta(hours=1)


@pytest.fixture
def leader(clock, facilitator) -> Client:
    return sign_in(Client(), facilitator)


def opens(token: str) -> bool:
    return Client().get(url("card", token), follow=True).status_code == 200


def issue(group: Group, *people: Member, by, at=NOW) -> list[str]:
    printed = members.issue_cards(group=group, members=people, actor=by, now=at)
    return [one.token for one in printed]


def use_old(client: Client, group: Group):
    (latest, *_older) = replacements_of(group)
    return client.post(f"{url('cards-back', group.pk)}?at={latest.at.isoformat().replace('+', '%2B')}")


# ---- cards


@LATER
def test_cards_printed_anew_by_mistake_give_way_to_the_old_paper(
    clock, leader, facilitator, group, member, days
) -> None:
    people = [member, make_member(group, "Ann")]
    old = issue(group, *people, by=facilitator)
    new = issue(group, *people, by=facilitator, at=NOW + HOUR)
    assert [opens(token) for token in (*old, *new)] == [False, False, True, True]

    clock.later(A_DAY * days, (leader, facilitator))
    assert "Cards that newer ones replaced" in text_of(leader, url("set-aside", group.pk))
    reply = use_old(leader, group)

    assert reply.status_code == 303
    assert [opens(token) for token in (*old, *new)] == [True, True, False, False]
    assert Event.objects.filter(what="cards-taken-back", about="2").count() == 1


def test_taking_old_cards_back_is_itself_taken_back(clock, leader, facilitator, group, member) -> None:
    (old,), (new,) = issue(group, member, by=facilitator), issue(group, member, by=facilitator, at=NOW + HOUR)
    clock.later(A_DAY, (leader, facilitator))
    use_old(leader, group)

    clock.later(A_DAY, (leader, facilitator))
    use_old(leader, group)

    assert (opens(old), opens(new)) == (False, True)


def test_same_press_sent_twice_changes_nothing_more(clock, leader, facilitator, group, member) -> None:
    (old,), _new = issue(group, member, by=facilitator), issue(group, member, by=facilitator, at=NOW + HOUR)
    clock.later(A_DAY, (leader, facilitator))
    address = f"{url('cards-back', group.pk)}?at={replacements_of(group)[0].at.isoformat().replace('+', '%2B')}"
    for _press in range(2):
        leader.post(address)

    assert opens(old)
    assert Event.objects.filter(what="cards-taken-back").count() == 1


def test_card_made_void_as_lost_stays_so_and_one_taken_back_can_be_made_void(
    clock, leader, facilitator, group, member
) -> None:
    other = make_member(group, "Ann")
    lost, kept = issue(group, member, other, by=facilitator)
    clock.later(HOUR, (leader, facilitator))
    leader.post(url("card-void", group.pk, member.pk))
    issue(group, member, other, by=facilitator, at=NOW + 2 * HOUR)

    clock.later(A_DAY, (leader, facilitator))
    use_old(leader, group)
    assert (opens(lost), opens(kept)) == (False, True)
    leader.post(url("card-void", group.pk, other.pk))

    assert not opens(kept)


def test_nothing_is_offered_where_a_later_card_was_made_or_the_account_is_more_than_the_groups(
    clock, leader, facilitator, group, member
) -> None:
    (first,), _second = issue(group, member, by=facilitator), issue(group, member, by=facilitator, at=NOW + HOUR)
    issue(group, member, by=facilitator, at=NOW + 2 * HOUR)
    assert [one.at for one in replacements_of(group)] == [NOW + 2 * HOUR]  # the second card, not the first

    Member.objects.filter(pk=member.pk).update(began_here=False)
    use_old(leader, group)
    assert Card.objects.get(voided_at=None).issued_at == NOW + 2 * HOUR
    assert not opens(first)


def test_page_of_new_cards_says_that_old_ones_are_void(leader, facilitator, group, member) -> None:
    issue(group, member, by=facilitator)
    form = leader.get(url("access", group.pk, member.pk)).content.decode()

    page = leader.post(url("card-new", group.pk, member.pk), {"key": key_in(form)}).content.decode()

    assert url("set-aside", group.pk) in page


def test_cards_of_other_groups_are_not_taken_back(leader, facilitator, organization, group) -> None:
    elsewhere = make_group(organization, "Morning group")
    stranger = make_member(elsewhere, "Other")
    _old, (new,) = issue(elsewhere, stranger, by=facilitator), issue(elsewhere, stranger, by=facilitator, at=NOW + HOUR)
    at = replacements_of(elsewhere)[0].at.isoformat().replace("+", "%2B")

    replies = [leader.post(f"{url('cards-back', one.pk)}?at={at}").status_code for one in (group, elsewhere)]

    assert replies == [303, 404]
    assert opens(new)


# ---- the address of a calendar


@LATER
def test_calendar_address_replaced_by_mistake_works_again(clock, member, days) -> None:
    client = sign_in(Client(), member.learner)
    old = make_address(client)
    clock.later(HOUR, (client, member.learner))
    new = make_address(client)
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]

    clock.later(A_DAY * days, (client, member.learner))
    age_out(now=clock.now)
    assert "Use the earlier address again" in text_of(client, url("calendar"))
    at = CalendarLink.objects.get().replaced_at.isoformat()
    replies = [client.post(url("calendar-earlier"), {"at": at}).status_code for _press in range(2)]

    assert replies == [303, 303]
    assert [Client().get(path).status_code for path in (old, new)] == [200, 404]


def test_replaced_calendar_address_is_erased_after_thirty_days(clock, member) -> None:
    client = sign_in(Client(), member.learner)
    make_address(client)
    new = make_address(client)

    clock.later(A_DAY * 30, (client, member.learner))
    at = CalendarLink.objects.get().replaced_at.isoformat()
    assert client.post(url("calendar-earlier"), {"at": at}).status_code == 409
    age_out(now=clock.now)

    assert CalendarLink.objects.get().token_before == ""
    assert Client().get(new).status_code == 200


# ---- colleagues


@pytest.fixture
def owning(clock, owner) -> Client:
    return sign_in(Client(), owner)


@LATER
def test_colleague_removed_by_mistake_is_taken_back_with_role_and_groups(
    clock, owning, owner, organization, facilitator, group, days
) -> None:
    other = make_group(organization, "Morning group")
    mine = Membership.objects.get(user=facilitator)
    owning.post(url("colleague-remove", organization.pk, mine.pk))
    assert not Group.objects.led_by(facilitator).exists()

    clock.later(A_DAY * days, (owning, owner))
    listed = text_of(owning, url("colleagues-removed", organization.pk))
    event = Event.objects.get(what="colleague-removed").pk
    replies = [
        owning.post(url("colleagues-removed", organization.pk), {"event": event}).status_code for _press in range(2)
    ]

    assert f"{facilitator.username} Facilitator: {group.name}" in listed
    assert replies == [303, 303]
    assert Membership.objects.get(user=facilitator).role == Role.FACILITATOR
    assert set(Group.objects.led_by(facilitator)) == {group}
    assert other not in Group.objects.led_by(facilitator)
    assert Event.objects.filter(what="colleague-restored").count() == 1


def test_who_left_by_themselves_or_came_again_or_was_removed_long_ago_is_not_taken_back(
    clock, owning, owner, organization, facilitator
) -> None:
    left = make_account("left")
    make_staff(organization, left)
    sign_in(Client(), left).post(url("organization-leave", organization.pk))
    owning.post(url("colleague-remove", organization.pk, Membership.objects.get(user=facilitator).pk))
    event = Event.objects.get(what="colleague-removed").pk

    assert [one.username for one in removed_from(organization, clock.now)] == [facilitator.username]
    back = make_staff(organization, facilitator)
    assert removed_from(organization, clock.now) == ()
    back.delete()
    clock.later(A_DAY * 30, (owning, owner))
    owning.post(url("colleagues-removed", organization.pk), {"event": event})

    assert not Membership.objects.filter(user__in=(facilitator, left)).exists()


def test_colleague_of_another_organisation_is_not_taken_back(clock, owning, organization, facilitator) -> None:
    owning.post(url("colleague-remove", organization.pk, Membership.objects.get(user=facilitator).pk))
    other_owner = make_account("other-owner")
    other = make_organization("Other")
    make_staff(other, other_owner, role=Role.OWNER)
    event = Event.objects.get(what="colleague-removed").pk

    sign_in(Client(), other_owner).post(url("colleagues-removed", other.pk), {"event": event})

    assert not Membership.objects.filter(user=facilitator).exists()
