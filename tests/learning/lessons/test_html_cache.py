"""Lesson pages are put together from pieces kept in memory: none of them may carry what belongs to one reader."""

import re
from hashlib import sha256
from itertools import pairwise

import pytest
from django.conf import settings
from django.middleware.csrf import _does_token_match
from django.test import Client

from courses.accounts.pages import html_cache
from courses.accounts.visitors.guests import visitor_hash
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import SHUFFLES, Question
from courses.catalog.published.library import catalog
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_guest
from tests.learning.answers import Browser, wrong_answer

pytestmark = pytest.mark.django_db
LESSONS = [pytest.param(lesson, id=lesson.slug) for course in catalog().courses.values() for lesson in course.lessons]
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEYS = re.compile(r'name="key" value="([^"]+)"')


def read(client: Client, lesson: Lesson, query: str = "") -> str:
    return client.get(f"/en/learn/{lesson.course}/{lesson.slug}/{query}").content.decode()


def all_steps(client: Client, lesson: Lesson) -> str:
    """Every page of the lesson, one after the other."""
    numbers = range(2, len(lesson.page("en").steps) + 1)
    return "".join(read(client, lesson, step) for step in ("", *(f"{number}/" for number in numbers), "all/"))


def are_own(page: str, client: Client) -> bool:
    """Whether every form that is sent by POST carries a token of this reader's own."""
    secret = client.cookies[settings.CSRF_COOKIE_NAME].value
    forms = re.findall(r'<form[^>]* method="post".*?</form>', page, re.DOTALL)
    return all(TOKENS.search(form) for form in forms) and all(
        _does_token_match(token, secret) for token in TOKENS.findall(page)
    )


@pytest.mark.parametrize("lesson", LESSONS)
def test_pages_of_two_visitors_carry_their_own_tokens_and_keys(lesson: Lesson) -> None:
    first, second = Client(), Client()
    pages = [all_steps(first, lesson), all_steps(second, lesson)]

    assert TOKENS.findall(pages[1])
    assert are_own(pages[0], first)
    assert are_own(pages[1], second)
    assert not set(KEYS.findall(pages[0])) & set(KEYS.findall(pages[1]))


@pytest.mark.parametrize("lesson", LESSONS)
def test_pages_of_two_guests_carry_their_own_tokens_and_keys(lesson: Lesson) -> None:
    clients, pages = [Client(), Client()], []
    question = lesson.marked_questions[0]
    for client in clients:
        Browser(client, lesson).show(question)
        number = lesson.page("en").step_numbers[f"q-{question.id}"]
        pages += [all_steps(client, lesson), read(client, lesson, f"{number}/?answered={question.id}")]

    assert all(are_own(page, clients[0]) for page in pages[:2])
    assert all(are_own(page, clients[1]) for page in pages[2:])
    assert not set(KEYS.findall("".join(pages[:2]))) & set(KEYS.findall("".join(pages[2:])))


def test_no_mark_is_left_in_a_page(lesson: Lesson, guest_client: Client) -> None:
    for client in (Client(), guest_client):
        pages = all_steps(client, lesson)
        for query in ("all/?print=1", "all/?print=1&blank=1", f"{len(lesson.page('en').steps)}/?step=1"):
            pages += read(client, lesson, query)

        assert "One thing to do today" in pages
        assert not re.search(r"(form-key|csrf-token)-[0-9a-f]{32}", pages)


def held() -> int:
    return len(html_cache.pieces)


def test_kept_html_is_bounded_by_bytes_and_the_least_used_goes_first() -> None:
    store = html_cache.Kept(most=3_000)
    for name in ("first", "second"):
        store.get(name, lambda: "x" * 500)
    store.get("first", lambda: "made again")
    store.get("third", lambda: "y" * 1_000)

    assert store.size <= 3_000
    assert store.get("first", lambda: "made again") == "x" * 500
    assert store.get("second", lambda: "made again") == "made again"


def test_a_piece_larger_than_all_that_may_be_kept_is_shown_and_not_kept() -> None:
    store = html_cache.Kept(most=1_000)

    assert store.get("large", lambda: "x" * 5_000) == "x" * 5_000
    assert len(store) == 0


@pytest.mark.usefixtures("clock")  # some pages are made anew each day
def test_addresses_that_readers_make_up_are_not_kept() -> None:
    client = Client()

    def ask(number: int) -> None:
        client.get(f"/en/nothing-{number}/")
        client.get(f"/en/nothing-{number}/{number}/")
        client.get(f"/en/help-now/?x={number}")
        client.get(f"/en/search/?q=word{number}")
        client.get(f"/en/learn/reading-a-loan/none-{number}/")
        client.get(f"/en/exercises/can-i-afford/?lesson=none/{number}")

    ask(0)
    before = held()
    for number in range(1, 40):
        ask(number)

    assert held() == before


@pytest.mark.parametrize("path", ["/en/exercises/can-i-afford/", "/en/exercises/can-i-afford/?example=1"])
def test_an_exercise_form_is_kept_for_all_with_a_token_for_each(path: str) -> None:
    first, second = Client(), Client()
    pages = [client.get(path).content.decode() for client in (first, second)]

    assert are_own(pages[0], first)
    assert are_own(pages[1], second)
    assert not re.search(r"csrf-token-[0-9a-f]{32}", "".join(pages))


