"""Beside a question on the wall stands what a learner has in view, and nothing that gives the answer away."""

from dataclasses import replace

import pytest

from courses.catalog.model.lessons import PageStep, Piece, StepKind
from courses.catalog.published.library import catalog
from courses.organizations.workshops.excerpts import TABLE, excerpt_of

TABLE_HTML = '<div class="table-box" role="region"><table><tr><td>7.3%</td></tr></table></div>'


def text(words: str) -> Piece:
    return Piece("html", html=f"<p>{words}</p>")


def asks(question: str) -> Piece:
    return Piece("question", reference=question)


def specimen(name: str) -> Piece:
    return Piece("specimen", reference=name)


def step(title: str, *pieces: Piece) -> PageStep:
    questions = tuple(piece.reference for piece in pieces if piece.kind == "question")
    return PageStep(StepKind.SECTION, title=title, pieces=pieces, questions=questions)


def with_steps(lesson, *steps: PageStep):
    return replace(lesson, pages={**lesson.pages, "en": replace(lesson.page("en"), steps=steps)})


def test_excerpt_holds_specimens_of_the_section_and_tables_of_the_step(lesson) -> None:
    made = with_steps(
        lesson,
        step("Other", specimen("other"), asks("first")),
        step("Mine", specimen("early"), Piece("html", html=TABLE_HTML.replace("7.3", "36"))),
        step("Mine", specimen("mine"), Piece("html", html=f"<p>See:</p>{TABLE_HTML}<p>Box</p>"), asks("asked")),
    )

    assert excerpt_of(made, "asked", "en") == (
        specimen("early"), specimen("mine"), Piece("html", html=TABLE_HTML),
    )  # fmt: skip


def test_excerpt_leaves_out_what_stands_after_the_question(lesson) -> None:
    made = with_steps(
        lesson,
        step("Mine", text("Words"), asks("asked"), specimen("answer"), Piece("html", html=TABLE_HTML), asks("next")),
    )

    assert excerpt_of(made, "asked", "en") == ()
    assert excerpt_of(made, "next", "en") == (specimen("answer"), Piece("html", html=TABLE_HTML))


def test_excerpt_holds_the_drawing_of_the_step_and_leaves_out_boxes_and_other_drawings(lesson) -> None:
    drawing, earlier = Piece("drawing", html="<figure>mine</figure>"), Piece("drawing", html="<figure>other</figure>")
    made = with_steps(
        lesson,
        step("Mine", earlier),
        step("Mine", drawing, text('<div class="box">A rule</div>'), asks("asked")),
    )

    assert excerpt_of(made, "asked", "en") == (drawing,)


def test_table_with_a_label_is_found(lesson) -> None:
    labelled = TABLE_HTML.replace("<div ", '<div aria-label="Rolling over" ')
    made = with_steps(lesson, step("Mine", Piece("html", html=f"<p>See:</p>{labelled}"), asks("asked")))

    assert excerpt_of(made, "asked", "en") == (Piece("html", html=labelled),)


def test_excerpt_of_steps_without_title_takes_no_others(lesson) -> None:
    made = with_steps(lesson, step("", specimen("opening")), step("", asks("asked")))

    assert excerpt_of(made, "asked", "en") == ()


def test_excerpt_of_unknown_question_is_empty(lesson) -> None:
    assert excerpt_of(lesson, "no-such-question", "en") == ()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_excerpts_of_all_lessons_are_alike_in_both_languages(language) -> None:
    """Every piece is one of the lesson's own, of a kind that may be shown; tables are whole."""
    lessons = [one for course in catalog().courses.values() for one in course.lessons]
    shown = 0
    for lesson in lessons:
        own = {piece.reference for piece in lesson.page(language).pieces if piece.kind == "specimen"}
        for question in lesson.questions.values():
            pieces = excerpt_of(lesson, question.id, language)
            other = excerpt_of(lesson, question.id, "en")
            assert [piece.kind for piece in pieces] == [piece.kind for piece in other]
            assert all(piece.reference in own for piece in pieces if piece.kind == "specimen")
            assert all(TABLE.fullmatch(piece.html) for piece in pieces if piece.kind == "html")
            shown += len(pieces)
    assert shown


SPEAKS_OF = {
    ("spotting-traps", "seven-day-loans", "four-weeks"): "html",  # "as in the table"
    ("missing-a-payment", "first-48-hours", "in-this-order"): "drawing",  # "in the order of the picture"
}


@pytest.mark.parametrize(("place", "kind"), SPEAKS_OF.items())
def test_question_that_speaks_of_a_table_or_picture_has_it(place, kind) -> None:
    course, lesson, question = place

    assert kind in [piece.kind for piece in excerpt_of(catalog().lesson(course, lesson), question, "en")]
