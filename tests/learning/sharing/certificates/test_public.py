"""The public check: only what was ticked, one answer for every code that is not valid, and a limit on trying."""

import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from courses.learning.models import LearningRecord
from courses.learning.sharing.certificates.codes import new_code
from tests.learning.sharing.certificates.holder import CANARY, recorded

pytestmark = pytest.mark.django_db
CODE = "K7M4PQ9TX2RWBD5HJNS8VYZ3AC"
SPACED = "k7m4p q9tx2-rwbd5 ｈｊｎｓ８　vyz3ac"
VERIFY = "/en/verify/"


def public(code: str, language: str = "en") -> str:
    return f"/{language}/v/{code}/"


@pytest.fixture
def record(guest) -> LearningRecord:
    return recorded(guest, CODE, name=CANARY, shows_name=False, shows_date=False, shows_score=False)


def tick(record: LearningRecord, **ticks: bool) -> None:
    LearningRecord.objects.filter(pk=record.pk).update(**ticks)


# ---- what is shown


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_nothing_is_shown_but_course_and_version_unless_ticked(stranger, record, course, language) -> None:
    reply = stranger.get(public(CODE, language))

    page = reply.content.decode() + str(reply.headers)
    assert reply.status_code == 200
    assert ("Reading a loan" if language == "en" else "看懂一笔贷款") in page
    assert f"<dd>{course.version}</dd>" in page
    assert CANARY not in page
    assert "2026" not in page
    assert "9 of 10" not in page
    assert len(re.findall("<dt>", page)) == 2


@pytest.mark.parametrize(
    ("ticks", "seen", "hidden"),
    [
        ({"shows_name": True}, [CANARY], ["2026", "9 of 10"]),
        ({"shows_date": True}, ["2026"], [CANARY, "9 of 10"]),
        ({"shows_score": True}, ["9 of 10 right"], [CANARY, "2026"]),
        ({"shows_name": True, "shows_date": True, "shows_score": True}, [CANARY, "2026", "9 of 10 right"], []),
    ],
)
def test_each_tick_shows_its_own_field_only(stranger, record, ticks, seen, hidden) -> None:
    tick(record, **ticks)

    page = stranger.get(public(CODE)).content.decode()

    assert [text for text in seen if text not in page] == []
    assert [text for text in hidden if text in page] == []


def test_nothing_else_about_the_person_is_shown(record, account, stranger) -> None:
    account.username, account.email = "canary-username", "canary@example.org"
    account.save()
    LearningRecord.objects.update(learner=account)

    page = stranger.get(public(CODE)).content.decode()

    assert "canary" not in page.casefold()


def test_public_page_says_what_it_is_and_is_not(stranger, record) -> None:
    tick(record, shows_name=True)

    page = stranger.get(public(CODE)).content.decode()

    assert "This learning record is valid" in page
    assert "not a qualification" in page
    assert "we have not checked who it is" in page


def test_public_pages_are_listed_nowhere_kept_nowhere_and_set_no_cookie(stranger, record) -> None:
    addresses = [public(CODE), public(new_code()), f"/v/{CODE}", VERIFY, f"{VERIFY}?code=", f"{VERIFY}?code={CODE}"]
    for address in addresses:
        reply = stranger.get(address)
        assert (reply["X-Robots-Tag"], reply["Cache-Control"]) == ("noindex, nofollow", "no-store"), address
        assert reply["Referrer-Policy"] == "same-origin"
        assert not reply.cookies


