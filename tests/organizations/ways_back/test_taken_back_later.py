"""Assignments, cards and presses sent twice: nothing of them ends after ten minutes."""

from datetime import timedelta

import pytest
from django.test import Client

from courses.organizations.groups import members
from courses.organizations.models import Assignment, Card, Event, FormerCode, Group, Member, Membership
from tests.conftest import NOW, sign_in
from tests.organizations.cast import make_group, make_lead, make_member
from tests.organizations.clock import A_DAY, Clock
from tests.organizations.pages import text_of, url


def given(group: Group, course: str = "reading-a-loan", **fields: object) -> Assignment:
    values = {"key": f"given-{course}", "course": course, "created_at": NOW, **fields}
    return Assignment.objects.create(organization=group.organization, group=group, **values)


def test_assignment_withdrawn_by_mistake_is_given_back_a_day_later(clock: Clock, group, facilitator) -> None:
    leader, row = sign_in(Client(), facilitator), given(group)
    leader.post(url("assignment-withdraw", group.pk, row.pk))

    clock.later(A_DAY, (leader, facilitator))
    listed = text_of(leader, url("set-aside", group.pk))
    reply = leader.post(url("assignment-back", group.pk, row.pk))

    assert "Assignments that were withdrawn" in listed
    assert "Reading a loan" in listed
    assert (reply.status_code, Assignment.objects.standing().count()) == (303, 1)
    assert "were withdrawn" not in text_of(leader, url("set-aside", group.pk))


def test_lessons_withdrawn_together_stand_as_one_line_and_come_back_together(clock, group, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    rows = [given(group, lesson=lesson) for lesson in ("one-yardstick", "fees-that-hide")]
    leader.post(url("assignment-withdraw", group.pk, rows[0].pk))

    clock.later(timedelta(days=200), (leader, facilitator))
    page = leader.get(url("set-aside", group.pk)).content.decode()
    leader.post(url("assignment-back", group.pk, rows[0].pk))

    assert page.count("/back/") == 1
    assert Assignment.objects.standing().count() == 2


def test_giving_back_twice_is_written_down_once(clock, group, facilitator_client) -> None:
    row = given(group, withdrawn_at=NOW)
    for _press in range(2):
        facilitator_client.post(url("assignment-back", group.pk, row.pk))

    assert Event.objects.filter(what="assignment-restored").count() == 1


def test_assignment_just_given_is_taken_back_whenever_the_button_is_pressed(clock, group, facilitator) -> None:
    leader, row = sign_in(Client(), facilitator), given(group)

    clock.later(A_DAY, (leader, facilitator))
    leader.post(url("assignment-withdraw", group.pk, row.pk))

    assert Assignment.objects.standing().count() == 0


# ---- cards


@pytest.fixture
def token(group: Group, member: Member, facilitator) -> str:
    return members.issue_cards(group=group, members=[member], actor=facilitator, now=NOW)[0].token


def test_card_made_void_by_mistake_is_valid_again_a_day_later(clock, group, member, token, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    leader.post(url("card-void", group.pk, member.pk))

    clock.later(A_DAY, (leader, facilitator))
    listed = text_of(leader, url("set-aside", group.pk))
    assert "小林 void since Nov. 25, 2026" in listed
    assert Client().get(url("card", token), follow=True).status_code == 404
    leader.post(url("card-valid", group.pk, member.pk))

    assert Client().get(url("card", token), follow=True).status_code == 200
    assert "void since" not in text_of(leader, url("set-aside", group.pk))


def test_card_that_a_newer_one_replaced_is_not_offered(clock, group, member, token, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    leader.post(url("card-void", group.pk, member.pk))
    members.issue_cards(group=group, members=[member], actor=facilitator, now=NOW + A_DAY)

    assert "void since" not in text_of(leader, url("set-aside", group.pk))


def test_card_that_no_facilitator_made_void_is_not_offered(group, member, token, facilitator_client) -> None:
    Card.objects.update(voided_at=NOW)  # as when somebody joins anew or leaves the account to no group

    assert "void since" not in text_of(facilitator_client, url("set-aside", group.pk))


def test_void_cards_of_other_groups_and_of_removed_people_are_not_listed(group, member, token, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    elsewhere = make_group(group.organization, "Morning group")
    make_lead(elsewhere, facilitator)
    other = make_member(elsewhere, "Other")
    members.issue_cards(group=elsewhere, members=[other], actor=facilitator, now=NOW)
    for one in (member, other):
        leader.post(url("card-void", one.group_id, one.pk))
    leader.post(url("member-remove", group.pk, member.pk))

    assert "void since" not in text_of(leader, url("set-aside", group.pk))
    assert "Other void since" in text_of(leader, url("set-aside", elsewhere.pk))


# ---- presses that come twice


def test_new_code_without_the_code_that_was_seen_changes_nothing(group, facilitator_client) -> None:
    old = group.code
    replies = [facilitator_client.post(url("renew-code", group.pk), follow=True) for _press in range(2)]

    group.refresh_from_db()
    assert (group.code, FormerCode.objects.count()) == (old, 0)
    assert all("No other code was made" in reply.content.decode() for reply in replies)


def test_handing_over_twice_says_what_happened(organization, owner, facilitator, owner_client) -> None:
    address = url("hand-over", organization.pk, Membership.objects.get(user=facilitator).pk)
    owner_client.post(address)

    for again in (owner_client.post(address, follow=True), owner_client.get(address, follow=True)):
        assert again.redirect_chain == [(url("organization", organization.pk), 303)]
        assert "handed over already: facilitator is its owner now" in again.content.decode()
    assert Event.objects.filter(what="handed-over").count() == 1


def test_handing_over_to_somebody_else_afterwards_is_refused_as_to_any_facilitator(
    organization, viewer, facilitator, owner_client
) -> None:
    owner_client.post(url("hand-over", organization.pk, Membership.objects.get(user=facilitator).pk))

    for colleague in (viewer, facilitator):
        if colleague == facilitator:
            Membership.objects.filter(user=facilitator).update(role="facilitator")  # the new owner is none any more
        address = url("hand-over", organization.pk, Membership.objects.get(user=colleague).pk)
        assert owner_client.post(address).status_code == 404
