"""What stands beside a question on the wall and on phones: what a learner has in view when answering it."""

import re

from courses.catalog.model.lessons import Lesson, PageStep, Piece

TABLE = re.compile(r'<div [^>]*class="table-box".*?</table>\s*</div>', re.DOTALL)


def excerpt_of(lesson: Lesson, question: str, language: str) -> tuple[Piece, ...]:
    """Specimens of the question's section that stand before it, and tables and drawings of its own step.

    Those of other steps and boxes are left out: a room would read the answer off them.
    """
    steps = lesson.page(language).steps
    place = next((at for at, step in enumerate(steps) if question in step.questions), None)
    if place is None:
        return ()
    own = _before(question, steps[place])
    earlier = [one for step in steps[:place] if step.title and step.title == steps[place].title for one in step.pieces]
    specimens = [one for one in (*earlier, *own) if one.kind == "specimen"]
    return (*specimens, *(shown for one in own for shown in to_look_at(one)))


def to_look_at(piece: Piece) -> list[Piece]:
    """A drawing, or the tables of a text."""
    if piece.kind == "drawing":
        return [piece]
    return [Piece("html", html=found) for found in TABLE.findall(piece.html)] if piece.kind == "html" else []


def _before(question: str, step: PageStep) -> list[Piece]:
    """What a learner reads in this step before the question."""
    before = []
    for piece in step.pieces:
        if piece.kind == "question" and piece.reference == question:
            break
        before.append(piece)
    return before
