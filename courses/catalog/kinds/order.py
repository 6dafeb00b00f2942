"""Items to put in order; the file holds the right one. `given`: keys in the learner's order, by commas."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from django.utils.translation import gettext as _

from courses.catalog.model.asking import Asked, Found, Mark, NotAChoice, NotRead, ReportLine, SaidFigures, Sent
from courses.catalog.model.choosing import counted_lines, feedback_of
from courses.catalog.model.values.texts import Key, Text

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace
    from courses.catalog.wording import Voice

RIGHT, OTHER = "right", "other"  # lines of a report: there are too many orders to count each


class OrderItem(Text):
    feedback: Text | None = None


class Order(Asked):
    """Items in their right order."""

    kind: Literal["order"]
    items: dict[Key, OrderItem]

    asks_again: ClassVar[bool] = True

    @property
    def choices(self) -> Mapping[str, OrderItem]:
        return self.items

    @property
    def right_given(self) -> str:
        return ",".join(self.items)

    @property
    def wrong_given(self) -> None:
        return None

    def mark(self, given: str) -> Mark:
        chosen = given.split(",")
        if sorted(chosen) != sorted(self.items):
            raise NotAChoice(given)
        for placed, right in zip(chosen, self.items, strict=True):
            if placed != right:
                return Mark(False, self.items[placed].feedback)
        return Mark(True)

    def verdicts(self, given: str) -> Mapping[str, bool]:
        return {key: key == right for key, right in zip(given.split(","), self.items, strict=True)}

    def placed(self, given: str) -> Mapping[str, str]:
        return {key: str(place) for place, key in enumerate(given.split(","), 1)}

    def in_shown_order(self, chance: random.Random) -> tuple[str, ...]:
        keys = super().in_shown_order(chance)
        if self.order != "fixed" and keys == tuple(self.items):
            keys = (*keys[1:], *keys[:1])  # the right order is never shown ready-made
        return keys

    def meaning(self, figures: SaidFigures) -> dict[str, Any]:
        return {"choices": self.figures_of_choices(figures), "right": list(self.items)}

    def all_said(self) -> dict[str, Any]:
        said = super().all_said()
        said["items"] = list(said["items"].items())  # their order is the key
        return said

    def read(self, sent: Sent) -> str:
        places = {key: str(sent.get(f"place-{key}", "")) for key in self.items}
        if not set(places.values()) <= set(self.free_places(set())):
            raise NotRead(_("Choose a place for every line"))
        if len(set(places.values())) != len(places):
            raise NotRead(_("Use every place once: two lines have the same place"))
        return ",".join(sorted(places, key=lambda key: int(places[key])))

    def fields(self, given: str) -> dict[str, list[str]]:
        return {f"place-{key}": [place] for key, place in self.placed(given).items()}

    def has_field(self, name: str) -> bool:
        return name.startswith("place-")

    def typed(self, key: str, fields: Mapping[str, Sequence[str]]) -> str:
        return "".join(fields.get(f"place-{key}", ()))

    def free_places(self, taken: set[str]) -> tuple[str, ...]:
        places = (str(place) for place in range(1, len(self.items) + 1))
        return tuple(place for place in places if place not in taken)

    def right_words(self, voice: Voice) -> tuple[str, ...]:
        return tuple(voice.part(item) for item in self.items.values())

    def right_place_words(self, key: str, voice: Voice) -> str:
        return str(list(self.items).index(key) + 1)

    def counted_words(self, given: str) -> str:
        return counted_lines(self.verdicts(given))

    @property
    def line_keys(self) -> tuple[str, ...]:
        return (RIGHT, OTHER)

    def lines_chosen(self, given: str) -> frozenset[str]:
        return frozenset({RIGHT if self.mark(given).is_right else OTHER})

    def report_lines(self, shown: Sequence[str], voice: Voice) -> tuple[ReportLine, ...]:
        right = ReportLine(RIGHT, _("All in the right order"), True, sign=_("right"))
        return (right, ReportLine(OTHER, _("Another order"), False, sign=_("not right")))

    def texts(self) -> Iterator[Found]:
        for key, item in self.items.items():
            yield "option", item, ("items", key)
            yield from feedback_of(item.feedback, "items", key)

    def problems(self, at: AskedPlace) -> None:
        at.enough(len(self.items), 2)
        at.alike("items", self.items)
        for key, item in self.items.items():
            if item.feedback is None:
                at.no_feedback("item", key, "items")


KIND = Order
