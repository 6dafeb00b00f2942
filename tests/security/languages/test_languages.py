"""No sentence of one language on a page in the other: every page and the errors of every form, in both languages."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from tests.security.languages.sentences import foreign_sentences
from tests.security.matrix.harness import Harness, targets_of
from tests.security.policy import POLICY
from tests.security.routes import Route, routes

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "zh-hans")
MAILS = settings.BASE_DIR / "literacy" / "templates" / "account" / "email"
NOT_PAGES = ("application/zip", "text/calendar", "image/", "application/vnd", "application/json")
COLUMN_NAMES = {"organizations:term-file"}  # for whoever counts again: the same names whatever the language
FORM = re.compile(r'<form method="post"[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*? name="([^"]+)"')
KEY = re.compile(r'name="key" value="([^"]*)"')
JUNK = ("", "1", "@", "x" * 6000)


@pytest.mark.parametrize("name", sorted(routes().keys() - COLUMN_NAMES))
def test_pages_and_errors_of_forms_are_in_one_language(harness: Harness, name: str) -> None:
    route, policy = routes()[name], POLICY[name]
    found = {
        f"{language} {role} {method}: {sentence}"
        for language in LANGUAGES
        for role in sorted(policy.allow)[:3]
        for method, page in pages(harness, route, role, language, policy)
        for sentence in foreign_sentences(page, language)
    }

    assert sorted(found) == []


def pages(harness: Harness, route: Route, role: str, language: str, policy) -> Iterator[tuple[str, str]]:
    """What the address shows this role, and what comes back when its forms are sent with nothing sensible in them."""
    address = harness.address(route, targets_of(route, policy)[0])
    if "/en/" not in address:
        return
    address = address.replace("/en/", f"/{language}/", 1)
    shown = harness.ask(role, "GET", address, may_write=True)
    if not is_page(shown):
        return
    yield "GET", shown.text
    yield from answers(harness, role, address, {})
    for action, inside in FORM.findall(shown.text):
        names = [one for one in FIELD.findall(inside) if one not in ("csrfmiddlewaretoken", "next")]
        for junk in JUNK:
            yield from answers(harness, role, address if action in ("", "@") else action, dict.fromkeys(names, junk))


def answers(harness: Harness, role: str, address: str, sent: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not address.startswith("/"):
        return
    answer = harness.ask(role, "POST", address, sent or None, may_write=True)
    if is_page(answer) and answer.status != 405:
        yield f"POST {sorted(set(sent.values()))}"[:40], answer.text


def is_page(answer) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return answer.status not in (301, 302, 303) and not kind.startswith(NOT_PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["400", "403", "404", "429", "500_typed", "503"])
def test_pages_about_errors_are_in_one_language(template: str, language: str) -> None:
    with override(language):
        request = RequestFactory().get(f"/{language}/courses/")
        page = render_to_string(f"errors/{template}.html", {"is_error_page": True, "typed": [("note", "x")]}, request)

    assert list(foreign_sentences(page, language)) == []


def test_page_about_a_crash_marks_its_second_language() -> None:
    page = render_to_string("errors/500.html").replace("<title>出错了 / Something went wrong</title>", "")

    assert list(foreign_sentences(page, "zh-hans")) == []
    assert '<div lang="en">' in page


def test_sentences_of_the_other_language_are_found_wherever_they_stand() -> None:
    chinese = '<html lang="zh-Hans"><title>{0}</title><p aria-label="{0}">{0}</p><p lang="en">{0}</p><bdi>{0}</bdi>'
    english = '<html lang="en"><img alt="{0}"><p>{0}</p><p lang="zh-Hans">{0}</p>'

    assert list(foreign_sentences(chinese.format("Pay it back"), "zh-hans")) == ["Pay it back"] * 3
    assert list(foreign_sentences(english.format("借钱之前"), "en")) == ["借钱之前"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(path.name for path in MAILS.glob("*.txt") if not path.name.startswith("base")))
def test_mails_are_in_one_language(name: str, language: str) -> None:
    with override(language):
        request = RequestFactory().get(f"/{language}/courses/")
        place = {"current_site": {"name": str(settings.SITE_NAME), "domain": "localhost"}, "email": "a@localhost"}
        mail = render_to_string(f"account/email/{name}", {"code": "123456", "username": "anna", **place}, request)

    assert list(foreign_sentences(mail, language)) == []
