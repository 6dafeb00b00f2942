"""Whose a record is: strangers meet a 404, wrong methods a 405, and no page is kept or slow."""

import pytest
from django.test import Client

from courses.learning.models import LearningRecord
from tests.conftest import make_account, make_guest, sign_in
from tests.learning.sharing.certificates.holder import CANARY, Holder, own_key, passed, recorded, snapshot

pytestmark = pytest.mark.django_db
PARTS = ("", "change/")
POSTS = ("change", "reissue", "revoke", "restore")


def other_browser(kind: str, settings) -> Client:
    client = Client()
    if kind == "guest":
        make_guest("another-guest-of-tests")
        client.cookies[settings.VISITOR_COOKIE_NAME] = "another-guest-of-tests"
    elif kind == "account":
        sign_in(client, make_account("other"))
    return client


@pytest.mark.parametrize("kind", ["visitor", "guest", "account"])
def test_record_of_another_learner_is_the_404_of_one_that_does_not_exist(holder, settings, kind) -> None:
    record, other = holder.issued(name=CANARY, keeps_name="on"), other_browser(kind, settings)
    key, before = own_key(other), snapshot()

    for part in PARTS:
        there = other.get(holder.page(record, part))
        nowhere = other.get(holder.page(record, part).replace(f"/{record.pk}/", "/999999/"))
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert CANARY not in there.content.decode()
    for what in POSTS:
        assert other.post(holder.page(record, f"{what}/"), {"key": key, "name": "x"}).status_code == 404
    assert snapshot() == before


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_odd_number_is_404(holder, number) -> None:
    assert holder.client.get(f"{holder.root}{number}/").status_code == 404


def test_press_after_the_session_ended_leads_to_sign_in_for_every_number(account, account_client) -> None:
    record, holder = recorded(account), Holder(account_client)
    key = holder.key(holder.page(record))
    account_client.logout()

    for number in (record.pk, 999_999):
        reply = account_client.post(f"{holder.root}{number}/revoke/", {"key": key})
        assert reply.status_code == 302
        assert reply["Location"] == f"/en/account/login/?next=%2Fen%2Fme%2Frecords%2F{number}%2F&why=form"
    assert LearningRecord.objects.get().revoked_at is None


def test_wrong_methods_are_405(holder) -> None:
    record = holder.issued()

    posts = [holder.client.post(address).status_code for address in (holder.root, holder.page(record))]
    gets = [holder.client.get(holder.page(record, f"{what}/")).status_code for what in POSTS if what != "change"]
    others = [
        holder.client.put(holder.new_page).status_code,
        holder.client.delete(holder.page(record, "change/")).status_code,
    ]

    assert posts + others == [405] * 4
    assert gets == [302] * 3


def test_own_pages_are_never_kept_by_a_cache(holder) -> None:
    record = holder.issued()
    pages = [holder.root, holder.new_page, holder.page(record), holder.page(record, "change/")]

    assert [holder.client.get(page)["Cache-Control"] for page in pages] == ["no-store"] * 4


@pytest.mark.parametrize(("part", "most"), [("list", 3), ("new", 3), ("record", 4), ("change", 3)])
def test_pages_need_the_same_few_queries_however_many_records(
    holder, guest, part, most, django_assert_max_num_queries
) -> None:  # fmt: skip
    records = [recorded(guest, letter * 26) for letter in "ABCDEFGH"]
    addresses = {
        "list": holder.root, "new": holder.new_page, "record": holder.page(records[0]),
        "change": holder.page(records[0], "change/"),
    }  # fmt: skip

    with django_assert_max_num_queries(most):
        assert holder.client.get(addresses[part]).status_code == 200


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_open_in_both_languages_and_keep_the_switch(guest, guest_client, language) -> None:
    passed(guest)
    holder = Holder(guest_client, language)
    record = holder.issued()
    other = "zh-hans" if language == "en" else "en"

    for address in (holder.root, holder.new_page, holder.page(record), holder.page(record, "change/")):
        page = holder.text(address)
        assert page.count("<h1") == 1
        assert f'href="{address.replace(f"/{language}/", f"/{other}/", 1)}" lang=' in page
