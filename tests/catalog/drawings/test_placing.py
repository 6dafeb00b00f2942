"""Drawings in lessons: checked where they stand, rendered once a language, in the place of their line."""

from pathlib import Path

import pytest
from django.utils import translation

from courses.catalog.markup.own_lines import OwnLine, bad_own_lines, own_lines
from courses.catalog.model.values.problems import Level
from courses.catalog.published.library import load_content
from tests.catalog.sample import EN, QUESTIONS, TODAY, ZH, edit, sample_files, version_of_original, write_content

TEXT, HAN = "Need help at once?", "急着求助？"
LINE = "{{ drawing paper-hand contract=10000 kept=1200 rate=12 months=12 }}"
CAPTION = 'drawings:\n  hand:\n    caption: {en: "In hand ¥8,800", zh-hans: "到手 8,800 元"}\nquestions:'


def with_lines(tmp_path: Path, line: str, *, other: str | None = None, words: str = "") -> tuple[dict[str, str], Path]:
    """The sample with a drawing in both texts, and `words` as its block drawings:."""
    files = sample_files()
    edit(files, EN, TEXT, f"{line}\n\n{TEXT}")
    edit(files, ZH, HAN, f"{other or line}\n\n{HAN}")
    if words:
        edit(files, QUESTIONS, "\nquestions:", f"\n{words}")
    edit(files, EN, 'follows: "a474003"', f'follows: "{version_of_original(files[ZH])}"')
    return files, write_content(tmp_path, files)


def errors(root: Path) -> list[str]:
    return [str(problem) for problem in load_content(root, TODAY).problems if problem.level is Level.ERROR]


def test_a_drawing_is_rendered_in_the_language_of_its_page(tmp_path) -> None:
    _, root = with_lines(tmp_path, LINE)

    with translation.override("en"):  # whatever language is active while content is loaded
        content = load_content(root, TODAY)

    assert content.catalog is not None, content.problems
    lesson = content.catalog.lesson("fair-price", "ask-first")
    for language, caption in (("en", "In hand ¥8,800, so the"), ("zh-hans", "到手 8,800 元，本金就是 8,800 元")):
        (piece,) = [piece for piece in lesson.page(language).pieces if piece.kind == "drawing"]
        assert piece.reference == "paper-hand"
        html = piece.html.replace("\N{NO-BREAK SPACE}", " ")
        assert piece.html.startswith('<figure class="fig">')
        assert caption in html
        assert "<svg" in piece.html
        assert "<table>" in piece.html


def test_own_words_of_the_lesson_are_the_caption(tmp_path) -> None:
    _, root = with_lines(tmp_path, LINE.replace(" }}", " words=hand }}"), words=CAPTION)

    content = load_content(root, TODAY)

    assert content.catalog is not None, content.problems
    page = content.catalog.lesson("fair-price", "ask-first").page("zh-hans")
    assert any("<figcaption>到手 8,800\N{NO-BREAK SPACE}元</figcaption>" in piece.html for piece in page.pieces)


def test_words_of_an_author_cannot_act(tmp_path) -> None:
    words = CAPTION.replace("In hand ¥8,800", "5 < 8,800 & “so”").replace("到手 8,800 元", "<b>8,800</b> 元")
    _, root = with_lines(tmp_path, LINE.replace(" }}", " words=hand }}"), words=words.replace("5 < ", "< "))

    assert any("M107" in error and "<b>" in error for error in errors(root))


WRONG = [
    ("{{ drawing pie-chart share=1 }}", "pie-chart", 'there is no drawing "pie-chart". Use '),
    (
        "{{ drawing paper-hand contract=10000 kept=much months=1 }}",
        "kept=much",
        'kept cannot be "much". Write an amount',
    ),
    ("{{ drawing paper-hand kept=1 months=1 }}", "paper-hand", "paper-hand needs contract=: an amount like"),
    ("{{ drawing paper-hand contract=10 kept=10 months=1 }}", "paper-hand", "kept must be less than contract"),
    ("{{ drawing paper-hand contract=10 kept=1 months=1 colour=red }}", "colour", 'has no argument "colour". Use '),
    ("{{ drawing paper-hand contract=10 kept=1 months=1 words=none }}", "words=none", 'questions.yaml has no "none"'),
    ("{{ drawing split amount=1000 rate=1000 count=12 count=6 }}", "count=6", '"count" stands here twice'),
]


