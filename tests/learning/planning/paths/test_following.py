"""A path that was made: who sees it, where it leads, how it is put away and taken up again."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.catalog.published.library import catalog
from courses.learning.exams.actions import start_check
from courses.learning.models import CheckAttempt, LessonProgress
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account, sign_in
from tests.learning.answers import Browser
from tests.learning.exams.sitting import key_in
from tests.learning.planning.paths.page_texts import headings, mains
from tests.learning.planning.paths.walker import Walker
from tests.literacy.pages.test_chinese_spacing import BLANK

pytestmark = pytest.mark.django_db


LATE = "missing-a-payment"


@pytest.mark.parametrize("kind", ["visitor", "guest", "account"])
def test_path_of_another_learner_is_the_404_of_one_that_does_not_exist(walker, kind) -> None:
    path = walker.begun("late")
    other = Client()
    if kind == "guest":
        Walker(other).made()
    elif kind == "account":
        sign_in(other, make_account("other"))
    key = key_in(other.get("/en/me/path/new/").content.decode())

    for pk in (path.pk, 999_999):
        assert other.get(f"/en/me/path/{pk}/1/").status_code == 404
        for name in ("1/save", "1/unknown", "1/leave-out", "1/make", "put-away", "take-up"):
            assert other.post(f"/en/me/path/{pk}/{name}/", {"key": key}).status_code == 404

    path.refresh_from_db()
    assert (path.results, path.made_at) == ({}, None)


# ---- following it


def test_front_page_and_my_progress_follow_the_path(walker) -> None:
    walker.made("calls")

    for address in ("/en/", "/en/me/"):
        page = walker.read(address)
        (main,) = mains(page)
        assert f'href="/en/learn/{LATE}/collectors-limits/"' in main
        assert "On your path" in page
        assert "You said: “Calls, messages or threats trouble me”." in page
        assert 'href="/en/me/path/"' in page
    assert re.findall(r'class="course" href="/en/courses/([^/]+)/"', walker.read("/en/"))[0] == LATE
    assert "Courses, in the order of your path" in walker.read("/en/")


def test_path_in_chinese_gives_its_reasons_in_chinese(client) -> None:
    walker = Walker(client, "zh-hans")
    walker.made("late")

    page = walker.read()
    assert "你说：“已经逾期，或者快还不上了”。" in page
    assert headings(page)[0] == "快还不上了怎么办"
    assert "按你的路线" in walker.read("/zh-hans/")
    assert BLANK.findall(page) == []


def test_half_read_lesson_and_then_the_path(walker, course) -> None:
    walker.made("calls")
    lesson = course.lessons[2]
    browser = Browser(walker.client, lesson)
    browser.answer(lesson.marked_questions[0], right_answer(lesson.marked_questions[0]))
    assert f'href="/en/learn/{course.slug}/{lesson.slug}/go-on/"' in mains(walker.read("/en/"))[0]

    browser.finish()

    assert f'href="/en/learn/{LATE}/collectors-limits/"' in mains(walker.read("/en/"))[0]


def test_end_of_a_lesson_on_the_path_leads_to_the_next_of_the_path(walker) -> None:
    walker.made("calls")
    lesson = catalog().lesson(LATE, "collectors-limits")
    Browser(walker.client, lesson).finish()

    assert f'href="/en/learn/{LATE}/family-and-contacts/"' in mains(Browser(walker.client, lesson).read())[-1]
    assert f'href="/en/learn/{LATE}/family-and-contacts/"' in mains(walker.read("/en/"))[0]


def test_path_put_away_and_taken_up_again(walker) -> None:
    path = walker.made("calls")
    usual = next(iter(catalog().courses.values()))
    key = key_in(walker.read("/en/me/"))

    assert walker.press("put-away", key=key)["Location"] == "/en/me/path/"

    page = walker.read()
    assert "You put this path away on" in page
    assert len(mains(page)) == 1
    assert f'href="/en/learn/{usual.slug}/{usual.lessons[0].slug}/"' in mains(walker.read("/en/"))[0]
    assert "Your path is put away" in walker.read("/en/")

    walker.press("put-away", key=key)
    assert walker.press("take-up", key=key_in(page)).status_code == 303

    path.refresh_from_db()
    assert path.put_away_at is None
    assert f'href="/en/learn/{LATE}/collectors-limits/"' in mains(walker.read("/en/"))[0]


def test_path_made_anew_counts_and_the_earlier_one_can_be_taken_up_again(walker) -> None:
    first = walker.made("calls")
    second = walker.made("month")
    page = walker.read()
    assert headings(page)[0] == "Money in, money out"
    assert "Earlier paths" in page

    walker.press("take-up", path=first.pk)

    assert headings(walker.read())[0] == "If you are going to miss a payment"
    assert f"/en/me/path/{second.pk}/take-up/" in walker.read()


def test_button_with_a_key_of_nobody_comes_back(walker) -> None:
    path = walker.made("calls")

    reply = walker.press("put-away", key="made-up.mark")

    assert reply.status_code == 422
    assert "nothing was recorded" in reply.content.decode()
    path.refresh_from_db()
    assert path.put_away_at is None


def test_all_learned_leaves_a_path_of_finished_courses(guest, guest_client) -> None:
    for course in catalog().courses.values():
        for lesson in course.lessons:
            LessonProgress.objects.create(
                learner=guest, course=course.slug, lesson=lesson.slug, opened_at=NOW, touched_at=NOW, completed_at=NOW
            )
    walker = Walker(guest_client)

    assert walker.start("calls")["Location"] == "/en/me/path/"  # there is nothing to ask

    page = walker.read()
    assert page.count("You have finished it.") == len(catalog().courses)
    assert mains(page) == []


def test_page_of_a_path_costs_few_queries(walker, django_assert_max_num_queries) -> None:
    walker.made("calls")

    with django_assert_max_num_queries(4):
        walker.read()


@pytest.mark.parametrize("address", ["/en/", "/en/me/"])
def test_path_costs_one_query_more_and_no_path_none(guest_client, address) -> None:
    def about_paths() -> list[str]:
        with CaptureQueriesContext(connection) as found:
            guest_client.get(address)
            return [one["sql"] for one in found if 'FROM "learning_learningpath"' in one["sql"]]

    assert ["UNION" in sql for sql in about_paths()] == [True]

    Walker(guest_client).made("calls")

    assert ["UNION" in sql for sql in about_paths()] == [True, False]


# ---- beside checks


def test_check_draws_no_question_that_the_path_asked(guest, guest_client, course) -> None:
    walker = Walker(guest_client)
    path = walker.begun("offer")
    asked_there = {(row[1], row[3]) for row in path.drawn if row[0] == course.slug}
    assert asked_there

    for seed in range(8):
        attempt = start_check(
            learner=lambda _now: guest, course=course, kind="final", key=f"k{seed}", seed=seed, now=NOW
        )  # fmt: skip
        assert asked_there & {(row[0], row[2]) for row in attempt.drawn} == set()
        CheckAttempt.objects.all().delete()
