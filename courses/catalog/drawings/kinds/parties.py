"""Who pays whom: the one who lends on top, you in the middle, up to three others below, and the money between them."""

from enum import StrEnum
from typing import NamedTuple, Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, Id, Sums, Words
from courses.catalog.drawings.base import LINE, SMALL, TEXT, WIDTH, Drawing, DrawingTable, Picture, unit
from courses.catalog.drawings.measuring import wrapped
from courses.catalog.drawings.printing import money, sentence
from courses.catalog.drawings.wording import spoken
from courses.catalog.model.values.texts import Closed, Text

DOWN, UP, MIDDLE = 150, 210, 180  # where arrows stand, in units from the left
LANE, SIDE, INSIDE = 10, 74, 58  # the way past you; room for words outside and inside the arrows to those below


class Spot(StrEnum):
    """Where a party stands in the picture."""

    TOP = "top"
    YOU = "you"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


BELOW = (Spot.LEFT, Spot.CENTRE, Spot.RIGHT)


class Party(Closed):
    """A name, and what it is in the contract."""

    at: Spot
    name: Text
    role: Text


class Flow(Closed):
    """What passes from one party to another; its sum comes from the line. `conditional`: only if something happens."""

    giver: Id = Field(alias="from")
    taker: Id = Field(alias="to")
    what: Text
    conditional: bool = False


class PartiesWords(Words):
    """At most one flow each way between top and you, one between you and each below, one from left or right to top."""

    caption: Text
    parties: dict[Id, Party] = Field(min_length=2, max_length=5)
    flows: dict[Id, Flow] = Field(min_length=1, max_length=7)

    @model_validator(mode="after")
    def _fits_the_picture(self) -> Self:
        spots = [party.at for party in self.parties.values()]
        if len(set(spots)) < len(spots) or not {Spot.TOP, Spot.YOU} <= set(spots):
            raise ValueError("one party stands at each spot, and top and you must be there")
        for key, flow in self.flows.items():
            unknown = [one for one in (flow.giver, flow.taker) if one not in self.parties]
            if unknown:
                raise ValueError(f'the flow "{key}" names "{unknown[0]}", which is no party')
        ways = [self.way(flow) for flow in self.flows.values()]
        if len(set(ways)) < len(ways) or not all(_can_be_drawn(*way) for way in ways):
            raise ValueError(
                "flows run between top and you, you and those below, or from left or right to top; once each"
            )
        return self

    def way(self, flow: Flow) -> tuple[Spot, Spot]:
        return self.parties[flow.giver].at, self.parties[flow.taker].at

    def at(self, spot: Spot) -> Party | None:
        return next((party for party in self.parties.values() if party.at is spot), None)


def _can_be_drawn(giver: Spot, taker: Spot) -> bool:
    if {giver, taker} == {Spot.TOP, Spot.YOU}:
        return True
    if Spot.YOU in (giver, taker):
        return giver in BELOW or taker in BELOW
    return giver in (Spot.LEFT, Spot.RIGHT) and taker is Spot.TOP


class Parties(GivenArguments):
    """`amounts` are sums by the id of their flow."""

    words: PartiesWords
    amounts: Sums = Field(default={}, description="ids of flows with sums like pays-out:6000,guarantee:10")

    @model_validator(mode="after")
    def _amounts_have_flows(self) -> Self:
        unknown = [key for key in self.amounts if key not in self.words.flows]
        if unknown:
            raise ValueError(f'amounts names "{unknown[0]}", which is no flow of the words')
        return self

    def flow(self, giver: Spot, taker: Spot) -> "Label | None":
        for key, flow in self.words.flows.items():
            if self.words.way(flow) == (giver, taker):
                amount = self.amounts.get(key)
                return Label(spoken(flow.what), money(amount) if amount is not None else "", flow.conditional)
        return None


class Label(NamedTuple):
    """Words beside an arrow."""

    words: str
    amount: str
    is_conditional: bool

    def lines(self, most: float) -> list[tuple[str, str]]:
        found = [(line, "t") for line in wrapped(self.words, most, TEXT)]
        return [*found, (self.amount, "t tb0")] if self.amount else found


