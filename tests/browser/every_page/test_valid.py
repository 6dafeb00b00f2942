"""Pages are valid HTML: on every page and in every state, in both languages."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import IS_REQUIRED
from tests.browser.reader import COURSE, LANGUAGES, PAGES, STATES, Reader
from tests.conftest import make_account, sign_in
from tests.organizations.cast import make_group, make_lead, make_member, make_organization
from tests.organizations.pages import url
from tests.organizations.reports.learning import give

pytestmark = pytest.mark.django_db(transaction=True)
CHECKER = Path(__file__).resolve().parents[3] / ".ci/node_modules/html-validate/bin/html-validate.mjs"
OF_A_GROUP = ("group", "results", "people", "assignments", "questions", "gains", "workshops", "join-sheet", "assign")


@pytest.fixture
def faults(tmp_path: Path):
    """Runs html-validate on pages by name, and returns what it says as "page: rule: words"."""
    if not CHECKER.exists():
        if IS_REQUIRED:
            pytest.fail("html-validate is missing: npm ci --prefix .ci --ignore-scripts")
        pytest.skip("html-validate is not installed: npm ci --prefix .ci --ignore-scripts")

    def run(pages: dict[str, str]) -> list[str]:
        (tmp_path / ".htmlvalidate.json").write_text('{"extends": ["html-validate:standard"], "root": true}')
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            (tmp_path / f"{number}.html").write_text(html)
            names[f"{number}.html"] = name
        files = [str(tmp_path / name) for name in names]
        made = subprocess.run(
            ["node", str(CHECKER), "-f", "json", *files], capture_output=True, text=True, cwd=tmp_path
        )
        return [
            f"{names[os.path.basename(file['filePath'])]}: {fault['ruleId']}: {fault['message']}"
            for file in json.loads(made.stdout)
            for fault in file["messages"]
        ]

    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_valid(faults, language: str) -> None:
    visitor = Client()
    paths = (*PAGES, f"courses/{COURSE}/print/")

    assert faults({path: visitor.get(f"/{language}/{path}").content.decode() for path in paths}) == []


def test_state_is_valid(page: Page, site: str, faults) -> None:
    """As a browser without a script shows it: what scripts put into a page is not ours to write."""
    reader, pages = Reader(page, site), {}
    page.on("response", lambda one: _keep(pages, one))
    for state in STATES:
        getattr(reader, state)()

    assert len(pages) >= len(STATES)
    assert faults(pages) == []


def _keep(pages: dict[str, str], response) -> None:
    kind = response.headers.get("content-type", "")
    if kind.startswith("text/html") and response.status in (200, 422):
        html = response.text()
        if "<!doctype" in html.lower():
            pages[f"{len(pages)} {response.request.method} {response.url}"] = html


def test_page_of_a_group_is_valid(course, faults) -> None:
    lead = make_account("facilitator")
    group = make_group(make_organization(owner=lead))
    make_lead(group, lead)
    member = make_member(group)
    give(group, course)
    client = sign_in(Client(), lead)
    addresses = {name: url(name, group.pk) for name in OF_A_GROUP} | {"person": url("person", group.pk, member.pk)}
    pages = {name: client.get(address) for name, address in addresses.items()}

    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)
    assert faults({name: page.content.decode() for name, page in pages.items()}) == []


def test_control_a_fault_would_be_found(faults) -> None:
    page = Client().get("/en/courses/").content.decode()
    wrong = re.sub("<h1>", '<input type="checkbox" autocomplete="off"><h1>', page)

    assert [line.split(": ")[1] for line in faults({"courses": wrong})] == ["valid-autocomplete"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_citations_of_a_printed_course_lead_to_their_source(language: str) -> None:
    page = Client().get(f"/{language}/courses/{COURSE}/print/").content.decode()
    places, links = re.findall(r' id="([^"]+)"', page), re.findall(r' href="#([^"]+)"', page)

    assert len(places) == len(set(places))
    assert len(links) > 20
    assert set(links) <= set(places)
