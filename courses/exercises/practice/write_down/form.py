"""One prompt, and the reader's own words to it. They live for one request."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import Prompt
from courses.catalog.published.library import catalog
from courses.exercises.base import CHANGE_IT, FILLED_IN, ExerciseForm
from courses.exercises.forms.words_fields import WordsField
from courses.languages.known import current_language

MOST = 1500


class WriteDownForm(ExerciseForm):
    """After `is_valid()`, `prompt` is the one that was answered."""

    figures_words, summary_words = CHANGE_IT, FILLED_IN

    about = forms.ChoiceField(
        label=_("What do you want to write?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to write."), "invalid_choice": _("Choose what to write.")},
    )  # fmt: skip
    own = WordsField(label=_("Your own words"), most=MOST, rows=7)

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        language = current_language()
        choices = [(key, one.title.in_language(language)) for key, one in catalog().prompts.items()]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    @property
    def prompt(self) -> Prompt | None:
        """The prompt that a lesson names or the reader has chosen; None while there is none."""
        return catalog().prompts.get(self.sent_or_initial("about"))

    @property
    def ask(self) -> str:
        return self.prompt.ask.in_language(current_language()) if self.prompt else ""

    def value_in_words(self, name: str) -> str:
        return self.sent.get(name, "")

    def clean_own(self) -> str:
        own: str = self.cleaned_data["own"]
        if self.prompt is not None and not own.strip():
            raise ValidationError(gettext("Write a line of your own first; then ours stands beside it."), code="empty")
        return own
