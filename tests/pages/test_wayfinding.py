"""What leads people on: group codes, the lesson to go on with, dates of review, and words in the other language."""

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from courses.catalog.library import catalog
from literacy.demo_data import right_answer
from tests.learning.answers import Browser

pytestmark = pytest.mark.django_db


def test_front_page_takes_a_group_code_without_a_script(client) -> None:
    page = client.get("/en/").content.decode()

    assert (
        '<form action="/en/join/" class="field" novalidate><label for="group-code">Have a group code?</label>' in page
    )
    assert client.get("/en/join/", {"code": ""}).status_code == 422
    assert page.count('class="button main"') + page.count('<button class="main"') == 1


def test_front_page_says_which_lesson_goes_on(client, course) -> None:
    second = course.lessons[1]
    Browser(client, second).answer(second.marked_questions[0], right_answer(second.marked_questions[0]))

    page = client.get("/en/").content.decode()

    assert f"lesson 2 of {len(course.lessons)}" in page


def test_course_page_is_dated_by_its_oldest_review(client, course) -> None:
    page = client.get("/en/courses/reading-a-loan/").content.decode()

    oldest = min(lesson.reviewed for lesson in course.lessons)
    assert course.reviewed == oldest
    with override("en"):
        assert f"Oldest review of a lesson: {date_format(oldest, 'DATE_FORMAT')}." in page


def test_chinese_sources_are_marked_as_chinese_on_english_pages(client) -> None:
    lesson = "learn/reading-a-loan/one-yardstick/"

    english, chinese = (client.get(f"/{language}/{lesson}").content.decode() for language in ("en", "zh-hans"))

    title = "中国人民银行公告〔2021〕第3号"
    assert f'<span lang="zh-Hans">{title}' in english
    assert title in chinese
    assert f'<span lang="zh-Hans">{title}' not in chinese


def test_glossary_marks_the_words_of_the_other_language(client) -> None:
    assert '<span class="muted small" lang="en">yearly rate</span>' in client.get("/zh-hans/glossary/").content.decode()
    assert '<span class="muted small" lang="zh-Hans">年化利率</span>' in client.get("/en/glossary/").content.decode()


def test_help_page_says_of_every_number_whether_we_dialled_it(client) -> None:
    page = client.get("/en/help-now/").content.decode()

    abroad = [line for line in catalog().helplines.values() if line.country != "CN"]
    unheard = [line for line in abroad if not line.emergency and line.dialled_on is None]
    assert page.split('id="abroad"')[1].count("not yet dialled by us") == len(unheard)
