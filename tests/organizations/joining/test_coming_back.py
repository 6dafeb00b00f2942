"""Coming back by code, nickname and secret code, or by card; how often anybody may guess, and what that leaves."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.test import Client
from django.utils import timezone

from courses.accounts.rate_limits.throttle import LIMITS
from courses.organizations.groups import members
from courses.organizations.groups.members import CARD_LETTERS
from courses.organizations.joining.secret_codes import LEAST, LEAST_DIGITS, hashed
from courses.organizations.models import Card, Event, Group, Member
from courses.organizations.models.groups import CODE_LETTERS
from courses.organizations.short_links.codes import ALPHABET
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db
SECRET = "maple7tea"
YEAR = 365 * 86_400


@pytest.fixture
def returning(group) -> Member:
    return make_member(group, secret=hashed(SECRET))


def come_back(client: Client, group: Group, **values: str):
    return client.post(url("group-sign-in"), {"code": group.code, "nickname": "小林", "secret": SECRET, **values})


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


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


# ---- guessing


def test_nickname_is_closed_after_five_misses_and_opened_by_a_reset(group, returning, facilitator_client) -> None:
    codes = [come_back(Client(), group, secret=f"wrong{number}code").status_code for number in range(6)]
    locked = come_back(Client(), group).status_code
    page = facilitator_client.get(url("access", group.pk, returning.pk)).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    shown = facilitator_client.post(url("secret-reset", group.pk, returning.pk), {"key": key}).content.decode()
    secret = re.search(r'nowrap">([2-9A-Z-]{9})<', shown)[1]

    assert (codes, locked) == ([422] * 5 + [429], 429)
    assert come_back(Client(), group, secret=secret).status_code == 303


def test_nicknames_that_are_not_there_are_closed_alike(group, returning) -> None:
    codes = [come_back(Client(), group, nickname="nobody").status_code for _time in range(6)]

    assert codes == [422] * 5 + [429]


def test_address_is_closed_when_many_codes_are_tried(group, returning, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group_sign_in", "3/m")

    codes = [come_back(Client(), group, code=f"ZZZZZZZ{number}").status_code for number in range(2, 6)]

    assert codes == [422] * 3 + [429]


def test_codes_are_closed_to_an_address_that_tries_many(group, client, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group", "3/m")

    misses = [client.get(url("join", f"ZZZZ{number:04}")).status_code for number in range(3)]

    assert (set(misses), client.get(url("join", group.code)).status_code) == ({422}, 429)
    assert client.get(url("join", group.code), REMOTE_ADDR="203.0.113.9").status_code == 200


def test_nobody_may_try_while_attempts_cannot_be_counted(group, returning, client, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}

    codes = [come_back(client, group).status_code, client.get(url("join", group.code)).status_code]

    assert codes == [503, 503]


def allowed_a_year(rates: str) -> float:
    """The most tries a year that a limit's rates leave, each written like 5/300s."""
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
    least = float("inf")
    for rate in rates.split(","):
        amount, length = rate.split("/")
        duration = seconds[length[-1]] * int(length[:-1] or 1)
        least = min(least, int(amount) * YEAR / duration)
    return least


def test_odds_of_guessing_are_small(capsys) -> None:
    """Somebody who never stops: within a year, from one address or household."""
    weakest = min(len(ALPHABET) ** LEAST, 10**LEAST_DIGITS)  # a random code of the shortest allowed kind
    groups = 1_000
    odds = {
        "one nickname": allowed_a_year(LIMITS["group_sign_in_name"]) / weakest,
        "any nickname of one group": allowed_a_year(LIMITS["group_sign_in_room"]) / weakest,
        "any nickname of one group under attack": allowed_a_year(LIMITS["group_sign_in_slow"]) / weakest,
        f"the code of any of {groups} groups": groups
        * allowed_a_year(LIMITS["group"]) / len(ALPHABET) ** CODE_LETTERS,
        "the letters of any of 500 cards of a group": 500
        * allowed_a_year(LIMITS["card_letters"]) / len(ALPHABET) ** CARD_LETTERS,
        "any of 100,000 cards": 100_000 * allowed_a_year(LIMITS["long_code"]) / 2**128,
    }  # fmt: skip
    with capsys.disabled():
        print("\n" + "\n".join(f"odds within a year of guessing {what}: {chance:.1e}" for what, chance in odds.items()))

    assert odds["one nickname"] < 1e-4
    assert odds["any nickname of one group"] < 1e-3
    assert odds["any nickname of one group under attack"] < 4e-4
    assert odds[f"the code of any of {groups} groups"] < 0.05
    assert odds["the letters of any of 500 cards of a group"] < 1e-4
    assert odds["any of 100,000 cards"] < 1e-25


# ---- cards


