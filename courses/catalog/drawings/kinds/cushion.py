"""How many months savings last, how many are the aim, and how long it takes to save the rest."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _
from pydantic import Field

from courses.catalog.drawings.arguments import AnyMoney, ArgumentKind, GivenArguments, Money
from courses.catalog.drawings.base import GAP, WIDTH, Drawing, DrawingTable, Picture
from courses.catalog.drawings.printing import money, sentence, span
from courses.languages.known import language_shown

HIGH, TENTH = 46, Decimal("0.1")


class Cushion(GivenArguments):
    """`spending` is what a month costs, `target` the months to have, `saving` what is put aside each month."""

    savings: AnyMoney
    spending: Money
    target: int = Field(default=3, ge=1, le=6, description="a whole number of months from 1 to 6")
    saving: Money | None = None

    @property
    def exactly(self) -> Decimal:
        """How many months the savings last, not rounded."""
        return self.savings / self.spending

    @property
    def lasts(self) -> Decimal:
        """How many months the savings last, rounded down to a tenth so that it never shows too much."""
        return self.exactly.quantize(TENTH, ROUND_FLOOR)

    @property
    def missing(self) -> Decimal:
        return max(self.spending * self.target - self.savings, Decimal(0))

    @property
    def months_to_save(self) -> int | None:
        if self.saving is None:
            return None
        return int((self.missing / self.saving).to_integral_value(ROUND_CEILING))


def draw(given: Cushion) -> Drawing:
    """One box a month, filled as far as the savings reach."""
    picture = Picture()
    picture.label(_("Savings: %(sum)s") % {"sum": money(given.savings)}, _months(given.lasts), "tg")
    step = (WIDTH + GAP / 2) / given.target
    wide, rest = step - GAP / 2, given.savings
    for index in range(given.target):
        part = min(rest, given.spending)
        rest -= part
        full = float(part / given.spending) * (wide - 4)
        if full >= 1:
            picture.bar(index * step + 2, picture.y + 2, full, HIGH - 4, "fb0", value=part)
        picture.bar(index * step + 1, picture.y + 1, wide - 2, HIGH - 2, "st" if full >= wide - 5 else "st dash")
        picture.text(index * step + wide / 2, picture.y + HIGH + 19, str(index + 1), "tm mid")
    picture.y += HIGH + 26
    rows = _rows(given)
    text = sentence(f"{name} {value}" for name, value in rows)
    note = _("One box is the %(sum)s of one month.") % {"sum": money(given.spending)}
    table = DrawingTable(_("How long the savings last"), (_("Item"), _("Figure")), tuple(rows))
    return Drawing("cushion", _caption(given), picture.svg(text), table, text, note=note)


def _months(value: Decimal) -> str:
    return _("%(number)s months") % {"number": f"{value.normalize():f}"}


def _lasting(given: Cushion) -> str:
    """A number of months in words; Chinese puts a space before digits only."""
    words = span(given.exactly)
    return f" {words}" if words[0].isdigit() and language_shown().writes_han else words


def _rows(given: Cushion) -> list[tuple[str, str]]:
    rows = [
        (_("Savings"), money(given.savings)),
        (_("A month costs"), money(given.spending)),
        (_("The savings last"), _months(given.lasts)),
        (_("Aim"), _months(Decimal(given.target))),
        (_("Still missing"), money(given.missing)),
    ]
    if given.saving is not None and given.months_to_save is not None:
        rows.append((_("Put aside each month"), money(given.saving)))
        rows.append((_("Time to the aim"), _months(Decimal(given.months_to_save))))
    return rows


def _caption(given: Cushion) -> str:
    if not given.missing:
        return _("The savings last %(months)s: the aim is reached") % {"months": _lasting(given)}
    if given.months_to_save is not None and given.saving is not None:
        return _("With %(sum)s a month, the cushion is full after %(months)s") % {
            "sum": money(given.saving),
            "months": _months(Decimal(given.months_to_save)),
        }
    if not given.savings:
        return _("No savings yet: %(sum)s is missing for %(aim)s") % {
            "sum": money(given.missing),
            "aim": _months(Decimal(given.target)),
        }
    return _("The savings last %(months)s; %(sum)s is missing for %(aim)s") % {
        "months": _lasting(given),
        "sum": money(given.missing),
        "aim": _months(Decimal(given.target)),
    }


KIND = ArgumentKind(
    name="cushion",
    shape=Cushion,
    draw=draw,
    shows="how many months savings last, and how long to fill the aim",
    takes=("`savings=` `spending=` a month `target=` (3, up to 6 months) `saving=` put aside a month `words=`"),
    example="savings=6000 spending=6600 target=3 saving=400",
)
