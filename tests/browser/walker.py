"""Somebody who uses the site through a browser, with script or without, by mouse or by keyboard alone."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Download, Locator, Request

from courses.learning.models import CheckAttempt
from literacy.demo.learner import right_answer
from tests.browser.learning.hands import choose_by_keyboard, put
from tests.browser.reader import Reader
from tests.learning.answers import fields
from tests.learning.exams.sitting import question_of

LONGEST_WALK = 80  # stops of the keyboard


@dataclass(frozen=True)
class Walker(Reader):
    """A reader who also has an account, checks and records. `sent` are the forms that were sent."""

    sent: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda one: self.sent.append(one) if one.method == "POST" else None)

    def main_text(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def press(self, action: str) -> None:
        """The button of the form that leads to an address with this end."""
        self.click(f'main form[action$="{action}"] button:visible')

    def click(self, control: str) -> None:
        """Something that leads to another page, or to this one anew."""
        with self.page.expect_navigation():
            self.page.locator(control).first.click()

    def enter(self) -> None:
        """Press Enter, and be on another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def see(self, path: str) -> tuple[int, str]:
        """Status and text of a page, whatever it is."""
        response = self.page.goto(self.address(path))
        assert response is not None
        return response.status, self.main_text()

    def tab_to(self, target: Locator) -> None:
        """Go to a control with the keyboard alone."""
        for _ in range(LONGEST_WALK):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def type_into(self, name: str, words: str) -> None:
        self.tab_to(self.page.locator(f'main [name="{name}"]'))
        self.page.keyboard.type(words)

    def replay(self, end: str, context: BrowserContext | None = None) -> tuple[int, str]:
        """Send the last form to an address with this end once more, as it was; with the cookies of `context`."""
        form = next(one for one in reversed(self.sent) if one.url.endswith(end))
        where = context or self.page.context
        kind = {"Content-Type": form.headers["content-type"]}
        reply = where.request.post(form.url, data=form.post_data or "", headers=kind, max_redirects=0)
        return reply.status, reply.headers.get("location", "") or reply.text()

    def answer_item(self, attempt: CheckAttempt, place: int) -> None:
        """Give the right answer to the question of a check that stands on the page."""
        question = question_of(attempt, place)
        put(self.page.locator("main"), question, right_answer(question))
        self.click('main form[action$="/save/"] button.main')

    def answer_by_keyboard(self, attempt: CheckAttempt, place: int) -> None:
        """As answer_item. A group of circles is one stop: its arrows move on."""
        question = question_of(attempt, place)
        for name, values in fields(question, right_answer(question)).items():
            for value in values:
                choose_by_keyboard(self.page, self.tab_to, question, name, value)
        self.tab_to(self.page.locator('main form[action$="/save/"] button.main'))
        self.enter()


def files_in(download: Download) -> Mapping[str, str]:
    """Names and texts of what a downloaded ZIP holds."""
    with zipfile.ZipFile(io.BytesIO(Path(download.path()).read_bytes())) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def places_in_database(*words: str) -> list[str]:
    """Every table that holds one of these words, in whatever field; what sessions hold packed, too."""
    found = []
    for model in apps.get_models():
        rows = [session.get_decoded() for session in Session.objects.all()] if model is Session else []
        rows += list(model._default_manager.values_list())
        text = json.dumps(rows, default=str, ensure_ascii=False).lower()
        found += [f"{model._meta.label}: {word}" for word in words if word.lower() in text]
    return found
