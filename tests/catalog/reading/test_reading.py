"""Reading broken files and folders: each fault is named with its place, none stops the reading of the rest."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from courses.catalog.model.values.problems import Level, Problem
from courses.catalog.reading.content import read_content
from tests.catalog.sample import COURSE, EN, FACTS, GUIDE, LESSON, QUESTIONS, ZH, edit, sample_files, write_content

GLOSSARY = "glossary.yaml"
Files = dict[str, str | bytes]


def problems_in(folder: Path, files: Files) -> list[Problem]:
    return read_content(write_content(folder, files))[1]


def found(problems: list[Problem]) -> list[tuple[str, int, int, str]]:
    return [(one.place.path, one.place.line, one.place.column, one.code) for one in problems]


def test_sample_is_read_without_problems(tmp_path: Path) -> None:
    source, problems = read_content(write_content(tmp_path))

    assert problems == []
    assert [lesson.slug for lesson in source.lessons] == ["ask-first"]
    assert sorted(source.facts) == ["CN-RATE-01", "CN-RATE-02"]
    assert sorted(source.specimens) == ["ad-01", "ad-02", "ad-03", "ad-04"]
    assert source.origins["glossary/yearly-rate"].path == "content/glossary.yaml"


# Whole files: (file, its content or None, code, line, column, words said)
WHOLE_FILES = [
    (QUESTIONS, None, "M105", 1, 1, "Write the lesson block"),
    (COURSE, None, "M105", 1, 1, "code, title, summary"),
    (ZH, None, "T601", 1, 1, "this language of the lesson is missing"),
    (EN, None, "T601", 1, 1, "this language of the lesson is missing"),
    (QUESTIONS, b"", "M104", 1, 1, "the file is empty"),
    (QUESTIONS, b"# nothing yet\n", "M104", 1, 1, "the file is empty"),
    (EN, b"", "M104", 1, 1, 'must begin with "---"'),
    (EN, b"---\ntitle: 1\n---", "M104", 1, 1, 'must begin with "---"'),
    (QUESTIONS, b"- one\n- two\n", "M102", 1, 1, "must hold keys and values"),
    (QUESTIONS, b"just words\n", "M102", 1, 1, "must hold keys and values"),
    (QUESTIONS, b"\xef\xbb\xbflesson: {}\n", "M104", 1, 1, "byte order mark"),
    (EN, "---\ntitle: x".encode("utf-16"), "M104", 1, 1, "UTF-16"),
    (ZH, "---\ntitle: 利率\n".encode("gbk"), "M104", 2, 8, "Save the file as UTF-8"),
    (ZH, b"---\ntitle: \xed\xa0\x80\n", "M104", 2, 8, "Save the file as UTF-8"),
    (QUESTIONS, b"lesson: 1\nre\x00tired: []\n", "M104", 2, 3, "U+0000"),
    (EN, "---\ntitle: \u202ex\n".encode(), "M104", 2, 8, "U+202E"),
    (EN, b"x" * (64 * 1024 + 1), "M104", 1, 1, "64 KB are allowed"),
    (QUESTIONS, b"x" * 5_000_000, "M104", 1, 1, "512 KB are allowed"),
    (f"{LESSON}/notes.txt", b"x", "M105", 1, 1, "files of this kind are not read"),
    (f"{LESSON}/EN.yaml", b"x: 1", "M105", 1, 1, "a lesson has no file of this name"),
    (f"{LESSON}/fr.md", b"x", "M105", 1, 1, "a lesson has no file of this name"),
    ("glosary.yaml", b"x: 1", "M105", 1, 1, "no file of this name is read here"),
    ("facts/more.yml", b"x: 1", "M105", 1, 1, "files of this kind are not read"),
    (f"{LESSON}/Questions.yaml", b"x: 1", "M105", 1, 1, "the same as"),
    ("facts/again.yaml", b"CN-RATE-01: {}\n", "M104", 1, 1, "stands already in content/facts"),
]


@pytest.mark.parametrize(("path", "data", "code", "line", "column", "words"), WHOLE_FILES)
def test_broken_file_is_reported(
    tmp_path: Path, path: str, data: bytes | None, code: str, line: int, column: int, words: str
) -> None:
    files: Files = {**sample_files()}
    if data is None:
        del files[path]
    else:
        files[path] = data

    problems = problems_in(tmp_path, files)

    matching = [one for one in problems if one.code == code and words in one.message]
    shown = "facts/rates.yaml" if "already in" in words else f"content/{path}"
    shown = f"{LESSON}/questions.yaml" if "the same as" in words else shown
    assert [(one.place.path.removeprefix("content/"), one.place.line, one.place.column) for one in matching] == [
        (shown.removeprefix("content/"), line, column)
    ]


def test_alias_bomb_is_refused_before_it_is_expanded(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
    )

    problems = problems_in(tmp_path, {**sample_files(), GLOSSARY: bomb})

    assert found(problems) == [("content/glossary.yaml", 1, 4, "M104")]


def test_deep_nesting_is_refused_without_recursion(tmp_path: Path) -> None:
    deep = "a: " + "{a: " * 900 + "1" + "}" * 900 + "\n"

    problems = problems_in(tmp_path, {**sample_files(), GLOSSARY: deep})

    assert [(one.code, one.place.line) for one in problems] == [("M104", 1)]


def test_all_faults_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, QUESTIONS, "status: published", "status: many")
    edit(files, QUESTIONS, "kind: single", "kind: singel")
    edit(files, EN, "title:", "titel:")
    edit(files, FACTS, "weight: rule", "weight: heavy")
    edit(files, GLOSSARY, "term:", "word:")

    problems = problems_in(tmp_path, {**files})

    assert [(one.place.path.rpartition("/")[2], one.code) for one in problems] == [
        ("en.md", "M101"),
        ("en.md", "M101"),
        ("questions.yaml", "M102"),
        ("questions.yaml", "M102"),
        ("rates.yaml", "M102"),
        ("glossary.yaml", "M101"),
        ("glossary.yaml", "M101"),
    ]
    assert problems == sorted(problems)


def test_broken_entry_leaves_the_others_of_its_file(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, FACTS, "weight: rule", "weight: heavy")

    source, _ = read_content(write_content(tmp_path, {**files}))

    assert (list(source.facts), source.unread) == (["CN-RATE-02"], frozenset({"facts/CN-RATE-01"}))


def test_broken_lesson_is_noted_as_unread(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, QUESTIONS, "status: published", "status: many")

    source, _ = read_content(write_content(tmp_path, {**files}))

    assert (source.courses[0].lessons, source.courses[0].unread) == ((), frozenset({"ask-first"}))


def test_carriage_returns_are_read_as_line_ends(tmp_path: Path) -> None:
    files = {path: text.replace("\n", "\r\n") for path, text in sample_files().items()}

    source, problems = read_content(write_content(tmp_path, {**files}))

    assert (problems, "\r" in source.lessons[0].pages["en"].body) == ([], False)


def _link_to_secret(root: Path) -> Path:
    (root.parent / "secret.md").write_text("secret")
    (root / EN).unlink()
    (root / EN).symlink_to(root.parent / "secret.md")
    return root / EN


def _link_to_folder(root: Path) -> Path:
    (root / "courses/other").symlink_to("/etc", target_is_directory=True)
    return root / "courses/other"


def _pipe(root: Path) -> Path:
    (root / GLOSSARY).unlink()
    os.mkfifo(root / GLOSSARY)
    return root / GLOSSARY


def _deep_folder(root: Path) -> Path:
    (root / "courses/fair-price/ask-first/images/a/b").mkdir(parents=True)
    return root / "courses/fair-price/ask-first/images/a/b"


@pytest.mark.parametrize("make", [_link_to_secret, _link_to_folder, _pipe, _deep_folder])
def test_what_is_no_plain_file_is_not_followed(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    root = write_content(tmp_path)
    path = make(root)

    problems = read_content(root)[1]

    assert (f"content/{path.relative_to(root)}", 1, 1, "M105") in found(problems)


def test_names_that_are_one_name_on_other_computers_are_refused(tmp_path: Path) -> None:
    root = write_content(tmp_path)
    for name in ("\u00e9.md", "e\u0301.md"):  # one letter, and a letter with its accent
        (root / "facts" / name).write_text("x")

    problems = read_content(root)[1]

    assert sum("the name is the same" in one.message for one in problems) == 1


def test_missing_folder_is_one_problem(tmp_path: Path) -> None:
    problems = read_content(tmp_path / "content")[1]

    assert found(problems) == [("content", 1, 1, "M105")]


def test_empty_folder_asks_for_a_course(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    problems = read_content(tmp_path / "content")[1]

    assert found(problems) == [("content/courses", 1, 1, "M105")]


def test_optional_files_may_be_missing(tmp_path: Path) -> None:
    files = {path: text for path, text in sample_files().items() if path.startswith("courses/") and path != GUIDE}

    source, problems = read_content(write_content(tmp_path, {**files}))

    assert (problems, source.lessons[0].guide, source.editorial.never) == ([], None, ())


def test_draft_course_may_plan_lessons_that_are_not_written(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, COURSE, "status: published", "status: draft")
    edit(files, COURSE, "[ask-first]", "[ask-first, ask-again]")

    assert problems_in(tmp_path, {**files}) == []


def test_problem_is_printed_as_one_line(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, COURSE, "pass: 4", "pass: none")

    problems = problems_in(tmp_path, {**files})

    assert [str(problem) for problem in problems] == [
        'content/courses/fair-price/course.yaml:8:3 M102 "pass" in "check" is no whole number. Write digits only.'
    ]
    assert [problem.level for problem in problems] == [Level.ERROR]
