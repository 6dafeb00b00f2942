"""Reads what somebody says matters to them; none, one or several."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.accounts.visitors.forms import KeyForm
from courses.learning.planning.paths.goals import GOALS, chosen


class GoalsForm(KeyForm):
    """`questions` is "no" for whoever wants the path at once."""

    goals = forms.MultipleChoiceField(
        label=_("What matters to you today?"),
        choices=[(goal.key, goal.words) for goal in GOALS.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose from the list, or choose nothing")},
    )
    questions = forms.ChoiceField(choices=(("yes", ""), ("no", "")), required=False)

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(goal.key for goal in chosen(self.cleaned_data["goals"]))

    @property
    def asks(self) -> bool:
        return bool(self.cleaned_data["questions"] != "no")

    @property
    def path_key(self) -> str:
        """The same press twice makes one path; other goals from the same page are another press."""
        return "-".join((self.nonce, "path", *self.said, self.cleaned_data["questions"]))[:100]
