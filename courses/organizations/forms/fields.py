"""Form fields for what people type about organisations: names that print, text without hidden signs, codes."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from courses.accounts.codes import LONGEST
from courses.languages.names import LONGEST_NAME, NameRefusedError, normal_name
from courses.organizations.short_links.codes import normal_code


class PlainForm(forms.Form):
    """Checked on the server only, with our words."""

    use_required_attribute = False


class RadioCards(forms.RadioSelect):
    """Choices as cards of full width, like the answers to a question: easy to hit with a thumb."""

    template_name = "forms/radio_cards.html"


class NameField(forms.CharField):
    """A name of up to `longest` letters as a reader counts them, without control or direction signs."""

    def __init__(self, *, longest: int = LONGEST_NAME, **kwargs: Any) -> None:
        self.longest = longest
        attributes = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(widget=kwargs.pop("widget", None) or forms.TextInput(attrs=attributes), **kwargs)

    def to_python(self, value: object) -> str:
        return str(super().to_python(value) or "")

    def clean(self, value: object) -> str:
        typed = self.to_python(value)
        if not typed and not self.required:
            return ""
        try:
            return normal_name(typed, longest=self.longest)
        except NameRefusedError as refused:
            words = {
                "empty": self.error_messages["required"],
                "long": _("Use at most %(most)s letters") % {"most": self.longest},
                "unprintable": _("This holds a sign that cannot be seen or printed. Type it anew."),
                "mixed": _("One word holds letters of two alphabets that look alike. Type it anew in one of them."),
            }
            raise forms.ValidationError(words[refused.reason], code=refused.reason) from None


class NoteField(forms.CharField):
    """Free text of one paragraph: control signs and lone surrogates are refused, line breaks become spaces."""

    def to_python(self, value: object) -> str:
        return " ".join(unicodedata.normalize("NFC", str(super().to_python(value) or "")).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        hidden = ("Cc", "Cs", "Cn")
        turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
        if any(unicodedata.category(sign) in hidden or sign in turning for sign in value):
            raise forms.ValidationError(_("This holds a sign that cannot be seen or printed. Type it anew."))


class CodeField(forms.CharField):
    """A short code from paper, however it is written; a pasted address that holds it is read, too."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "short"}
        super().__init__(widget=forms.TextInput(attrs=attributes), max_length=LONGEST, **kwargs)

    def to_python(self, value: object) -> str:
        return normal_code(str(super().to_python(value) or ""))


def asked_by(form: PlainForm) -> dict[str, Any]:
    """The valid query parameters of an address; an invalid one does not affect the others."""
    form.is_valid()
    return form.cleaned_data