class PartyBox(NamedTuple):
    """A party's box: its left edge and width, its lines of words."""

    x: float
    wide: float
    lines: tuple[tuple[str, str], ...]

    @property
    def high(self) -> float:
        return len(self.lines) * LINE + 14


def draw(given: Parties) -> Drawing:
    """Boxes in three rows; arrows with their words beside them, dashed where they depend on something."""
    picture, words = Picture(y=3), given.words
    top = _box(words.at(Spot.TOP), 95, 170)
    you = _box(words.at(Spot.YOU), 112, 136)
    lanes = [given.flow(spot, Spot.TOP) for spot in (Spot.LEFT, Spot.RIGHT)]
    you_top = picture.y + top.high + _gap([given.flow(Spot.TOP, Spot.YOU), given.flow(Spot.YOU, Spot.TOP)], 110, 40)
    you_high = max([you.high, *(len(lane.lines(84)) * LINE + 6 for lane in lanes if lane)])
    below = {spot: box for spot, box in _below(words).items()}
    bottom = you_top + you_high
    if below:
        bottom += _gap([given.flow(*way) for spot in below for way in ((Spot.YOU, spot), (spot, Spot.YOU))], INSIDE, 44)
    _draw_box(picture, top, picture.y, top.high, "fm")
    _between(picture, given, picture.y + top.high, you_top)
    _draw_box(picture, you, you_top, you_high, "fp")
    high = max((box.high for box in below.values()), default=0)
    for spot, box in below.items():
        _draw_box(picture, box, bottom, high, "fp")
        _to_below(picture, given, spot, you_top + you_high, bottom)
        _lane(picture, given, spot, (picture.y + top.high / 2, you_top, bottom))
    rows = _rows(given)
    text = sentence(f"{way}{_(': ')}{what} {amount}".rstrip(" –") for way, what, amount in rows)
    table = DrawingTable(
        _("Who pays whom"), (_("From → to"), _("What is paid"), _("How much")), tuple(rows), frozenset({2})
    )
    return Drawing("parties", _("Who pays whom"), picture.svg(text, bottom + high + 3), table, text)


def _box(party: Party | None, x: float, wide: float) -> PartyBox:
    assert party is not None
    name = [(line, "t tb0 mid") for line in wrapped(spoken(party.name), wide - 10, TEXT, bold=True)]
    role = [(line, "tm mid") for line in wrapped(spoken(party.role), wide - 10, SMALL)]
    return PartyBox(x, wide, (*name, *role))


def _below(words: PartiesWords) -> dict[Spot, PartyBox]:
    present = [spot for spot in BELOW if words.at(spot)]
    wide = 112 if Spot.CENTRE in present else 150
    places = {Spot.LEFT: 1.5, Spot.CENTRE: MIDDLE - wide / 2, Spot.RIGHT: WIDTH - wide - 1.5}
    return {spot: _box(words.at(spot), places[spot], wide) for spot in present}


def _gap(labels: list[Label | None], most: float, least: float) -> float:
    """Return the room between two rows, enough for the longest words beside an arrow."""
    return max([least, *(len(label.lines(most)) * LINE + 24 for label in labels if label)])


def _draw_box(picture: Picture, box: PartyBox, y: float, high: float, style: str) -> None:
    picture.bar(box.x, y, box.wide, high, f"{style} st")
    first = y + (high - len(box.lines) * LINE) / 2 + 15
    for index, (words, look) in enumerate(box.lines):
        picture.text(box.x + box.wide / 2, first + index * LINE, words, look)


def _between(picture: Picture, given: Parties, top: float, bottom: float) -> None:
    """Draw the two arrows between the top party and you: down at the left, up at the right."""
    down, up = given.flow(Spot.TOP, Spot.YOU), given.flow(Spot.YOU, Spot.TOP)
    if down:
        _arrow(picture, (DOWN, top + 3), (DOWN, bottom - 3), down)
        _beside(picture, down, DOWN - 10, top, bottom, "end", 110)
    if up:
        _arrow(picture, (UP, bottom - 3), (UP, top + 3), up)
        _beside(picture, up, UP + 10, top, bottom, "", 110)


