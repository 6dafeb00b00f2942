"""A lesson is a walk of short steps: old links lead to the right one, and whoever comes back is offered theirs."""

import math
import re

import pytest
from django.test import Client
from django.utils.translation import override

from courses.accounts.models import User
from courses.catalog.markup.rendering import inline
from courses.catalog.model.lessons import StepKind
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.registry import EXERCISES
from courses.learning.lessons.addresses import step_url
from courses.learning.lessons.walking import place_of
from courses.learning.models import LessonProgress
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser, wrong_answer

LESSONS = [pytest.param(lesson, id=lesson.slug) for course in catalog().courses.values() for lesson in course.lessons]
HERE = "/en/learn/reading-a-loan/one-yardstick/"

# What an address asked for before lessons were walks, and the step that it leads to now, by what stands in it.
OLD_LINKS = [
    ("", "", ""),
    ("?answered=which-sum", "q-which-sum", "?answered=which-sum"),
    ("?answered=cheapest-guess", "", "?answered=cheapest-guess"),
    ("?again=daily-to-yearly", "q-daily-to-yearly", "?again=daily-to-yearly"),
    ("?kept=hidden-price", "q-hidden-price", "?kept=hidden-price"),
    ("?answered-again=which-sum", "lesson-end", "?answered-again=which-sum"),
    ("?kept-again=which-sum", "lesson-end", "?kept-again=which-sum"),
    ("?once-more=hidden-price", "lesson-end", "?once-more=hidden-price"),
    ("?step=1", "lesson-end", "?step=1"),
    ("?print=1", "all", "?print=1"),
    ("?print=1&blank=1", "all", "?print=1&blank=1"),
    ("?answered=no-such-question", "", ""),
    ("?once-more=no-such-question", "", ""),
    ("questions/which-sum/", "q-which-sum", ""),
    ("questions/which-sum/answer/", "q-which-sum", ""),
    ("2/?answered=which-sum", "q-which-sum", "?answered=which-sum"),
    ("1/", "", ""),
    ("0/", "", ""),
    ("99/", "", ""),
]


def at(place: str) -> str:
    """The end of the address of the step that holds a place of the lesson."""
    numbers = catalog().lesson("reading-a-loan", "one-yardstick").page("en").step_numbers
    number = numbers.get(place, 1)
    return "all/" if place == "all" else f"{number}/" if number > 1 else ""


def stands_on(client: Client, link: str) -> str:
    """The address that a link leads to in the end, without this lesson's own part and any fragment."""
    reply = client.get(HERE + link, follow=True)
    address = reply.redirect_chain[-1][0] if reply.redirect_chain else HERE + link
    return address.partition("#")[0].removeprefix(HERE)


@pytest.mark.parametrize(("link", "place", "query"), OLD_LINKS)
def test_link_from_before_leads_to_the_right_step(client: Client, link: str, place: str, query: str) -> None:
    path, _, asked = stands_on(client, link).partition("?")

    assert path == at(place)
    assert not query or f"?{asked}" == query


def test_first_step_says_what_each_place_of_the_lesson_stands_in(client: Client, lesson) -> None:
    page = client.get(HERE).content.decode()
    held = {
        name: address
        for address, names in re.findall(r'<a href="([^"]+)"[^>]*data-holds="([^"]*)"', page)
        for name in names.split()
    }

    wanted = {f"q-{question}" for question in lesson.questions} | {anchor for anchor, _ in lesson.page("en").contents}
    assert wanted | {"lesson-end", "missed", "step"} <= set(held)
    assert (held["q-cheapest-guess"], held["q-which-sum"], held["fee-example"]) == (
        HERE, HERE + at("q-which-sum"), HERE + at("fee-example"),
    )  # fmt: skip
    assert (held["check-yourself"], held["lesson-end"]) == (
        HERE + at("q-cheapest-first"),
        f"{HERE}{len(lesson.page('en').steps)}/",
    )