def test_public_page_asks_one_question_of_the_database(stranger, record, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        stranger.get(public(CODE))
    with django_assert_num_queries(1):
        stranger.get(public(new_code()))
    tick(record, revoked_at=timezone.now())
    with django_assert_num_queries(1):
        stranger.get(public(CODE))


# ---- codes that are not valid


def test_unknown_revoked_and_malformed_codes_get_the_same_answer_byte_for_byte(stranger, record) -> None:
    tick(record, revoked_at=timezone.now(), shows_name=True)

    replies = [stranger.get(public(code)) for code in (CODE, new_code(), "short", "0" * 26, "%3Cscript%3E", "名字")]

    assert {reply.status_code for reply in replies} == {404}
    assert len({reply.content for reply in replies}) == 1
    assert (
        len(
            {
                str(sorted(header for header in reply.headers.items() if header[0] != "X-Request-ID"))
                for reply in replies
            }
        )
        == 1
    )
    assert "No valid record has this code" in replies[0].content.decode()


def test_form_keeps_what_was_typed_and_says_nothing_more(stranger, record) -> None:
    tick(record, revoked_at=timezone.now())
    typed = [CODE, new_code(), "SHORT"]

    replies = [stranger.get(VERIFY, {"code": one}) for one in typed]

    assert {reply.status_code for reply in replies} == {404}
    assert all(f'value="{one}"' in reply.content.decode() for one, reply in zip(typed, replies, strict=True))
    bare = {reply.content.decode().replace(one, "") for one, reply in zip(typed, replies, strict=True)}
    assert len(bare) == 1


def test_empty_or_endless_code_is_422(stranger) -> None:
    empty, endless = stranger.get(f"{VERIFY}?code=%20"), stranger.get(VERIFY, {"code": "A" * 301})

    assert (empty.status_code, endless.status_code) == (422, 422)
    assert "Enter the code that stands on the record" in empty.content.decode()
    assert "This is too long for a code" in endless.content.decode()


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), SPACED, f" {CODE}\n", f"https://testserver/v/{CODE}"])
def test_form_leads_to_the_record_however_the_code_is_typed(stranger, record, typed) -> None:
    reply = stranger.get(VERIFY, {"code": typed})

    assert (reply.status_code, reply["Location"]) == (302, public(CODE))


@pytest.mark.parametrize("typed", [CODE.lower(), "k7m4p-q9tx2-rwbd5-hjns8-vyz3ac", "K7M4P Q9TX2 RWBD5 HJNS8 VYZ3AC"])
def test_public_page_forgives_what_is_typed_in_the_address(stranger, record, typed) -> None:
    assert stranger.get(public(typed)).status_code == 200


# ---- the short address


@pytest.mark.parametrize(("accepts", "language"), [("en-GB", "en"), ("zh-CN", "zh-hans"), ("fr", "zh-hans")])
def test_short_address_leads_in_one_step_to_the_readers_language(record, accepts, language) -> None:
    client = Client(headers={"accept-language": accepts})

    reply = client.get(f"/v/{CODE}", follow=True)

    assert reply.redirect_chain == [(public(CODE, language), 302)]
    assert reply.status_code == 200


@pytest.mark.parametrize("address", [f"/V/{CODE}", f"/v/{CODE}/", f"/v/{CODE.lower()}", f"/v/{SPACED}"])
def test_short_address_forgives_too(record, address) -> None:
    reply = Client(headers={"accept-language": "en"}).get(address, follow=True)

    assert reply.redirect_chain == [(public(CODE), 302)]
    assert reply.status_code == 200


@pytest.mark.parametrize("address", ["/v", "/v/", "/V"])
def test_short_address_without_a_code_leads_to_the_form(db, address) -> None:
    reply = Client(headers={"accept-language": "en"}).get(address)

    assert (reply.status_code, reply["Location"]) == (302, VERIFY)


@pytest.mark.parametrize("code", ["%0d%0aSet-Cookie:x", "..", "%00", "%ff", "https:", "a" * 3_000, "@evil.example"])
def test_odd_code_in_the_short_address_stays_on_this_site_and_is_404(db, code) -> None:
    reply = Client(headers={"accept-language": "en"}).get(f"/v/{code}", follow=True)

    assert reply.status_code == 404
    assert all(place.startswith("/en/v/") for place, _ in reply.redirect_chain)


@pytest.mark.parametrize("address", [f"/v/{CODE}", public(CODE), VERIFY])
def test_public_pages_only_show(stranger, record, address) -> None:
    assert stranger.post(address, {"code": CODE}).status_code == 405
    assert stranger.put(address).status_code == 405
    assert stranger.head(address).content == b""


