"""Form fields for words, days and times, cleaned of what no file can hold."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.exercises.forms.clock import read_clock
from courses.exercises.forms.fields import Shared
from courses.exercises.forms.widgets import DayBox, Lines, TextBox, TimeBox
from courses.loans.parsing.plain_text import closed_up, normalised

NOT_REMEMBERED = {"autocomplete": "off"}  # by the browser

# Control characters, which no Word file can hold, and marks that turn the direction of what follows.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class WordsField(Shared, forms.CharField):
    """Words of the reader's own, on one line or on several."""

    def __init__(self, *, label: Any, most: int = 120, rows: int = 1, help_text: Any = "") -> None:
        widget = Lines(attrs={**NOT_REMEMBERED, "rows": rows}) if rows > 1 else TextBox(attrs=dict(NOT_REMEMBERED))
        super().__init__(
            label=label, required=False, max_length=most, help_text=help_text, widget=widget,
            error_messages={"max_length": _("At most %(limit_value)d letters. Say it in fewer words.")},
        )  # fmt: skip
        widget.attrs.pop("maxlength", None)  # what is too long is said, and not cut off in silence

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> str:
        return super().to_python(_UNPRINTABLE.sub("", str(value or "")).replace("\r\n", "\n")) or ""


class DayField(Shared, forms.DateField):
    """A day of the calendar, by the browser's own picker or typed; `ask` is what to say of one that is none."""

    def __init__(self, *, label: Any, help_text: Any = "", ask: Any = "") -> None:
        super().__init__(
            label=label, required=False, help_text=help_text,
            widget=DayBox(format="%Y-%m-%d", attrs=dict(NOT_REMEMBERED)),
            input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y年%m月%d号", "%Y年%m月%d", "%Y%m%d"],
            error_messages={"invalid": ask or _("Write the day like 2026-12-15.")},
        )  # fmt: skip

    def to_python(self, value: Any) -> Any:
        return super().to_python(closed_up(normalised(value)) if isinstance(value, str) else value)


class TimeField(Shared, forms.TimeField):
    """A time of day, by the browser's own picker or typed."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(
            label=label, required=False, widget=TimeBox(format="%H:%M", attrs=dict(NOT_REMEMBERED)),
            input_formats=["%H:%M", "%H:%M:%S"],
            error_messages={"invalid": _("Write the time like 22:15.")},
        )  # fmt: skip

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and (read := read_clock(value)) is not None:
            return read
        return super().to_python(normalised(value) if isinstance(value, str) else value)


class OpenChoiceField(Shared, forms.ChoiceField):
    """One of a few by radio buttons, or none: what nobody chose stays open."""

    widget = forms.RadioSelect

    def __init__(self, *, label: Any, choices: Any) -> None:
        ask = _("Choose one of these.")
        super().__init__(label=label, choices=choices, required=False, error_messages={"invalid_choice": ask})
