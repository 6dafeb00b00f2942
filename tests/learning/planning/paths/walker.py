"""A browser that makes a path: presses what the pages offer, and takes form keys from them."""

from dataclasses import dataclass

from django.test import Client

from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.learning.models import LearningPath
from literacy.demo.learner import right_answer
from tests.learning.answers import fields, wrong_answer
from tests.learning.exams.sitting import key_in


def asked(path: LearningPath, place: int) -> Question:
    course, lesson, _slot, question, _version = path.drawn[place - 1]
    return catalog().courses[course].by_slug[lesson].pool[question]


@dataclass
class Walker:
    """One browser; `path` is the one begun last."""

    client: Client
    language: str = "en"

    @property
    def root(self) -> str:
        return f"/{self.language}/me/path/"

    @property
    def path(self) -> LearningPath:
        return LearningPath.objects.order_by("-pk")[0]

    def read(self, address: str = "") -> str:
        return self.client.get(address or self.root).content.decode()

    def start(self, *goals: str, questions: str = "yes", key: str | None = None):
        key = key or key_in(self.read(f"{self.root}new/"))
        return self.client.post(f"{self.root}new/", {"key": key, "goals": goals, "questions": questions})

    def begun(self, *goals: str) -> LearningPath:
        assert self.start(*goals).status_code == 303
        return self.path

    def made(self, *goals: str) -> LearningPath:
        """Of what was said alone."""
        assert self.start(*goals, questions="no").status_code == 303
        return self.path

    def page(self, place: int) -> str:
        return f"{self.root}{self.path.pk}/{place}/"

    def key(self, place: int) -> str:
        return key_in(self.read(self.page(place)))

    def answer(self, place: int, given: str | None = None, **more: str):
        question = asked(self.path, place)
        sent = {"version": question.version, **fields(question, given or right_answer(question)), **more}
        return self.client.post(f"{self.page(place)}save/", {"key": self.key(place), **sent})

    def wrong(self, place: int):
        return self.answer(place, wrong_answer(asked(self.path, place)))

    def press(self, name: str, place: int = 0, *, path: int = 0, key: str | None = None):
        """A button that sends nothing but its key."""
        pk = path or self.path.pk
        where = f"{self.root}{pk}/{place}/{name}/" if place else f"{self.root}{pk}/{name}/"
        key = key or key_in(self.read(self.page(place) if place else f"{self.root}new/"))
        return self.client.post(where, {"key": key})
