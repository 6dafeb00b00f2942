"""Questions of a lesson by their kind, and the words of a page."""

import re


def of_kind(lesson, kind: str):
    return next(question for question in lesson.marked_questions if question.kind == kind)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
