"""Fills in the questionnaire as a browser does, and keeps what the page offers to keep."""

import re
from dataclasses import dataclass

from django.test import Client

from courses.learning.wellbeing.scale import scale

PUBLISHED = (4, 3, 2, 1, 4, 3, 2, 3, 0, 1)  # the answers of the scale's own test: 57 points at 62 and over


def filled(answers=PUBLISHED, *, age: str = "62+", mode: str = "self", occasion: str = "before") -> dict[str, str]:
    """The form fields of ten values in the order of the items."""
    items = {f"item-{item.number}": str(value) for item, value in zip(scale().items, answers, strict=True)}
    return {"occasion": occasion, "age": age, "mode": mode, **items}


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of the form that keeps a result."""
    form = html.partition('/wellbeing/keep/"')[2].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))


@dataclass(frozen=True)
class Filler:
    client: Client
    language: str = "en"

    @property
    def page(self) -> str:
        return f"/{self.language}/wellbeing/"

    @property
    def results_page(self) -> str:
        return f"{self.page}results/"

    def send(self, **values):
        return self.client.post(self.page, filled(**values))

    def offered(self, **values) -> dict[str, str]:
        """What the result's page would send to keep it."""
        return hidden(self.send(**values).content.decode())

    def keep(self, **values):
        return self.client.post(f"{self.page}keep/", self.offered(**values))

    def results(self) -> str:
        return self.client.get(self.results_page).content.decode()
