"""Lines of a household sheet: a sum, how often it comes or goes, and what that is a month."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from courses.exercises.base import ExerciseForm
from courses.exercises.forms import read_back
from courses.exercises.forms.fields import AmountField, FigureField, NotKnownField, SelectField, Unread
from courses.exercises.forms.options import Choices
from courses.exercises.results.wording import money, money_in_words
from courses.loans.affordability.budget import monthly
from courses.loans.errors import InvalidInput
from courses.loans.money import TypedAmount
from courses.loans.schedules.flows import Interval

PER = "_per"
EVERY_TIME = tuple(Interval)
NOT_BY_THE_DAY = tuple(one for one in EVERY_TIME if one != Interval.DAY)
HOW_OFTEN: Choices = (
    (Interval.MONTH, gettext_lazy("a month")),
    (Interval.WEEK, pgettext_lazy("how often", "a week")),
    (Interval.DAY, gettext_lazy("a day")),
    (Interval.QUARTER, pgettext_lazy("how often", "a quarter")),
    (Interval.YEAR, gettext_lazy("a year")),
)
PAID_OFTEN = tuple(one for one in HOW_OFTEN if one[0] != Interval.DAY)
PER_WORDS: Mapping[str, Any] = {
    **dict(HOW_OFTEN),
    Interval.TWO_WEEKS: pgettext_lazy("how often", "every two weeks"),
    Interval.FOUR_WEEKS: pgettext_lazy("how often", "every four weeks"),
}


class LineField(AmountField):
    """The sum of a line; its text may name any time (40 a day). An empty line is left out."""

    def __init__(self, *, label: Any, periods: tuple[Interval, ...] = EVERY_TIME, **options: Any) -> None:
        super().__init__(label=label, periods=periods, required=False, **options)


class MoneyInField(LineField):
    """Money coming in. Nobody works 365 days: the pay of a day is no month's until the days are counted."""

    def __init__(self, *, label: Any, **options: Any) -> None:
        says = {"period_not_here": gettext_lazy("Pay of a day × the days that you work in a month: enter that sum.")}
        super().__init__(label=label, periods=NOT_BY_THE_DAY, says=says, **options)


class DebtsField(LineField):
    """What is due on debts each month; beside it stands DebtsNotKnownField, and `check_debts` reads both."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Payments on loans and cards"),
            help_text=gettext_lazy("What is due each month. 0 if you have none."),
            ask=gettext_lazy("Enter what is due on debts each month, 0 if you have none, or tick “not known”."),
        )


class DebtsNotKnownField(NotKnownField):
    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Payments on loans and cards: not known"))


class PerField(SelectField):
    """How often the sum of a line comes or goes."""

    def __init__(self, usual: Interval = Interval.MONTH, *, choices: Choices = HOW_OFTEN) -> None:
        words = gettext_lazy("Choose how often.")
        super().__init__(label=gettext_lazy("How often?"), ask=words, choices=choices, required=False)
        self.usual = usual
        self.initial = usual.value
        self.widget.attrs["class"] = "short"

    def clean(self, value: Any) -> Any:
        return super().clean(value) or self.usual.value


class HouseholdLinesForm(ExerciseForm):
    """A form with lines: for each name a LineField, and a PerField of the name with "_per"."""

    @property
    def line_names(self) -> tuple[str, ...]:
        return tuple(name for name in self.fields if f"{name}{PER}" in self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.line_names:
            self._check_period(name)
        return cleaned

    def check_filled(self, *names: str) -> None:
        """One of these boxes has to be filled in; the first says so, and what to enter."""
        if any(self.cleaned_data.get(name) is not None or name in self.errors for name in names):
            return
        field = self.fields[names[0]]
        assert isinstance(field, FigureField)
        self.add_error(names[0], ValidationError(str(field.ask), code="empty"))

    def check_debts(self, *names: str) -> None:
        """Debts are filled in or not known; not known is never 0."""
        if not self.cleaned_data.get("debts_unknown"):
            self.check_filled(*names)
        elif self.cleaned_data.get("debts") is not None:
            self.add_error("debts", ValidationError(_("Either a number or “not known”, not both."), code="both"))

    def _check_period(self, name: str) -> None:
        """A text that names its time needs no choice; one that was made must not say another."""
        read, chosen = self.cleaned_data.get(name), self.cleaned_data.get(f"{name}{PER}")
        named = read.per if isinstance(read, TypedAmount) else None
        if named and chosen not in (named, self._per_field(name).usual):
            self.add_error(name, Unread(InvalidInput(name, "unit_conflict")))

    def _per_field(self, name: str) -> PerField:
        field = self.fields[f"{name}{PER}"]
        assert isinstance(field, PerField)
        return field

    def interval(self, name: str) -> Interval:
        """How often a line comes or goes: as its text names it, else as it was chosen, else as is usual."""
        named = getattr(self.cleaned_data.get(name), "per", None)
        return Interval(named or self.cleaned_data.get(f"{name}{PER}") or self._per_field(name).usual)

    def a_month(self, name: str) -> Decimal | None:
        """Return what a line amounts to in a month; None where it is empty."""
        read = self.cleaned_data.get(name)
        return monthly(read.value, self.interval(name)) if isinstance(read, TypedAmount) else None

    def together(self, *names: str) -> Decimal:
        """Lines added up, a month; empty ones are left out."""
        return sum((self.a_month(name) or Decimal(0) for name in names), Decimal(0))

    def echo(self, name: str) -> str:
        """Like any box; a line that is not for a month also says what it amounts to in a month."""
        says = read_back.echo(self, name)
        if not says or name not in self.line_names or name in self.errors or self.interval(name) == Interval.MONTH:
            return says
        return _("Read as %(line)s.") % {"line": self._in_a_month(name)}

    def value_in_words(self, name: str) -> str:
        if name not in self.line_names:
            return read_back.value_in_words(self, name)
        if self.a_month(name) is None:
            return ""
        return self._in_a_month(name)

    def as_said(self, name: str) -> str:
        """A filled line in words: ¥25 a week."""
        words = {"amount": money_in_words(self.cleaned_data[name].value), "per": PER_WORDS[self.interval(name)]}
        return pgettext("a sum and how often", "%(amount)s %(per)s") % words

    def _in_a_month(self, name: str) -> str:
        if self.interval(name) == Interval.MONTH:
            return self.as_said(name)
        words = {"line": self.as_said(name), "month": money(self.a_month(name) or 0)}
        return _("%(line)s, that is %(month)s a month") % words

    @property
    def period_of(self) -> Mapping[str, str]:  # type: ignore[override]
        return {name: f"{name}{PER}" for name in self.line_names}

    @property
    def summary(self) -> tuple[tuple[str, str], ...]:
        """The time of a line stands with its sum."""
        used = [name for name in self.fields if name in self.sent and not name.endswith(PER)]
        return tuple((str(self[name].label), self._as_read(name)) for name in used)
