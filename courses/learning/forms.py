"""Reads what was chosen in a question's form and turns it into the canonical answer that questions.py marks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.accounts.visits import Visit
from courses.catalog.model.questions import Match, Number, Order, Question
from courses.catalog.numbers import NumberNotRead, read_number
from courses.learning.models import Answer
from courses.learning.pages import Focus

NUMBER_MESSAGES = {
    "empty": gettext_lazy("Enter a number, like 18.25"),
    "negative": gettext_lazy("Enter 0 or more"),
    "ambiguous": gettext_lazy("This number can be read in two ways. Write it without separators, like 12000"),
    "too_large": gettext_lazy("This number is too large"),
    "too_long": gettext_lazy("This is too long for a number"),
    "too_many_decimals": gettext_lazy("At most 2 decimals"),
}
NOT_A_NUMBER = gettext_lazy("We cannot read this as a number. Write it like 18.25")


def _answer_fields(data: QueryDict) -> Mapping[str, list[str]]:
    """What was sent as an answer, whatever the question: shown again where it cannot be recorded."""
    return {
        name: [value[:200] for value in values[:30]]
        for name, values in data.lists()
        if name in ("choice", "number") or name.startswith(("place-", "row-"))
    }


class SentForm(forms.Form):
    """What every form of a question carries: its one-time key, the version of what it showed, and the occasion."""

    data: QueryDict
    key = forms.CharField(max_length=80, error_messages={"required": ""})
    version = forms.CharField(max_length=16, required=False)
    without_account = forms.BooleanField(required=False)
    occasion = forms.ChoiceField(choices=((Answer.LESSON, ""), (Answer.AGAIN, "")), required=False)

    def __init__(self, data: QueryDict, *, question: Question, visit: Visit) -> None:
        super().__init__(data)
        self.question = question
        self.visit = visit
        self.note = ""

    def clean_occasion(self) -> str:
        return str(self.cleaned_data.get("occasion") or Answer.LESSON)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        key = cleaned.get("key", "")
        if self.visit.has_ended:
            self._go_on_or_stop()
        if not key or not self.visit.is_mine(key):
            self.note = _(
                "This form was opened earlier or by somebody else, so nothing was recorded. "
                "Check your answer and send it again."
            )
            raise forms.ValidationError(self.note, code="not_mine")
        return cleaned

    def _go_on_or_stop(self) -> None:
        """An answer of a browser whose sign-in has ended is no new guest's unless she says so."""
        if not self.cleaned_data.get("without_account"):
            self.note = _(
                "You are signed out now, so nothing was recorded. Sign in to send this answer from your account. "
                "If you send it here without signing in, it counts for this browser only."
            )
            raise forms.ValidationError(self.note, code="not_mine")
        self.visit.goes_on = True

    @property
    def is_of_another(self) -> bool:
        """Whether the form was rendered for somebody else, or for this person before signing out."""
        return self.has_error(NON_FIELD_ERRORS, code="not_mine")

    @property
    def answer_key(self) -> str:
        """Unique per page, question and learner: the page's nonce and the question's id."""
        nonce = str(self.cleaned_data["key"]).partition(".")[0]
        return f"{nonce}:{self.cleaned_data['occasion']}:{self.question.id}"[:100]


class AnswerForm(SentForm):
    """One try. `cleaned_data["given"]` is the canonical answer; `typed` is what to show again."""

    def clean(self) -> dict[str, Any]:
        try:
            given = READERS[self.question.kind](self)
        except forms.ValidationError as error:
            self.add_error(None, error)
            given = None
        cleaned = super().clean()
        if cleaned.get("version") and not self.question.means(cleaned["version"]):
            self.note = _("This question was reworded after you opened it. Check your answer and send it again.")
            raise forms.ValidationError(self.note, code="reworded")
        cleaned["given"] = given
        return cleaned

    @property
    def typed(self) -> Mapping[str, list[str]]:
        """The fields of the answer as they were sent."""
        return _answer_fields(self.data)

    def message(self, default: str) -> forms.ValidationError:
        error = self.question.body.error
        text = error.in_language(get_language() or "zh-hans") if error else default
        return forms.ValidationError(text, code="empty")


def _single(form: AnswerForm) -> str:
    chosen = str(form.data.get("choice", ""))
    if chosen not in form.question.body.choices:
        raise form.message(_("Select an answer"))
    return chosen


def _several(form: AnswerForm) -> str:
    sent = set(form.data.getlist("choice"))
    chosen = [key for key in form.question.body.choices if key in sent]
    if not chosen:
        raise form.message(_("Select at least one answer"))
    return ",".join(chosen)


def _number(form: AnswerForm) -> str:
    assert isinstance(form.question.body, Number)
    try:
        return format(read_number(str(form.data.get("number", ""))), "f")
    except NumberNotRead as problem:
        raise forms.ValidationError(str(NUMBER_MESSAGES.get(problem.code, NOT_A_NUMBER)), code=problem.code) from None


def _order(form: AnswerForm) -> str:
    assert isinstance(form.question.body, Order)
    places = {key: str(form.data.get(f"place-{key}", "")) for key in form.question.body.items}
    wanted = {str(place) for place in range(1, len(places) + 1)}
    if not set(places.values()) <= wanted:
        raise form.message(_("Choose a place for every line"))
    if len(set(places.values())) != len(places):
        raise form.message(_("Use every place once: two lines have the same place"))
    return ",".join(sorted(places, key=lambda key: int(places[key])))


def _match(form: AnswerForm) -> str:
    body = form.question.body
    assert isinstance(body, Match)
    chosen = {key: str(form.data.get(f"row-{key}", "")) for key in body.rows}
    if not set(chosen.values()) <= set(body.targets):
        raise form.message(_("Choose an answer for every line"))
    return ",".join(f"{key}={target}" for key, target in chosen.items())


READERS = {
    "single": _single, "multiple": _several, "mark": _several, "number": _number, "order": _order, "match": _match,
}  # fmt: skip


class PlaceForm:
    """Which question the reader comes from (?answered=, ?again=, …); anything unknown is ignored."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    def _of(self, name: str) -> str:
        return self.data.get(name, "")[:40] or ""

    @property
    def focus(self) -> Focus:
        if not self.data:
            return Focus()
        for name, part, occasion in PLACES:
            if self._of(name):
                return Focus(self._of(name), part, occasion)
        return Focus()

    @property
    def reopened(self) -> Focus:
        return self.focus if self.focus.part == "form" else Focus()


PLACES = (
    ("answered", "feedback", Answer.LESSON),
    ("answered-again", "feedback", Answer.AGAIN),
    ("kept", "kept", Answer.LESSON),
    ("kept-again", "kept", Answer.AGAIN),
    ("again", "form", Answer.LESSON),
    ("once-more", "form", Answer.AGAIN),
)
