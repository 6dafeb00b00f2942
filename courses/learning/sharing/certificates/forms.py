"""Reads what a record shall show, and the code that somebody types."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.accounts.codes import LONGEST
from courses.accounts.visitors.forms import KeyForm
from courses.accounts.visitors.visitor import Visit
from courses.learning.sharing.certificates.choices import RecordChoice
from courses.learning.sharing.certificates.names import RecordNameField


class RecordChoiceForm(KeyForm):
    """What the record shows. A form of somebody else, or of before signing out, is refused with its text kept."""

    use_required_attribute = False
    key = forms.CharField(required=False)  # one that is missing or too long is not of this person: said once, above
    name = RecordNameField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("Optional. Without it the print has a line to write your name by hand."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    keeps_name = forms.BooleanField(
        label=gettext_lazy("Keep my name and show it"),
        help_text=gettext_lazy("Only with this tick is your name stored; whoever has the code then sees it."),
        required=False,
    )
    shows_date = forms.BooleanField(label=gettext_lazy("Show the day I passed"), required=False)
    shows_score = forms.BooleanField(label=gettext_lazy("Show my result"), required=False)

    def __init__(self, data: QueryDict | None, *, visit: Visit, initial: RecordChoice | None = None) -> None:
        super().__init__(data, visit=visit)
        if initial is not None:
            self.initial = {
                "name": initial.name,
                "keeps_name": bool(initial.name),
                "shows_date": initial.shows_date,
                "shows_score": initial.shows_score,
            }

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("keeps_name") and cleaned.get("name") == "":
            self.add_error("name", _("Enter your name, or take away the tick that keeps it"))
        if cleaned.get("keeps_name") is False and cleaned.get("name", "") not in ("", self.initial.get("name")):
            self.add_error("keeps_name", _("Tick this to keep the name that you typed, or empty the box above"))
        return super().clean()

    @property
    def choice(self) -> RecordChoice:
        cleaned = self.cleaned_data
        name = cleaned["name"] if cleaned["keeps_name"] else ""
        return RecordChoice(name, cleaned["shows_date"], cleaned["shows_score"])


class CodeForm(forms.Form):
    """A record's code, as a stranger types it."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("Code of the record"),
        help_text=gettext_lazy("26 letters and digits. Capitals, spaces and hyphens do not matter."),
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Enter the code that stands on the record"),
            "max_length": gettext_lazy("This is too long for a code"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
