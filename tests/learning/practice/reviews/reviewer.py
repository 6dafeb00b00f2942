"""A learner on later days: makes cards by answering lessons, and answers the day's review as a browser does."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client

from courses.accounts.models import User
from courses.catalog.model.lessons import Course
from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.learning.lessons import actions
from courses.learning.models import ReviewCard
from courses.learning.practice.reviews import actions as reviews
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import fields, wrong_answer

DAY = timedelta(days=1)
DUE = NOW + 2 * DAY  # when what was answered rightly NOW comes back


def text_of(html: str) -> str:
    """The words of a page's main part."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def learn(learner: User, questions: tuple[Question, ...], *, now: datetime = NOW, tries: str = "right") -> None:
    """Resolve questions in their lessons: right, wrong-right or wrong-wrong-wrong."""
    for question in questions:
        lesson = catalog().lesson(question.course, question.lesson)
        for number, result in enumerate(tries.split("-")):
            given = right_answer(question) if result == "right" else wrong_answer(question)
            actions.record_answer(
                learner=lambda _now: learner, lesson=lesson, question=question, occasion="lesson", given=given,
                key=f"{question.lesson}:{question.id}:{number}", now=now,
            )  # fmt: skip


def review(learner: User, question: Question, *, key: str, now: datetime, right: bool = True):
    given = right_answer(question) if right else wrong_answer(question)
    return reviews.record_review(
        learner=lambda _now: learner, catalog=catalog(), question=question, given=given, key=key, now=now
    )


def all_questions(course: Course) -> tuple[Question, ...]:
    return tuple(question for lesson in course.lessons for question in lesson.marked_questions)


def card_of(learner: User, question: Question) -> ReviewCard:
    return ReviewCard.objects.get(learner=learner, course=question.course, lesson=question.lesson, question=question.id)


@dataclass(frozen=True)
class Reviewer:
    """A client on the review pages."""

    client: Client
    language: str = "en"

    def url(self, question: Question) -> str:
        return f"/{self.language}/review/{question.course}/{question.lesson}/{question.id}/"

    def home(self) -> str:
        return self.client.get(f"/{self.language}/review/").content.decode()

    def page(self, question: Question) -> str:
        return self.client.get(self.url(question)).content.decode()

    def form_key(self, question: Question) -> str:
        return re.search(r'name="key" value="([^"]+)"', self.page(question))[1]

    def answer(self, question: Question, given: str, *, key: str | None = None):
        sent = {
            "key": key or self.form_key(question), "version": question.version, "occasion": "review",
            **fields(question, given),
        }  # fmt: skip
        return self.client.post(f"{self.url(question)}answer/", sent)

    def show(self, question: Question, *, key: str | None = None):
        return self.client.post(f"{self.url(question)}show/", {"key": key or self.form_key(question)})
