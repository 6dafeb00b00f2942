"""A section's drawing and its question are one step where a phone has room for both."""

from django.conf import settings

from courses.catalog.markup.room import ROWS_OF_A_STEP, rows_of
from courses.catalog.markup.walk import cut_into_steps
from courses.catalog.model.lessons import Piece
from courses.catalog.published.library import catalog
from courses.catalog.reading.content import read_content

SECTION = Piece("html", '<h2 id="one">One</h2><p>Words.</p>')
DRAWING = Piece("drawing", "<figure></figure>", "ruler")
ASKED = [Piece("question", reference="first"), Piece("question", reference="second")]


def steps_of(*pieces: Piece, fits: bool) -> list[list[str]]:
    """The kinds of the pieces of each step but the end, texts left out."""
    steps = cut_into_steps(pieces, [("one", "One")], (), cites_of=lambda _: frozenset(), fits_in=lambda _: fits)
    return [[piece.kind for piece in step.pieces if piece.kind != "html"] for step in steps[:-1]]


def test_drawing_and_question_are_one_step_when_both_fit() -> None:
    assert steps_of(SECTION, DRAWING, ASKED[0], fits=True) == [["drawing", "question"]]


def test_drawing_and_question_are_two_steps_when_they_do_not_fit() -> None:
    assert steps_of(SECTION, DRAWING, ASKED[0], fits=False) == [["drawing"], ["question"]]


def test_second_question_is_a_step_of_its_own_even_when_it_would_fit() -> None:
    assert steps_of(SECTION, DRAWING, *ASKED, fits=True) == [["drawing", "question"], ["question"]]


def test_words_and_question_are_one_step_even_when_the_question_is_long() -> None:
    assert steps_of(SECTION, ASKED[0], fits=False) == [["question"]]


def test_rows_of_pieces_are_counted_by_what_they_hold() -> None:
    source, _ = read_content(settings.CONTENT_DIR)
    lesson = next(one for one in source.lessons if one.slug == "one-yardstick")
    match = Piece("question", reference="which-sum")  # three rows, each with three choices below it
    number = Piece("question", reference="daily-to-yearly")
    specimen = Piece("specimen", reference="ad-52")  # five lines, in a frame with a title and what to see in it

    assert rows_of([specimen], lesson, source) == 8
    assert [rows_of([one], lesson, source) for one in (SECTION, DRAWING, number, match)] == [0, 6, 2, 11]
    assert rows_of([DRAWING, number], lesson, source) == 8


def test_lessons_keep_a_drawing_and_a_long_question_apart() -> None:
    source, _ = read_content(settings.CONTENT_DIR)
    crowded = [
        (lesson.slug, step.anchor)
        for lesson in source.lessons
        if lesson.course in catalog().courses  # a course without its plan is not shown yet
        for step in catalog().lesson(lesson.course, lesson.slug).page("en").steps
        if any(piece.kind not in ("html", "question", "exercise") for piece in step.pieces)
        and any(piece.kind == "question" for piece in step.pieces)
        and rows_of(step.pieces, lesson, source) > ROWS_OF_A_STEP
    ]

    assert crowded == []