def issue(member: Member, actor) -> str:
    return members.issue_cards(group=member.group, members=[member], actor=actor, now=timezone.now())[0].token


def test_looking_at_a_card_signs_nobody_in(group, member, facilitator, client) -> None:
    token = issue(member, facilitator)

    page = client.get(url("card", token), follow=True)
    client.head(url("card", token), follow=True)

    assert (page.status_code, "小林" in page.content.decode(), is_signed_in(client)) == (200, True, False)


def test_yes_on_a_card_signs_in_and_leads_to_a_clean_address(group, member, facilitator, client) -> None:
    token = issue(member, facilitator)

    answer = client.post(url("card", token))

    assert (answer.status_code, answer["Location"]) == (303, url("mine"))
    assert client.session[SESSION_KEY] == str(member.learner_id)
    assert token not in answer["Location"]


def test_scanned_address_in_capitals_leads_to_the_page(group, member, facilitator, client) -> None:
    token = issue(member, facilitator)

    answer = client.get(f"/C/{token.upper()}", headers={"accept-language": "en"})

    assert answer["Location"] == url("card-here")
    assert "Sign in as" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("state", ["voided", "reissued", "archived", "deactivated", "unknown"])
def test_card_that_does_not_count_is_not_there(group, member, facilitator, client, state: str) -> None:
    token = issue(member, facilitator)
    if state == "voided":
        Card.objects.update(voided_at=NOW)
    elif state == "reissued":
        issue(member, facilitator)
    elif state == "archived":
        Group.objects.update(archived_at=NOW)
    elif state == "deactivated":
        type(member.learner).objects.filter(pk=member.learner_id).update(is_active=False)
    else:
        token = "a" * 26

    codes = [client.get(url("card", token), follow=True).status_code, client.post(url("card", token)).status_code]

    assert (codes, is_signed_in(client)) == ([404, 404], False)


def test_first_visit_by_card_asks_age_and_says_what_is_seen(group, facilitator, client) -> None:
    waiting = members.list_member(group=group, nickname="小王", consent="", actor=facilitator, now=timezone.now())
    answer = client.post(url("card", issue(waiting, facilitator)))
    page = client.get(answer["Location"]).content.decode()

    unsaid = client.post(answer["Location"], {}).status_code
    client.post(answer["Location"], {"age": "14"})

    waiting.refresh_from_db()
    assert (answer["Location"], "single answers" in page, unsaid) == (url("welcome", waiting.pk), True, 422)
    assert (waiting.joined_at is not None, waiting.secret, Event.objects.latest("pk").what) == (True, "", "joined")


def test_first_visit_of_a_child_by_card_needs_consent(group, facilitator, client) -> None:
    waiting = members.list_member(group=group, nickname="小王", consent="", actor=facilitator, now=timezone.now())
    address = client.post(url("card", issue(waiting, facilitator)))["Location"]

    refused = client.post(address, {"age": "under"})
    members.record_consent(member=waiting, who="parent", actor=facilitator, now=timezone.now())
    client.post(address, {"age": "under"})

    waiting.refresh_from_db()
    assert (refused.status_code, waiting.joined_at is not None) == (200, True)


def test_card_in_a_shared_room_signs_in_for_a_short_time(organization, facilitator, client) -> None:
    group = make_group(organization, mode=Group.SHARED_ROOM)

    client.post(url("card", issue(make_member(group), facilitator)))

    assert client.session["life"]["shared"] is True


def test_pages_with_a_way_in_are_never_kept(group, member, facilitator, client) -> None:
    pages = [
        client.get(address)
        for address in (
            url("card", issue(member, facilitator)),
            url("card-here"),
            url("join", group.code),
            url("group-sign-in"),
        )
    ]

    assert {page["Cache-Control"] for page in pages} == {"no-store"}


@pytest.mark.parametrize("address", ["https://x.example/j/{}", "x.example/zh-hans/join/{}/.", "HTTPS://X.EXAMPLE/J/{}"])
def test_pasted_join_link_signs_in_as_the_groups_code(group, returning, client, address: str) -> None:
    assert come_back(client, group, code=address.format(group.code)).status_code == 303


@pytest.mark.parametrize("secret", ["maple\u200b7tea", "maple\N{HORIZONTAL BAR}7\N{MINUS SIGN}tea", "\ufeffMAPLE７tea"])
def test_secret_code_is_folded_as_phones_write_it(group, returning, client, secret: str) -> None:
    assert come_back(client, group, secret=secret).status_code == 303


def test_secret_code_that_was_hashed_with_a_rare_dash_still_opens(group, returning, client) -> None:
    type(returning).objects.update(secret=make_password("maple\N{HORIZONTAL BAR}7tea"))

    assert come_back(client, group, secret="maple\N{HORIZONTAL BAR}7tea").status_code == 303
