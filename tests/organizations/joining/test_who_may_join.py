"""Who may join, under which name, and who may not."""

import pytest
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.organizations.groups.members import issue_cards, list_member
from courses.organizations.joining import actions
from courses.organizations.models import Card, Group, Member
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.joining.joiner import browser, send
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"nickname": ""}, {"nickname": "x" * 81}, {"nickname": "a\u202eb"}, {"nickname": "nul\x00"}, {"secret": ""},
        {"secret": "abc12"}, {"secret": "1234567"}, {"secret": "12345678"}, {"secret": "aaaaaaaa"},
        {"secret": "password"}, {"secret": "qwerty"}, {"secret": "x" * 65}, {"age": ""}, {"age": "7"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_used_is_shown_again(group, client, wrong: dict) -> None:
    answer = send(client, group, **wrong)

    assert (answer.status_code, Member.objects.count()) == (422, 0)
    assert "maple7tea" not in answer.content.decode()


def test_own_nickname_is_no_secret(group, client) -> None:
    assert send(client, group, nickname="Xiaolin", secret="xiaolin88").status_code == 422


def test_nickname_of_somebody_else_is_refused(group, member, client) -> None:
    answer = send(client, group, nickname="小 林")

    assert (answer.status_code, Member.objects.count()) == (422, 1)
    assert User.objects.filter(username__startswith="m-").count() == 1  # a refusal makes no account


def test_child_joins_only_with_a_guardians_consent(group, facilitator, client, settings) -> None:
    refused = send(client, group, age="under")
    nobody = (Member.objects.count(), User.objects.filter(username__startswith="m-").count())
    list_member(group=group, nickname="小王", consent="parent", actor=facilitator, now=timezone.now())

    answer = send(browser(settings), group, nickname="小王", age="under")

    assert (refused.status_code, "parent or guardian" in refused.content.decode(), nobody) == (200, True, (0, 0))
    assert (answer.status_code, Member.objects.get().is_under_14) == (303, True)


def test_listed_group_takes_listed_names_only_and_each_once(organization, owner, client, settings) -> None:
    group = make_group(organization, who_joins=Group.LISTED)
    waiting = list_member(group=group, nickname="小林", consent="", actor=owner, now=timezone.now())

    codes = [
        send(client, group, nickname="somebody").status_code,
        send(browser(settings), group).status_code,
        send(browser(settings), group).status_code,
    ]

    member = Member.objects.get()
    assert (codes, member.pk) == ([422, 303, 422], waiting.pk)
    assert not User.objects.filter(pk=waiting.learner_id).exclude(pk=member.learner_id).exists()


def test_joining_by_code_makes_the_card_of_the_list_void(group, owner, client) -> None:
    waiting = list_member(group=group, nickname="小林", consent="", actor=owner, now=timezone.now())
    issue_cards(group=group, members=[waiting], actor=owner, now=timezone.now())

    send(client, group)

    assert Card.objects.get().voided_at is not None


def test_whoever_was_removed_does_not_come_back_by_herself(group) -> None:
    gone = make_member(group, removed_at=NOW)

    answer = send(sign_in(Client(), gone.learner), group, nickname="other")

    assert (answer.status_code, Member.objects.present().count()) == (422, 0)


def test_whoever_left_may_come_back_to_the_same_place(group) -> None:
    gone = make_member(group, left_at=NOW)

    answer = send(sign_in(Client(), gone.learner), group)

    assert (answer.status_code, Member.objects.present().get().pk) == (303, gone.pk)


@pytest.mark.parametrize("state", [{"archived_at": NOW}, {"ends_on": NOW.replace(year=2001).date()}])
def test_code_of_a_closed_group_is_as_unknown_as_any(group, client, state: dict) -> None:
    Group.objects.update(**state)

    closed, unknown = client.get(url("join", group.code)), client.get(url("join", "ZZZZZZZZ"))

    bare = [page.content.decode().replace(code, "CODE") for page, code in ((closed, group.code), (unknown, "ZZZZZZZZ"))]
    assert (closed.status_code, unknown.status_code, bare[0] == bare[1]) == (422, 422, True)


def test_group_that_closes_meanwhile_takes_nobody(group, stranger) -> None:
    Group.objects.update(archived_at=NOW)
    wish = actions.JoinWish("小林", "", False, False)

    with pytest.raises(actions.JoinRefusedError) as refused:
        actions.join(group=group, learner=stranger, wish=wish, now=NOW)

    assert (refused.value.reason, Member.objects.count()) == ("closed", 0)


def test_two_people_of_one_nickname_at_once_make_one_place(group) -> None:
    wish = actions.JoinWish("小林", "", False, False)
    actions.join(group=group, learner=make_account("first"), wish=wish, now=NOW)

    with pytest.raises(actions.JoinRefusedError):
        actions.join(group=group, learner=make_account("second"), wish=wish, now=NOW)

    assert Member.objects.get().learner.username == "first"
