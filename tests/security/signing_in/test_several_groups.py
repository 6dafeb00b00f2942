"""What one group has given out opens nothing that another group, a role or a password added."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.recovery_sheet.sheet import issue_sheet
from courses.organizations.groups import members
from courses.organizations.models import Group, Member, Membership
from tests.conftest import make_account, sign_in
from tests.organizations.pages import key_in, url
from tests.security.signing_in.ways_in import OTHER, SECRET, come_back, press

pytestmark = pytest.mark.django_db


def join(client: Client, group: Group, **values: str):
    page = client.get(url("join", group.code)).content.decode()
    return client.post(url("join", group.code), {"key": key_in(page), "nickname": "小林", "age": "14", **values})


def test_joining_another_group_ends_what_the_first_one_has_given_out(facilitator, member, elsewhere) -> None:
    """The facilitator knows the first secret, keeps a copy of the card and the sheet, and is signed in as them."""
    [card] = members.issue_cards(group=member.group, members=[member], actor=facilitator, now=timezone.now())
    issue_sheet(user=member.learner, now=timezone.now())
    own, theirs = Client(), Client()
    come_back(member.group, SECRET, own)
    come_back(member.group, SECRET, theirs)

    joined = join(own, elsewhere, secret=OTHER)

    assert (joined.status_code, own.get(url("mine")).status_code, theirs.get(url("mine")).status_code) == (
        303,
        200,
        302,
    )
    assert come_back(member.group, SECRET).status_code == 422
    assert [come_back(one, OTHER).status_code for one in (member.group, elsewhere)] == [303, 303]
    assert Client().post(url("card", card.token)).status_code == 404
    assert member.learner.recovery_codes.count() == 0


@pytest.mark.parametrize(("earlier", "status"), [("mine", 409), ("mine-shared", 200), ("not-mine", 200)])
def test_learning_that_is_not_shown_is_not_shown_by_a_new_secret(
    facilitator, group, guest_client, guest, lesson, earlier, status
) -> None:
    User.objects.filter(pk=guest.pk).update(password="!")
    question = lesson.marked_questions[0]
    guest.answers.create(
        key="1", course=lesson.course, lesson=lesson.slug, question=question.id, version=question.version, given="a",
        result="right", at=timezone.now(),
    )  # fmt: skip
    join(guest_client, group, secret=SECRET, earlier=earlier)

    answer, _page = press(facilitator, "secret-reset", Member.objects.get(group=group))

    assert answer.status_code == status


def test_what_is_not_shown_any_more_is_not_shown_by_a_new_secret(facilitator, group, member) -> None:
    Member.objects.filter(pk=member.pk).update(shares_earlier=True)
    sign_in(Client(), member.learner).post(url("stop-sharing", member.pk))

    assert press(facilitator, "secret-reset", member)[0].status_code == 409


def test_first_password_ends_sign_ins_that_the_group_opened_and_an_older_sheet(member) -> None:
    issue_sheet(user=member.learner, now=timezone.now())
    own, theirs = Client(), Client()
    come_back(member.group, SECRET, own)
    come_back(member.group, SECRET, theirs)

    set_to = own.post("/en/account/password/set/", {"password1": "seven quiet harbours 28"})

    assert (set_to.status_code, own.get(url("mine")).status_code, theirs.get(url("mine")).status_code) == (
        302,
        200,
        302,
    )
    assert member.learner.recovery_codes.count() == 0


def test_one_secret_code_opens_all_groups_of_whoever_joins_a_second(member, elsewhere) -> None:
    Member.objects.filter(pk=member.pk).update(secret="")  # they came by card
    own = sign_in(Client(), member.learner)
    page = own.get(url("join", elsewhere.code)).content.decode()
    join(own, elsewhere, secret=OTHER)

    assert "opens your other groups too" in page
    assert [come_back(one, OTHER).status_code for one in (member.group, elsewhere)] == [303, 303]


# ---- roles, and places that wait


@pytest.mark.parametrize("way", ["invitation", "organization-new"])
def test_role_does_not_hang_on_what_a_group_has_given_out(member, elsewhere, way) -> None:
    from courses.organizations.access.roles import Role
    from courses.organizations.staffing.colleagues.invitations import invite

    own = Client()
    come_back(member.group, SECRET, own)
    chief = User.objects.get(username="chief")
    written = invite(
        organization=elsewhere.organization, role=Role.FACILITATOR, actor=chief, key="1", now=timezone.now()
    )  # fmt: skip
    sent = {"name": "Mine", "language": "en", "place": "", "time_zone": "Asia/Shanghai", "agreed": "on"}

    answer = own.post(url(way, written.token)) if way == "invitation" else own.post(url(way), sent)

    assert (answer.status_code, answer["Location"]) == (303, "/en/account/")
    assert not Membership.objects.filter(user=member.learner).exists()


def test_place_whose_card_was_used_is_nobody_elses(facilitator, group) -> None:
    """Whoever reads the poster and knows a nickname must not take the place, nor what was learned with its card."""
    waiting = members.list_member(group=group, nickname="小王", consent="", actor=facilitator, now=timezone.now())
    [card] = members.issue_cards(group=group, members=[waiting], actor=facilitator, now=timezone.now())
    Client().post(url("card", card.token))

    answer = join(Client(), group, nickname="小王", secret=SECRET)

    assert (answer.status_code, User.objects.filter(pk=waiting.learner_id).exists()) == (422, True)
    assert Client().get(url("card", card.token), follow=True).status_code == 200


def test_new_account_takes_a_place_that_waits_and_is_the_groups(facilitator, group) -> None:
    members.list_member(group=group, nickname="小王", consent="", actor=facilitator, now=timezone.now())

    join(Client(), group, nickname="小王", secret=SECRET)

    member = Member.objects.get(group=group)
    assert (member.joined_at is not None, member.began_here, member.secret_is_own) == (True, True, False)


def test_account_that_was_there_before_is_not_the_groups(facilitator, group) -> None:
    account = make_account("anna", password="copper-lantern-river-71")
    join(sign_in(Client(), account), group)

    member = Member.objects.get(group=group)
    assert (member.began_here, press(facilitator, "secret-reset", member)[0].status_code) == (False, 409)
    assert re.search("own account", press(facilitator, "card-new", member)[1])
