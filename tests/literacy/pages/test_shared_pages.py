"""Front page and course are rendered once for all visitors of whom nothing is known, and never shown to others."""

import re

import pytest
from django.test import Client

from courses.accounts.pages.html_cache import CSRF_TOKEN, pieces
from courses.learning.models import LessonProgress
from literacy.pages import views
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
PAGES = ("/en/", "/zh-hans/courses/reading-a-loan/")
TOKEN = re.compile('name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def nothing_kept():
    pieces.clear()
    yield
    pieces.clear()


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    assert "Cookie" in response["Vary"]
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_page_is_made_once_for_all_visitors(path: str, monkeypatch) -> None:
    first = text(Client(), path)
    monkeypatch.setattr(views, "_standing", None)

    second = text(Client(), path)

    assert TOKEN.sub("", first) == TOKEN.sub("", second)
    assert CSRF_TOKEN not in second


def test_each_visitor_has_a_token_of_their_own() -> None:
    first, second = TOKEN.findall(text(Client(), "/en/")), TOKEN.findall(text(Client(), "/en/"))

    assert first
    assert not set(first) & set(second)


@pytest.mark.parametrize("path", PAGES)
def test_query_of_a_visitor_is_not_kept(path: str) -> None:
    text(Client(), f"{path}?from=somebody")

    assert "somebody" not in text(Client(), path)


def test_someone_who_has_learned_sees_their_own_page(guest, guest_client, course) -> None:
    text(Client(), "/en/")
    LessonProgress.objects.create(
        learner=guest, course=course.slug, lesson=course.lessons[0].slug, opened_at=NOW, touched_at=NOW
    )

    assert "Welcome back" in text(guest_client, "/en/")
    assert "Welcome back" not in text(Client(), "/en/")


def test_language_and_display_are_kept_apart() -> None:
    assert "Understand a loan before you sign" in text(Client(), "/en/")
    assert "Understand a loan before you sign" not in text(Client(), "/zh-hans/")
    dark = Client()
    dark.post("/en/display/", {"theme": "dark", "size": "normal"})

    assert 'class="theme-dark"' in text(dark, "/en/")
    assert 'class="theme-dark"' not in text(Client(), "/en/")


def test_line_for_messages_is_empty_until_there_is_one() -> None:
    """White space in it would show as an empty box on every page."""
    assert re.search('<div[^>]*id="status"[^>]*></div>', text(Client(), "/en/"))
