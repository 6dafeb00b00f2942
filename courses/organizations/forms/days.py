"""The field for a day of the calendar, wherever one is asked for."""

import unicodedata
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class CalendarDayField(forms.DateField):
    """A day as browsers send it or as people type it: 2026-12-12, 2026/12/12, 2026年12月12日."""

    default_error_messages: ClassVar = {"invalid": _("Enter the day as year, month, day, like 2026-12-12")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = "".join(unicodedata.normalize("NFKC", value).split())[:40]
        return super().to_python(value)
