"""What a session plan hands out or hangs up, as sheets that print: cards to cut, signs for corners, made-up papers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.markup.rendering import inline
from courses.catalog.model.lessons import Lesson, PageStep, Piece
from courses.catalog.model.questions import ROOM, Question
from courses.catalog.model.schema import Handout
from courses.catalog.wording import Voice
from courses.organizations.workshops.excerpts import to_look_at

PAPERS = "papers"  # the sheet that every lesson with made-up pieces has


@dataclass(frozen=True, slots=True)
class HandoutSheet:
    """One thing to print. `cards` are cut out, with `is_large` each has a sheet of its own; `pieces` are specimens,
    tables and drawings; `papers` are questions whose lines are a paper to mark."""

    key: str
    title: str
    cards: tuple[str, ...] = ()
    is_large: bool = False
    pieces: tuple[Piece, ...] = ()
    papers: tuple[tuple[Question, tuple[str, ...]], ...] = ()


def handouts_of(lesson: Lesson, language: str) -> tuple[HandoutSheet, ...]:
    """Those of the plan in its order, then the made-up papers."""
    return tuple(_all(lesson, language))


def _all(lesson: Lesson, language: str) -> Iterator[HandoutSheet]:
    for key, handout in lesson.guide.handouts.items():
        title = inline(handout.title.in_language(language), language)
        if handout.step:
            yield HandoutSheet(key, title, pieces=tuple(_of_step(lesson, handout.step, language)))
        else:
            cards = tuple(card for card in _cards(lesson, handout, language) for _copy in range(handout.copies))
            yield HandoutSheet(key, title, cards, handout.large)
    if papers := _papers(lesson, language):
        yield papers


def _cards(lesson: Lesson, handout: Handout, language: str) -> tuple[str, ...]:
    if not handout.question:
        return tuple(inline(card.in_language(language), language) for card in handout.cards)
    question, voice = lesson.questions[handout.question], Voice(language)
    if handout.side == "targets":
        return tuple(voice.inline(target) for target in question.body.targets_shown.values())
    return _choices(question, voice)


def _choices(question: Question, voice: Voice) -> tuple[str, ...]:
    return tuple(voice.part(question.body.choices[key]) for key in question.shuffled(ROOM))


def _of_step(lesson: Lesson, anchor: str, language: str) -> Iterator[Piece]:
    steps: list[PageStep] = [step for step in lesson.page(language).steps if anchor in step.anchors]
    for step in steps:
        for piece in step.pieces:
            yield from to_look_at(piece)


def _papers(lesson: Lesson, language: str) -> HandoutSheet | None:
    """Advertisements, chats and contracts of the lesson without what is to be seen in them, and papers to mark."""
    specimens = tuple(piece for piece in lesson.page(language).pieces if piece.kind == "specimen")
    in_lesson = (one for one in lesson.questions.values() if one.body.use == "lesson" and one.body.is_paper)
    papers = tuple((question, _choices(question, Voice(language))) for question in in_lesson)
    if not specimens and not papers:
        return None
    return HandoutSheet(PAPERS, _("Made-up papers of this lesson"), pieces=specimens, papers=papers)
