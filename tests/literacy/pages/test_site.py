"""Pages around the lessons: front page, courses, search, glossary, help, display, and what goes wrong."""

import re

import pytest
from django.test import Client

from courses.catalog.published.library import catalog
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser

pytestmark = pytest.mark.django_db
PAGES = (
    "", "courses/", "courses/reading-a-loan/", "courses/reading-a-loan/print/", "me/", "search/", "search/?q=利率",
    "glossary/", "help-now/", "help-now/sent-money/", "help-now/numbers/", "help-now/print/", "already-late/",
    "reference/", "reference/rate-lines/", "reference/doors/", "reference/abroad/",
    "how-we-teach/",
    "review/", "accessibility/", "leave/", "display/", "privacy/", "me/data/", "exercises/can-i-afford/",
    "exercises/for-your-site/",
    "learn/reading-a-loan/one-yardstick/", "verify/", "me/records/",
    "steps/reading-a-loan/one-yardstick/", "wellbeing/", "wellbeing/results/", "courses/reading-a-loan/check/",
    "courses/reading-a-loan/diagnostic/",
)  # fmt: skip
ANSWERING = ("already-late/", "display/", "exercises/can-i-afford/", "wellbeing/")  # a form is sent to the page itself


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_page_opens_in_both_languages(client, language, path) -> None:
    reply = client.get(f"/{language}/{path}")

    page = reply.content.decode()
    assert reply.status_code == 200
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in page
    assert page.count("<h1") == 1
    assert re.search(r"<title>[^<]+</title>", page)


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ANSWERING])
def test_page_that_only_shows_refuses_other_methods(client, path) -> None:
    assert client.post(f"/en/{path}").status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_security_headers(client, path) -> None:
    reply = client.get(f"/en/{path}")

    policy = dict(rule.strip().split(" ", 1) for rule in reply["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert (reply["Referrer-Policy"], reply["X-Content-Type-Options"]) == ("same-origin", "nosniff")
    assert reply["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", [path for path in PAGES if path != "leave/" and "?" not in path])
def test_language_switch_stays_on_the_page(client, path) -> None:
    page = client.get(f"/en/{path}").content.decode()

    assert f'<a href="/zh-hans/{path}" lang="zh-Hans" hreflang="zh-Hans">中文</a>' in page


def test_front_door_leads_to_the_browsers_language() -> None:
    assert Client(headers={"accept-language": "en-GB"}).get("/")["Location"] == "/en/"
    assert Client(headers={"accept-language": "zh-CN,zh;q=0.9"}).get("/")["Location"] == "/zh-hans/"
    assert Client(headers={"accept-language": "zh-TW"}).get("/")["Location"] == "/zh-hans/"
    assert Client(headers={"accept-language": "fr"}).get("/")["Location"] == "/zh-hans/"


def test_course_page_shows_statuses_as_words(client, course) -> None:
    first, second, *_ = course.lessons
    Browser(client, first).finish()
    Browser(client, second).answer(second.marked_questions[0], right_answer(second.marked_questions[0]))

    page = client.get(f"/en/courses/{course.slug}/").content.decode()

    words = re.findall(r"(Completed|In progress|Not started)</span>", page)
    assert words == ["Completed", "In progress"] + ["Not started"] * (len(course.lessons) - 2)
    assert f"1 of {len(course.lessons)} lessons done" in page


# "me/" asks for advertisements that come back, too
@pytest.mark.parametrize(("path", "most"), [("", 7), ("courses/", 7), ("courses/reading-a-loan/", 7), ("me/", 9)])
def test_pages_of_a_guest_need_few_queries(client, course, path, most, django_assert_max_num_queries) -> None:
    Browser(client, course.lessons[0]).finish()

    with django_assert_max_num_queries(most):
        client.get(f"/en/{path}")


@pytest.mark.parametrize("words", ["利率", "逾期", "年化利率", "本金"])
def test_search_finds_two_character_chinese_words(client, words) -> None:
    page = client.get("/zh-hans/search/", {"q": words}).content.decode()

    assert f"<mark>{words}</mark>" in page or words in page.split("</form>")[-1]
    assert "/zh-hans/learn/" in page


@pytest.mark.parametrize(
    "odd", ['"', "*", "(", "a:b", "NEAR(", "' OR 1=1", "利", "\x00", "AND", "x" * 200, "-- ;", "😀"]
)
def test_odd_searches_are_harmless(client, odd) -> None:
    reply = client.get("/en/search/", {"q": odd})

    assert reply.status_code in (200, 422)
    assert "Search" in reply.content.decode()


def test_search_that_is_too_long_is_422(client) -> None:
    reply = client.get("/en/search/", {"q": "x" * 201})

    assert reply.status_code == 422
    assert "at most 200 letters" in reply.content.decode()


def test_search_without_hits_says_where_else_to_look(client) -> None:
    page = client.get("/en/search/", {"q": "zzzzqqqq"}).content.decode()

    assert "Nothing found." in page


def test_help_page_gives_numbers_to_call_and_no_forms(client) -> None:
    page = client.get("/zh-hans/help-now/").content.decode()

    assert 'href="tel:110"' in page
    assert all(f'id="{situation}"' in page for situation in catalog().situations)
    assert "<form" not in page


def test_help_page_is_in_the_footer_of_every_page(client) -> None:
    for path in PAGES:
        if path != "leave/":
            assert 'href="/en/help-now/"' in client.get(f"/en/{path}").content.decode(), path


def test_display_settings_are_kept_in_a_cookie_and_lead_back(client) -> None:
    reply = client.post("/en/display/", {"theme": "dark", "size": "larger", "next": "/en/courses/"})

    assert (reply.status_code, reply["Location"]) == (303, "/en/courses/")
    assert 'class="theme-dark size-larger"' in client.get("/en/courses/").content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_display_never_leads_to_another_site(client, target) -> None:
    reply = client.post("/en/display/", {"theme": "dark", "size": "large", "next": target})

    assert reply["Location"] == "/en/display/"


def test_display_with_unknown_choices_is_422(client) -> None:
    reply = client.post("/en/display/", {"theme": "pink", "size": "huge"})

    assert reply.status_code == 422
    assert "<title>Error: " in reply.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "This page does not exist"), ("zh-hans", "没有这个页面")])