@pytest.mark.parametrize(("line", "at", "says"), WRONG)
def test_wrong_lines_are_reported_where_they_stand(tmp_path, line, at, says) -> None:
    files, root = with_lines(tmp_path, line)

    before = files[EN].partition(line)[0]
    where = f"content/{EN}:{before.count(chr(10)) + 1}:{line.index(at) + 1} M106"
    found = [error for error in errors(root) if error.startswith(where)]
    assert len(found) == 1, errors(root)
    assert says in found[0]


def test_another_figure_in_the_other_language_is_reported(tmp_path) -> None:
    _, root = with_lines(tmp_path, LINE, other=LINE.replace("1200", "1300"))

    assert any(" T602 " in error and "kept=1300" in error and "kept=1200" in error for error in errors(root))


def test_words_are_checked_against_their_kind(tmp_path) -> None:
    files, root = with_lines(
        tmp_path,
        LINE.replace(" }}", " words=hand }}"),
        words=CAPTION.replace("zh-hans: ", "de: ").replace("caption:", "captoin:"),
    )

    line = files[QUESTIONS].partition("captoin")[0].count("\n") + 1
    assert any(
        error.startswith(f"content/{QUESTIONS}:{line}:") and 'Did you mean "caption"?' in error
        for error in errors(root)
    )


def test_words_that_no_line_uses_are_reported(tmp_path) -> None:
    files, root = with_lines(tmp_path, LINE, words=CAPTION)

    line = files[QUESTIONS].partition("  hand:")[0].count("\n") + 1
    assert any(
        error.startswith(f"content/{QUESTIONS}:{line}:") and 'no drawing takes its words from "hand"' in error
        for error in errors(root)
    )


def test_a_caption_with_a_figure_of_its_own_is_reported(tmp_path) -> None:
    words = CAPTION.replace("8,800", "8,900")
    _, root = with_lines(tmp_path, LINE.replace(" }}", " words=hand }}"), words=words)

    assert sum(" S506 the caption says 8,900" in error for error in errors(root)) == 2


def test_words_of_drawings_are_compared_between_languages(tmp_path) -> None:
    words = CAPTION.replace("到手 8,800 元", "到手 8,800 元，先扣 1,200 元")
    _, root = with_lines(tmp_path, LINE.replace(" }}", " words=hand }}"), words=words)

    assert any(problem.code == "T604" and "1,200" in problem.message for problem in load_content(root, TODAY).problems)


def test_figures_of_a_drawing_count_as_shown(tmp_path) -> None:
    files, root = with_lines(tmp_path, LINE)
    sums = '  sums:\n    in-hand: {subtract: ["10000", "1200"], shows: {is: "8,800"}}\n  action:'
    edit(files, QUESTIONS, "  action:", sums)

    assert errors(write_content(tmp_path / "with", files)) == []
    plain = {**files, EN: files[EN].replace(LINE, ""), ZH: files[ZH].replace(LINE, "")}
    assert any(
        "S506" in error and "stands nowhere" in error for error in errors(write_content(tmp_path / "without", plain))
    )


def test_lists_and_pairs_are_arguments() -> None:
    line = "{{ drawing late principal=1000 rate=18 days=1,7,30 sums=one:1,two:2.5 }}"

    assert own_lines(line) == (
        OwnLine(
            "drawing", "late", (("principal", "1000"), ("rate", "18"), ("days", "1,7,30"), ("sums", "one:1,two:2.5")), 1
        ),
    )
    assert [bad.reason for bad in bad_own_lines("{{ drawing late days=1, 7 }}")] == [
        "write arguments as name=value, with single spaces"
    ]
