"""Which letter, its boxes in groups, and the whole letter as the reader changed it. None of it outlives the request."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.letters import Letter
from courses.catalog.published.library import catalog
from courses.exercises.base import CHANGE_IT, FILLED_IN, ExerciseForm
from courses.exercises.debts.letter.boxes import LetterBoxes
from courses.exercises.forms import read_back
from courses.exercises.forms.fields import ChosenField, FigureField
from courses.exercises.forms.words_fields import WordsField
from courses.languages.known import current_language

ABOUT = ("hardship", "contacts", "dispute", "data", "complaint", "court")
ASKS_FOR_DATA = ("show_data", "who_has_data", "delete_data", "withdraw_consent")
LONGEST = 8_000  # letters of a whole letter


def letter_name(about: str) -> str:
    """What a letter is about, in the page's language."""
    return catalog().letters[about].name.in_language(current_language())


AROUND_NUMBER = re.compile(r"^第\s*|\s*期$|^no\.?\s*", re.IGNORECASE)


def _letters() -> list[tuple[str, str]]:
    return [(about, letter_name(about)) for about in ABOUT]


@dataclass(frozen=True, slots=True)
class BoxGroup:
    title: str
    boxes: tuple[tuple[str, BoundField, str], ...]  # each with the template that shows it, and how it was read


class LetterForm(ExerciseForm, LetterBoxes):
    """`letter` is the one that was chosen. A `text` that was sent stands in place of the letter built from boxes."""

    figures_words, summary_words = CHANGE_IT, FILLED_IN

    about = ChosenField(
        label=_("What is your letter about?"), choices=_letters, ask=_("Choose what your letter is about.")
    )
    text = WordsField(label=_("Your letter"), most=LONGEST, rows=24)

    field_order = ("about",)

    @property
    def letter(self) -> Letter | None:
        about = self.sent_or_initial("about")
        return catalog().letters.get(about) if about in ABOUT else None

    @property
    def letter_name(self) -> str:
        return letter_name(self.sent_or_initial("about")) if self.letter else ""

    @property
    def asks_more(self) -> bool:
        return self.letter is None

    @property
    def brought_words(self) -> str:
        if self.letter is None:
            return gettext("Choose what your letter is about.")
        return gettext("Fill in what you know. What you leave empty stays a line to fill in by hand.")

    @property
    def groups(self) -> Iterator[BoxGroup]:
        """The boxes of the letter that was chosen."""
        language = current_language()
        for group in self.letter.groups if self.letter else ():
            boxes = tuple((_part(self.fields[name]), self[name], self.echo(name)) for name in group.boxes)
            yield BoxGroup(group.title.in_language(language), boxes)

    @property
    def carried(self) -> Mapping[str, str]:
        """What was sent for the letter, without the letter itself."""
        return {name: value for name, value in self.sent.items() if name != "text"}

    @property
    def summary(self) -> tuple[tuple[str, str], ...]:
        """Empty: the printed page shows the letter instead."""
        return ()

    def echo(self, name: str) -> str:
        return read_back.echo(self, name)

    def clean_instalment_number(self) -> str:
        """The letter says “instalment 5”, 第 5 期, itself."""
        return AROUND_NUMBER.sub("", self.cleaned_data["instalment_number"].strip())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("about") == "data" and not any(cleaned.get(name) for name in ASKS_FOR_DATA):
            self.add_error("show_data", ValidationError(gettext("Tick what you ask for."), code="empty"))
        return cleaned


def _part(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return "courses/exercises/forms/tick.html"
    if isinstance(field.widget, forms.RadioSelect):
        return "courses/exercises/forms/chips.html"
    return f"courses/exercises/forms/{'box' if isinstance(field, FigureField) else 'words_box'}.html"
