"""Chooses the members for whom a plan or an assignment is: a checkbox for each person.

Long lists are paged and searched, and nicknames may be typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.organizations.assigning.forms import MOST_TICKED, CheckLines
from courses.organizations.forms.fields import NoteField, PlainForm
from courses.organizations.forms.names import folded
from courses.organizations.forms.paging import PageForm
from courses.organizations.models import Group, Member

LARGEST = 2**62
MOST_NAMED = 200  # on one page
MOST_CHOSEN = 300  # they travel as a field each, with a page of others, and a form holds 500


class NamesField(forms.CharField):
    """Nicknames, one per line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Nicknames"), help_text=gettext_lazy("One on each line, at most 200."), required=False,
            max_length=40_000, widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}), **options,
        )  # fmt: skip


def named_in(typed: str, people: QuerySet[Member]) -> tuple[list[Member], list[str]]:
    """The members whose nicknames are typed, one per line, and the nicknames that no member has."""
    names = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(names) > MOST_NAMED:
        raise forms.ValidationError(_("Name at most 200 people, or choose the whole group."))
    wanted = {folded(name): name for name in names}
    found = list(people.filter(folded__in=wanted))
    known = {member.folded for member in found}
    return found, [name for key, name in wanted.items() if key not in known]


@dataclass(frozen=True, slots=True)
class WhomPage:
    """One page of the people found: its first and last place, from 1, and the pages before and after."""

    first: int
    last: int
    count: int
    before: int | None
    after: int | None


def ticked_in(sent: QueryDict, groups: Sequence[Group]) -> set[int]:
    """Numbers of the people who are ticked, whether or not they are still in the groups."""
    typed = [one for group in groups for one in sent.getlist(field_of(group)) if one.isascii() and one.isdigit()]
    return {number for number in map(int, typed) if number < LARGEST}


def field_of(group: Group) -> str:
    return f"people_{group.pk}"


class WhomForm(PlainForm):
    """Members of each group.

    When `sent` is a search or a return from the next page, ticks are kept and nothing is an error yet, unless more are
    ticked than a form can hold. `page` is None for short lists.
    """

    def __init__(self, sent: QueryDict, *, groups: Sequence[Group], is_answered: bool) -> None:
        ticked = ticked_in(sent, groups)
        is_full = len(ticked) > MOST_CHOSEN
        super().__init__(
            sent if is_answered or is_full else None,
            initial=sent.dict() | {field_of(group): [str(number) for number in ticked] for group in groups},
        )
        self.groups = groups
        self.present = Member.objects.present().filter(group__in=groups).by_name()
        people = list(self.present[: MOST_TICKED + 1])
        self.is_long = len(people) > MOST_TICKED
        self.page: WhomPage | None = None
        if self.is_long:
            others = [] if is_full else self._sought(sent.get("q", ""), sent.get("turn", ""))
            shown = {one.pk for one in others}
            people = [*self.present.filter(pk__in=ticked - shown), *others]
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

    def _sought(self, sought: str, turn: str) -> list[Member]:
        """One page of those whom the search finds; whoever is ticked keeps a place there, so that no page shifts."""
        found = self.present.filter(folded__contains=folded(sought))
        count = found.count()
        last_page = max(1, -(-count // MOST_TICKED))
        page = min(PageForm({"page": turn}).number, last_page)
        start = (page - 1) * MOST_TICKED
        people = list(found[start : start + MOST_TICKED])
        self.page = WhomPage(
            start + 1, start + len(people), count,
            before=page - 1 if page > 1 else None, after=page + 1 if page < last_page else None,
        )  # fmt: skip
        return people

    def clean(self) -> dict[str, Any]:
        """Require somebody of each group, and that every typed nickname is in one of them."""
        typed = super().clean() or {}
        numbers = [one for group in self.groups for one in typed.get(field_of(group), ())]
        named, missing = named_in(typed["names"], self.present) if typed.get("names") else ([], [])
        chosen_numbers = {*numbers, *(str(one.pk) for one in named)}
        if len(chosen_numbers) > MOST_CHOSEN:
            words = _("Choose at most %(most)s people, or the whole group.") % {"most": MOST_CHOSEN}
            self.add_error(None, words)
        chosen = list(self.present.filter(Q(pk__in=numbers) | Q(pk__in=[one.pk for one in named])))
        self.people = {group.pk: [one for one in chosen if one.group_id == group.pk] for group in self.groups}
        if missing:
            words = _("Nobody in these groups is called: %(names)s")
            self.add_error("names", forms.ValidationError(words, params={"names": ", ".join(missing[:5])}))
        for group in self.groups:
            if not self.people[group.pk] and field_of(group) not in self.errors:
                words = _("Tick at least one person of %(group)s, or take the group out.") % {"group": group.name}
                if len(self.groups) == 1:
                    words = _("Name at least one person")
                self.add_error(field_of(group), words)
        return typed

    @property
    def numbers(self) -> dict[int, list[int]]:
        """Member numbers by group."""
        return {group: [one.pk for one in members] for group, members in self.people.items()}

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Numbers of everybody chosen, typed nicknames included."""
        return [(field_of(group), str(one.pk)) for group in self.groups for one in self.people[group.pk]]
