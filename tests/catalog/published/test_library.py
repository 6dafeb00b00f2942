"""From a content folder to the catalog, and the ways in which problems are shown."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import ERROR, INFO, WARNING
from django.core.management import call_command
from django.utils.autoreload import StatReloader
from pytest_django import Settings

from courses.catalog.apps import watch_content
from courses.catalog.management.commands.check import check_site_content
from courses.catalog.model.values.problems import Level
from courses.catalog.published.library import (
    ContentProblems,
    catalog,
    go_on_with_sound_courses,
    load_content,
    search_index,
)
from courses.catalog.search_index.entries import SearchEntry
from tests.catalog.sample import (
    COURSE,
    EN,
    FACTS,
    QUESTIONS,
    TODAY,
    ZH,
    edit,
    published_catalog,
    sample_files,
    write_content,
)

pytestmark = pytest.mark.usefixtures("clock")  # facts of the sample are due for a check one day


def no_more(_language: str) -> Iterator[SearchEntry]:
    """A search over the catalogue alone."""
    return iter(())


def test_catalog_of_the_sample(tmp_path: Path) -> None:
    found = published_catalog(tmp_path)

    lesson = found.lesson("fair-price", "ask-first")
    assert (lesson.code, lesson.minutes, lesson.page("en").title, lesson.page("zh-hans").title) == (
        "1.1", 5, "Ask first", "先问清楚",
    )  # fmt: skip
    assert list(lesson.questions) == [
        "price-guess", "who-says", "what-counts", "yearly-sum", "steps-in-order", "who-is-who", "small-ad",
    ]  # fmt: skip
    assert [question.id for question in lesson.marked_questions] == list(lesson.questions)[1:]
    assert len(lesson.pool) == 20
    assert lesson.retired == {"old-question"}
    assert lesson.questions["who-says"].cites == ("CN-RATE-01",)
    assert found.courses["fair-price"].minutes == 5
    assert found.courses["fair-price"].draw == {"ask-first": ("o1", "o2", "o3", "o4", "o5")}
    assert [(one.number, one.id) for one in lesson.page("en").sources] == [(1, "CN-RATE-01")]


def test_missing_lesson_or_course_is_a_key_error(tmp_path: Path) -> None:
    found = published_catalog(tmp_path)

    for course, lesson in (("fair-price", "nope"), ("nope", "ask-first")):
        with pytest.raises(KeyError):
            found.lesson(course, lesson)


def test_blocked_fact_is_not_in_the_catalog(tmp_path: Path) -> None:
    assert list(published_catalog(tmp_path).facts) == ["CN-RATE-01"]


def test_draft_lesson_and_draft_course_are_not_in_the_catalog(tmp_path: Path) -> None:
    draft = {
        path.replace("fair-price/ask-first", "later/ask-later").replace("fair-price", "later"): text
        for path, text in sample_files().items()
        if path.startswith("courses/")
    }
    edit(draft, "courses/later/course.yaml", "status: published", "status: draft")
    edit(draft, "courses/later/course.yaml", "[ask-first]", "[ask-later]")
    edit(draft, "courses/later/course.yaml", "ask-first:", "ask-later:")
    edit(draft, "courses/later/course.yaml", "code: C1", "code: C2")
    edit(draft, "courses/later/ask-later/questions.yaml", '"1.1"', '"2.1"')
    edit(draft, "courses/later/ask-later/questions.yaml", "status: published", "status: draft")

    found = published_catalog(tmp_path, {**sample_files(), **draft})

    assert list(found.courses) == ["fair-price"]
    with pytest.raises(KeyError):
        found.lesson("later", "ask-later")


def test_lesson_that_becomes_a_draft_leaves_its_course(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, QUESTIONS, "status: published", "status: draft")

    content = load_content(write_content(tmp_path, {**files}), TODAY)

    assert ("M111", Level.ERROR) in [(one.code, one.level) for one in content.problems]
    assert content.catalog is None


def test_every_problem_is_in_the_message(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, QUESTIONS, "status: published", "status: many")
    edit(files, FACTS, "weight: rule", "weight: heavy")

    refusal = ContentProblems(load_content(write_content(tmp_path, {**files}), TODAY).problems)

    assert "ask-first/questions.yaml:3:3 M102" in str(refusal)
    assert "facts/rates.yaml:3:3 M102" in str(refusal)
    assert len(str(refusal).splitlines()) == len(refusal.problems) + 1


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (EN, "](help:cannot-pay)", "](javascript:alert)", "S502 S507"),
        (EN, "](help:cannot-pay)", "](https://evil.example/x)", "S502 S507"),
        (EN, "[^CN-RATE-01]", "[^CN-RATE-99]", "S503"),
        (EN, "[^CN-RATE-01]", "[^CN-RATE-02]", "S504"),
        (EN, "{{ question small-ad }}\n", "", "Q207"),
        (EN, "{#why-ask}", "{#why-not}", "T602"),
        (QUESTIONS, '{right: true, en: "The lender', '{en: "The lender', "Q203"),
        (QUESTIONS, "cites: [CN-RATE-01]", "cites: [CN-RATE-99]", "S503"),
        (EN, "{{ question small-ad }}", "{{ question no-such }}", "Q207 M106"),
        (EN, "{{ question small-ad }}", "{{ question small-ad }}\n{{ helpline no-such }}", "S502 M106"),
        (EN, "{{ question small-ad }}", "{{ question small-ad }}\n{{ specimen no-such }}", "S502 M106"),
        (COURSE, "ask-first: [o1", "ask-first: [o9", "M108"),
    ],
)
def test_error_of_the_checks_stops_the_catalog(tmp_path: Path, path: str, old: str, new: str, code: str) -> None:
    files = sample_files()
    edit(files, path, old, new)

    content = load_content(write_content(tmp_path, {**files}), TODAY)

    errors = {problem.code for problem in content.problems if problem.level is Level.ERROR}
    assert content.catalog is None
    assert errors & set(code.split())


def test_text_that_is_too_heavy_stops_the_catalog(tmp_path: Path) -> None:
    files = sample_files()
    nested = "\n".join(f"{'    ' * depth}- x" for depth in range(60))
    edit(files, EN, "Need help", f"{nested}\n\nNeed help")

    content = load_content(write_content(tmp_path, {**files}), TODAY)

    assert content.catalog is None
    assert "M104" in {problem.code for problem in content.problems}


# ---- the content of the site


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Path:
    settings.CONTENT_DIR = write_content(tmp_path)
    return tmp_path / "content"


@pytest.fixture
def broken_site(tmp_path: Path, settings: Settings) -> Path:
    files = sample_files()
    edit(files, ZH, "{{ question small-ad }}", "{{ question small ad }}")
    settings.CONTENT_DIR = write_content(tmp_path, {**files})
    return tmp_path / "content"


def test_catalog_is_loaded_once_by_all_threads(site: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: (id(catalog()), id(search_index(no_more))), range(32)))

    assert len(set(found)) == 1


def test_broken_content_is_refused_at_every_call(broken_site: Path) -> None:
    for read in (catalog, partial(search_index, no_more), catalog):
        with pytest.raises(ContentProblems):
            read()


def test_program_that_only_names_lessons_goes_on_with_the_sound_courses(tmp_path: Path, settings: Settings) -> None:
    settings.CONTENT_DIR = write_content(tmp_path, {**sample_files(), "courses/second/course.yaml": "code: [C2"})

    left_out = go_on_with_sound_courses()

    assert (left_out, list(catalog().courses)) == (("second",), ["fair-price"])


def test_program_that_only_names_lessons_goes_on_without_any(broken_site: Path) -> None:
    assert (go_on_with_sound_courses(), list(catalog().courses)) == (("fair-price",), [])


def test_sound_content_is_whole(site: Path) -> None:
    assert (go_on_with_sound_courses(), list(catalog().courses)) == ((), ["fair-price"])


def test_system_check_prints_the_same_lines(broken_site: Path) -> None:
    messages = check_site_content(None)

    content = load_content(broken_site, TODAY)
    assert [str(message) for message in messages] == [str(problem) for problem in content.problems]
    assert {message.level for message in messages} <= {ERROR, WARNING, INFO}
    assert "content.M106" in [message.id for message in messages]


def test_problem_that_hangs_on_the_date_is_only_information(site: Path) -> None:
    assert {(message.id, message.level) for message in check_site_content(None)} == {("content.S510", INFO)}


def test_check_content_prints_problems_and_fails(broken_site: Path) -> None:
    out = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("check_content", stdout=out)

    assert end.value.code == 1
    lines = out.getvalue().splitlines()
    assert [line for line in lines if " M106 " in line] == [
        f"content/{ZH}:21:19 M106 this line of its own cannot be read: question takes one id and nothing else."
    ]
    assert lines[-1].endswith(" due by date.")


def test_check_content_of_another_folder_as_json(site: Path, tmp_path: Path) -> None:
    out = StringIO()
    files = sample_files()
    edit(files, COURSE, "pass: 4", "pass: none")
    other = write_content(tmp_path / "other", {**files})

    with pytest.raises(SystemExit):
        call_command("check_content", "--format", "json", "--content", str(other), stdout=out)

    first: dict[str, Any] = json.loads(out.getvalue())[0]
    assert (first["file"], first["line"], first["column"], first["code"], first["level"]) == (
        "content/courses/fair-price/course.yaml", 8, 3, "M102", "error",
    )  # fmt: skip


def test_check_content_without_errors_ends_well(site: Path) -> None:
    out = StringIO()

    call_command("check_content", stdout=out)

    assert out.getvalue().splitlines()[-1] == "0 errors, 0 warnings, 1 due by date."


def test_quiet_check_content_prints_only_problems(site: Path) -> None:
    out = StringIO()

    call_command("check_content", verbosity=0, stdout=out)

    assert [line.partition(": ")[0].split()[1] for line in out.getvalue().splitlines()] == ["S510"]


def test_content_report_lists_topics_and_blocked_and_stale_facts(tmp_path: Path, settings: Settings) -> None:
    files = sample_files()
    edit(files, FACTS, "recheck_by: 2027-11-23", "recheck_by: 2020-01-01")
    edit(files, EN, "[^CN-RATE-01]", "[^CN-RATE-01][^CN-RATE-02]")
    settings.CONTENT_DIR = write_content(tmp_path, {**files})
    out = StringIO()

    call_command("content_report", stdout=out)

    assert out.getvalue().splitlines() == [
        "Topics by lesson",
        "  2.7-K  Credit: knowledge: 1.1 ask-first",
        "",
        "Facts by lesson",
        "  1.1 ask-first published: 2 cited",
        "      blocked CN-RATE-02: the document itself was not opened",
        "      stale CN-RATE-01: due for a check since 2020-01-01",
    ]


def test_development_server_watches_the_content(site: Path) -> None:
    reloader = StatReloader()

    watch_content(reloader)

    assert {path.name for path in reloader.watched_files() if site in path.parents} >= {"en.md", "questions.yaml"}
