"""Coming back by code, nickname and secret code."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.test import Client

from courses.organizations.joining.secret_codes import hashed
from courses.organizations.models import Group, Member
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.joining.coming_back.returning import SECRET, come_back, is_signed_in
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


def test_code_nickname_and_secret_sign_in(group, returning, client) -> None:
    answer = come_back(client, group)

    assert (answer.status_code, answer["Location"]) == (303, url("mine"))
    assert client.session[SESSION_KEY] == str(returning.learner_id)


@pytest.mark.parametrize(
    "typed",
    [{"secret": "Maple 7 Tea"}, {"secret": "ｍａｐｌｅ７ｔｅａ"}, {"nickname": " 小 林 "}, {"code": "lower"}],
    ids=str,
)
def test_how_it_is_typed_does_not_matter(group, returning, client, typed: dict) -> None:
    if "code" in typed:
        typed = {"code": group.printed_code.lower()}

    assert come_back(client, group, **typed).status_code == 303


def test_whatever_is_wrong_the_answer_is_the_same(group, returning) -> None:
    make_member(group, "no secret")
    make_member(group, "closed", learner=make_account("closed"), secret=hashed(SECRET))
    type(returning.learner).objects.filter(username="closed").update(is_active=False)
    wrong = [
        {"secret": "other1code"}, {"nickname": "nobody"}, {"code": "ZZZZZZZZ"}, {"nickname": "no secret"},
        {"nickname": "closed"},
    ]  # fmt: skip

    answers = [come_back(Client(), group, **one) for one in wrong]

    assert {answer.status_code for answer in answers} == {422}
    bare = {re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}
    assert len(bare) == 1


def test_whatever_is_wrong_costs_one_slow_hash(group, returning, monkeypatch) -> None:
    counted: list[int] = []
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        PBKDF2PasswordHasher, "encode", lambda *args, **kwargs: counted.append(1) or encode(*args, **kwargs)
    )

    costs = []
    for wrong in ({"secret": "other1code"}, {"nickname": "nobody"}, {"code": "ZZZZZZZZ"}):
        counted.clear()
        come_back(Client(), group, **wrong)
        costs.append(len(counted))

    assert costs == [1, 1, 1]


def test_first_visit_and_reset_lead_to_choosing_a_secret(group, returning, client) -> None:
    Member.objects.update(must_change_secret=True)

    answer = come_back(client, group)
    page = client.get(answer["Location"])
    unsaid = client.post(answer["Location"], {"secret": ""}).status_code
    client.post(answer["Location"], {"secret": "another9code"})

    assert (answer["Location"], page.status_code, unsaid) == (url("welcome", returning.pk), 200, 422)
    assert Member.objects.get().must_change_secret is False
    assert come_back(Client(), group, secret="another9code").status_code == 303


def test_shared_room_signs_in_for_a_short_time(organization, client) -> None:
    group = make_group(organization, mode=Group.SHARED_ROOM)
    make_member(group, secret=hashed(SECRET))

    come_back(client, group)

    assert client.session["life"]["shared"] is True


def test_whoever_was_signed_in_here_is_signed_out(group, returning, stranger) -> None:
    client = sign_in(Client(), stranger)

    come_back(client, group)

    assert client.session[SESSION_KEY] == str(returning.learner_id)


def test_second_step_of_an_own_account_is_still_asked(group, returning, client) -> None:
    TOTP.activate(returning.learner, generate_totp_secret())

    answer = come_back(client, group)

    assert (is_signed_in(client), "/account/2fa/" in answer["Location"] or "authenticate" in answer["Location"]) == (
        False,
        True,
    )


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_next_page_is_always_ours(group, returning, client, target: str) -> None:
    assert come_back(client, group, next=target)["Location"] == url("mine")


def test_signing_in_by_nickname_leads_on_to_where_one_was(group, returning, client) -> None:
    login = client.get("/en/account/login/?next=/en/me/").content.decode()
    form = client.get(url("group-sign-in"), {"next": "/en/me/"}).content.decode()

    answer = come_back(client, group, next="/en/me/")

    assert f"{url('group-sign-in')}?next=/en/me/" in login
    assert '<input type="hidden" name="next" value="/en/me/">' in form
    assert answer["Location"] == "/en/me/"


def test_learning_of_an_archived_group_can_still_be_reached(group, returning, client) -> None:
    Group.objects.update(archived_at=NOW)

    assert come_back(client, group).status_code == 303


@pytest.mark.parametrize("address", ["https://x.example/j/{}", "x.example/zh-hans/join/{}/.", "HTTPS://X.EXAMPLE/J/{}"])
def test_pasted_join_link_signs_in_as_the_groups_code(group, returning, client, address: str) -> None:
    assert come_back(client, group, code=address.format(group.code)).status_code == 303


@pytest.mark.parametrize("secret", ["maple\u200b7tea", "maple\N{HORIZONTAL BAR}7\N{MINUS SIGN}tea", "\ufeffMAPLE７tea"])
def test_secret_code_is_folded_as_phones_write_it(group, returning, client, secret: str) -> None:
    assert come_back(client, group, secret=secret).status_code == 303


def test_secret_code_that_was_hashed_with_a_rare_dash_still_opens(group, returning, client) -> None:
    type(returning).objects.update(secret=make_password("maple\N{HORIZONTAL BAR}7tea"))

    assert come_back(client, group, secret="maple\N{HORIZONTAL BAR}7tea").status_code == 303
