"""Joining a group without e-mail: code, nickname, secret code; what was learned before; who may not."""

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.learning.models import Answer
from courses.organizations.groups.members import issue_cards, list_member
from courses.organizations.joining import actions
from courses.organizations.models import Card, Event, Group, Member
from tests.accounts.test_codes import ADDRESSES
from tests.conftest import VISITOR_TOKEN, make_account, make_guest, sign_in
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import key_in, url

pytestmark = pytest.mark.django_db
VALUES = {"nickname": "小林", "secret": "maple7tea", "age": "14"}


def browser(settings, token: str = "") -> Client:
    """A browser of its own; with `token` that of a guest."""
    client = Client()
    if token:
        client.cookies[settings.VISITOR_COOKIE_NAME] = token
    return client


def answered(guest: User) -> User:
    Answer.objects.create(
        learner=guest, key="k", course="reading-a-loan", lesson="one-yardstick", question="q", version="v",
        result="right", at=NOW,
    )  # fmt: skip
    return guest


def send(client: Client, group: Group, **values: str):
    page = client.get(url("join", group.code)).content.decode()
    return client.post(url("join", group.code), {**VALUES, "key": key_in(page), **values})


def test_visitor_joins_and_is_signed_in(group, client) -> None:
    answer = send(client, group)

    member = Member.objects.get()
    mine = client.get(url("mine")).content.decode()
    assert (answer.status_code, answer["Location"]) == (303, url("mine"))
    assert (member.nickname, member.group, member.learner.email) == ("小林", group, "")
    assert member.learner.username.startswith("m-")
    assert not member.learner.has_usable_password()
    assert check_password("maple7tea", member.secret)
    assert ("小林" in mine, group.printed_code in mine) == (True, True)
    assert Event.objects.get().what == "joined"


def test_form_sent_twice_makes_one_person(group, settings) -> None:
    client = browser(settings)
    page = client.get(url("join", group.code)).content.decode()
    sent = {**VALUES, "key": key_in(page)}
    lost = browser(settings, client.cookies[settings.VISITOR_COOKIE_NAME].value)  # the first response never arrived

    answers = [one.post(url("join", group.code), sent) for one in (client, lost)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert (Member.objects.count(), User.objects.filter(username__startswith="m-").count()) == (1, 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "“张伟 (3)” is free and stands in the box now"), ("zh-hans", "“张伟 (3)”没人用，已经填好")],
)
def test_taken_nickname_is_answered_with_a_free_one_that_is_filled_in(group, client, language, said) -> None:
    for name in ("张伟", "张伟 (2)"):
        make_member(group, name)
    address = url("join", group.code).replace("/en/", f"/{language}/")
    sent = {**VALUES, "nickname": "张伟", "key": key_in(client.get(address).content.decode())}

    answer = client.post(address, sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="张伟 (3)"' in page
    again = {**VALUES, "nickname": "张伟 (3)", "key": key_in(page)}
    assert client.post(address, again).status_code == 303
    assert Member.objects.filter(nickname="张伟 (3)").count() == 1


def test_long_nickname_that_is_taken_is_left_as_it_was_typed(group, client) -> None:
    make_member(group, "x" * 80)

    page = send(client, group, nickname="x" * 80).content.decode()

    assert "Choose another one." in page
    assert f'value="{"x" * 80}"' in page


def test_no_name_is_suggested_where_only_names_on_the_list_may_join(group, client) -> None:
    Group.objects.update(who_joins=Group.LISTED)
    make_member(group, "张伟")

    page = send(client, group, nickname="张伟").content.decode()

    assert "Choose another one." in page
    assert "张伟 (2)" not in page


def test_form_of_another_browser_is_refused(group, settings) -> None:
    page = browser(settings).get(url("join", group.code)).content.decode()

    answer = browser(settings).post(url("join", group.code), {**VALUES, "key": key_in(page)})

    assert (answer.status_code, Member.objects.count()) == (422, 0)


def test_guest_keeps_the_learning_and_shows_none_of_it(group, settings) -> None:
    guest = answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)

    send(client, group, earlier="mine")

    member = Member.objects.get()
    assert (member.learner, member.shares_earlier, Answer.objects.get().learner) == (guest, False, guest)
    guest.refresh_from_db()
    assert guest.visitor is None  # the cookie alone opens nothing any more


def test_guest_shows_earlier_learning_only_when_ticked_and_can_stop(group, settings) -> None:
    answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)
    send(client, group, earlier="mine-shared")
    shared = Member.objects.get().shares_earlier

    client.post(url("stop-sharing", Member.objects.get().pk))

    assert (shared, Member.objects.get().shares_earlier) == (True, False)


def test_learning_of_somebody_else_in_this_browser_stays_that_guests(group, settings) -> None:
    guest = answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)

    answer = send(client, group, earlier="not-mine")

    guest.refresh_from_db()
    assert (answer["Location"], guest.is_guest, Answer.objects.get().learner) == (url("mine"), True, guest)
    assert Member.objects.get().learner != guest


def test_in_a_shared_room_nobody_is_taken_for_the_last_person(organization, settings) -> None:
    group = make_group(organization, mode=Group.SHARED_ROOM)
    answered(make_guest())
    client = browser(settings, VISITOR_TOKEN)

    unsaid = send(client, group).status_code
    answer = send(client, group, earlier="not-mine")

    assert (unsaid, answer.status_code) == (422, 303)
    assert answer.cookies[settings.VISITOR_COOKIE_NAME].value == ""
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""  # ends with the browser
    assert client.session["life"]["shared"] is True


