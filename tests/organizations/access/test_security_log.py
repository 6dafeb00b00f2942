"""The security log: what happened to which account, without a name, a whole address or anything that was typed."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.accounts.models import SecurityEvent, User
from courses.accounts.recovery_sheet.sheet import issue_sheet
from courses.accounts.security_log.events import SecurityKind, hash_of, masked, note
from courses.accounts.security_log.reading import about_person
from courses.organizations.access.roles import Role
from courses.organizations.models import Membership
from courses.organizations.staffing.actions import change_role
from courses.privacy.erasure.erase import erase
from courses.privacy.retention import age_out
from tests.conftest import NOW, make_account
from tests.organizations.pages import url

PASSWORD = "copper-lantern-river-71"
CANARY = "canary-typed-into-a-form"


@pytest.fixture
def person(db: None) -> User:
    return make_account("anna", password=PASSWORD)


def log_in(name: str, password: str, **headers: str) -> Client:
    client = Client(**headers)
    client.post("/en/account/login/", {"login": name, "password": password})
    return client


def written(*fields: str) -> list[tuple[str, ...]]:
    return list(SecurityEvent.objects.order_by("pk").values_list(*fields))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.x"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::x"),
        ("::1", "::x"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_address_keeps_only_what_a_network_shares(address, kept) -> None:
    assert masked(address) == kept


def test_sign_in_and_wrong_password_are_noted(person) -> None:
    log_in("anna", PASSWORD, REMOTE_ADDR="203.0.113.77")
    log_in("anna", CANARY, REMOTE_ADDR="203.0.113.77")
    log_in("nobody-here", CANARY, REMOTE_ADDR="203.0.113.77")

    assert written("kind", "account", "actor", "address", "about") == [
        ("sign-in", hash_of(person), hash_of(person), "203.0.113.x", ""),
        ("sign-in-failed", hash_of(person), "", "203.0.113.x", "password"),
        ("sign-in-failed", "", "", "203.0.113.x", "password"),
    ]


def test_wrong_password_costs_the_same_queries_for_known_and_unknown(person) -> None:
    asked = []
    for name in ("anna", "nobody-here"):
        with CaptureQueriesContext(connection) as captured:
            log_in(name, "wrong")
        asked.append(len(captured))

    assert asked[0] == asked[1]


def test_wrong_code_of_the_recovery_sheet_and_a_right_one_are_noted(person, client) -> None:
    code = issue_sheet(user=person, now=NOW)[0]
    typed = {"username": "anna", "password1": "seven quiet harbours 28"}
    client.post("/en/account/recover/", {**typed, "code": "AAAA-BBBB-CCCC-DDDD"})
    client.post("/en/account/recover/", {**typed, "code": code})

    assert written("kind", "account", "about") == [
        ("sign-in-failed", hash_of(person), "recovery sheet"),
        ("password-changed", hash_of(person), "recovery sheet"),
    ]


def test_wrong_secret_code_of_a_group_is_noted(member, client) -> None:
    client.post(
        url("group-sign-in"),
        {"code": member.group.code, "nickname": member.nickname, "secret": "wrong-one", "shared": "no"},
    )

    assert written("kind", "account", "about") == [("sign-in-failed", hash_of(member.learner), "secret code")]


def test_card_that_is_none_is_noted_scanned_or_sent(client, db) -> None:
    client.get(url("card", "0" * 26), follow=True, REMOTE_ADDR="203.0.113.77")
    client.post(url("card", "1" * 26), REMOTE_ADDR="203.0.113.77")

    assert (
        written("kind", "account", "actor", "address", "about")
        == [("sign-in-failed", "", "", "203.0.113.x", "card")] * 2
    )


def test_change_of_password_is_noted(person) -> None:
    client = log_in("anna", PASSWORD)
    new = "seven quiet harbours 28"
    client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [kind for (kind,) in written("kind")] == ["sign-in", "password-changed"]


def test_role_changes_say_who_did_it_to_whom(organization, owner, viewer) -> None:
    membership = Membership.objects.get(user=viewer)
    change_role(membership=membership, role=Role.FACILITATOR, actor=owner, now=NOW)

    assert written("kind", "account", "actor", "about")[-1] == (
        "role-changed", hash_of(viewer), hash_of(owner), f"role-changed facilitator, organisation {organization.pk}"
    )  # fmt: skip


def test_look_at_a_person_is_noted_each_time(member, facilitator, facilitator_client) -> None:
    for _ in range(2):
        facilitator_client.get(url("person", member.group_id, member.pk))

    looks = [line for line in written("kind", "account", "actor") if line[0] == "look"]
    assert looks == [("look", hash_of(member.learner), hash_of(facilitator))] * 2


def test_own_export_and_erasure_are_noted_and_the_lines_stay(person) -> None:
    client = log_in("anna", PASSWORD)
    client.post(reverse("privacy:export"))
    key = hash_of(person)
    erase(learner=person, by=person)

    assert written("kind", "account") == [("sign-in", key), ("export", key), ("erased", key)]


def test_no_line_holds_anything_that_was_typed(person) -> None:
    log_in(CANARY, CANARY, REMOTE_ADDR="203.0.113.77")
    log_in("anna", CANARY, REMOTE_ADDR="203.0.113.77")

    held = repr(list(SecurityEvent.objects.values()))
    assert len(written("pk")) == 2
    assert [one for one in (CANARY, "anna", "203.0.113.77") if one in held] == []


def test_lines_of_before_a_key_was_rotated_are_found(person, settings) -> None:
    note(SecurityKind.SIGN_IN, account=person, now=NOW)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-" * 5
    note(SecurityKind.SIGN_IN, account=person, now=NOW)

    assert about_person(SecurityEvent.objects.all(), person).count() == 2


def test_lines_go_after_a_year(person) -> None:
    note(SecurityKind.SIGN_IN, account=person, now=NOW)
    note(SecurityKind.SIGN_IN, account=person, now=NOW + timedelta(days=2))

    age_out(now=NOW + timedelta(days=365))

    assert SecurityEvent.objects.count() == 1


def test_removing_a_second_step_is_noted(person) -> None:
    client = log_in("anna", PASSWORD)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.post("/en/account/2fa/totp/deactivate/")

    assert written("kind", "account", "about")[-1] == ("second-step-removed", hash_of(person), "totp")


# ---- reading it


def listed(capsys, *arguments: str) -> list[str]:
    call_command("security_log", *arguments)
    return capsys.readouterr().out.splitlines()


def test_command_lists_by_day_kind_and_account(person, capsys) -> None:
    other = make_account("bo")
    note(SecurityKind.SIGN_IN, account=person, actor=person, address="203.0.113.77", now=NOW)
    note(SecurityKind.LOOK, account=person, actor=other, about="group 7", now=NOW)
    note(SecurityKind.SIGN_IN, account=other, actor=other, now=NOW + timedelta(days=1))
    day, next_day = "2026-11-25", "2026-11-26"

    assert listed(capsys, "--from", day, "--to", day) == [
        f"2026-11-25 17:00:00  sign-in             account {hash_of(person)} from 203.0.113.x",
        f"2026-11-25 17:00:00  look                account {hash_of(person)} by {hash_of(other)} (group 7)",
    ]
    assert len(listed(capsys, "--from", day, "--to", next_day, "--kind", "sign-in")) == 2
    assert len(listed(capsys, "--from", day, "--to", next_day, "--user-name", "bo")) == 2
    assert listed(capsys, "--from", "2026-11-01", "--to", "2026-11-02") == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--from", "yesterday"], r"is no day. Write it like \d{4}-\d{2}-\d{2}"),
        (["--kind", "nonsense"], "choose from 'sign-in'"),
        (["--user-name", "nobody-here"], "There is no account"),
        (["--from", "2026-12-01", "--to", "2026-11-01"], "--from is after --to: 2026-12-01 and 2026-11-01."),
    ],
)
@pytest.mark.django_db
def test_command_says_what_is_allowed(arguments, says) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("security_log", *arguments)

    assert re.search(says, str(refused.value))
