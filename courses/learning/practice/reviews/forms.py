"""The forms of a review question: those of a lesson's questions, for this occasion."""

from django import forms

from courses.learning.lessons.forms import AnswerForm, SentForm
from courses.learning.models import Answer


class ReviewForm(SentForm):
    """What every form of a review question carries."""

    occasion = forms.ChoiceField(choices=((Answer.REVIEW, ""),), required=False)

    def clean_occasion(self) -> str:
        return Answer.REVIEW


class ReviewAnswerForm(ReviewForm, AnswerForm):
    """One try in review."""
