"""The field for a number of people or answers that somebody counted."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _

MOST_COUNT = 10_000


class CountField(forms.CharField):
    """A whole number from 0; empty is 0, full-width digits are read too."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def clean(self, value: object) -> int:
        text = unicodedata.normalize("NFKC", str(value or "")).strip()
        if not text:
            return 0
        if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= MOST_COUNT):
            raise forms.ValidationError(
                _("Enter a whole number from 0 to %(most)s") % {"most": f"{MOST_COUNT:,}"}, code="count"
            )  # fmt: skip
        return int(text)
