"""What comes out of the printer: all of the text and no controls, with and without JavaScript."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from courses.catalog.published.library import catalog
from tests.browser.conftest import IS_REQUIRED
from tests.browser.reader import (
    EXERCISE,
    LANGUAGES,
    LESSON,
    WHOLE_LESSON,
    WHOLE_WITH_EXERCISE,
    Reader,
    lesson_of_tests,
)

pytestmark = pytest.mark.django_db(transaction=True)
CONTROLS = (
    "Skip to the content", "My progress", "Sign in", "Accessibility", "Check answer", "Try again", "Show the answer",
    "Print this", "Print a blank", "Worksheet without answers", "Next lesson:", "Previous:", "Work it out",
    "Fill in an example", "Start again", "Undo", "questions answered",
)  # fmt: skip
needs_reader = pytest.mark.skipif(
    not shutil.which("pdftotext") and not IS_REQUIRED, reason="pdftotext is missing: install poppler-utils"
)
without_script = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    return Reader(page, site)


def sheets(reader: Reader, folder: Path) -> list[str]:
    """The printed pages of what the reader looks at, each as one line of text."""
    path = folder / "page.pdf"
    reader.page.pdf(path=path, format="A4", tagged=True, outline=True)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s+", " ", sheet).strip() for sheet in text.split("\f")[:-1]]


def controls_in(printed: list[str]) -> list[str]:
    return [words for words in CONTROLS if words in " ".join(printed)]


def hidden_until_opened(reader: Reader) -> str:
    """The first words of the lesson's first closed disclosure that has text."""
    body = reader.page.locator("details:not(.no-print) p").first.text_content()
    assert body is not None
    expect(reader.page.locator("details:not(.no-print) p").first).to_be_hidden()
    return " ".join(body.split()[:6])


@needs_reader
def test_printed_lesson_has_all_its_text_and_no_controls(reader: Reader, tmp_path: Path) -> None:
    reader.open(WHOLE_LESSON)
    hidden = hidden_until_opened(reader)
    printed = sheets(reader, tmp_path)

    assert controls_in(printed) == []
    whole = " ".join(printed)
    page = lesson_of_tests().page("en")
    assert page.title in whole
    assert hidden in whole
    assert "Keep this sentence" in whole
    assert "Sources, with their dates" in whole
    expect(reader.page.locator("details[open]")).to_have_count(0)  # as it was before printing


@needs_reader
@without_script
def test_lesson_printed_without_javascript_opens_its_disclosures(reader: Reader, tmp_path: Path) -> None:
    reader.open(WHOLE_LESSON)
    hidden = hidden_until_opened(reader)
    printed = sheets(reader, tmp_path)

    assert hidden in " ".join(printed)
    assert controls_in(printed) == []


@needs_reader
def test_worksheet_of_a_lesson_has_questions_and_no_answers(reader: Reader, tmp_path: Path) -> None:
    reader.open(f"{WHOLE_WITH_EXERCISE}?print=1&blank=1")
    printed = sheets(reader, tmp_path)

    assert controls_in(printed) == []
    assert "Fill it in with a pencil." in " ".join(printed)
    expect(reader.page.locator(".feedback, .tag")).to_have_count(0)


@needs_reader
def test_answers_stand_on_a_page_of_their_own(reader: Reader, tmp_path: Path) -> None:
    reader.open(f"{LESSON}guide/")
    printed = sheets(reader, tmp_path)

    assert controls_in(printed) == []
    first = next(number for number, sheet in enumerate(printed) if "Answer key" in sheet)
    assert first > 0
    assert printed[first].startswith("Answer key")
    assert "Talk about it" in " ".join(printed[:first])


@needs_reader
def test_printed_result_has_the_numbers_and_no_form(reader: Reader, tmp_path: Path) -> None:
    reader.see_result()
    verdict = " ".join(reader.page.locator("#exercise-verdict").inner_text().split())
    printed = sheets(reader, tmp_path)

    assert controls_in(printed) == []
    whole = " ".join(printed)
    assert "Your numbers" in whole
    assert verdict in whole
    assert "Of ¥8,000 a month, ¥1,383.20 is left" in whole
    assert "Change one thing" not in whole


def test_result_is_not_fading_in_on_paper(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="no-preference")
    reader.see_result()
    name = "box => getComputedStyle(box).animationName"
    assert reader.page.locator("#exercise-result").evaluate(name) == "appear"

    reader.page.emulate_media(media="print")

    assert reader.page.locator("#exercise-result").evaluate(name) == "none"


@needs_reader
@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_worksheet_of_the_exercise_fits_one_page(page: Page, site: str, language: str, tmp_path: Path) -> None:
    reader = Reader(page, site, language)
    reader.open(f"{EXERCISE}?print=1&blank=1")
    printed = sheets(reader, tmp_path)

    assert len(printed) == 1
    assert controls_in(printed) == []
    assert "16." in printed[0]


@needs_reader
@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_help_page_has_every_number_on_one_sheet(page: Page, site: str, tmp_path: Path, language: str) -> None:
    reader = Reader(page, site, language)
    reader.open("help-now/print/")
    numbers = page.locator(".call-card b").all_inner_texts()
    printed = sheets(reader, tmp_path)

    assert controls_in(printed) == []
    assert len(printed) == 1
    assert len(numbers) > 3
    assert [number for number in numbers if number not in " ".join(printed)] == []


@needs_reader
def test_printed_page_is_tagged_and_dark_ink_on_white(reader: Reader, tmp_path: Path) -> None:
    reader.page.emulate_media(color_scheme="dark")
    reader.open(WHOLE_LESSON)
    sheets(reader, tmp_path)
    told = subprocess.run(["pdfinfo", tmp_path / "page.pdf"], check=True, capture_output=True, text=True).stdout
    reader.page.emulate_media(media="print", color_scheme="dark")

    assert re.search(r"Tagged:\s+yes", told)
    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert reader.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@needs_reader
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["match", "order"])
def test_printed_question_has_its_choices_and_a_line_to_write_on(
    reader: Reader, tmp_path: Path, language: str, kind: str
) -> None:
    lessons = (lesson for course in catalog().courses.values() for lesson in course.lessons)
    lesson, question = next((one, asked) for one in lessons for asked in one.marked_questions if asked.kind == kind)
    reader.page.goto(f"{reader.site}/{language}/learn/{lesson.course}/{lesson.slug}/?blank")
    printed = "".join("".join(sheets(reader, tmp_path)).split())

    choices = question.body.choices.values()
    line = "____" if kind == "order" else ""  # of a match, one of the targets that stand under each line is ringed
    for choice in choices:
        start = "".join(choice.in_language(language).replace("**", "").split())[:12]
        assert f"{line}{start}" in printed
    for target in question.body.targets_shown.values():
        assert printed.count("".join(target.in_language(language).split())[:10]) >= len(choices)
