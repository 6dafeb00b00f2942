"""Reads what is sent in a workshop: which lesson, a phone's answer, hands and papers, who was there."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.catalog.model.asking import NotRead
from courses.catalog.model.lessons import Catalog, Lesson
from courses.learning.lessons.forms import AnswerForm
from courses.organizations.forms.counts import CountField
from courses.organizations.forms.fields import CodeField, PlainForm
from courses.organizations.models import HandCount
from courses.organizations.workshops.actions import Counts

LONGEST_GIVEN = 600
WAYS = (HandCount.HANDS, HandCount.PAPER)


class SlideForm(forms.Form):
    slide = forms.IntegerField(min_value=1, max_value=1000, required=False)

    @property
    def number(self) -> int:
        return (self.cleaned_data["slide"] or 1) if self.is_valid() else 1


class LessonForm(PlainForm):
    """Which lesson the workshop is about: "course/lesson"."""

    lesson = forms.ChoiceField(
        label=gettext_lazy("Lesson"),
        error_messages={
            "required": gettext_lazy("Select a lesson"),
            "invalid_choice": gettext_lazy("This lesson is not offered any more. Select another one"),
        },
    )

    def __init__(self, data: QueryDict | None, *, catalog: Catalog, language: str, initial: str = "") -> None:
        super().__init__(data, initial={"lesson": initial})
        self.catalog = catalog
        field = self.fields["lesson"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (
                course.title.in_language(language),
                [(f"{one.course}/{one.slug}", one.page(language).title) for one in course.lessons],
            )
            for course in catalog.courses.values()
        ]

    @property
    def chosen(self) -> Lesson:
        course, _slash, lesson = self.cleaned_data["lesson"].partition("/")
        return self.catalog.lesson(course, lesson)


class WallStepForm(forms.Form):
    """The version of the wall that the pressed button belonged to."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class SessionCodeForm(PlainForm):
    code = CodeField(
        label=gettext_lazy("Code on the wall"),
        help_text=gettext_lazy("6 letters and digits. Capitals, spaces and hyphens do not matter."),
        error_messages={
            "required": gettext_lazy("Enter the code on the wall"),
            "max_length": gettext_lazy("This is too long for a code"),
        },
    )


class PhoneAnswerForm(AnswerForm):
    """A phone's answer. It has no one-time key: the phone has one answer a question, and sending again replaces it."""

    key = None  # type: ignore[assignment]
    occasion = None  # type: ignore[assignment]
    question_id = forms.CharField(max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        given = self.read()
        if given is None:
            return cleaned
        if len(given) > LONGEST_GIVEN:
            raise self.message(NotRead(_("Select an answer")))
        cleaned["given"] = given
        if cleaned.get("version") and not self.question.means(cleaned["version"]):
            self.note = _("This question was reworded after you opened it. Check your answer and send it again.")
            raise forms.ValidationError(self.note, code="reworded")
        return cleaned


class CountsForm(forms.Form):
    """Hands and papers for every line of a question; `was-…` fields say what the form was made from."""

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, keys: Iterable[str], stored: Counts) -> None:
        super().__init__(data)
        self.keys = tuple(keys)
        self.stored = dict(stored)
        for way in WAYS:
            for key in self.keys:
                self.fields[f"{way}-{key}"] = CountField()
                self.fields[f"was-{way}-{key}"] = CountField()

    def _counts(self, before: str) -> dict[tuple[str, str], int]:
        return {(way, key): self.cleaned_data[f"{before}{way}-{key}"] for way in WAYS for key in self.keys}

    @property
    def counts(self) -> Counts:
        return self._counts("")

    @property
    def seen(self) -> Counts:
        return self._counts("was-")

    def typed(self, way: str, key: str) -> str:
        """What stands in the box: what was typed, else what is stored."""
        name = f"{way}-{key}"
        if self.is_bound:
            return str(self.data.get(name, ""))[:20]
        count = self.stored.get((way, key), 0)
        return str(count) if count else ""


def count_cells(form: CountsForm) -> Mapping[str, list[tuple[str, str, str, int]]]:
    """For each line: way, field name, text in the box, and the count stored now."""
    return {
        key: [(way, f"{way}-{key}", form.typed(way, key), form.stored.get((way, key), 0)) for way in WAYS]
        for key in form.keys
    }
