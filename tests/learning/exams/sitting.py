"""A browser that takes a check: presses what the pages offer, and takes form keys from them."""

import re
from dataclasses import dataclass

from django.test import Client

from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.learning.models import CheckAttempt
from literacy.demo.learner import right_answer
from tests.learning.answers import fields, wrong_answer

COURSE = "reading-a-loan"


def key_in(html: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', html)[1]


def question_of(attempt: CheckAttempt, place: int) -> Question:
    lesson, _, question, _ = attempt.drawn[place - 1]
    return catalog().courses[attempt.course].by_slug[lesson].pool[question]


@dataclass
class Taker:
    """One browser in one course's check."""

    client: Client
    language: str = "en"
    course: str = COURSE

    @property
    def root(self) -> str:
        return f"/{self.language}/courses/{self.course}"

    def get(self, address: str):
        return self.client.get(address)

    def start(self, kind: str = "check", *, key: str | None = None):
        key = key or key_in(self.get(f"{self.root}/{kind}/").content.decode())
        return self.client.post(f"{self.root}/{kind}/start/", {"key": key})

    def begun(self, kind: str = "check") -> CheckAttempt:
        self.start(kind)
        return CheckAttempt.objects.order_by("-pk")[0]

    def page(self, attempt: CheckAttempt, place: int | str = "") -> str:
        return f"{self.root}/check/{attempt.pk}/{place}/" if place else f"{self.root}/check/{attempt.pk}/"

    def key(self, attempt: CheckAttempt, place: int | str = "") -> str:
        return key_in(self.get(self.page(attempt, place)).content.decode())

    def answer(self, attempt: CheckAttempt, place: int, given: str | None = None, **more: str):
        question = question_of(attempt, place)
        sent = {"version": question.version, **fields(question, given or right_answer(question)), **more}
        if "key" not in sent:
            sent["key"] = self.key(attempt, place)
        return self.client.post(f"{self.page(attempt, place)}save/", sent)

    def wrong(self, attempt: CheckAttempt, place: int):
        return self.answer(attempt, place, wrong_answer(question_of(attempt, place)))

    def unknown(self, attempt: CheckAttempt, place: int):
        return self.client.post(f"{self.page(attempt, place)}unknown/", {"key": self.key(attempt, place)})

    def fill(self, attempt: CheckAttempt, marks: str) -> None:
        """Answer by a word of r (right), w (wrong) and u (I don't know), one letter a question."""
        act = {"r": self.answer, "w": self.wrong, "u": self.unknown}
        for place, mark in enumerate(marks, 1):
            assert act[mark](attempt, place).status_code == 303

    def send(self, attempt: CheckAttempt, *, key: str | None = None):
        return self.client.post(f"{self.page(attempt)}send/", {"key": key or self.key(attempt)})

    def taken(self, marks: str, kind: str = "check") -> CheckAttempt:
        attempt = self.begun(kind)
        self.fill(attempt, marks)
        assert self.send(attempt).status_code == 303
        attempt.refresh_from_db()
        return attempt
