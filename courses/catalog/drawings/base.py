"""What every drawing is made of, and the small writer of its SVG: escaped words, rounded places, colours by class."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

from courses.catalog.drawings.measuring import width, wrapped

WIDTH = 360
MOST_BYTES = 4 * 1024
TEXT, SMALL = 15, 15.5  # units; small print is 14, and 15.5 on the narrowest phones
LINE = 20  # units from one line of text to the next
GAP = 12

Place = float | Decimal


@dataclass(frozen=True, slots=True)
class DrawingTable:
    """The figures of a drawing as a table; the first cell of each row names it. `numbers` are columns of figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset({1})

    @property
    def is_number(self) -> tuple[bool, ...]:
        """Of each column whether it holds figures."""
        return tuple(index in self.numbers for index in range(len(self.head)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in one language. `text` says in words what the picture shows; `key` names its fills, in its order."""

    kind: str
    caption: str
    svg: SafeString
    table: DrawingTable
    text: str
    key: tuple[tuple[str, str], ...] = ()  # class of a fill, and what it stands for
    note: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words that a reader sees, for the content check and the search."""
        cells = (cell for row in (self.table.head, *self.table.rows) for cell in row)
        named = (name for _, name in self.key)
        return tuple(filter(None, (self.caption, self.text, *named, self.note, self.table.caption, *cells)))


@dataclass(slots=True)
class Picture:
    """Writes one SVG, 360 units wide; `y` is where the next part begins."""

    y: float = 0
    _parts: list[str] = field(default_factory=list)

    def bar(self, x: Place, y: Place, wide: Place, high: Place, style: str, *, value: object = None) -> None:
        """A rectangle. `value` is the figure it stands for, written beside it for whoever reads the picture's data."""
        data = "" if value is None else f' data-value="{escape(str(value))}"'
        round_ = 4 if min(float(wide), float(high)) >= 8 else 1
        places = f'x="{unit(x)}" y="{unit(y)}" width="{unit(wide)}" height="{unit(high)}" rx="{round_}"'
        self._parts.append(f'<rect class="{style}" {places}{data}/>')

    def path(self, steps: str, style: str, *, values: Iterable[object] = ()) -> None:
        """A path; `steps` are made with `unit`. `values` are the figures it stands for, in order."""
        said = " ".join(str(value) for value in values)
        data = f' data-values="{escape(said)}"' if said else ""
        self._parts.append(f'<path class="{style}" d="{escape(steps)}"{data}/>')

    def circle(self, x: Place, y: Place, radius: Place, style: str) -> None:
        self._parts.append(f'<circle class="{style}" cx="{unit(x)}" cy="{unit(y)}" r="{unit(radius)}"/>')

    def text(self, x: Place, y: Place, words: str, style: str = "t") -> None:
        """One line of words on the line `y`; styles mid and end set where `x` is, tb0 is bold, tm small."""
        self._parts.append(f'<text class="{style}" x="{unit(x)}" y="{unit(y)}">{escape(words)}</text>')

    def lines(self, x: Place, y: Place, words: str, most: float, style: str = "t") -> float:
        """Words in as many lines as they need; returns the line after the last."""
        size = SMALL if "tm" in style else TEXT
        for line in wrapped(words, most, size, bold="tb0" in style):
            self.text(x, y, line, style)
            y = float(y) + LINE
        return float(y)

    def label(self, words: str, value: str, style: str = "", *, left: float = 0, right: float = WIDTH) -> None:
        """A row of text above a bar: what it is at the left, its value at the right; moves `y` below it."""
        room = right - left - width(value, TEXT, bold=True) - GAP
        lines = wrapped(words, room, TEXT)
        for line in lines:
            self.text(left, self.y + 17, line)
            self.y += LINE
        self.text(right, self.y - 3, value, f"t tb0 end {style}".rstrip())
        self.y += 5

    def svg(self, text: str, high: Place | None = None) -> SafeString:
        """Return the whole picture, marked safe: every word was escaped when it was added, the rest is constant."""
        box = f'viewBox="0 0 {WIDTH} {unit(self.y if high is None else high)}"'
        return mark_safe(f'<svg {box} role="img" aria-label="{escape(text)}">{"".join(self._parts)}</svg>')  # noqa: S308


def unit(place: Place) -> str:
    """Round a coordinate of the picture to a tenth of a unit."""
    if isinstance(place, int):
        return str(place)
    rounded = f"{float(place):.1f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded


def share(value: Decimal, of: Decimal, units: float = WIDTH) -> float:
    """Return how many of `units` represent `value` when all of them represent `of`."""
    return float(value / of) * units if of else 0.0
