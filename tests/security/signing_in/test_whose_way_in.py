"""Nobody gets into another's account by what a group may set: every way by which one person could set another's."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.recovery_sheet.sheet import issue_sheet
from courses.organizations.groups import members
from courses.organizations.joining.secret_codes import hashed
from courses.organizations.models import Group, Member, Membership
from tests.conftest import make_account, sign_in
from tests.organizations.cast import make_group, make_lead, make_member, make_organization, make_staff
from tests.organizations.pages import key_in, url
from tests.security.matrix.passkeys import make_passkey

pytestmark = pytest.mark.django_db
SECRET, OTHER = "maple7tea", "plum9tree"


@pytest.fixture
def facilitator(db) -> User:
    return make_account("facilitator")


@pytest.fixture
def group(facilitator) -> Group:
    made = make_group(make_organization("Riverside", owner=make_account("owner")))
    make_lead(made, facilitator)
    return made


@pytest.fixture
def elsewhere(db) -> Group:
    return make_group(make_organization("Hillside", owner=make_account("chief")), "Morning group")


@pytest.fixture
def member(group) -> Member:
    """Joined with a new account; the secret code may be known to whoever set them up."""
    return make_member(group, secret=hashed(SECRET))


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


def come_back(group: Group, secret: str, client: Client | None = None):
    sent = {"code": group.code, "nickname": "小林", "secret": secret}
    return (client or Client()).post(url("group-sign-in"), sent)


def press(facilitator: User, name: str, member: Member):
    client = sign_in(Client(), facilitator)
    page = client.get(url("access", member.group_id, member.pk)).content.decode()
    people = client.get(url("people", member.group_id)).content.decode()
    return client.post(url(name, member.group_id, member.pk), {"key": key_in(people)}), page


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


# ---- what one group's ways in still open later


def opened(*clients: Client) -> list[int]:
    return [client.get(url("mine")).status_code for client in clients]


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
