"""Ways out in the order of cost and risk: the first to try stands on top."""

from typing import Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from courses.catalog.drawings.arguments import ArgumentKind, Costs, GivenArguments, Id, Words
from courses.catalog.drawings.base import LINE, SMALL, WIDTH, Drawing, DrawingTable, Picture, unit
from courses.catalog.drawings.measuring import wrapped
from courses.catalog.drawings.printing import money, sentence
from courses.catalog.drawings.wording import spoken
from courses.catalog.model.values.texts import Closed, Text

TREAD, TEXT_LEFT = 14, 40


class LadderOption(Closed):
    """One way: its name, and what it costs or risks in a few words."""

    name: Text
    risk: Text


class LadderWords(Words):
    """From least to most cost and risk; `top` and `bottom` say so where the last way is not one to try at all."""

    top: Text | None = None
    bottom: Text | None = None
    options: dict[Id, LadderOption] = Field(min_length=2, max_length=6)


class Ladder(GivenArguments):
    """`costs` are computed elsewhere in the lesson; an option without one shows its words only."""

    words: LadderWords
    costs: Costs = Field(default={}, description="ids of options with sums like bank:42.50,friend:0")

    @model_validator(mode="after")
    def _costs_have_options(self) -> Self:
        unknown = [key for key in self.costs if key not in self.words.options]
        if unknown:
            raise ValueError(f'costs names "{unknown[0]}", which is no option of the words')
        return self


def draw(given: Ladder) -> Drawing:
    """Stairs that go down to the right: each tread lies further out."""
    picture = Picture()
    picture.text(0, 18, spoken(given.words.top) if given.words.top else _("try first"), "tm")
    picture.y = 24
    edges: list[tuple[float, float]] = []
    for position, (key, option) in enumerate(given.words.options.items()):
        left = position * TREAD
        edges.append((left, picture.y))
        cost = given.costs.get(key)
        _option(picture, position + 1, left, spoken(option.name), money(cost) if cost is not None else "")
        for line in wrapped(spoken(option.risk), WIDTH - left - TEXT_LEFT, SMALL):
            picture.text(left + TEXT_LEFT, picture.y + 15, line, "tm")
            picture.y += LINE
        picture.y += 10
    _stairs(picture, edges)
    picture.text(0, picture.y + 14, spoken(given.words.bottom) if given.words.bottom else _("last"), "tm")
    picture.y += 22
    text = sentence(f"{row[0]} {row[1]}{_(': ')}{row[-1]}" for row in _rows(given))
    return Drawing("ladder", _("From little cost and risk to much"), picture.svg(text), _table(given), text)


def _option(picture: Picture, number: int, left: float, name: str, cost: str) -> None:
    picture.circle(left + 20, picture.y + 16, 13, "fm")
    picture.text(left + 20, picture.y + 21, str(number), "t tb0 mid")
    lines = wrapped(name, WIDTH - left - TEXT_LEFT - (90 if cost else 0), bold=True)
    for index, line in enumerate(lines):
        picture.text(left + TEXT_LEFT, picture.y + 21, line, "t tb0")
        if cost and not index:
            picture.text(WIDTH, picture.y + 21, cost, "t tb0 end")
        picture.y += LINE
    picture.y += 7


def _stairs(picture: Picture, edges: list[tuple[float, float]]) -> None:
    """The line of the stairs at the left of the words."""
    steps = f"M{unit(edges[0][0] + 2)} {unit(edges[0][1])}"
    for left, top in edges[1:]:
        steps += f"V{unit(top - 4)}H{unit(left + 2)}"
    picture.path(f"{steps}V{unit(picture.y - 4)}", "st")


def _rows(given: Ladder) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for position, (key, option) in enumerate(given.words.options.items(), start=1):
        cost = given.costs.get(key)
        said = () if not given.costs else (money(cost) if cost is not None else _("not counted"),)
        rows.append((str(position), spoken(option.name), *said, spoken(option.risk)))
    return rows


def _table(given: Ladder) -> DrawingTable:
    costs = (_("Cost"),) if given.costs else ()
    head = (_("Order"), _("Way"), *costs, _("Cost and risk"))
    return DrawingTable(_("Ways, in order"), head, tuple(_rows(given)), frozenset({2}) if costs else frozenset())


KIND = ArgumentKind(
    name="ladder",
    shape=Ladder,
    draw=draw,
    shows="ways in the order of cost and risk",
    takes=(
        "`words=` (`options:` id → `name`, `risk`; `top:`, `bottom:` instead of “try first”, “last”) "
        "`costs=` option:sum,…"
    ),
    example="words=ways-out costs=ask-lender:0",
    words=LadderWords,
    needs_words=True,
)
