"""Reads what was sent with a question's form: whose it is, what it belongs to, and the answer, as its kind reads it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.asking import NotRead
from courses.catalog.model.questions import Question
from courses.languages.known import current_language
from courses.learning.lessons.pages import Focus
from courses.learning.models import Answer


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
        """After a sign-in has ended, an answer counts for a new guest only if the person has said so."""
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

    @property
    def other_errors(self) -> tuple[str, ...]:
        """What is wrong with the form as a whole, besides its note, which stands apart from the errors."""
        return tuple(str(error) for error in self.non_field_errors() if str(error) != self.note)


class AnswerForm(SentForm):
    """One try. `cleaned_data["given"]` is the canonical answer; `typed` is what to show again."""

    def clean(self) -> dict[str, Any]:
        given = self.read()
        cleaned = super().clean()
        if cleaned.get("version") and not self.question.means(cleaned["version"]):
            self.note = _("This question was reworded after you opened it. Check your answer and send it again.")
            raise forms.ValidationError(self.note, code="reworded")
        cleaned["given"] = given
        return cleaned

    def read(self) -> str | None:
        """The canonical answer; None where there is none, and the form then says why."""
        try:
            return self.question.body.read(self.data)
        except NotRead as problem:
            self.add_error(None, self.message(problem))
            return None

    def message(self, problem: NotRead) -> forms.ValidationError:
        """What is missing, in the question's own words where it has some."""
        error = self.question.body.error if problem.is_unanswered else None
        text = error.in_language(current_language()) if error else problem.message
        return forms.ValidationError(text, code=problem.code)

    @property
    def typed(self) -> Mapping[str, list[str]]:
        """The fields of the answer as they were sent: shown again where it cannot be recorded."""
        return {
            name: [value[:200] for value in values[:30]]
            for name, values in self.data.lists()
            if self.question.body.has_field(name)
        }


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
