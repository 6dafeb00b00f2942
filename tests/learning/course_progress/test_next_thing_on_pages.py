"""The one next thing is the same on every page."""

import re

import pytest
from django.utils.translation import override

from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.learning.course_progress.way_on import next_thing
from courses.learning.models import LearningRecord, LessonProgress, ReviewCard
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import Browser, wrong_answer
from tests.learning.course_progress.standings import HOUR, TABLE, Stood, other_course, state

pytestmark = pytest.mark.django_db


def untouched(course: Course) -> Course:
    """The first other course of the site, which nobody here has begun."""
    return next(other for other in catalog().courses.values() if other.slug != course.slug)


def mains(page: str) -> list[str]:
    """The main buttons of a page."""
    return re.findall(r'<(?:a|button)[^>]*class="(?:button )?main"[^>]*>', page)


def way_on(page: str) -> str:
    (main,) = mains(page)
    return re.search(r'href="([^"]+)"', main)[1]


@pytest.fixture
def finished(guest, course):
    """A guest who has done every lesson."""
    for number, lesson in enumerate(course.lessons):
        LessonProgress.objects.create(
            learner=guest, course=course.slug, lesson=lesson.slug, opened_at=NOW, completed_at=NOW,
            touched_at=NOW + number * HOUR / 60,
        )  # fmt: skip
    return guest


def passed(learner, course) -> None:
    learner.check_attempts.create(
        key="passed", course=course.slug, course_version=course.version, kind="final", seed=1, drawn=[], started_at=NOW,
        sent_at=NOW, right=10, asked=10, passed=True,
    )  # fmt: skip


def issued(learner, course) -> LearningRecord:
    return learner.records.create(
        key="issued", code="A" * 26, course=course.slug, course_version=course.version, right=10, asked=10,
        passed_on=NOW.date(), issued_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("path", ["", "courses/reading-a-loan/", "me/"])
@pytest.mark.parametrize("stage", ["nothing", "lessons", "passed", "record", "review"])
def test_home_course_and_progress_have_one_main_and_it_is_the_same(
    request, client, guest_client, course, path, stage
) -> None:
    browser = client if stage == "nothing" else guest_client
    first = course if path.startswith("courses/") else next(iter(catalog().courses.values()))
    expected = f"/en/learn/{first.slug}/{first.lessons[0].slug}/"
    if stage != "nothing":
        finished = request.getfixturevalue("finished")
        expected = "/en/courses/reading-a-loan/check/"
    if stage in ("passed", "record", "review"):
        passed(finished, course)
        expected = "/en/me/records/new/reading-a-loan/"
    if stage in ("record", "review"):
        issued(finished, course)
        expected = f"/en/courses/{untouched(course).slug}/"
    if stage == "review":
        question = course.lessons[0].marked_questions[0]
        ReviewCard.objects.create(
            learner=finished, course=course.slug, lesson=question.lesson, question=question.id, due_at=NOW,
            reviewed_at=NOW, state={},
        )  # fmt: skip
        expected = "/en/review/"

    assert way_on(browser.get(f"/en/{path}").content.decode()) == expected


def test_last_lesson_leads_to_the_final_check(finished, guest_client, course) -> None:
    last = course.lessons[-1]
    finished.lessons.filter(lesson=last.slug).delete()

    Browser(guest_client, last).finish()

    end = Browser(guest_client, last).read().split('id="lesson-end"')[1]
    assert way_on(end) == "/en/courses/reading-a-loan/check/"


def test_missed_questions_stand_folded_below_the_next_lesson(client, course) -> None:
    first, second, *_ = course.lessons
    browser = Browser(client, first)
    for question in first.marked_questions:
        browser.answer(question, wrong_answer(question))
        browser.answer(question, right_answer(question))

    end = browser.read().split('id="lesson-end"')[1]

    assert way_on(end.split('<details id="missed">')[0]) == f"/en/learn/{course.slug}/{second.slug}/"
    assert "Let’s try these again" in end.split('<details id="missed">')[1]


def test_missed_questions_are_unfolded_for_whoever_answers_them(client, course) -> None:
    first = course.lessons[0]
    browser = Browser(client, first)
    for question in first.marked_questions:
        browser.answer(question, wrong_answer(question))
        browser.answer(question, right_answer(question))
    missed = first.marked_questions[0]

    page = client.get(f"{browser.page()}?answered-again={missed.id}").content.decode()

    assert '<details id="missed" open>' in page


def test_record_page_leads_on_to_the_next_course(finished, guest_client, course) -> None:
    passed(finished, course)
    record = issued(finished, course)

    page = guest_client.get(f"/en/me/records/{record.pk}/").content.decode()

    assert way_on(page) == f"/en/courses/{untouched(course).slug}/"


def test_end_of_review_leads_to_the_lesson_that_waits(guest_client, guest, course) -> None:
    lesson = course.lessons[2]
    LessonProgress.objects.create(
        learner=guest, course=course.slug, lesson=lesson.slug, opened_at=NOW, touched_at=NOW
    )  # fmt: skip

    page = guest_client.get("/en/review/").content.decode()

    assert way_on(page) == f"/en/learn/{course.slug}/{lesson.slug}/go-on/"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_next_thing_has_words_and_an_address(course, language) -> None:
    other = other_course()
    with override(language):
        for first, second, checks, records, due, *_ in TABLE:
            standing = Stood((state(course, first), state(other, second)), checks, frozenset(records.split()), due)
            found = next_thing(standing)
            assert found.url.startswith(f"/{language}/")
            assert found.words
            assert bool(re.search("[\u4e00-\u9fff]", found.words)) == (language == "zh-hans")
