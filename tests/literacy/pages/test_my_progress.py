"""My progress lists what was done, whatever it was: a check without lessons, a promise in its own words, places."""

import re

import pytest
from django.test import Client

from courses.catalog.published.library import catalog
from tests.conftest import NOW
from tests.learning.answers import Browser
from tests.learning.planning.steps.presser import bare, take_up, words
from tests.learning.sharing.certificates.holder import COURSE, own_key, passed, recorded

pytestmark = pytest.mark.django_db


def text(client: Client, address: str = "/en/me/") -> str:
    return words(client.get(address).content.decode())


def numbers(client: Client, address: str) -> dict[str, int]:
    """The number printed before each lesson of a list, by its address."""
    page = client.get(address).content.decode()
    place = r'<span class="name">\s*<span class="place">(\d+)</span>|<b>\s*<span class="visually-hidden">(\d+): </span>'
    found = re.findall(rf'href="/en/learn/[^/"]+/([^/"]+)/"[^>]*>\s*(?:{place})', page)
    return {slug: int(listed or on_path) for slug, listed, on_path in found}


def test_passed_check_is_listed_without_any_lesson(guest_client, guest) -> None:
    attempt = passed(guest)

    page = guest_client.get("/en/me/").content.decode()

    assert "Nothing here yet" not in page
    assert "Your best result: 9 of 10" in page
    assert f"/en/courses/{COURSE}/check/{attempt.pk}/result/" in page
    assert f'href="/en/me/records/new/{COURSE}/"' in page


def test_record_stands_with_the_passed_check(guest_client, guest) -> None:
    passed(guest)
    record = recorded(guest)

    page = guest_client.get("/en/me/").content.decode()

    link = re.search(rf'<a href="/en/me/records/{record.pk}/">(.*?)</a>', page, re.DOTALL)
    assert link
    assert bare(link[1]).startswith(f"Learning record: {catalog().courses[COURSE].title.en}")
    assert f'href="/en/me/records/new/{COURSE}/"' not in page


def test_check_not_passed_is_listed_too(guest_client, guest) -> None:
    passed(guest, right=4, is_passed=False)

    assert "Your best result: 4 of 10 · Not yet passed" in text(guest_client)


@pytest.mark.parametrize("kind", ["check", "diagnostic"])
def test_check_that_was_begun_leads_back_to_it(client, kind) -> None:
    started = client.post(f"/en/courses/{COURSE}/{kind}/start/", {"key": own_key(client)})
    assert started.status_code == 303

    page = client.get("/en/me/").content.decode()

    assert "Nothing here yet" not in page
    assert re.search(rf'/en/courses/{COURSE}/check/\d+/"', page)
    assert "your answers so far are saved" in page


def test_chinese_page_says_the_same(guest_client, guest) -> None:
    passed(guest)

    assert "你的最好成绩：10 题里答对 9 题" in text(guest_client, "/zh-hans/me/")


def test_visitor_is_told_that_nothing_is_here(client) -> None:
    assert "Nothing here yet" in text(client)


def test_promise_is_listed_in_its_own_words(guest_client, guest, lesson) -> None:
    take_up(guest, lesson, now=NOW)
    link = f'<a href="/en/steps/{lesson.course}/{lesson.slug}/">.*?<b>'

    page = guest_client.get("/en/me/").content.decode()

    promised = re.sub(r"<[^>]+>", "", re.search(rf"{link}(.*?)</b>", page, re.DOTALL)[1])
    assert promised == lesson.action.in_language("en").replace("’", "’")
    assert lesson.page("en").title in page


def test_number_of_a_lesson_is_its_place_in_the_course(client) -> None:
    course = catalog().courses[COURSE]
    for lesson in (course.lessons[2], course.lessons[4]):
        browser = Browser(client, lesson)
        browser.show(lesson.marked_questions[0])

    assert numbers(client, "/en/me/") == {course.lessons[2].slug: 3, course.lessons[4].slug: 5}
    everywhere = {lesson.slug: place for place, lesson in enumerate(course.lessons, 1)}
    assert numbers(client, f"/en/courses/{COURSE}/") == everywhere
    assert "lesson 5 of" in text(client, "/en/")
