"""Forms for several members: who is ticked, which action, and the target group."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from courses.organizations.forms.fields import PlainForm, RadioCards
from courses.organizations.models import Group, Member

REMOVE, MOVE, CARDS = "remove", "move", "cards"
ACTS = (REMOVE, MOVE, CARDS)
MOST_TICKED = 500
LARGEST = 2**62


class SeveralForm(PlainForm):
    """`people` are members of the group; those no longer on the list are left out."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    people = forms.Field(widget=forms.MultipleHiddenInput, error_messages={"required": _("Tick at least one person")})

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._group = group

    def clean_people(self) -> list[Member]:
        typed = [one for one in self.cleaned_data["people"][:MOST_TICKED] if one.isascii() and one.isdigit()]
        numbers = [number for number in map(int, typed) if number < LARGEST]
        found = Member.objects.present().filter(group=self._group, pk__in=numbers)
        ticked = list(found.select_related("learner").by_name())
        if not ticked:
            raise forms.ValidationError(_now("Tick at least one person"))
        return ticked


class MoveForm(PlainForm):
    to = forms.TypedChoiceField(
        label=_("Into which group"), coerce=int, widget=RadioCards,
        error_messages={"required": _("Select a group"), "invalid_choice": _("Select a group")},
    )  # fmt: skip

    def __init__(self, *args: Any, others: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.TypedChoiceField)
        to.choices = [(str(one.pk), one.name) for one in others]


class MomentForm(PlainForm):
    """The timestamp of one request, by which its members are found."""

    at = forms.CharField(max_length=40)

    def clean_at(self) -> datetime:
        try:
            at = datetime.fromisoformat(self.cleaned_data["at"])
        except ValueError:
            raise forms.ValidationError("") from None
        if at.tzinfo is None:
            raise forms.ValidationError("")
        return at


class ReturnForm(MomentForm):
    to = forms.IntegerField(min_value=1, max_value=LARGEST)