@pytest.mark.parametrize(
    ("place", "step", "rest"),
    [
        ({"question": "which-sum"}, "q-which-sum", "#q-which-sum"),
        ({"question": "cheapest-guess"}, "", "#q-cheapest-guess"),
        ({"question": "no-such"}, "", ""), ({"anchor": "fee-example"}, "fee-example", "#fee-example"),
        ({"anchor": "check-yourself"}, "q-cheapest-first", "#check-yourself"),
        ({"anchor": "source-2"}, "all", "#source-2"),
        ({"anchor": "lesson-end"}, "lesson-end", "#lesson-end"), ({"anchor": "no-such"}, "", ""), ({}, "", ""),
        ({"question": "which-sum", "query": {"again": "which-sum"}}, "q-which-sum", "?again=which-sum"),
    ],
)  # fmt: skip
def test_address_of_a_place(lesson, place: dict, step: str, rest: str) -> None:
    with override("en"):
        assert step_url(lesson, **place) == HERE + at(step) + rest


@pytest.mark.parametrize("lesson", LESSONS)
def test_steps_are_the_same_in_both_languages_and_hold_the_whole_lesson(lesson) -> None:
    english, chinese = lesson.page("en"), lesson.page("zh-hans")

    assert [step.anchors for step in english.steps] == [step.anchors for step in chinese.steps]
    assert [question for step in english.steps for question in step.questions] == list(lesson.questions)
    assert all(len(step.questions) <= 1 for step in english.steps)
    assert [step.kind for step in english.steps].count(StepKind.END) == 1
    assert english.steps[-1].kind is StepKind.END
    for page in (english, chinese):
        own = [piece for step in page.steps for piece in step.pieces if piece.kind != "html"]
        text = "".join(piece.html for piece in page.pieces)
        assert own == [piece for piece in page.pieces if piece.kind != "html"]
        assert [step.title for step in page.steps if step.part == 1 and step.title] == [
            title for _, title in page.contents
        ]
        in_steps = "".join(piece.html for step in page.steps for piece in step.pieces)
        without_headings = re.sub(r"<h2.*?</h2>", "", text, flags=re.DOTALL)
        assert re.sub(r"\s", "", in_steps) == re.sub(r"\s", "", without_headings)


@pytest.mark.django_db
@pytest.mark.parametrize("lesson", LESSONS)
def test_sources_of_a_step_are_those_it_cites(client: Client, lesson) -> None:
    page = lesson.page("en")
    for number, step in enumerate(page.steps[1:], 2):
        html = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/{number}/").content.decode()
        shown = set(re.findall(r'<li id="source-(\d+)"', html))

        assert set(re.findall(r'href="#source-(\d+)"', html)) <= shown
        assert shown == {str(cited.number) for cited in step.sources}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_walk_from_the_first_step_to_the_end_by_its_links_alone(client: Client, lesson, language: str) -> None:
    address, seen, met = f"/{language}/learn/{lesson.course}/{lesson.slug}/", [], []
    while address:
        html = client.get(address).content.decode()
        seen.append(address)
        met += re.findall(r'<section class="question[^"]*" id="q-([^"]+)"', html)
        assert html.count("<h1") == 1
        assert html.count('aria-current="step"') == 2
        row = html.partition('id="steprow"')[2].partition("</div>")[0]
        links = re.findall(r'<a class="button[^"]*" href="([^"]+)"', row)
        assert links[0] == (seen[-2] if len(seen) > 1 else f"/{language}/courses/{lesson.course}/")
        address = links[1] if len(links) > 1 else ""

    assert len(seen) == len(lesson.page(language).steps)
    assert met == list(lesson.questions)
    assert 'id="lesson-end"' in html


@pytest.mark.django_db
def test_search_engines_are_led_to_the_whole_lesson(client: Client) -> None:
    for step in ("", "4/", "all/"):
        page = client.get(HERE + step).content.decode()

        assert f'<link rel="canonical" href="http://testserver{HERE}all/">' in page
        assert f'hreflang="zh-Hans" href="http://testserver{HERE.replace("/en/", "/zh-hans/")}all/"' in page


def test_language_link_of_a_step_leads_to_the_same_step(client: Client) -> None:
    page = client.get(f"{HERE}4/").content.decode()

    assert f'<a href="{HERE.replace("/en/", "/zh-hans/")}4/" lang="zh-Hans"' in page


def offer(client: Client) -> str:
    """The step that the lesson's first page offers; "" for none."""
    page = client.get(HERE).content.decode()
    found = re.search(r"You were here before.*?href=\"([^\"]+)\"", page, re.DOTALL)
    return found[1].removeprefix(HERE) if found else ""


