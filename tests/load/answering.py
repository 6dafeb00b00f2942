"""Learners of a benchmark who answer every question, and open every step, by the site's own code."""

from collections.abc import Iterable
from uuid import uuid4

from django.test import Client
from django.utils import timezone, translation

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.learning.lessons.actions import record_answer
from courses.learning.lessons.addresses import step_url
from courses.learning.models import Answer
from literacy.demo.learner import right_answer


def answer_everything(name: str, lessons: Iterable[Lesson]) -> int:
    """One new learner answers all questions of `lessons` rightly; returns how many."""
    now = timezone.now()
    person = User.objects.create(username=name, date_joined=now, last_active_on=timezone.localdate())
    asked = [(lesson, question) for lesson in lessons for question in lesson.marked_questions]
    for lesson, question in asked:
        record_answer(
            learner=lambda _now: person, lesson=lesson, question=question, occasion=Answer.LESSON,
            given=right_answer(question), key=uuid4().hex, now=timezone.now(),
        )  # fmt: skip
    return len(asked)


def open_everything(person: User, lessons: Iterable[Lesson]) -> int:
    """Signed in, they open each step that asks something; returns how many."""
    client = Client()
    client.force_login(person)
    with translation.override("en"):
        pages = [
            step_url(lesson, question=question.id, anchor="").partition("#")[0]
            for lesson in lessons for question in lesson.marked_questions
        ]  # fmt: skip
    for page in pages:
        status = client.get(page).status_code
        assert status == 200, (page, status)
    return len(pages)
