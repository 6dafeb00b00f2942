"""Answers for tests: right and wrong ones for any question, and posts as a browser sends them."""

import re
from dataclasses import dataclass

from django.test import Client

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import MarkParts, Match, Multiple, Number, Order, Question, Single
from literacy.demo_data import right_answer


def wrong_answer(question: Question) -> str:
    """A canonical answer that is wrong, for any kind."""
    body = question.body
    if isinstance(body, Single):
        return next(key for key, option in body.options.items() if not option.right)
    if isinstance(body, Multiple):
        return next(key for key, option in body.options.items() if not option.right)
    if isinstance(body, MarkParts):
        return next(key for key, part in body.parts.items() if not part.flag)
    if isinstance(body, Number):
        return str(body.accept[1] + 1000)
    if isinstance(body, Order):
        return ",".join(reversed(body.items))
    if isinstance(body, Match):
        first, *_ = body.rows
        other = next(target for target in body.targets if target != body.rows[first].to)
        return ",".join(f"{key}={other if key == first else row.to}" for key, row in body.rows.items())
    raise TypeError(question.kind)


def fields(question: Question, given: str) -> dict[str, list[str]]:
    """The form fields that carry a canonical answer."""
    if question.kind == "number":
        return {"number": [given]}
    if question.kind == "order":
        return {f"place-{key}": [str(place)] for place, key in enumerate(given.split(","), 1)}
    if question.kind == "match":
        return {f"row-{pair.partition('=')[0]}": [pair.partition("=")[2]] for pair in given.split(",")}
    return {"choice": given.split(",")}


@dataclass(frozen=True)
class Browser:
    """A client on one lesson's page: takes the form key from the page as a browser would."""

    client: Client
    lesson: Lesson
    language: str = "en"

    @property
    def url(self) -> str:
        return f"/{self.language}/learn/{self.lesson.course}/{self.lesson.slug}/"

    def form_key(self) -> str:
        return re.search(r'name="key" value="([^"]+)"', self.client.get(self.url).content.decode())[1]

    def answer(self, question: Question, given: str, *, key: str | None = None, **more: str):
        sent = {"key": key or self.form_key(), "version": question.version, **fields(question, given), **more}
        return self.client.post(f"{self.url}questions/{question.id}/", sent)

    def show(self, question: Question, *, key: str | None = None):
        return self.client.post(f"{self.url}questions/{question.id}/answer/", {"key": key or self.form_key()})

    def finish(self) -> None:
        for question in self.lesson.marked_questions:
            self.answer(question, right_answer(question))
