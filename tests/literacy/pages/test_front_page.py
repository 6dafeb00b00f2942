"""The front page: a promise to whoever is new, one thing to go on with for whoever comes back."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from courses.catalog.published.library import catalog
from courses.learning.models import ReviewCard
from literacy.demo.learner import right_answer
from literacy.templatetags.site import cover
from tests.conftest import NOW
from tests.learning.answers import Browser

pytestmark = pytest.mark.django_db


def mains(page: str) -> list[str]:
    return re.findall(r'<(?:a|button)[^>]*class="(?:button )?main"[^>]*>', page)


@pytest.mark.parametrize(
    ("language", "promise", "scene"),
    [("en", "Understand a loan before you sign", "Under a lamp"), ("zh-hans", "签字之前，先看懂贷款", "灯下")],
)
def test_first_visit_shows_promise_scene_check_and_courses(
    client, language, promise, scene, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        page = client.get(f"/{language}/").content.decode()

    order = [
        page.index(words)
        for words in (f"<h1>{promise}</h1>", f'aria-label="{scene}', 'id="quick"', '<ul class="courses">', 'id="q"')
    ]
    assert order == sorted(order)
    assert 'class="continue"' not in page
    assert len(mains(page)) == 1


def test_whoever_comes_back_gets_one_thing_to_go_on_with(client, course) -> None:
    second = course.lessons[1]
    Browser(client, second).answer(second.marked_questions[0], right_answer(second.marked_questions[0]))

    page = client.get("/en/").content.decode()

    assert page.count('class="continue"') == 1
    card = page.split('class="continue"')[1].split("</section>")[0]
    assert f"lesson 2 of {len(course.lessons)}" in card
    assert second.page("en").title in card
    step, count = re.search(r"Step (\d+) of (\d+)", card).groups()
    assert (int(count), 1 < int(step) < int(count)) == (len(second.page("en").steps), True)
    assert re.search(r"about \d+ min left", card)
    (main,) = mains(page)
    assert f'href="/en/learn/{course.slug}/{second.slug}/' in main
    assert page.index('class="continue"') < page.index('<ul class="courses">') < page.index('id="quick"')
    assert 'class="hero"' not in page


def test_what_is_due_stands_between_the_next_thing_and_the_courses(guest_client, guest, course) -> None:
    question = course.lessons[0].marked_questions[0]
    Browser(guest_client, course.lessons[1]).show(course.lessons[1].marked_questions[0])
    ReviewCard.objects.create(
        learner=guest, course=course.slug, lesson=question.lesson, question=question.id, due_at=NOW, reviewed_at=NOW,
        state={},
    )  # fmt: skip

    page = guest_client.get("/en/").content.decode()

    assert page.index('class="continue"') < page.index("What is due") < page.index('<ul class="courses">')
    assert '<li><a href="/en/review/">' in page
    assert len(mains(page)) == 1


@pytest.mark.parametrize("code", ["C1", "C2", "C3", "C4", "C5", "C6"])
def test_every_course_of_the_plan_has_a_cover_of_its_own(course, code) -> None:
    drawn = str(cover(replace(course, code=code)))

    assert drawn == render_to_string(f"parts/covers/{code}.html")
    assert 'aria-hidden="true"' in drawn
    assert drawn != str(cover(replace(course, code="C9")))


def test_course_without_a_cover_gets_a_calm_one(course) -> None:
    assert str(cover(replace(course, code="C9"))) == render_to_string("parts/covers/default.html")


def test_course_cards_say_how_far_one_is(client, course) -> None:
    Browser(client, course.lessons[0]).finish()

    cards = client.get("/en/courses/").content.decode().split('<ul class="courses">')[1].split("</ul>")[0]

    assert f"1 of {len(course.lessons)} lessons done" in cards
    assert cards.count('class="course"') == len(catalog().courses)
