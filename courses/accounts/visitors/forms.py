"""The form behind a button: it sends nothing but the one-time key that says whose form it is."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.accounts.visitors.visitor import Visit


class KeyForm(forms.Form):
    """A form that sends nothing but its one-time key: begin, "I don't know", send."""

    key = forms.CharField(max_length=80, error_messages={"required": ""})

    def __init__(self, data: QueryDict | None = None, *, visit: Visit, **more: Any) -> None:
        super().__init__(data, **more)
        self.visit = visit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.visit.is_mine(cleaned.get("key", "")):
            raise forms.ValidationError(self.note, code="not_mine")
        return cleaned

    @property
    def is_of_another(self) -> bool:
        """Whether the form was rendered for somebody else, or for this person before signing out."""
        return self.has_error(NON_FIELD_ERRORS, code="not_mine")

    @property
    def note(self) -> str:
        return _("This form was opened earlier or by somebody else, so nothing was recorded. Send it again.")

    @property
    def nonce(self) -> str:
        return str(self.cleaned_data["key"]).partition(".")[0]
