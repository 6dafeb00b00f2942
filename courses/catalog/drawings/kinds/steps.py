"""A path through doors: what to do first, then, and last."""

from django.utils.translation import gettext as _
from pydantic import Field

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, Id, Words
from courses.catalog.drawings.base import LINE, SMALL, WIDTH, Drawing, DrawingTable, Picture, unit
from courses.catalog.drawings.measuring import wrapped
from courses.catalog.drawings.printing import sentence
from courses.catalog.drawings.wording import spoken
from courses.catalog.model.values.texts import Closed, Text

DOOR_WIDE, DOOR_HIGH, TEXT_LEFT = 34, 46, 50


class DrawnStep(Closed):
    """One door: where to go or what to do, and a few words on it."""

    name: Text
    note: Text | None = None


class StepsWords(Words):
    """In the order of the path."""

    steps: dict[Id, DrawnStep] = Field(min_length=2, max_length=7)


class StepsDrawing(GivenArguments):
    words: StepsWords


def draw(given: StepsDrawing) -> Drawing:
    """Doors one below another, joined by a line; a number on each."""
    picture, steps = Picture(y=2), list(given.words.steps.values())
    for number, step in enumerate(steps, start=1):
        top = picture.y
        _door(picture, number, top)
        y = picture.lines(TEXT_LEFT, top + 17, spoken(step.name), WIDTH - TEXT_LEFT, "t tb0")
        if step.note is not None:
            for line in wrapped(spoken(step.note), WIDTH - TEXT_LEFT, SMALL):
                picture.text(TEXT_LEFT, y, line, "tm")
                y += LINE
        picture.y = max(y - 6, top + DOOR_HIGH) + 16
        if number < len(steps):
            x = DOOR_WIDE / 2 + 1
            picture.path(f"M{unit(x)} {unit(top + DOOR_HIGH + 3)}V{unit(picture.y - 5)}", "st dash")
            picture.path(f"M{unit(x)} {unit(picture.y - 1)}l-5-7h10z", "fi")
    picture.y -= 12
    rows = tuple(
        (str(number), spoken(step.name), spoken(step.note) if step.note else "–")
        for number, step in enumerate(steps, start=1)
    )
    text = sentence(f"{number} {name}" for number, name, _note in rows)
    caption = _("One door after another: %(number)s steps") % {"number": len(steps)}
    table = DrawingTable(_("The steps in order"), (_("Step"), _("What to do"), _("More")), rows, frozenset())
    return Drawing("steps", caption, picture.svg(text), table, text)


def _door(picture: Picture, number: int, top: float) -> None:
    picture.bar(1, top, DOOR_WIDE, DOOR_HIGH, "fp st")
    picture.circle(DOOR_WIDE - 5, top + DOOR_HIGH / 2 + 6, 2, "fi")
    picture.text(DOOR_WIDE / 2 + 1, top + 21, str(number), "t tb0 mid")


KIND = ArgumentKind(
    name="steps",
    shape=StepsDrawing,
    draw=draw,
    shows="a path through doors",
    takes="`words=` (`steps:` id → `name`, `note`)",
    example="words=three-doors",
    words=StepsWords,
    needs_words=True,
)
