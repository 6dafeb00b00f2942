"""The due-day fields that several forms share."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from courses.organizations.forms.days import CalendarDayField
from courses.organizations.forms.fields import PlainForm, RadioCards

LONGEST_PLAN = timedelta(days=730)
NEVER, WEEK, FORTNIGHT, DAY = "never", "week", "fortnight", "day"


class DueForm(PlainForm):
    """A due day: none, in one week, in two, or a chosen date. `today` is the current day in the group's time zone."""

    due = forms.ChoiceField(
        label=_("Until when"),
        widget=RadioCards,
        initial=NEVER,
        error_messages={"required": _("Select a day, or “No date”")},
    )
    day = CalendarDayField(label=_("The day"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        week, fortnight = today + timedelta(days=7), today + timedelta(days=14)
        words = [(WEEK, _("In one week: %(day)s"), week), (FORTNIGHT, _("In two weeks: %(day)s"), fortnight)]
        dated = [(key, label % {"day": date_format(day, "DATE_FORMAT")}) for key, label, day in words]
        self.choices_of("due", [(NEVER, _("No date")), *dated, (DAY, _("On this day"))])

    def choices_of(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("due") == DAY and "day" not in self.errors:
            self._check_day(typed.get("day"))
        return typed

    def _check_day(self, day: date | None) -> None:
        if day is None:
            self.add_error("day", _("Enter the day"))
        elif day < self.today:
            self.add_error("day", _("This day has passed. Enter today or a later day."))
        elif day > self.today + LONGEST_PLAN:
            self.add_error("day", _("Enter a day within the next two years"))

    @property
    def due_on(self) -> date | None:
        ahead = {WEEK: timedelta(days=7), FORTNIGHT: timedelta(days=14)}
        due = self.cleaned_data["due"]
        return self.cleaned_data["day"] if due == DAY else self.today + ahead[due] if due in ahead else None
