"""The form that gives an assignment: what, to whom, until when, with which note."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.lessons import Course
from courses.languages.known import current_language
from courses.learning.exams.passing import length_of
from courses.organizations.assigning.actions import Wanted
from courses.organizations.assigning.due import DueForm
from courses.organizations.forms.fields import NoteField, PlainForm, RadioCards
from courses.organizations.forms.names import folded
from courses.organizations.models import Group, Member
from courses.organizations.models.assignments import LONGEST_NOTE

MOST_TICKED = 100  # people with a box each; in larger groups their nicknames are typed
MOST_NAMED = 200
COURSE, LESSONS, CHECK = "course", "lessons", "check"
ALL, SOME = "all", "some"
CHANGE, WHOM, FIND, SEND = "change", "whom", "find", "send"
ON, OFF = "on", "off"


class CheckLines(forms.CheckboxSelectMultiple):
    """A line with a box for each choice."""

    template_name = "forms/check_lines.html"


class NamesField(forms.CharField):
    """Nicknames, one on each line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Nicknames"), help_text=_("One on each line, at most 200."), required=False, max_length=40_000,
            widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}), **options,
        )  # fmt: skip


def named_in(typed: str, people: QuerySet[Member]) -> tuple[list[Member], list[str]]:
    """Who of these people are named, one on each line; and the names that none of them has."""
    names = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(names) > MOST_NAMED:
        raise forms.ValidationError(_("Name at most 200 people, or choose the whole group."))
    wanted = {folded(name): name for name in names}
    found = list(people.filter(folded__in=wanted))
    known = {member.folded for member in found}
    return found, [name for key, name in wanted.items() if key not in known]


class StageForm(PlainForm):
    """Whether a form is sent to be checked, to be changed again, with people ticked, to search for people, or to be
    carried out."""

    stage = forms.ChoiceField(choices=[(one, one) for one in (CHANGE, WHOM, FIND, SEND)], required=False)
    again = forms.BooleanField(required=False)  # that something stands already was shown, and it is given all the same


class RemindersForm(PlainForm):
    """A learner's switch for reminders by e-mail of what their groups ask for."""

    wanted = forms.ChoiceField(choices=[(ON, ON), (OFF, OFF)])


class AssignForm(DueForm):
    scope = forms.ChoiceField(
        label=_("What to learn"),
        widget=RadioCards,
        initial=COURSE,
        error_messages={"required": _("Select the whole course or lessons")},
    )
    lessons = forms.MultipleChoiceField(
        label=_("Lessons"),
        widget=CheckLines,
        required=False,
        error_messages={"invalid_choice": _("A lesson that was chosen is no longer offered. Choose again.")},
    )
    first_check = forms.BooleanField(
        label=_("Begin with the first check"),
        help_text=_("A few questions before the first lesson: then before and after can be compared."),
        required=False,
    )
    who = forms.ChoiceField(
        label=_("For whom"),
        choices=[(ALL, _("The whole group, also who joins later")), (SOME, _("Only some people"))],
        widget=RadioCards,
        initial=ALL,
        error_messages={"required": _("Select the whole group or some people")},
    )
    note = NoteField(
        label=_("Note to the group (optional)"),
        help_text=_("At most 200 characters. Everybody it is for can read it."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Use at most %(limit_value)d characters; these are %(show_value)d.")},
    )

    field_order = ("scope", "lessons", "first_check", "who", "people", "names", "due", "day", "note")

    def __init__(self, *args: Any, group: Group, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        self.present = Member.objects.present().filter(group=group)
        scopes = [(COURSE, _("The whole course")), (LESSONS, _("Only these lessons"))]
        if length_of(course):
            scopes.append((CHECK, _("Only the first check: what do you know already?")))
        else:
            del self.fields["first_check"]
        self.choices_of("scope", scopes)
        self.choices_of("lessons", [(one.slug, one.page(current_language()).title) for one in course.lessons])
        people = list(self.present.by_name()[: MOST_TICKED + 1])
        if len(people) <= MOST_TICKED:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("People"), widget=CheckLines, required=False,
                choices=[(str(one.pk), one.nickname) for one in people],
                error_messages={"invalid_choice": _("Somebody who was chosen is no longer in the group.")},
            )  # fmt: skip
        else:
            self.fields["names"] = NamesField()
        self.order_fields(self.field_order)

    def clean_names(self) -> list[int]:
        """Numbers of the people named; every name must be in the group."""
        found, missing = named_in(self.cleaned_data["names"], self.present)
        if missing:
            shown = ", ".join(missing[:5])
            raise forms.ValidationError(_("Nobody in the group is called: %(names)s"), params={"names": shown})
        return [member.pk for member in found]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("scope") == LESSONS and not typed.get("lessons") and "lessons" not in self.errors:
            self.add_error("lessons", _("Select at least one lesson"))
        group = "people" if "people" in self.fields else "names"
        if typed.get("who") == SOME and not typed.get(group) and group not in self.errors:
            self.add_error(group, _("Name at least one person"))
        return typed

    @property
    def wanted(self) -> Wanted:
        typed = self.cleaned_data
        people = typed.get("people") or typed.get("names") or ()
        return Wanted(
            course=self.course,
            lessons=tuple(typed["lessons"]) if typed["scope"] == LESSONS else (),
            people=tuple(int(pk) for pk in people) if typed["who"] == SOME else None,
            due_on=self.due_on,
            note=typed["note"],
            has_first_check=typed["scope"] == CHECK or bool(typed.get("first_check")),
            is_only_check=typed["scope"] == CHECK,
        )
