"""Reads the days of a term."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.organizations.forms.days import CalendarDayField
from courses.organizations.forms.fields import PlainForm

LONGEST = timedelta(days=366)


class TermForm(PlainForm):
    """Both days belong to the term."""

    begins_on = CalendarDayField(
        label=gettext_lazy("First day"), error_messages={"required": gettext_lazy("Enter the first day")}
    )
    ends_on = CalendarDayField(
        label=gettext_lazy("Last day"), error_messages={"required": gettext_lazy("Enter the last day")}
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins_on: date | None = cleaned.get("begins_on")
        ends_on: date | None = cleaned.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("The last day is before the first one"))
        elif begins_on and ends_on and ends_on - begins_on >= LONGEST:
            self.add_error("ends_on", _("A term is a year at most"))
        return cleaned
