"""Answers for tests: right and wrong ones for any question, and posts as a browser sends them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.test import Client
from django.utils import translation

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.learning.lessons.addresses import step_url
from literacy.demo.learner import right_answer


def wrong_answer(question: Question) -> str:
    """A canonical answer that is wrong, for any kind: the obvious one, or the right one turned round."""
    if question.body.wrong_given:
        return question.body.wrong_given
    if question.body.targets_shown:
        first, *others = right_answer(question).split(",")
        row, _, right = first.partition("=")
        other = next(target for target in question.body.targets_shown if target != right)
        return ",".join((f"{row}={other}", *others))
    if question.body.choices:
        return ",".join(reversed(right_answer(question).split(",")))
    return str(Decimal(right_answer(question)) + 1000)


def fields(question: Question, given: str) -> dict[str, list[str]]:
    """The form fields that carry a canonical answer."""
    return question.fields(given)


@dataclass(frozen=True)
class Browser:
    """A client on one lesson's steps: takes the form key from the question's own page as a browser would."""

    client: Client
    lesson: Lesson
    language: str = "en"

    @property
    def url(self) -> str:
        return f"/{self.language}/learn/{self.lesson.course}/{self.lesson.slug}/"

    def _key(self, question: Question) -> str:
        """Of the question's form; where it has none any more, of the thing to do at the lesson's end."""
        found = re.search(r'name="key" value="([^"]+)"', self.read(question) + self.read())
        assert found is not None
        return found[1]

    def page(self, question: Question | None = None) -> str:
        """The address of the step that asks a question; of the lesson's end without one."""
        with translation.override(self.language):
            return step_url(self.lesson, question=question.id if question else "", anchor="lesson-end").partition("#")[
                0
            ]

    def read(self, question: Question | None = None) -> str:
        return self.client.get(self.page(question)).content.decode()

    def form_key(self) -> str:
        """The one-time key of a page that was just opened."""
        return self._key(self.lesson.marked_questions[0])

    def answer(self, question: Question, given: str, *, key: str | None = None, **more: str):
        sent = {"key": key or self._key(question), "version": question.version, **fields(question, given), **more}
        return self.client.post(f"{self.url}questions/{question.id}/", sent)

    def show(self, question: Question, *, key: str | None = None):
        return self.client.post(f"{self.url}questions/{question.id}/answer/", {"key": key or self._key(question)})

    def finish(self) -> None:
        for question in self.lesson.marked_questions:
            self.answer(question, right_answer(question))
