"""For whom of the chosen groups a plan is: a box for each person; long lists are searched, or names are typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.organizations.assigning.forms import MOST_TICKED, CheckLines, NamesField, named_in
from courses.organizations.forms.fields import NoteField, PlainForm
from courses.organizations.forms.names import folded
from courses.organizations.models import Group, Member

LARGEST = 2**62


def ticked_in(sent: QueryDict, groups: Sequence[Group]) -> set[int]:
    """Numbers of the people who are ticked, whether or not they are still in the groups."""
    typed = [one for group in groups for one in sent.getlist(field_of(group)) if one.isascii() and one.isdigit()]
    return {number for number in map(int, typed) if number < LARGEST}


def field_of(group: Group) -> str:
    return f"people_{group.pk}"


class WhomForm(PlainForm):
    """People of each group. `sent` may be a search or a way back from the next page: then ticks stand, and nothing is
    an error yet."""

    def __init__(self, sent: QueryDict, *, groups: Sequence[Group], is_answered: bool) -> None:
        ticked = ticked_in(sent, groups)
        super().__init__(
            sent if is_answered else None,
            initial=sent.dict() | {field_of(group): [str(number) for number in ticked] for group in groups},
        )
        self.groups = groups
        self.present = Member.objects.present().filter(group__in=groups).by_name()
        people = list(self.present[: MOST_TICKED + 1])
        self.is_long = len(people) > MOST_TICKED
        if self.is_long:
            people = self._sought(ticked, sent.get("q", ""))
        for group in groups:
            of_it = [(str(one.pk), one.nickname) for one in people if one.group_id == group.pk]
            self.fields[field_of(group)] = forms.MultipleChoiceField(
                label=group.name, widget=CheckLines, required=False, choices=of_it,
                error_messages={"invalid_choice": _("Somebody who was chosen is no longer in the group.")},
            )  # fmt: skip
        if self.is_long:
            self.fields["names"] = NamesField()
            self.fields["q"] = NoteField(
                label=_("Search by nickname"), required=False, max_length=160,
                widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
            )  # fmt: skip

    @property
    def of_groups(self) -> list[forms.BoundField]:
        return [self[field_of(group)] for group in self.groups]

    def _sought(self, ticked: set[int], sought: str) -> list[Member]:
        """Whoever is ticked, and the first hundred that the search finds."""
        found = self.present.filter(folded__contains=folded(sought)).exclude(pk__in=ticked)[:MOST_TICKED]
        return [*self.present.filter(pk__in=ticked), *found]

    def clean(self) -> dict[str, Any]:
        """Of each group somebody must be chosen; every name typed must be in one of them."""
        typed = super().clean() or {}
        numbers = [one for group in self.groups for one in typed.get(field_of(group), ())]
        named, missing = named_in(typed["names"], self.present) if typed.get("names") else ([], [])
        chosen = list(self.present.filter(Q(pk__in=numbers) | Q(pk__in=[one.pk for one in named])))
        self.people = {group.pk: [one for one in chosen if one.group_id == group.pk] for group in self.groups}
        if missing:
            words = _("Nobody in these groups is called: %(names)s")
            self.add_error("names", forms.ValidationError(words, params={"names": ", ".join(missing[:5])}))
        for group in self.groups:
            if not self.people[group.pk] and field_of(group) not in self.errors:
                words = _("Tick at least one person of %(group)s, or take the group out.") % {"group": group.name}
                self.add_error(field_of(group), words)
        return typed

    @property
    def numbers(self) -> dict[int, list[int]]:
        """By group, whom it is for."""
        return {group: [one.pk for one in members] for group, members in self.people.items()}

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Everybody chosen as ticks, also who was named."""
        return [(field_of(group), str(one.pk)) for group in self.groups for one in self.people[group.pk]]
