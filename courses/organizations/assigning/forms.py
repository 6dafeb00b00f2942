"""The form that gives an assignment: which lessons, to whom, by which day, with which note."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.lessons import Course
from courses.languages.known import current_language
from courses.learning.exams.passing import length_of
from courses.organizations.assigning.actions import Wanted
from courses.organizations.assigning.due import DueForm
from courses.organizations.forms.fields import NoteField, PlainForm, RadioCards
from courses.organizations.models import Group, Member
from courses.organizations.models.assignments import LONGEST_NOTE

MOST_TICKED = 100  # people with a box each on one page
COURSE, LESSONS, CHECK = "course", "lessons", "check"
ALL, SOME = "all", "some"
CHANGE, WHOM, FIND, SEND = "change", "whom", "find", "send"
ON, OFF = "on", "off"


class CheckLines(forms.CheckboxSelectMultiple):
    """A checkbox on a line of its own for each choice."""

    template_name = "forms/check_lines.html"


class StageForm(PlainForm):
    """Reads which button was pressed: review, change again, choose people, search for people, or carry out."""

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

    field_order = ("scope", "lessons", "first_check", "who", "people", "due", "day", "note")

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
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("scope") == LESSONS and not typed.get("lessons") and "lessons" not in self.errors:
            self.add_error("lessons", _("Select at least one lesson"))
        is_here = "people" in self.fields and "people" not in self.errors
        if typed.get("who") == SOME and is_here and not typed.get("people"):
            self.add_error("people", _("Name at least one person"))
        return typed

    @property
    def sent(self) -> list[tuple[str, str]]:
        """The typed values, for hidden fields of the next page."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]  # type: ignore[attr-defined]

    @property
    def asks_whom(self) -> bool:
        """Whether the people are chosen on a page of its own: some people of a long list."""
        return self.cleaned_data["who"] == SOME and "people" not in self.fields

    def wanted_for(self, people: Sequence[int] | None = None) -> Wanted:
        """Combine the form with `people`, those chosen on the separate page."""
        typed = self.cleaned_data
        chosen = people or typed.get("people") or ()
        return Wanted(
            course=self.course,
            lessons=tuple(typed["lessons"]) if typed["scope"] == LESSONS else (),
            people=tuple(int(pk) for pk in chosen) if typed["who"] == SOME else None,
            due_on=self.due_on,
            note=typed["note"],
            has_first_check=typed["scope"] == CHECK or bool(typed.get("first_check")),
            is_only_check=typed["scope"] == CHECK,
        )
