"""A browser on the buttons of one lesson's thing to do, without JavaScript."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.learning.models import StepChoice
from courses.learning.planning.steps import actions
from tests.conftest import NOW

DAY = timedelta(days=1)


def words(html: str) -> str:
    """The words of a page's main part."""
    return bare(html.partition("<main")[2])


def bare(html: str) -> str:
    """The words without their tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def forms(html: str) -> list[dict[str, str]]:
    """Every form of a page that posts: its address and its hidden fields, besides the CSRF token."""
    found = []
    for address, inside in re.findall(r'<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', html, re.DOTALL):
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', inside))
        found.append({"": address, **fields, "label": re.sub(r"<[^>]+>", "", inside.rpartition("<button")[2][1:])})
    return found


@dataclass(frozen=True)
class Presser:
    client: Client
    lesson: Lesson
    language: str = "en"

    @property
    def lesson_page(self) -> str:
        """The lesson's last step, where the thing to do stands."""
        end = len(self.lesson.page(self.language).steps)
        return f"/{self.language}/learn/{self.lesson.course}/{self.lesson.slug}/{end}/"

    @property
    def page(self) -> str:
        return f"/{self.language}/steps/{self.lesson.course}/{self.lesson.slug}/"

    def text(self, address: str | None = None) -> str:
        return words(self.client.get(address or self.page).content.decode())

    def form(self, label: str, address: str | None = None) -> dict[str, str]:
        """The form of the button with this label."""
        page = self.client.get(address or self.page).content.decode()
        return next(form for form in forms(page) if form["label"] == label)

    def send(self, form: dict[str, str], **other: str):
        sent = {name: value for name, value in {**form, **other}.items() if name not in ("", "label")}
        return self.client.post(form[""], sent)

    def press(self, label: str, address: str | None = None, **other: str):
        return self.send(self.form(label, address), **other)


def take_up(learner: User, lesson: Lesson, *, now=NOW, wants_mail: bool = False) -> StepChoice:
    row = actions.choose(learner=lambda _now: learner, lesson=lesson, choice="will", now=now)
    if wants_mail:
        row = actions.want_mail(learner=lambda _now: learner, lesson=lesson, is_wanted=True, now=now)
    return row


def say(learner: User, lesson: Lesson, days: int, answer: str, *, now) -> StepChoice:
    return actions.answer_question(learner=lambda _now: learner, lesson=lesson, days=days, answer=answer, now=now)
