"""What a lesson may preset of a round: its length, and the signs that it is about."""

from django import forms

from courses.catalog.published.library import catalog
from courses.exercises.base import ExerciseForm
from courses.exercises.practice.spot_ad.dealing import ROUND

LEAST = 3


class RoundForm(ExerciseForm):
    """Nothing is typed in it: both fields are hidden, and what does not fit is left out."""

    only = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    count = forms.IntegerField(required=False, min_value=LEAST, max_value=ROUND, widget=forms.HiddenInput)

    @property
    def signs(self) -> tuple[str, ...]:
        self.is_valid()
        named = str(self.cleaned_data.get("only") or "").split(",")
        return tuple(flag for flag in named if flag in catalog().flags)

    @property
    def length(self) -> int:
        self.is_valid()
        return int(self.cleaned_data.get("count") or ROUND)
