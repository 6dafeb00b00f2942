"""The form that plans a workshop: which lesson, on which day, at what hour if that is known."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.lessons import Catalog
from courses.organizations.assigning.due import LONGEST_PLAN, DueDayField
from courses.organizations.workshops.forms import LessonForm


class ComingForm(LessonForm):
    day = DueDayField(label=_("The day"), error_messages={"required": _("Enter the day")})
    hour = forms.TimeField(
        label=_("Begins at (optional)"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H：%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
        error_messages={"invalid": _("Enter the time like 18:30")},
    )

    def __init__(self, data: QueryDict | None, *, catalog: Catalog, language: str, today: date) -> None:
        super().__init__(data, catalog=catalog, language=language)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_now("This day has passed. Enter today or a later day."))
        if day > self.today + LONGEST_PLAN:
            raise forms.ValidationError(_now("Enter a day within the next two years"))
        return day
