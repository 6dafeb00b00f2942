"""The answers of the triage for late debts: they are sent by the form alone and stored nowhere."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.sorting import LateSort


class LateSortForm(forms.Form):
    """One field a question, empty while it is not answered. No key of a question has an underscore."""

    go_on = forms.BooleanField(required=False)  # past an answer that stops
    ask_again = forms.CharField(required=False, max_length=40)  # the question to go back to

    def __init__(self, sort: LateSort, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.sort = sort
        wrong = {"invalid_choice": _("Choose one of these answers.")}
        for key, question in sort.questions.items():
            choices = [(name, name) for name in question.options]
            self.fields[key] = forms.ChoiceField(required=False, choices=choices, error_messages=wrong)

    def clean_ask_again(self) -> str:
        asked = str(self.cleaned_data["ask_again"])
        return asked if asked in self.sort.questions else ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned[key] for key in self.sort.questions):
            raise forms.ValidationError(_("Choose one of these answers."), code="required")
        return cleaned

    @property
    def answers(self) -> dict[str, str]:
        """What was answered and can be read, in the order of the questions."""
        return {key: self.cleaned_data[key] for key in self.sort.questions if self.cleaned_data.get(key)}
