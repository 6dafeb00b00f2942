"""The marks of a cushion, one bar each: how far the savings reach, and when each is full."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share
from courses.catalog.drawings.printing import sentence
from courses.exercises.results.wording import money

HIGH = 20


@dataclass(frozen=True, slots=True)
class Milestone:
    """A sum to have, in words when it is reached; one of them is the first target."""

    name: str
    target: Decimal
    when: str
    is_first: bool


def milestones_picture(milestones: Iterable[Milestone], *, savings: Decimal) -> Drawing:
    picture, found = Picture(), tuple(milestones)
    for one in found:
        name = _("%(name)s: %(sum)s") % {"name": one.name, "sum": money(one.target)}
        picture.label(name, one.when, "tg" if one.is_first else "")
        picture.bar(1, picture.y + 1, WIDTH - 2, HIGH - 2, "st" if savings >= one.target else "st dash")
        full = share(min(savings, one.target), one.target, WIDTH - 4)
        if full >= 1:
            picture.bar(
                2, picture.y + 2, full, HIGH - 4, "fb0" if one.is_first else "fd", value=min(savings, one.target)
            )
        picture.y += HIGH + 8
    rows = [(one.name, money(one.target), one.when) for one in found]
    text = sentence(f"{name} {target} – {when}" for name, target, when in rows)
    head = (_("Mark"), _("Amount"), _("Reached in"))
    table = DrawingTable(_("With %(sum)s there already") % {"sum": money(savings)}, head, tuple(rows), frozenset({1}))
    return Drawing("milestones", _("How far it reaches, mark by mark"), picture.svg(text), table, text)
