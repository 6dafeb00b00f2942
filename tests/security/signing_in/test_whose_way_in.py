"""Nobody gets into another's account by what a group may set."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.organizations.groups import members
from courses.organizations.joining.secret_codes import hashed
from courses.organizations.models import Group, Member
from tests.conftest import sign_in
from tests.organizations.cast import make_member, make_staff
from tests.organizations.pages import url
from tests.security.matrix.passkeys import make_passkey
from tests.security.signing_in.ways_in import OTHER, SECRET, come_back, press

pytestmark = pytest.mark.django_db


def password(member: Member, _elsewhere: Group) -> None:
    member.learner.set_password("copper-lantern-river-71")
    member.learner.save()


def address(member: Member, _elsewhere: Group) -> None:
    EmailAddress.objects.create(user=member.learner, email="lin@example.org", verified=True, primary=True)


def passkey(member: Member, _elsewhere: Group) -> None:
    make_passkey(member.learner, "phone")


def second_group(member: Member, elsewhere: Group) -> None:
    make_member(elsewhere, learner=member.learner, secret=hashed(OTHER), secret_is_own=True)


def second_group_left(member: Member, elsewhere: Group) -> None:
    make_member(elsewhere, learner=member.learner, left_at=timezone.now(), secret=hashed(OTHER), secret_is_own=True)


def role(member: Member, elsewhere: Group) -> None:
    make_staff(elsewhere.organization, member.learner)


def site_role(member: Member, _elsewhere: Group) -> None:
    User.objects.filter(pk=member.learner_id).update(is_staff=True)


def earlier_account(member: Member, _elsewhere: Group) -> None:
    Member.objects.filter(pk=member.pk).update(began_here=False)


MORE = [password, address, passkey, second_group, second_group_left, role, site_role, earlier_account]


@pytest.fixture(params=MORE, ids=lambda more: more.__name__)
def more(request, member, elsewhere):
    """What makes the account more than the group's."""
    return lambda: request.param(member, elsewhere)


# ---- what a facilitator may set


@pytest.mark.parametrize("name", ["secret-reset", "card-new"])
def test_group_sets_no_way_in_for_an_account_that_is_more_than_its_own(facilitator, member, more, name) -> None:
    more()
    before = Member.objects.get(pk=member.pk).secret

    answer, page = press(facilitator, name, member)

    shown = answer.content.decode()
    assert (answer.status_code, member.cards.count()) == (409, 0)
    assert Member.objects.get(pk=member.pk).secret == before
    assert ("No card and no secret code can be set here" in shown, "What helps instead" in shown) == (True, True)
    assert url(name, member.group_id, member.pk) not in page


def test_refusal_is_told_in_chinese_too(facilitator, member, elsewhere) -> None:
    second_group(member, elsewhere)

    page = sign_in(Client(), facilitator).get(url("access", member.group_id, member.pk).replace("/en/", "/zh-hans/"))

    assert "这个人还在别的小组里" in page.content.decode()


def test_cards_for_all_leave_out_whose_account_is_more(facilitator, group, member, more) -> None:
    more()
    member.refresh_from_db()
    other = make_member(group, "小王")

    printed = members.issue_cards(group=group, members=[member, other], actor=facilitator, now=timezone.now())

    assert [card.member for card in printed] == [other]


def test_void_card_is_not_made_valid_again_for_an_account_that_is_more(facilitator, member, more) -> None:
    members.issue_cards(group=member.group, members=[member], actor=facilitator, now=timezone.now())
    members.void_card(member=member, actor=facilitator, now=timezone.now())
    more()

    answer, _page = press(facilitator, "card-valid", member)

    assert (answer.status_code, member.cards.filter(voided_at=None).count()) == (409, 0)


def test_account_of_the_group_alone_still_gets_both(facilitator, member) -> None:
    secret, _page = press(facilitator, "secret-reset", member)
    card, _page = press(facilitator, "card-new", member)

    assert (secret.status_code, card.status_code, member.cards.count()) == (200, 200, 1)


def test_card_of_a_group_does_not_open_what_has_become_more(facilitator, member, more) -> None:
    [card] = members.issue_cards(group=member.group, members=[member], actor=facilitator, now=timezone.now())
    more()
    client = Client()

    answers = [client.get(url("card", card.token), follow=True), client.post(url("card", card.token))]

    assert ([answer.status_code for answer in answers], SESSION_KEY in client.session) == ([409, 409], False)
    assert "does not open your account any more" in answers[0].content.decode()


def test_secret_set_before_does_not_open_what_has_become_more(member, more) -> None:
    more()
    client = Client()

    answer = come_back(member.group, SECRET, client)

    assert (answer.status_code, SESSION_KEY in client.session) == (409, False)
    assert "My groups" in answer.content.decode()


def test_wrong_secret_says_nothing_about_it(member, more) -> None:
    more()

    assert come_back(member.group, "wrong9code").status_code == 422


def test_second_step_keeps_the_secret_and_is_asked(member) -> None:
    TOTP.activate(member.learner, generate_totp_secret())
    Member.objects.filter(pk=member.pk).update(secret_is_own=True)
    client = Client()

    answer = come_back(member.group, SECRET, client)

    assert (answer.status_code, SESSION_KEY in client.session) == (302, False)


def test_secret_she_chooses_then_opens_again(member, more) -> None:
    more()
    own = sign_in(Client(), member.learner)
    welcome = url("welcome", member.pk)
    page = own.get(url("mine")).content.decode()

    own.post(welcome, {"secret": "river9stone"})

    assert ("does not open your account any more" in page, welcome in page) == (True, True)
    assert come_back(member.group, SECRET).status_code == 422
    assert come_back(member.group, "river9stone").status_code in (302, 303)  # 302: a passkey is asked for as well
