"""A learning record on one sheet and in the list of records, also where name and course have the most words."""

import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.languages.names import LONGEST_NAME
from courses.learning.models import LearningRecord
from tests.browser.every_page.test_print import needs_reader
from tests.browser.reader import LANGUAGES, Reader
from tests.learning.sharing.certificates.holder import recorded

pytestmark = pytest.mark.django_db(transaction=True)
WIDE = "娜" * LONGEST_NAME  # the most letters that a name may have
WITHOUT_A_BREAK = "w" * LONGEST_NAME


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    """Somebody signed in who will hold records."""
    holder = Client()
    holder.force_login(User.objects.create(username="holder"))
    page.context.add_cookies([{"name": "sessionid", "value": holder.cookies["sessionid"].value, "url": site}])
    return Reader(page, site)


def record_of_most_outcomes(name: str) -> LearningRecord:
    course = max(catalog().courses.values(), key=lambda one: sum(len(lesson.outcomes) for lesson in one.lessons))
    shown = {"name": name, "shows_name": True, "shows_date": True, "shows_score": True}
    return recorded(User.objects.get(), course=course.slug, course_version=course.version, **shown)


@needs_reader
@pytest.mark.parametrize("language", LANGUAGES)
def test_record_with_the_most_words_is_one_sheet(reader: Reader, tmp_path: Path, language: str) -> None:
    record, paper = record_of_most_outcomes(WIDE), tmp_path / "record.pdf"
    reader.page.goto(f"{reader.site}/{language}/me/records/{record.pk}/")
    assert reader.page.locator(".cert .ticks li").count() > 20

    reader.page.pdf(path=paper, format="A4")

    told = subprocess.run(["pdfinfo", paper], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\n", told)


def test_name_without_a_break_stays_inside_the_pages_that_show_it(reader: Reader) -> None:
    record = record_of_most_outcomes(WITHOUT_A_BREAK)
    reader.page.set_viewport_size({"width": 320, "height": 640})
    for path in ("me/records/", f"me/records/{record.pk}/", f"me/records/{record.pk}/change/", f"v/{record.code}/"):
        reader.open(path)
        assert reader.page.evaluate("document.documentElement.scrollWidth") == 320, path
