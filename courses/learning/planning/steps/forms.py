"""Reads the buttons of an action step: every button is a form of its own, with a fixed value in a hidden field."""

from django import forms

from courses.accounts.visitors.forms import KeyForm
from courses.learning.models import StepChoice
from courses.learning.planning.steps.asking import PERIODS

LESSON, STEP = "lesson", "step"


class StepForm(KeyForm):
    """What every button carries: its one-time key, and the page it stood on."""

    page = forms.ChoiceField(choices=((LESSON, ""), (STEP, "")), required=False)


class StepChoiceForm(StepForm):
    choice = forms.ChoiceField(choices=StepChoice.CHOICES)


class StepAnswerForm(StepForm):
    days = forms.TypedChoiceField(choices=[(days, "") for days in PERIODS], coerce=int)
    answer = forms.ChoiceField(choices=StepChoice.ANSWERS)


class ReasonForm(StepForm):
    reason = forms.ChoiceField(choices=StepChoice.REASONS)


class MailForm(StepForm):
    wanted = forms.ChoiceField(choices=(("yes", ""), ("no", "")))
