"""Joining a group without e-mail: code, nickname, secret code."""

import pytest
from django.contrib.auth.hashers import check_password

from courses.accounts.models import User
from courses.organizations.models import Event, Group, Member
from tests.organizations.cast import make_member
from tests.organizations.joining.joiner import VALUES, browser, send
from tests.organizations.pages import key_in, url

pytestmark = pytest.mark.django_db


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