def test_missing_page_says_so_in_the_pages_language(client, language, words) -> None:
    reply = client.get(f"/{language}/nowhere/")

    assert reply.status_code == 404
    assert words in reply.content.decode()
    assert f'action="/{language}/search/"' in reply.content.decode()


def test_crash_shows_a_page_in_both_languages(client, monkeypatch) -> None:
    from django.template.loader import render_to_string

    page = render_to_string("errors/500.html")

    assert "出错了" in page
    assert "Something went wrong" in page


def test_health_counts_the_lessons(client) -> None:
    assert client.get("/health/").json() == {
        "status": "ok", "lessons": sum(len(course.lessons) for course in catalog().courses.values()),
    }  # fmt: skip


def test_reading_changes_nothing_in_the_database(client) -> None:
    for path in PAGES:
        client.get(f"/en/{path}")

    assert Answer.objects.count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_another_host(client, path) -> None:
    page = client.get(f"/en/{path}").content.decode()

    addresses = re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]+)"', page)
    assert [address for address in addresses if not address.startswith("http://testserver/")] == []


def test_pages_leave_no_chinese_in_english_and_no_english_in_chinese_interface(client, course) -> None:
    """Interface strings are translated: English words of the templates do not show on Chinese pages."""
    page = client.get("/zh-hans/").content.decode()

    for words in ("Start learning", "Courses", "Help now", "Search", "My progress"):
        assert f">{words}<" not in page