def _beside(picture: Picture, label: Label, x: float, top: float, bottom: float, end: str, most: float) -> None:
    lines = label.lines(most)
    y = (top + bottom - len(lines) * LINE) / 2 + 15
    for words, look in lines:
        picture.text(x, y, words, f"{look} {end}".rstrip())
        y += LINE


def _to_below(picture: Picture, given: Parties, spot: Spot, top: float, bottom: float) -> None:
    """Draw the arrow between you and a party below, in whichever direction it points."""
    gives, takes = given.flow(Spot.YOU, spot), given.flow(spot, Spot.YOU)
    label = gives or takes
    if label is None:
        return
    near = {Spot.LEFT: 132, Spot.CENTRE: MIDDLE, Spot.RIGHT: 228}[spot]
    far = {Spot.LEFT: 84, Spot.CENTRE: MIDDLE, Spot.RIGHT: 276}[spot]
    ends = ((near, top + 3), (far, bottom - 3))
    _arrow(picture, *(ends if gives else ends[::-1]), label)
    lines = label.lines(INSIDE if spot is Spot.CENTRE else SIDE)
    if spot is Spot.CENTRE:
        x, end, y = MIDDLE + 8, "", bottom - len(lines) * LINE + 6
    else:
        x, end, y = (20, "", top + 19) if spot is Spot.LEFT else (WIDTH - 20, "end", top + 19)
    for words, look in lines:
        picture.text(x, y, words, f"{look} {end}".rstrip())
        y += LINE


def _lane(picture: Picture, given: Parties, spot: Spot, heights: tuple[float, float, float]) -> None:
    """Draw the arrow from the left or right party past you to the top, with its words beside you."""
    label = given.flow(spot, Spot.TOP) if spot is not Spot.CENTRE else None
    if label is None:
        return
    top, middle, bottom = heights
    x, edge, end = (LANE, 92, "") if spot is Spot.LEFT else (WIDTH - LANE, WIDTH - 92, "end")
    picture.path(f"M{x} {unit(bottom)}V{unit(top)}H{edge - 8 if spot is Spot.LEFT else edge + 8}", _stroke(label))
    picture.path(f"M{edge} {unit(top)}l{'-9-5v10z' if spot is Spot.LEFT else '9-5v10z'}", "fi")
    y = middle + 17
    for words, look in label.lines(84):
        picture.text(x + 8 if spot is Spot.LEFT else x - 8, y, words, f"{look} {end}".rstrip())
        y += LINE


def _stroke(label: Label) -> str:
    if label.is_conditional:
        return "st dash"
    return "st s3" if label.amount else "st"


def _arrow(picture: Picture, start: tuple[float, float], end: tuple[float, float], label: Label) -> None:
    """Draw a line with an arrow head that points along it."""
    (x, y), (to_x, to_y) = start, end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    along_x, along_y = (to_x - x) / length, (to_y - y) / length
    neck_x, neck_y = to_x - along_x * 9, to_y - along_y * 9
    picture.path(f"M{unit(x)} {unit(y)}L{unit(neck_x)} {unit(neck_y)}", _stroke(label))
    corners = [(neck_x - along_y * 5, neck_y + along_x * 5), (neck_x + along_y * 5, neck_y - along_x * 5)]
    head = "L".join(f"{unit(one)} {unit(other)}" for one, other in corners)
    picture.path(f"M{unit(to_x)} {unit(to_y)}L{head}z", "fi")


def _rows(given: Parties) -> list[tuple[str, str, str]]:
    rows = []
    for key, flow in given.words.flows.items():
        giver, taker = (spoken(given.words.parties[one].name) for one in (flow.giver, flow.taker))
        amount = given.amounts.get(key)
        rows.append((f"{giver} → {taker}", spoken(flow.what), money(amount) if amount is not None else "–"))
    return rows


KIND = ArgumentKind(
    name="parties",
    shape=Parties,
    draw=draw,
    shows="who pays whom",
    takes=(
        "`words=` (`caption`, `parties:` id → `at` top, you, left, centre or right, `name`, `role`; "
        "`flows:` id → `from`, `to`, `what`, `conditional`) `amounts=` flow:sum,…"
    ),
    example="words=four-parties amounts=pays-out:6000,guarantee:10",
    words=PartiesWords,
    needs_words=True,
)
