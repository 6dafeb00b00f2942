"""Lesson pages are put together from pieces kept in memory: none of them may carry what belongs to one reader."""

import re

import pytest
from django.conf import settings
from django.middleware.csrf import _does_token_match
from django.test import Client

from courses.catalog.library import catalog
from courses.catalog.model.lessons import Lesson
from tests.learning.answers import Browser

pytestmark = pytest.mark.django_db
LESSONS = [pytest.param(lesson, id=lesson.slug) for course in catalog().courses.values() for lesson in course.lessons]
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEYS = re.compile(r'name="key" value="([^"]+)"')


def read(client: Client, lesson: Lesson, query: str = "") -> str:
    return client.get(f"/en/learn/{lesson.course}/{lesson.slug}/{query}").content.decode()


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
    pages = [read(first, lesson), read(second, lesson)]

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
        pages += [read(client, lesson), read(client, lesson, f"?answered={question.id}")]

    assert all(are_own(page, clients[0]) for page in pages[:2])
    assert all(are_own(page, clients[1]) for page in pages[2:])
    assert not set(KEYS.findall("".join(pages[:2]))) & set(KEYS.findall("".join(pages[2:])))


def test_no_mark_is_left_in_a_page(lesson: Lesson, guest_client: Client) -> None:
    for client in (Client(), guest_client):
        for query in ("", "?print=1", "?print=1&blank=1", "?step=1"):
            page = read(client, lesson, query)

            assert not re.search(r"(form-key|csrf-token|body)-[0-9a-f]{32}", page)
