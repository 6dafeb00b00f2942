"""The form that gives an assignment: what, to whom, until when, with which note."""

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.lessons import Course
from courses.languages.known import current_language
from courses.organizations.assigning.actions import Wanted
from courses.organizations.forms.fields import NoteField, PlainForm, RadioCards
from courses.organizations.forms.names import folded
from courses.organizations.models import Group, Member
from courses.organizations.models.assignments import LONGEST_NOTE

MOST_TICKED = 100  # people with a box each; in larger groups their nicknames are typed
MOST_NAMED = 200
LONGEST_PLAN = timedelta(days=730)
COURSE, LESSONS = "course", "lessons"
ALL, SOME = "all", "some"
NEVER, WEEK, FORTNIGHT, DAY = "never", "week", "fortnight", "day"
FIRST_STAGE, CHANGE, SEND = "", "change", "send"
ON, OFF = "on", "off"


class CheckLines(forms.CheckboxSelectMultiple):
    """A line with a box for each choice."""

    template_name = "forms/check_lines.html"


class DayField(forms.DateField):
    """A day as browsers send it or as people type it: 2026-12-12, 2026/12/12, 2026年12月12日."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = "".join(unicodedata.normalize("NFKC", value).split())[:40]
        return super().to_python(value)


class StageForm(PlainForm):
    """Whether a form is sent to be checked, to be changed again, or to be carried out."""

    stage = forms.ChoiceField(choices=[(CHANGE, CHANGE), (SEND, SEND)], required=False)


class RemindersForm(PlainForm):
    """A learner's switch for reminders by e-mail of what her groups ask for."""

    wanted = forms.ChoiceField(choices=[(ON, ON), (OFF, OFF)])


class AssignForm(PlainForm):
    scope = forms.ChoiceField(
        label=_("What to learn"),
        choices=[(COURSE, _("The whole course")), (LESSONS, _("Only these lessons"))],
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
    who = forms.ChoiceField(
        label=_("For whom"),
        choices=[(ALL, _("The whole group, also who joins later")), (SOME, _("Only some people"))],
        widget=RadioCards,
        initial=ALL,
        error_messages={"required": _("Select the whole group or some people")},
    )
    due = forms.ChoiceField(
        label=_("Until when"),
        widget=RadioCards,
        initial=NEVER,
        error_messages={"required": _("Select a day, or “No date”")},
    )
    day = DayField(
        label=_("The day"),
        required=False,
        error_messages={"invalid": _("Enter the day as year, month, day, like 2026-12-12")},
    )
    note = NoteField(
        label=_("Note to the group (optional)"),
        help_text=_("At most 200 characters. Everybody it is for can read it."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Use at most %(limit_value)d characters; these are %(show_value)d.")},
    )

    field_order = ("scope", "lessons", "who", "people", "names", "due", "day", "note")

    def __init__(self, *args: Any, group: Group, course: Course, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course, self.today = course, today
        self.present = Member.objects.present().filter(group=group)
        self._choices("lessons", [(one.slug, one.page(current_language()).title) for one in course.lessons])
        week, fortnight = today + timedelta(days=7), today + timedelta(days=14)
        words = [(WEEK, _("In one week: %(day)s"), week), (FORTNIGHT, _("In two weeks: %(day)s"), fortnight)]
        dated = [(key, label % {"day": date_format(day, "DATE_FORMAT")}) for key, label, day in words]
        self._choices("due", [(NEVER, _("No date")), *dated, (DAY, _("On this day"))])
        people = list(self.present.by_name()[: MOST_TICKED + 1])
        if len(people) <= MOST_TICKED:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("People"), widget=CheckLines, required=False,
                choices=[(str(one.pk), one.nickname) for one in people],
                error_messages={"invalid_choice": _("Somebody who was chosen is no longer in the group.")},
            )  # fmt: skip
        else:
            self.fields["names"] = forms.CharField(
                label=_("Nicknames"), help_text=_("One on each line, at most 200."), required=False, max_length=40_000,
                widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
            )  # fmt: skip
        self.order_fields(self.field_order)

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_names(self) -> list[int]:
        """Numbers of the people named; every name must be in the group."""
        typed = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(typed) > MOST_NAMED:
            raise forms.ValidationError(_("Name at most 200 people, or choose the whole group."))
        wanted = {folded(name): name for name in typed}
        found = {row.folded: row.pk for row in self.present.filter(folded__in=wanted)}
        missing = [name for key, name in wanted.items() if key not in found]
        if missing:
            shown = ", ".join(missing[:5])
            raise forms.ValidationError(_("Nobody in the group is called: %(names)s"), params={"names": shown})
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("scope") == LESSONS and not typed.get("lessons") and "lessons" not in self.errors:
            self.add_error("lessons", _("Select at least one lesson"))
        group = "people" if "people" in self.fields else "names"
        if typed.get("who") == SOME and not typed.get(group) and group not in self.errors:
            self.add_error(group, _("Name at least one person"))
        if typed.get("due") == DAY and "day" not in self.errors:
            self._check_day(typed.get("day"))
        return typed

    def _check_day(self, day: date | None) -> None:
        if day is None:
            self.add_error("day", _("Enter the day"))
        elif day < self.today:
            self.add_error("day", _("This day has passed. Enter today or a later day."))
        elif day > self.today + LONGEST_PLAN:
            self.add_error("day", _("Enter a day within the next two years"))

    @property
    def due_on(self) -> date | None:
        ahead = {WEEK: timedelta(days=7), FORTNIGHT: timedelta(days=14)}
        due = self.cleaned_data["due"]
        return self.cleaned_data["day"] if due == DAY else self.today + ahead[due] if due in ahead else None

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
        )
