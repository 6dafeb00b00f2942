"""Reads the filled-in questionnaire; all that was chosen is shown again where something is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.accounts.visitors.forms import KeyForm
from courses.languages.known import current_language
from courses.learning.wellbeing.scale import ScaleItem, ScalePart, scale

OCCASIONS = (("before", gettext_lazy("Before learning here")), ("after", gettext_lazy("After learning here")))
AGES = (("18-61", gettext_lazy("18 to 61")), ("62+", gettext_lazy("62 or over")))
MODES = (
    ("self", gettext_lazy("I read the questions and answer them myself")),
    ("other", gettext_lazy("Somebody reads them to me and notes my answers")),
)
READ_OUT = "other"


@dataclass(frozen=True, slots=True)
class FilledQuestionnaire:
    """A complete questionnaire: `answers` are the values of the ten items in their order."""

    occasion: str
    age: str
    mode: str
    answers: tuple[int, ...]

    @property
    def score(self) -> int:
        return scale().score(self.answers, age=self.age, mode=self.mode)


def _choice(label: Any, choices: Any, error: Any) -> forms.ChoiceField:
    messages = {"required": error, "invalid_choice": error}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=messages)


def _name(item: ScaleItem) -> str:
    return f"item-{item.number}"


def _item_field(part: ScalePart, item: ScaleItem, language: str) -> forms.ChoiceField:
    choices = [(str(item.value_of(place)), text.in_language(language)) for place, text in enumerate(part.choices)]
    label = f"{item.number}. {item.text.in_language(language)}"
    return _choice(label, choices, _("Select an answer to statement %(number)s") % {"number": item.number})


class QuestionnaireForm(forms.Form):
    """Ten items, and what choosing the right table needs. It writes nothing, so it needs no key."""

    use_required_attribute = False
    occasion = _choice(
        gettext_lazy("When are you filling this in?"), OCCASIONS,
        gettext_lazy("Select when you are filling this in"),
    )  # fmt: skip
    age = _choice(gettext_lazy("How old are you?"), AGES, gettext_lazy("Select how old you are"))
    mode = _choice(
        gettext_lazy("How are you filling this in?"), MODES, gettext_lazy("Select how you are filling this in")
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, is_assisted: bool = False, **more: Any) -> None:
        super().__init__(data, **more)
        if is_assisted:  # it is known already, and the wrong table would give the wrong score
            del self.fields["mode"]
        language = current_language()
        for part in scale().parts:
            for item in part.items:
                self.fields[_name(item)] = _item_field(part, item, language)

    @property
    def parts(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The two parts of the scale: the question they share, and their items."""
        language = current_language()
        for part in scale().parts:
            yield part.prompt.in_language(language), [self[_name(item)] for item in part.items]

    @property
    def problems(self) -> Iterator[tuple[str, str]]:
        """What is missing, with the id of the first choice there."""
        for field in self:
            for error in field.errors:
                yield f"{field.auto_id}_0", str(error)

    @property
    def filled(self) -> FilledQuestionnaire:
        cleaned = self.cleaned_data
        answers = tuple(int(cleaned[_name(item)]) for item in scale().items)
        return FilledQuestionnaire(cleaned["occasion"], cleaned["age"], cleaned.get("mode", READ_OUT), answers)


class KeepForm(KeyForm, QuestionnaireForm):
    """The same answers in hidden fields, to be kept, with a one-time key."""

    key = forms.CharField(required=False)  # one that is missing or too long is not of this person: said once

    @property
    def is_complete(self) -> bool:
        return not any(name in self.errors for name in self.fields)
