"""Where a question of an open check stands, and its page."""

import re

from courses.catalog.published import library
from courses.learning.exams.results import ResultLine, result_of
from courses.learning.models import CheckAttempt
from tests.learning.exams.sitting import Taker, question_of


def place_of(attempt: CheckAttempt, kind: str = "single") -> int:
    return next(place for place in range(1, 11) if question_of(attempt, place).kind == kind)


def page(taker: Taker, attempt: CheckAttempt, place: int | str = "") -> str:
    html = taker.get(taker.page(attempt, place)).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def line_of(attempt: CheckAttempt, place: int) -> ResultLine:
    return result_of(attempt.learner, attempt, library.catalog(), "en").lines[place - 1]
