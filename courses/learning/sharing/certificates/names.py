"""A person's name as they write it: any script, no invisible characters, short enough to fit on paper."""

import unicodedata

from django import forms
from django.utils.translation import gettext as _

MOST_LETTERS = 40  # as a reader counts them
MOST_SIGNS = 80  # as the database does
JOINER = "\N{ZERO WIDTH JOINER}"


class RecordNameField(forms.CharField):
    """The name in composed form with single spaces; empty is allowed."""

    def to_python(self, value: object) -> str:
        text = unicodedata.normalize("NFC", str(super().to_python(value) or ""))
        return " ".join(text.split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if any(_is_forbidden(sign, before) for before, sign in zip(f" {value}", value, strict=False)):
            message = _("The name holds a sign that cannot be seen. Type it again, without copying it from elsewhere")
            raise forms.ValidationError(message, code="hidden_sign")
        if letters(value) > MOST_LETTERS or len(value) > MOST_SIGNS:
            raise forms.ValidationError(_("Use at most %(most)s letters") % {"most": MOST_LETTERS}, code="too_long")


def letters(text: str) -> int:
    """How many letters a reader sees: combining marks are none, nor is what a joiner ties to the one before."""
    pairs = zip(f" {text}", text, strict=False)
    return sum(
        JOINER not in (before, sign) and unicodedata.category(sign) not in ("Mn", "Me") for before, sign in pairs
    )


def _is_forbidden(sign: str, before: str) -> bool:
    """Control and format signs and lone surrogates; a joiner may stand after a symbol, as in emoji."""
    if sign == JOINER:
        return unicodedata.category(before) not in ("So", "Sk", "Mn")
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs")
