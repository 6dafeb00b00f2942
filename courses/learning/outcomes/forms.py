"""Reads the button under a result, whose form it is and the signed outcome, and the buttons of the way back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from courses.accounts.visitors.forms import KeyForm
from courses.exercises.results.outcome import Outcome

LESSON, ROUNDS = "lesson", "rounds"  # pages on which the way back stands, besides the list of all
MOST_LETTERS = 4_000  # a round of ten advertisements takes a tenth of it


class ExerciseDoneForm(KeyForm):
    outcome = forms.CharField(max_length=MOST_LETTERS)

    def clean_outcome(self) -> Outcome:
        found = Outcome.opened(self.cleaned_data["outcome"])
        if found is None:
            raise forms.ValidationError(_("Nothing was recorded."), code="unreadable")
        return found

    @property
    def read(self) -> Outcome | None:
        """What is to be recorded; None where the form does not say it in our own words."""
        found: Any = self.cleaned_data.get("outcome")
        return found if isinstance(found, Outcome) else None


class PressForm(KeyForm):
    """The way back: whose form it is, and the page it stood on."""

    page = forms.ChoiceField(choices=((LESSON, ""), (ROUNDS, "")), required=False)
