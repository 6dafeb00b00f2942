"""Six months of income, the oldest first: their boxes, and the picture with the lowest month marked."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share, unit
from courses.catalog.drawings.printing import sentence
from courses.exercises.base import ExerciseForm
from courses.exercises.forms.fields import AmountField
from courses.exercises.results.wording import money, number
from courses.loans.affordability.buffer import LEAST_MONTHS

NAMES = ("m1", "m2", "m3", "m4", "m5", "m6")
LABELS = {
    "m1": gettext_lazy("Six months ago"),
    "m2": gettext_lazy("Five months ago"),
    "m3": gettext_lazy("Four months ago"),
    "m4": gettext_lazy("Three months ago"),
    "m5": gettext_lazy("Two months ago"),
    "m6": gettext_lazy("Last month"),
}
HIGH, GAP = 70, 14


def _box(name: str) -> AmountField:
    return AmountField(label=LABELS[name], periods=("month",), required=False)


class SixMonthsForm(ExerciseForm):
    """Boxes for six months; a month that is not known is left out, and one without income is 0."""

    m1, m2, m3 = _box("m1"), _box("m2"), _box("m3")
    m4, m5, m6 = _box("m4"), _box("m5"), _box("m6")

    @property
    def months_are_open(self) -> bool:
        """Whether one of the six boxes is in use."""
        return any(self.sent_or_initial(name) for name in NAMES)

    @property
    def months(self) -> tuple[tuple[str, Decimal], ...]:
        """The months that are filled in, by the name of their box."""
        read = [(name, self.cleaned_data.get(name)) for name in NAMES]
        return tuple((name, typed.value) for name, typed in read if typed is not None)

    @property
    def lowest(self) -> Decimal:
        """The lowest of the months that are filled in."""
        return min(income for _name, income in self.months)

    def check_months(self) -> None:
        """Fewer than three months are no base to plan on."""
        is_read = not any(name in self.errors for name in NAMES)
        if is_read and len(self.months) < LEAST_MONTHS:
            empty = next(name for name in reversed(NAMES) if self.cleaned_data.get(name) is None)
            words = _("Fill in at least three months; six show more. A month without income is 0.")
            self.add_error(empty, ValidationError(words, code="empty"))


def six_months_picture(months: Sequence[tuple[str, Decimal]], *, wage: Decimal | None = None) -> Drawing:
    """One column a month, the lowest in another colour; a dashed line for the steady wage."""
    lowest = min(income for _name, income in months)
    most = max([income for _name, income in months] + [wage or Decimal(0)]) or Decimal(1)
    picture = Picture()
    step = (WIDTH + GAP) / len(months)
    floor = 4 + HIGH
    for index, (_name, income) in enumerate(months):
        x, high = index * step, max(share(income, most, HIGH), 1)
        is_lowest = income == lowest
        picture.bar(x, floor - high, step - GAP, high, "fb0" if is_lowest else "fk", value=income)
        middle = x + (step - GAP) / 2
        picture.text(middle, floor + 19, number(income, 0), "t tb0 mid tg" if is_lowest else "t mid")
        picture.text(middle, floor + 39, str(len(months) - index), "tm mid")
    if wage:
        line = floor - share(wage, most, HIGH)
        picture.path(f"M0 {unit(line)}h{WIDTH}", "st dash")
    picture.y = floor + 46
    rows = [(str(LABELS[name]), money(income)) for name, income in months]
    if wage:
        rows.append((_("The steady wage"), money(wage)))
    text = sentence(f"{name} {value}" for name, value in rows)
    caption = _("The lowest of %(count)s months is %(sum)s") % {"count": len(months), "sum": money(lowest)}
    note = _("Under each column: what came in, and how many months ago.")
    if wage:
        note = _("Under each column: what came in, and how many months ago. Dashed line: the steady wage.")
    table = DrawingTable(_("What came in"), (_("Month"), _("Amount")), tuple(rows))
    return Drawing("six-months", caption, picture.svg(text), table, text, note=note)
