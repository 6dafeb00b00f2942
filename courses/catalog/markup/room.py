"""Estimates how many rows of a phone's screen the pieces of a lesson take, to keep a figure beside its question.

The same for every language, so that a lesson has the same steps in all of them: texts are not counted.
"""

from collections.abc import Iterable

from courses.catalog.model.lessons import Piece
from courses.catalog.reading.source import ContentSource, LessonSource

ROWS_OF_A_STEP = 12  # about 770 of the 1,350 pixels that a step may have; the rest is for its words and for Continue

_DRAWING, _HELPLINE, _EXERCISE = 6, 2, ROWS_OF_A_STEP
_AROUND_A_QUESTION, _AROUND_A_SPECIMEN = 2, 3  # its words and its button; its title, its frame and what to see in it


def rows_of(pieces: Iterable[Piece], lesson: LessonSource, source: ContentSource) -> int:
    """The rows that these pieces take together."""
    return sum(_rows(piece, lesson, source) for piece in pieces)


def _rows(piece: Piece, lesson: LessonSource, source: ContentSource) -> int:
    match piece.kind:
        case "drawing":
            return _DRAWING
        case "helpline":
            return _HELPLINE
        case "exercise":
            return _EXERCISE
        case "specimen" if piece.reference in source.specimens:
            return _AROUND_A_SPECIMEN + len(source.specimens[piece.reference].parts)
        case "question" if piece.reference in lesson.plan.model.questions:
            asked = lesson.plan.model.questions[piece.reference]
            rows_of_a_choice = 1 + (len(asked.targets_shown) + 1) // 2  # the choice, and where it can be put
            return _AROUND_A_QUESTION + rows_of_a_choice * len(asked.choices)
    return 0
