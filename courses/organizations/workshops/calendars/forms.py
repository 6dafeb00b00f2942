"""Forms that plan a workshop and move it: which lesson, on which day, at what hour if that is known."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from courses.organizations.assigning.due import LONGEST_PLAN
from courses.organizations.forms.days import CalendarDayField
from courses.organizations.forms.fields import PlainForm
from courses.organizations.workshops.forms import LessonForm


class WhenForm(PlainForm):
    """On which day, and at what hour, a workshop is to be."""

    day = CalendarDayField(label=_("The day"), error_messages={"required": _("Enter the day")})
    hour = forms.TimeField(
        label=_("Begins at (optional)"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H：%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
        error_messages={"invalid": _("Enter the time like 18:30")},
    )

    def __init__(self, data: QueryDict | None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_now("This day has passed. Enter today or a later day."))
        if day > self.today + LONGEST_PLAN:
            raise forms.ValidationError(_now("Enter a day within the next two years"))
        return day


class ComingForm(WhenForm, LessonForm):
    field_order = ("lesson", "day", "hour")