# ---- the limit


HERE, MOST = "203.0.113.7", 10


def miss(client: Client, times: int, address: str = HERE) -> list[int]:
    return [client.get(public(new_code()), REMOTE_ADDR=address).status_code for _ in range(times)]


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-25 09:00:05+00:00", tick=False) as travelling:
        yield travelling


def test_after_ten_misses_in_a_minute_wrong_codes_are_429_and_right_ones_are_shown(stranger, record, clock) -> None:
    statuses = miss(stranger, MOST + 1)

    refused = stranger.get(public(new_code()), REMOTE_ADDR=HERE)
    typed = stranger.get(VERIFY, {"code": new_code()}, REMOTE_ADDR=HERE)
    assert statuses == [404] * MOST + [429]
    assert (refused.status_code, typed.status_code) == (429, 429)
    assert refused["X-Robots-Tag"] == "noindex, nofollow"
    assert stranger.get(public(CODE), REMOTE_ADDR=HERE).status_code == 200
    assert stranger.get(VERIFY, {"code": CODE}, REMOTE_ADDR=HERE).status_code == 302


def test_limit_looks_the_same_for_every_wrong_code(stranger, record, clock) -> None:
    miss(stranger, MOST)

    replies = [stranger.get(public(code), REMOTE_ADDR=HERE) for code in (new_code(), new_code(), "short")]
    pages = {reply.content.replace(reply["X-Request-ID"].encode(), b"") for reply in replies}

    assert ({reply.status_code for reply in replies}, len(pages)) == ({429}, 1)


def test_limit_ends_with_the_minute_and_counts_by_address(stranger, record, clock) -> None:
    miss(stranger, MOST)
    elsewhere = miss(stranger, 1, "203.0.113.8")
    clock.shift(60)

    assert (elsewhere, miss(stranger, 1)) == ([404], [404])


@pytest.mark.parametrize("form", ["::ffff:{}", "::FFFF:{}", "64:ff9b::{}", "{}"])
def test_ten_wrong_codes_from_one_mapped_address_close_nothing_for_others(stranger, record, clock, form) -> None:
    closed = miss(stranger, MOST + 1, form.format("203.0.113.7"))[-1]

    assert (closed, miss(stranger, 1, form.format("203.0.113.8"))) == (429, [404])
    assert stranger.get(public(CODE), REMOTE_ADDR=form.format("203.0.113.8")).status_code == 200


def test_mapped_address_is_the_same_reader_as_the_plain_one(stranger, record, clock) -> None:
    miss(stranger, MOST, "::ffff:203.0.113.7")

    assert miss(stranger, 1, "203.0.113.7") == [429]


def test_addresses_of_one_ipv6_network_count_together(stranger, record, clock) -> None:
    for number in range(MOST):
        miss(stranger, 1, f"2001:db8::{number + 1:x}")

    assert miss(stranger, 1, "2001:db8::ffff") == [429]
    assert miss(stranger, 1, "2001:db8:0:1::1") == [404]


def test_behind_a_proxy_the_reader_is_counted_and_not_the_proxy(stranger, record, clock, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    behind = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}
    for _time in range(MOST):
        stranger.get(public(new_code()), **behind)

    same = stranger.get(public(new_code()), **{**behind, "HTTP_X_FORWARDED_FOR": "192.0.2.1, 203.0.113.7"})
    other = stranger.get(public(new_code()), **{**behind, "HTTP_X_FORWARDED_FOR": "203.0.113.8"})
    assert (same.status_code, other.status_code) == (429, 404)


def test_checks_of_valid_records_are_not_counted(stranger, record, clock) -> None:
    statuses = {stranger.get(public(CODE)).status_code for _ in range(3 * MOST)}

    assert statuses == {200}


def test_check_goes_on_where_the_cache_is_away(stranger, record, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}

    assert stranger.get(public(CODE)).status_code == 200
    assert stranger.get(public(new_code())).status_code == 404
