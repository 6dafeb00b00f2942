"""A learner's own records: issuing, what they show, changing, re-issuing, revoking, undoing; and whose they are."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from courses.learning.models import LearningRecord
from tests.conftest import make_account, make_guest, sign_in
from tests.learning.records.holder import CANARY, COURSE, Holder, own_key, passed, recorded

pytestmark = pytest.mark.django_db
PARTS = ("", "change/")
POSTS = ("change", "reissue", "revoke", "restore")


def snapshot() -> list[tuple]:
    return list(LearningRecord.objects.order_by("pk").values_list())


# ---- issuing


def test_record_holds_the_best_passed_check(holder, guest) -> None:
    passed(guest, right=10)
    passed(guest, right=8)

    record = holder.issued(shows_date="on")

    assert (record.right, record.asked, record.course, record.course_version) == (10, 10, COURSE, 1)
    assert record.passed_on == date(2026, 11, 21)
    assert (record.name, record.shows_name, record.shows_date, record.shows_score) == ("", False, True, False)
    assert record.learner == guest


@pytest.mark.parametrize("kind", ["visitor", "guest", "failed", "diagnostic only"])
def test_without_a_passed_check_there_is_a_page_that_says_so_and_no_record(db, kind) -> None:
    client = Client()
    if kind != "visitor":
        account = make_account()
        sign_in(client, account)
        if kind == "failed":
            passed(account, right=5, is_passed=False)
        elif kind == "diagnostic only":
            passed(account, kind="diagnostic")
    holder = Holder(client)

    shown, sent = client.get(holder.new_page), holder.issue(key=own_key(client))

    assert (shown.status_code, sent.status_code) == (200, 409)
    for page in (shown.content.decode(), sent.content.decode()):
        assert "Pass the check first" in page
        assert f'href="/en/courses/{COURSE}/check/"' in page
    assert LearningRecord.objects.count() == 0


def test_course_that_does_not_exist_is_404(holder) -> None:
    assert holder.client.get(f"{holder.root}new/no-such-course/").status_code == 404


def test_name_is_kept_only_with_its_tick(holder) -> None:
    without, with_tick = holder.issued(name=CANARY), holder.issued(name=CANARY, keeps_name="on")

    assert (without.name, without.shows_name) == ("", False)
    assert (with_tick.name, with_tick.shows_name) == (CANARY, True)


def test_tick_without_a_name_is_422_and_nothing_is_lost(holder) -> None:
    reply = holder.issue(name=" ", keeps_name="on", shows_score="on")

    page = reply.content.decode()
    assert reply.status_code == 422
    assert "Enter your name, or take away the tick that keeps it" in page
    assert len(re.findall(r'name="(?:keeps_name|shows_score)"[^>]* checked', page)) == 2
    assert "<title>Error: " in page
    assert LearningRecord.objects.count() == 0


def test_same_form_sent_twice_makes_one_record(holder) -> None:
    key = holder.key()
    replies = [holder.issue(key=key, name=CANARY, keeps_name="on") for _ in range(3)]

    assert {reply.status_code for reply in replies} == {303}
    assert len({reply["Location"] for reply in replies}) == 1
    assert LearningRecord.objects.count() == 1


def test_same_form_with_other_words_keeps_the_first_and_says_so(holder) -> None:
    key = holder.key()
    holder.issue(key=key, name="First", keeps_name="on")

    reply = holder.issue(key=key, name="Second", keeps_name="on")

    page = holder.text(reply["Location"])
    assert LearningRecord.objects.get().name == "First"
    assert "This form had been sent before" in page


def test_form_of_somebody_else_records_nothing_and_keeps_what_was_typed(holder, stranger) -> None:
    foreign = own_key(stranger)

    replies = [holder.issue(key=foreign, name=CANARY), holder.issue(key=" ", name=CANARY), holder.issue(key="x" * 99)]

    assert [reply.status_code for reply in replies] == [422, 422, 422]
    assert all("opened earlier or by somebody else" in reply.content.decode() for reply in replies)
    assert CANARY in replies[0].content.decode()
    assert LearningRecord.objects.count() == 0


def test_form_sent_after_signing_out_offers_signing_in(account, account_client) -> None:
    passed(account)
    key = Holder(account_client).key()
    account_client.logout()

    reply = Holder(account_client).issue(key=key, name=CANARY)

    page = reply.content.decode()
    assert reply.status_code == 422
    assert f"/en/account/login/?next=%2Fen%2Fme%2Frecords%2Fnew%2F{COURSE}%2F" in page
    assert CANARY in page


# ---- the record's page


def test_page_for_print_shows_course_outcomes_version_day_and_name(holder, course) -> None:
    record = holder.issued(name=CANARY, keeps_name="on", shows_date="on", shows_score="on")

    page = holder.text(holder.page(record))

    assert "A learning record, not a qualification" in page
    assert "Reading a loan</h2>" in page
    assert f"<bdi>{CANARY}</bdi>" in page
    assert "Nov. 21, 2026" in page or "21 November 2026" in page or "November 21, 2026" in page
    assert "9 of 10 right" in page
    assert page.count("<li>") >= sum(len(lesson.outcomes) for lesson in course.lessons)
    assert "yearly rate" in page
    assert 'role="img"' in page
    assert "Name, written by hand" not in page
    assert "data-print" in page


def test_page_without_a_name_has_a_line_to_write_it(holder) -> None:
    record = holder.issued()

    page = holder.text(holder.page(record))

    assert '<span class="write"></span>' in page
    assert "Name, written by hand" in page
    assert "9 of 10 right" not in page
    assert "passed on" not in page


def test_code_stands_beside_the_picture_as_text(holder) -> None:
    record = holder.issued()

    page = holder.text(holder.page(record))

    assert "".join(re.findall(r'<code class="nowrap">(\w+)</code>', page)) == record.code
    assert "testserver/v" in page


def test_what_was_learned_is_left_out_when_the_course_was_revised_since(holder, guest) -> None:
    record = recorded(guest, course_version=7)

    page = holder.text(holder.page(record))

    assert "What was learned" not in page
    assert "it is now at version 1" in page


def test_record_of_a_course_that_is_gone_still_opens(holder, guest, stranger) -> None:
    record = recorded(guest, course="retired-course")

    assert "retired-course" in holder.text(holder.page(record))
    assert "retired-course" in stranger.get(f"/en/v/{record.code}/").content.decode()


def test_typed_name_is_text_never_markup(holder) -> None:
    record = holder.issued(name="<b onclick=x>Ann</b>", keeps_name="on")

    for page in (holder.text(holder.page(record)), holder.text(f"/en/v/{record.code}/"), holder.text(holder.root)):
        assert "<bdi>&lt;b onclick=x&gt;Ann&lt;/b&gt;</bdi>" in page
        assert "<b onclick" not in page


def test_guest_is_told_how_long_a_record_lasts_and_an_account_is_not(holder, account, account_client) -> None:
    mine = recorded(account)
    theirs = holder.issued()

    assert "belongs to the cookie in this browser" in holder.text(holder.page(theirs))
    assert "belongs to the cookie" not in Holder(account_client).text(Holder(account_client).page(mine))


# ---- the list


def test_list_names_valid_and_revoked_ones_apart(holder, guest) -> None:
    valid, revoked = recorded(guest), recorded(guest, "B" * 26, revoked_at=timezone.now())

    above, below = holder.text(holder.root).split("<h2>Revoked</h2>")

    assert holder.page(valid) in above
    assert holder.page(revoked) in below
    assert holder.new_page not in above + below


def test_list_of_a_learner_who_passed_offers_to_make_one(holder) -> None:
    page = holder.text(holder.root)

    assert f'href="{holder.new_page}"' in page
    assert "Make a record of “Reading a loan”" in page


def test_list_of_a_visitor_is_empty_and_leads_to_the_courses(stranger) -> None:
    page = stranger.get("/en/me/records/").content.decode()

    assert "There is nothing here yet" in page
    assert '<a class="button main" href="/en/courses/">' in page


# ---- changing, re-issuing, revoking


def test_change_keeps_the_code_and_shows_what_is_ticked_now(holder, stranger) -> None:
    record = holder.issued(name=CANARY, keeps_name="on", shows_date="on")

    reply = holder.press(record, "change", name="New Name", keeps_name="on", shows_score="on")

    changed = LearningRecord.objects.get()
    assert (reply.status_code, reply["Location"]) == (303, holder.page(record))
    assert (changed.code, changed.name, changed.shows_date, changed.shows_score) == (
        record.code,
        "New Name",
        False,
        True,
    )
    public = stranger.get(f"/en/v/{record.code}/").content.decode()
    assert "New Name" in public
    assert CANARY not in public


def test_change_without_the_tick_forgets_the_name(holder) -> None:
    record = holder.issued(name=CANARY, keeps_name="on")

    holder.press(record, "change", name=CANARY)

    assert (LearningRecord.objects.get().name, LearningRecord.objects.get().shows_name) == ("", False)


def test_change_that_is_refused_is_422_with_what_was_typed(holder) -> None:
    record = holder.issued()

    reply = holder.press(record, "change", name="x" * 41, keeps_name="on")

    assert reply.status_code == 422
    assert "x" * 41 in reply.content.decode()
    assert "Use at most 40 letters" in reply.content.decode()


def test_reissue_gives_a_new_code_and_ends_the_old_one(holder, stranger) -> None:
    old = holder.issued(name=CANARY, keeps_name="on", shows_score="on")

    reply = holder.press(old, "reissue")

    new = LearningRecord.objects.get(revoked_at=None)
    assert (reply.status_code, reply["Location"]) == (303, f"{holder.page(new)}?new=1")
    assert new.code != old.code
    assert (new.name, new.shows_score, new.right, new.passed_on) == (CANARY, True, old.right, old.passed_on)
    assert stranger.get(f"/en/v/{old.code}/").status_code == 404
    assert stranger.get(f"/en/v/{new.code}/").status_code == 200


def test_reissue_pressed_again_makes_no_third_record(holder) -> None:
    old = holder.issued()
    key = holder.key(holder.page(old))

    places = {holder.press(old, "reissue", key=key)["Location"] for _ in range(2)}
    places.add(holder.press(old, "reissue", key=own_key(holder.client))["Location"])

    assert len(places) == 1
    assert LearningRecord.objects.count() == 2


def test_reissue_again_and_again_leaves_one_valid_code(holder) -> None:
    record = holder.issued()
    for _ in range(3):
        holder.press(record, "reissue")
        record = LearningRecord.objects.order_by("-pk")[0]

    assert LearningRecord.objects.count() == 4
    assert list(LearningRecord.objects.filter(revoked_at=None)) == [record]


def test_undo_of_a_reissue_brings_the_old_code_back_and_ends_the_new_one(holder, stranger) -> None:
    old = holder.issued()
    holder.press(old, "reissue")
    new = LearningRecord.objects.get(revoked_at=None)

    page = holder.text(f"{holder.page(new)}?new=1")
    assert f'action="{holder.page(old, "restore/")}"' in page
    holder.press(old, "restore", key=holder.key(holder.page(new)))

    assert stranger.get(f"/en/v/{old.code}/").status_code == 200
    assert stranger.get(f"/en/v/{new.code}/").status_code == 404


def test_revoked_record_can_be_restored_within_ten_minutes(holder, stranger) -> None:
    record = holder.issued()
    holder.press(record, "revoke")
    page = holder.text(holder.page(record))
    gone = stranger.get(f"/en/v/{record.code}/").status_code

    holder.press(record, "restore")

    assert "Its code does not work any more" in page
    assert record.code[:5] not in page
    assert 'role="img"' not in page
    assert (gone, stranger.get(f"/en/v/{record.code}/").status_code) == (404, 200)
    assert LearningRecord.objects.get().revoked_at is None


def test_restoring_later_is_refused_with_a_plain_page(holder) -> None:
    record = holder.issued()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        holder.press(record, "revoke")
        clock.shift(timedelta(minutes=10))
        page = holder.text(holder.page(record))
        reply = holder.press(record, "restore", key=own_key(holder.client))

    assert "Undo" not in page
    assert reply.status_code == 409
    assert "This can no longer be undone" in reply.content.decode()
    assert LearningRecord.objects.get().revoked_at is not None


def test_revoking_again_keeps_the_first_time(holder) -> None:
    record = holder.issued()
    holder.press(record, "revoke")
    first = LearningRecord.objects.get().revoked_at

    holder.press(record, "revoke", key=own_key(holder.client))

    assert LearningRecord.objects.get().revoked_at == first


@pytest.mark.parametrize("what", ["reissue", "revoke", "restore"])
def test_press_with_a_foreign_form_changes_nothing(holder, stranger, what) -> None:
    record = holder.issued()
    before = snapshot()

    reply = holder.press(record, what, key=own_key(stranger))

    assert reply.status_code == 422
    assert "opened earlier or by somebody else" in reply.content.decode()
    assert snapshot() == before


# ---- whose it is


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
        assert reply.status_code == 303
        assert reply["Location"] == f"/en/account/login/?next=%2Fen%2Fme%2Frecords%2F{number}%2F"
    assert LearningRecord.objects.get().revoked_at is None


def test_wrong_methods_are_405(holder) -> None:
    record = holder.issued()

    posts = [holder.client.post(address).status_code for address in (holder.root, holder.page(record))]
    gets = [holder.client.get(holder.page(record, f"{what}/")).status_code for what in POSTS if what != "change"]
    others = [
        holder.client.put(holder.new_page).status_code,
        holder.client.delete(holder.page(record, "change/")).status_code,
    ]

    assert posts + gets + others == [405] * 7


def test_own_pages_are_never_kept_by_a_cache(holder) -> None:
    record = holder.issued()
    pages = [holder.root, holder.new_page, holder.page(record), holder.page(record, "change/")]

    assert [holder.client.get(page)["Cache-Control"] for page in pages] == ["no-store"] * 4


@pytest.mark.parametrize(("part", "most"), [("list", 3), ("new", 3), ("record", 3), ("change", 3)])
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
