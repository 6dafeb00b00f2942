"""Makes the people of a benchmark: one who has just signed up, one who has finished every lesson; prints sessions."""

import json
import os
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.accounts.models import User  # noqa: E402
from courses.catalog.published.library import catalog  # noqa: E402
from courses.learning.lessons.actions import show_answer  # noqa: E402
from courses.learning.models import Answer  # noqa: E402

OTHERS = 8  # the yardstick lists ten people


def make_person(name: str) -> User:
    return User.objects.create(username=name, date_joined=timezone.now(), last_active_on=timezone.localdate())


def finish_all(person: User) -> None:
    """Every question of every lesson resolved."""
    for course in catalog().courses.values():
        for lesson in course.lessons:
            for question in lesson.marked_questions:
                show_answer(
                    learner=lambda _now: person, lesson=lesson, question=question, occasion=Answer.LESSON,
                    key=uuid4().hex, now=timezone.now(),
                )  # fmt: skip


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def main() -> None:
    fresh, finished = make_person("fresh"), make_person("finished")
    for number in range(OTHERS):
        make_person(f"person{number}")
    finish_all(finished)
    print(json.dumps({"fresh": session_of(fresh), "finished": session_of(finished)}))


if __name__ == "__main__":
    main()
