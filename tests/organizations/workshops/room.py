"""A room in a workshop: the facilitator at the wall, and phones that know nothing but the code."""

import re
from dataclasses import dataclass, field

from django.test import Client

from courses.organizations.models import Group, SessionQuestion, SessionRun
from tests.learning.answers import fields

HTMX = {"HTTP_HX_REQUEST": "true"}


@dataclass
class Room:
    """The facilitator's browser at one run, with what they press."""

    client: Client
    group: Group
    run: SessionRun

    @property
    def url(self) -> str:
        return f"/en/groups/{self.group.pk}/workshops/{self.run.pk}/"

    def page(self) -> str:
        return self.client.get(self.url).content.decode()

    def press(self, step: str, *, version: int | None = None):
        self.run.refresh_from_db()
        return self.client.post(f"{self.url}steps/{step}/", {"version": version or self.run.version})

    def turn_to(self, question: str) -> SessionQuestion:
        """Put this question on the wall, open for answers."""
        row = self.run.questions.get(question=question)
        while self.run.position < row.position:
            self.press("next")
            self.run.refresh_from_db()
        return row

    def count(self, position: int, hands: dict[str, int], paper: dict[str, int] | None = None, **was: int):
        sent = {f"hands-{key}": number for key, number in hands.items()}
        sent |= {f"paper-{key}": number for key, number in (paper or {}).items()}
        sent |= {f"was-{name.replace('__', '-')}": number for name, number in was.items()}
        return self.client.post(f"{self.url}questions/{position}/counts/", sent)


@dataclass
class Phone:
    """A phone without account or name, in its own browser."""

    code: str
    client: Client = field(default_factory=Client)

    @property
    def url(self) -> str:
        return f"/en/s/{self.code}/"

    def page(self) -> str:
        return self.client.get(self.url).content.decode()

    def poll(self):
        """What htmx sends every three seconds, from the page it has now."""
        address = re.search(r'hx-get="([^"]+)" hx-trigger', self.page())[1].replace("&amp;", "&")
        return lambda: self.client.get(address, **HTMX)

    def send(self, question, given: str, **more: str):
        sent = {"question_id": question.id, "version": question.version, **fields(question, given), **more}
        return self.client.post(self.url, sent)


def begin(client: Client, group: Group, lesson) -> Room:
    """Press "Run a workshop" on the group's page."""
    page = client.get(f"/en/groups/{group.pk}/workshops/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    sent = {"key": key, "lesson": f"{lesson.course}/{lesson.slug}"}
    place = client.post(f"/en/groups/{group.pk}/workshops/", sent)["Location"]
    run = SessionRun.objects.get(pk=int(place.rstrip("/").rpartition("/")[2]))
    return Room(client, group, run)