def test_what_was_typed_into_an_exercise_is_never_kept() -> None:
    client = Client()
    client.get("/en/exercises/can-i-afford/")
    before = held()
    client.post("/en/exercises/can-i-afford/", {"income": "87654321"})

    assert held() == before
    assert "87654321" not in Client().get("/en/exercises/can-i-afford/").content.decode()


def order_of(page: str, question) -> list[str]:
    return re.findall(rf'value="([^"]+)" id="q-{question.id}-', page)


def seed_of(token: str) -> int:
    return int(sha256(visitor_hash(token).encode()).hexdigest()[:8], 16) % SHUFFLES


def visitors_order(token: str, question) -> list[str]:
    return list(question.shuffled(seed_of(token)))


@pytest.mark.parametrize("place", ["step", "all"])
def test_each_visitor_has_the_choices_in_an_order_of_her_own_and_keeps_it(place: str, lesson: Lesson) -> None:
    question = next(one for one in lesson.marked_questions if one.kind == "single")
    number = lesson.page("en").step_numbers[f"q-{question.id}"]
    tokens = [f"visitor-of-the-tests-{number}" for number in range(12)]

    for token in (*tokens, *tokens):
        client = Client()
        client.cookies[settings.VISITOR_COOKIE_NAME] = token
        page = read(client, lesson, "all/" if place == "all" or number == 1 else f"{number}/")
        assert order_of(page, question) == visitors_order(token, question)

    assert len({tuple(visitors_order(token, question)) for token in tokens}) > 1


def with_one_missed(token: str, lesson: Lesson, missed: Question) -> Browser:
    """A visitor who got one question wrong at first, and all right in the end."""
    browser = Browser(Client(), lesson)
    browser.client.cookies[settings.VISITOR_COOKIE_NAME] = token
    browser.answer(missed, wrong_answer(missed))
    for one in lesson.marked_questions:
        browser.answer(one, right_answer(one))
    return browser


def test_missed_question_is_asked_again_in_each_visitors_own_order(lesson: Lesson) -> None:
    question = next(one for one in lesson.marked_questions if one.kind == "single")
    tokens = [f"visitor-of-the-tests-{number}" for number in range(20)]
    by_order = {tuple(visitors_order(token, question)): token for token in tokens}
    assert len(by_order) > 1

    for order, token in list(by_order.items())[:2]:
        page = with_one_missed(token, lesson, question).read()

        assert re.findall(rf'value="([^"]+)" id="again-{question.id}-', page) == list(order)


def test_each_visitor_is_asked_again_what_they_missed_themselves(lesson: Lesson) -> None:
    for number, question in enumerate(lesson.marked_questions[:2]):
        page = with_one_missed(f"visitor-of-the-tests-{number}", lesson, question).read()

        assert {one.id for one in lesson.marked_questions if f'id="again-{one.id}' in page} == {question.id}


def two_guests_of_one_order() -> list[str]:
    """Cookies of two guests who meet the choices of every question in the same order."""
    tokens = sorted((f"guest-of-the-tests-{number}" for number in range(SHUFFLES + 1)), key=seed_of)
    return next([one, other] for one, other in pairwise(tokens) if seed_of(one) == seed_of(other))


def tried(token: str, question: Question, tries: list[tuple[str, str]], version: str) -> Client:
    """The browser of a guest who has tried a question: what was given, and its result."""
    place = {"course": question.course, "lesson": question.lesson, "question": question.id, "version": version}
    guest, client = make_guest(token), Client()
    for number, (given, result) in enumerate(tries):
        Answer.objects.create(learner=guest, key=f"try-{number}", given=given, result=result, at=NOW, **place)
    client.cookies[settings.VISITOR_COOKIE_NAME] = token
    return client


def see_their_own(
    lesson: Lesson, question: Question, tries: list[list[tuple[str, str]]], *, version: str, place: str
) -> bool:  # fmt: skip
    """Whether two guests with these tries are shown two pages, the second of them as it is rendered anew."""

    def said_in(client: Client) -> str:
        return KEYS.sub("", TOKENS.sub("", read(client, lesson, place)))

    clients = [tried(*one, version) for one in zip(two_guests_of_one_order(), [question] * 2, tries, strict=True)]
    first, second = map(said_in, clients)
    html_cache.pieces.clear()
    return first != second == said_in(clients[1])


def last_choice_of_one(lesson: Lesson) -> tuple[Question, str, list[str]]:
    """The last question of the lesson with one right choice, that choice, and the wrong ones."""
    *_, question = [one for one in lesson.marked_questions if one.kind == "single"]
    right = right_answer(question)
    return question, right, [one for one in question.body.choices if one != right]


def test_guests_who_differ_only_in_the_last_try_see_each_their_own(lesson: Lesson) -> None:
    question, _, (first, second, *_others) = last_choice_of_one(lesson)

    tries = [[(first, "wrong")], [(second, "wrong")]]
    assert see_their_own(lesson, question, tries, version=question.version, place="all/")


def test_guests_whose_same_answer_was_marked_by_different_keys_see_each_their_own(lesson: Lesson) -> None:
    """Before the question got the meaning that it has now."""
    question, right, (first, second, *_others) = last_choice_of_one(lesson)
    before = [(first, "wrong"), (second, "wrong")]
    step = lesson.page("en").step_numbers[f"q-{question.id}"]

    tries = [[*before, (right, "right")], [*before, (right, "wrong")]]
    assert see_their_own(lesson, question, tries, version="older", place=f"{step}/")