def test_account_joins_without_a_secret_and_shares_only_if_ticked(group, stranger_client, stranger) -> None:
    stranger.set_password("correct horse battery")
    stranger.save()
    stranger_client.force_login(stranger)
    page = stranger_client.get(url("join", group.code)).content.decode()

    stranger_client.post(url("join", group.code), {"nickname": "Ann", "age": "14", "shares": "on", "key": key_in(page)})

    member = Member.objects.get()
    assert ('name="secret"' in page, member.learner, member.secret, member.shares_earlier) == (
        False,
        stranger,
        "",
        True,
    )


def test_account_that_has_joined_is_led_to_its_groups(group, member, member_client) -> None:
    assert member_client.get(url("join", group.code))["Location"] == url("mine")


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


@pytest.mark.parametrize("typed", ["{0}", " {1} ", "{1:lower}", "７"])
def test_field_for_the_code_forgives_how_it_is_typed(group, client, typed: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in group.code)
    forms = {"{0}": group.code, " {1} ": f" {group.printed_code} ", "{1:lower}": group.printed_code.lower(), "７": wide}

    answer = client.get(url("join-code"), {"code": forms[typed]})

    assert (answer.status_code, answer["Location"]) == (303, url("join", group.code))


@pytest.mark.parametrize("typed", ["", "x" * 100, "%", "\x00", "ü"])
def test_field_for_the_code_says_what_is_wrong(group, client, typed: str) -> None:
    assert client.get(url("join-code"), {"code": typed}).status_code == 422


@pytest.mark.parametrize(
    ("path", "language", "leads_to"),
    [
        ("/j/7k4m-2pxq", "en", "/en/join/7K4M2PXQ/"),
        ("/J/7K4M2PXQ", "zh-CN,zh;q=0.9", "/zh-hans/join/7K4M2PXQ/"),
        ("/j", "en", "/en/join/"),
        ("/j/", "en", "/en/join/"),
        ("/j/---", "en", "/en/join/"),
    ],
)
def test_short_link_leads_to_the_page_in_the_readers_language(client, path: str, language: str, leads_to: str) -> None:
    answer = client.get(path, headers={"accept-language": language})

    assert (answer.status_code, answer["Location"]) == (302, leads_to)


def test_leaving_is_one_press_and_ends_the_view_at_once(group, member, member_client, facilitator_client) -> None:
    before = facilitator_client.get(url("access", group.pk, member.pk)).status_code

    answer = member_client.post(url("leave", member.pk))
    member_client.post(url("leave", member.pk))

    assert (before, answer.status_code) == (200, 303)
    assert facilitator_client.get(url("access", group.pk, member.pk)).status_code == 404
    assert "小林" not in facilitator_client.get(url("people", group.pk)).content.decode()
    assert Event.objects.filter(what="left").count() == 1


@pytest.mark.parametrize("name", ["leave", "stop-sharing", "welcome"])
def test_place_of_somebody_else_is_not_there(group, member, stranger_client, facilitator_client, name: str) -> None:
    codes = [client.post(url(name, member.pk)).status_code for client in (stranger_client, facilitator_client)]

    assert codes == [404, 404]
    assert Member.objects.present().get() == member


def test_visitor_is_led_to_sign_in_from_own_groups(db, client) -> None:
    assert client.get(url("mine"))["Location"].startswith("/en/account/login/")


def test_own_groups_show_no_others(group, member, member_client) -> None:
    make_member(group, "somebody else")

    assert "somebody else" not in member_client.get(url("mine")).content.decode()


def test_whoever_left_without_another_way_is_told(group) -> None:
    gone = make_member(group, left_at=NOW)

    assert "30" in sign_in(Client(), gone.learner).get(url("mine")).content.decode()


def test_two_people_of_one_nickname_at_once_make_one_place(group) -> None:
    wish = actions.JoinWish("小林", "", False, False)
    actions.join(group=group, learner=make_account("first"), wish=wish, now=NOW)

    with pytest.raises(actions.JoinRefusedError):
        actions.join(group=group, learner=make_account("second"), wish=wish, now=NOW)

    assert Member.objects.get().learner.username == "first"


@pytest.mark.parametrize("typed", ADDRESSES)
def test_pasted_address_opens_the_group_from_the_field_for_the_code(group, client, typed: str) -> None:
    Group.objects.update(code="7K4M2PXQ")

    answer = client.get(url("join-code"), {"code": typed})

    assert (answer.status_code, answer["Location"]) == (303, url("join", "7K4M2PXQ"))


def test_fields_for_codes_have_room_for_a_whole_address(group, client) -> None:
    for page in ("join-code", "group-sign-in", "session-code"):
        assert 'maxlength="300"' in client.get(url(page)).content.decode()


@pytest.mark.parametrize(
    ("page", "typed", "leads_to"),
    [
        ("join-code", "https://x.example/en/s/7K4M2P/", "/s/7K4M2P"),
        ("session-code", "https://x.example/j/7K4M2PXQ", "/j/7K4M2PXQ"),
        ("session-code", "https://x.example/zh-hans/s/7k4-m2p/", "/en/s/7K4M2P/"),
    ],
)
def test_address_of_another_box_leads_to_where_it_belongs(db, client, page: str, typed: str, leads_to: str) -> None:
    assert client.get(url(page), {"code": typed})["Location"] == leads_to


def test_join_link_in_the_box_of_a_records_code_leads_to_the_group(db, client) -> None:
    assert client.get("/en/verify/", {"code": "https://x.example/j/7K4M2PXQ"})["Location"] == "/j/7K4M2PXQ"
