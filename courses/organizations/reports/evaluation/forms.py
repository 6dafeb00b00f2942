"""Reads the days of a term."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.organizations.forms.fields import PlainForm
from courses.organizations.groups.forms import DATE_FORMS

LONGEST = timedelta(days=366)


def _day(label: Any, missing: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=DATE_FORMS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"required": missing, "invalid": gettext_lazy("Enter the day like 2027-05-31")},
    )


class TermForm(PlainForm):
    """Both days belong to the term."""

    begins_on = _day(gettext_lazy("First day"), gettext_lazy("Enter the first day"))
    ends_on = _day(gettext_lazy("Last day"), gettext_lazy("Enter the last day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins_on: date | None = cleaned.get("begins_on")
        ends_on: date | None = cleaned.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("The last day is before the first one"))
        elif begins_on and ends_on and ends_on - begins_on >= LONGEST:
            self.add_error("ends_on", _("A term is a year at most"))
        return cleaned
