"""A learner's own records: issuing, what they show, the list."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from courses.catalog.published.library import catalog
from courses.learning.models import LearningRecord
from courses.learning.sharing.certificates.shown import own_records, passed_courses
from tests.conftest import make_account, sign_in
from tests.learning.sharing.certificates.holder import CANARY, COURSE, Holder, own_key, passed, recorded

pytestmark = pytest.mark.django_db


# ---- issuing


def test_record_holds_the_best_passed_check(holder, guest, course) -> None:
    passed(guest, right=10)
    passed(guest, right=8)

    record = holder.issued(shows_date="on")

    assert (record.right, record.asked, record.course, record.course_version) == (10, 10, COURSE, course.version)
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


def test_list_offers_courses_whose_final_check_was_passed_and_begins_with_the_newest_record(holder, guest) -> None:
    other = make_account()
    passed(other, kind="diagnostic")
    first, second = holder.issued(), holder.issued(shows_date="on")

    assert [one.slug for one in passed_courses(guest, catalog())] == [COURSE]
    assert passed_courses(other, catalog()) == ()
    assert [one.id for one in own_records(guest, catalog())] == [second.pk, first.pk]


def test_course_that_does_not_exist_is_404(holder) -> None:
    assert holder.client.get(f"{holder.root}new/no-such-course/").status_code == 404


def test_name_is_kept_only_with_its_tick(holder) -> None:
    without, with_tick = holder.issued(), holder.issued(name=CANARY, keeps_name="on")

    assert (without.name, without.shows_name) == ("", False)
    assert (with_tick.name, with_tick.shows_name) == (CANARY, True)


def test_name_typed_without_its_tick_is_asked_about_and_not_dropped(holder) -> None:
    reply = holder.issue(name=CANARY, shows_score="on")

    page = reply.content.decode()
    assert (reply.status_code, LearningRecord.objects.count()) == (422, 0)
    assert "Tick this to keep the name that you typed, or empty the box above" in page
    assert f'value="{CANARY}"' in page


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


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_certificate_speaks_both_languages_each_marked_as_its_own(holder, course, language) -> None:
    record = holder.issued(name=CANARY, keeps_name="on", shows_date="on", shows_score="on")
    other, tag = ("zh-hans", "zh-Hans") if language == "en" else ("en", "en")

    page = holder.text(holder.page(record).replace("/en/", f"/{language}/"))
    second = " ".join(re.findall(rf'class="second" lang="{tag}">(.*?)</(?:p|span)>', page, re.DOTALL))

    assert course.title.in_language(language) in page
    assert course.title.in_language(other) in second
    wanted = {"en": "A learning record, not a qualification", "zh-hans": "这是学习记录，不是资格证书"}
    assert wanted[language] in page
    assert wanted[other] in second
    for label in {"en": ("Passed on", "Result of the check"), "zh-hans": ("通过日期", "测验成绩")}[other]:
        assert label in second
    assert second.count("<bdi>") == 0


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


def test_what_was_learned_is_left_out_when_the_course_was_revised_since(holder, guest, course) -> None:
    record = recorded(guest, course_version=7)

    page = holder.text(holder.page(record))

    assert "What was learned" not in page
    assert f"it is now at version {course.version}" in page


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
