"""How a debt falls under two or three plans: which ends first, and which costs least."""

from decimal import Decimal
from typing import Annotated, NamedTuple

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, Instalments, Money, Percent, parted
from courses.catalog.drawings.base import GAP, LINE, TEXT, WIDTH, Drawing, DrawingTable, Picture, share, unit
from courses.catalog.drawings.measuring import width, wrapped
from courses.catalog.drawings.printing import instalments, money, sentence, short_percent
from courses.loans.schedules.schedule import equal_instalments

FALL, SAMPLE = 120, 34
APART, WORD = 30, 60  # units that two months on the axis need between them, and the word before them
STYLES = ("sb", "sr dash", "sw")  # lines differ by stroke, by width and by their row of words


class Path(NamedTuple):
    """One plan: what is owed at the start and after each month, what is paid each month, and interest in all.

    `says` stands beside the name in place of payment and interest, as for one debt of several.
    """

    name: str
    owed: tuple[Decimal, ...]
    payment: Decimal
    interest: Decimal
    says: str = ""

    @property
    def months(self) -> int:
        return len(self.owed) - 1


class DebtLine(GivenArguments):
    """One loan in equal instalments, over each of `counts` months."""

    amount: Money
    rate: Percent
    counts: Annotated[tuple[Instalments, ...], BeforeValidator(parted)] = Field(
        min_length=2, max_length=3, description="two or three numbers of months up to 36, like 12,24"
    )

    @property
    def paths(self) -> tuple[Path, ...]:
        found = []
        for count in self.counts:
            schedule = equal_instalments(self.amount, self.rate / 1200, count)
            owed = (self.amount, *(line.balance for line in schedule.instalments))
            found.append(Path(instalments(count), owed, schedule.instalments[0].payment, schedule.interest))
        return tuple(found)


def draw(given: DebtLine) -> Drawing:
    """Draw one loan over several terms, a line for each."""
    paths = given.paths
    cheap, dear = min(paths, key=_interest), max(paths, key=_interest)
    caption = _("%(long)s: less each month, but %(sum)s more interest than %(short)s") % {
        "long": dear.name,
        "short": cheap.name,
        "sum": money(dear.interest - cheap.interest),
    }
    about = _("%(amount)s, %(rate)s a year") % {"amount": money(given.amount), "rate": short_percent(given.rate / 100)}
    return draw_paths(paths, caption, about)


def draw_paths(paths: tuple[Path, ...], caption: str, about: str) -> Drawing:
    """Draw two or three plans, also those that an exercise compares; their words are in the active language."""
    picture, last = Picture(), max(path.months for path in paths)
    most = max(path.owed[0] for path in paths)
    for path, style in zip(paths, STYLES, strict=False):
        _row(picture, path, style)
    picture.y += 6
    _axis(picture, most)
    for path, style in zip(paths, STYLES, strict=False):
        picture.path(_steps(path, last, most, picture.y), style, values=path.owed)
    bottom = picture.y + FALL
    picture.path(f"M0 {unit(bottom)}h{WIDTH}", "sl")
    for months in _ends(paths, last):
        x = share(Decimal(months), Decimal(last))
        picture.text(min(x, WIDTH - 10), bottom + 20, str(months), "tm mid")
    picture.text(0, bottom + 20, _("month"), "tm")
    picture.y = bottom + 26
    text = sentence(_in_words(path) for path in paths)
    return Drawing("debt-line", caption, picture.svg(text), _table(paths, about), text)


def _ends(paths: tuple[Path, ...], last: int) -> list[int]:
    """Return the last months to name on the axis: the last of all, and those that leave room for it."""
    found = [last]
    for months in sorted({path.months for path in paths}, reverse=True):
        if share(Decimal(found[-1] - months), Decimal(last)) >= APART and share(Decimal(months), Decimal(last)) > WORD:
            found.append(months)
    return found


def _interest(path: Path) -> Decimal:
    return path.interest


def _in_words(path: Path) -> str:
    if path.says:
        return _("%(name)s: %(message)s") % {"name": path.name, "message": path.says}
    return _("%(name)s: %(payment)s each, %(interest)s interest in all") % {
        "name": path.name,
        "payment": money(path.payment),
        "interest": money(path.interest),
    }


def _row(picture: Picture, path: Path, style: str) -> None:
    """Add a row of the key: a sample of the line, and the plan it stands for."""
    picture.path(f"M0 {unit(picture.y + 12)}h{SAMPLE - GAP}", style)
    for line in wrapped(_in_words(path), WIDTH - SAMPLE, TEXT):
        picture.text(SAMPLE, picture.y + 17, line)
        picture.y += LINE
    picture.y += 4


def _axis(picture: Picture, most: Decimal) -> None:
    words = _("still owed: %(sum)s") % {"sum": money(most)}
    picture.text(WIDTH, picture.y + 17, words, "tm end")
    assert width(words) < WIDTH
    picture.y += 8


def _steps(path: Path, last: int, most: Decimal, top: float) -> str:
    points = (
        f"{unit(share(Decimal(month), Decimal(last)))} {unit(top + FALL - share(owed, most, FALL))}"
        for month, owed in enumerate(path.owed)
    )
    return "M" + "L".join(points)


def _table(paths: tuple[Path, ...], about: str) -> DrawingTable:
    if all(path.says for path in paths):
        found = tuple((path.name, money(path.owed[0]), str(path.months)) for path in paths)
        return DrawingTable(about, (_("Debt"), _("Owed"), _("Paid off in month")), found, frozenset({1, 2}))
    head = (_("Way to repay"), _("Each month"), _("Interest in all"), _("Paid off in month"))
    rows = tuple((path.name, money(path.payment), money(path.interest), str(path.months)) for path in paths)
    return DrawingTable(about, head, rows, frozenset({1, 2, 3}))


KIND = ArgumentKind(
    name="debt-line",
    shape=DebtLine,
    draw=draw,
    shows="the debt falling over two or three terms, interest of each",
    takes="`amount=` `rate=` (percent a year) `counts=` (months, up to 36) `words=`",
    example="amount=10000 rate=18 counts=12,24",
)