@pytest.mark.django_db
def test_visitor_is_offered_nothing_and_begins_at_the_first_step(client: Client) -> None:
    assert offer(client) == ""
    assert client.get(f"{HERE}go-on/").url == HERE
    assert User.objects.count() == 0


@pytest.mark.parametrize("who", ["guest", "account"])
def test_learner_is_offered_the_step_after_her_last_answer(who: str, lesson, account_client: Client) -> None:
    client = account_client if who == "account" else Client()
    browser, questions = Browser(client, lesson), lesson.marked_questions

    browser.answer(questions[0], wrong_answer(questions[0]))
    assert offer(client) == at("q-which-sum")  # the question is not done

    browser.answer(questions[0], right_answer(questions[0]))
    assert offer(client) == at("fee-example")  # what stands before the next question comes first
    assert client.get(f"{HERE}go-on/").url == HERE + at("fee-example")

    browser.answer(questions[1], right_answer(questions[1]))
    assert offer(client) == at("q-daily-to-yearly")
    browser.finish()
    assert offer(client) == at("lesson-end")
    assert LessonProgress.objects.get().completed_at is not None


@pytest.mark.django_db
def test_reading_step_by_step_stores_nothing(client: Client, lesson) -> None:
    for number in range(2, len(lesson.page("en").steps) + 1):
        client.get(f"{HERE}{number}/")

    assert (User.objects.count(), LessonProgress.objects.count()) == (0, 0)


def test_place_of_a_learner_names_step_and_minutes(guest: User, guest_client: Client, lesson) -> None:
    assert (place_of(None, lesson, "en").number, place_of(None, lesson, "en").minutes_left) == (1, lesson.minutes)

    Browser(guest_client, lesson).answer(lesson.marked_questions[0], right_answer(lesson.marked_questions[0]))
    place = place_of(guest, lesson, "en")

    count = len(lesson.page("en").steps)
    assert (f"{place.number}/", place.count, place.step.anchor) == (at("fee-example"), count, "fee-example")
    assert place.minutes_left == math.ceil(lesson.minutes * (count - place.number) / (count - 1))


@pytest.mark.django_db
def test_answered_question_is_marked_in_the_list_of_steps(lesson, client: Client) -> None:
    browser, question = Browser(client, lesson), lesson.marked_questions[0]
    browser.answer(question, right_answer(question))

    page = client.get(f"{HERE}4/").content.decode()
    lists = re.findall(r"<ol>(.*?)</ol>", page, re.DOTALL)[:2]

    for one in lists:
        items = re.findall(r"<li>(.*?)</li>", one, re.DOTALL)
        assert [number for number, item in enumerate(items, 1) if ">done" in item] == [int(at("q-which-sum")[:-1])]


@pytest.mark.django_db
def test_end_says_what_was_reached_only_when_it_was(lesson, client: Client) -> None:
    browser = Browser(client, lesson)
    assert "You can now" not in browser.read()
    assert f"0 of {len(lesson.marked_questions)} questions answered." in browser.read()

    browser.finish()
    end = browser.read()

    assert "You can now" in end
    assert all(inline(outcome.en, "en") in end for outcome in lesson.outcomes.values())
    assert end.partition('id="lesson-end"')[2].count('class="button main"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("place", [("spotting-traps", "fast-loan-ad"), ("reading-a-loan", "one-yardstick")])
def test_exercise_in_a_step_brings_its_sheets_along(client: Client, place: tuple[str, str]) -> None:
    """Going on swaps the step alone: what stands in the head of its page is not loaded then."""
    lesson = catalog().lesson(*place)
    kind = lesson.exercises[0]
    number = lesson.page("en").step_with_exercise(kind)
    for step in (f"{number}/", "all/"):
        page = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/{step}").content.decode()
        swapped = page.partition("<main")[2]
        for name in ("exercises", *EXERCISES[ExerciseKind(kind)].more_sheets):
            assert re.search(rf'<link rel="stylesheet" href="/static/css/{name}[^"]*"', swapped), (step, name)
    assert "/static/css/exercises" not in client.get(f"/en/learn/{lesson.course}/{lesson.slug}/").content.decode()
