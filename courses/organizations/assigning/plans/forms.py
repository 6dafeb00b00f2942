"""Forms of plans: spreading lines over a term, editing lines, and giving a plan to groups."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.catalog.model.lessons import Catalog
from courses.languages.known import current_language
from courses.learning.exams.passing import length_of
from courses.organizations.assigning.due import LONGEST_PLAN
from courses.organizations.assigning.forms import ALL, SOME, CheckLines
from courses.organizations.assigning.plans.lines import FIRST_CHECK, PlanLine, spread
from courses.organizations.forms.days import CalendarDayField
from courses.organizations.forms.fields import NameField, NoteField, PlainForm, RadioCards
from courses.organizations.models import Group
from courses.organizations.models.assignments import LONGEST_NOTE

BY_LESSON, BY_COURSE = "lessons", "courses"
EVERY = {"week": timedelta(days=7), "fortnight": timedelta(days=14), "none": None}
MORE_LINES, MOST_LINES = 4, 120


class FirstDayForm(PlainForm):
    """The first day of a plan. `planned` is the first day from which its due days have been computed so far."""

    starts_on = CalendarDayField(label=_("First day"), error_messages={"required": _("Enter the first day")})

    def __init__(
        self, *args: Any, today: date, planned: date, lines: Iterable[PlanLine] = (), **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.today, self.planned = today, planned
        self.first_due = min((line.due_on for line in lines if line.due_on), default=None)
        self.fields["starts_on"].initial = max(planned, today)

    def clean_starts_on(self) -> date:
        """Refuse a first day that would move a due day into the past."""
        day: date = self.cleaned_data["starts_on"]
        if day > self.today + LONGEST_PLAN:
            raise forms.ValidationError(_("Enter a day within the next two years"))
        if self.first_due and self.first_due + (day - self.planned) < self.today:
            raise forms.ValidationError(_("With this first day, days of the plan have passed. Enter a later one."))
        return day

    @property
    def by(self) -> timedelta:
        """By how much the due days move (a timedelta)."""
        shift: timedelta = self.cleaned_data["starts_on"] - self.planned
        return shift


class NewPlanForm(FirstDayForm):
    """Courses, by lesson or as a whole, and the pace; due days are computed and can be edited later."""

    name = NameField(
        label=_("Name of the plan"),
        help_text=_("Like “Autumn term”. Learners do not see it."),
        error_messages={"required": _("Enter the plan’s name")},
    )
    courses = forms.MultipleChoiceField(
        label=_("Courses"),
        widget=CheckLines,
        error_messages={
            "required": _("Select at least one course"),
            "invalid_choice": _("A course that was chosen is no longer offered. Choose again."),
        },
    )
    steps = forms.ChoiceField(
        label=_("In which steps"),
        choices=[(BY_LESSON, _("Lesson by lesson")), (BY_COURSE, _("Whole courses"))],
        initial=BY_LESSON,
        widget=RadioCards,
        error_messages={"required": _("Select lessons or whole courses")},
    )
    first_check = forms.BooleanField(
        label=_("Begin with the first check"),
        help_text=_("A few questions before the first lesson: then before and after can be compared."),
        required=False,
    )
    every = forms.ChoiceField(
        label=_("How often a step is due"),
        choices=[("week", _("Once a week")), ("fortnight", _("Once in two weeks")), ("none", _("No date"))],
        initial="week",
        widget=RadioCards,
        error_messages={"required": _("Select how often")},
    )

    field_order = ("name", "courses", "steps", "first_check", "starts_on", "every")

    def __init__(self, *args: Any, catalog: Catalog, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, planned=today, **kwargs)
        self.catalog = catalog
        offered = self.fields["courses"]
        assert isinstance(offered, forms.MultipleChoiceField)
        language = current_language()
        offered.choices = [(slug, course.title.in_language(language)) for slug, course in catalog.courses.items()]

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        typed = self.cleaned_data
        return spread(
            [self.catalog.courses[slug] for slug in typed["courses"]], by_lesson=typed["steps"] == BY_LESSON,
            has_first_check=typed["first_check"], starts_on=typed["starts_on"], every=EVERY[typed["every"]],
        )  # fmt: skip


class PlanLinesForm(PlainForm):
    """The name of a plan, and for each line its content and due day. A line without content is left out."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)
    name = NameField(label=_("Name of the plan"), error_messages={"required": _("Enter the plan’s name")})

    def __init__(self, *args: Any, catalog: Catalog, lines: Sequence[PlanLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = min(len(lines) + MORE_LINES, MOST_LINES)
        choices = [("", _("– nothing –")), *_offered(catalog)]
        for place in range(self.count):
            line = lines[place] if place < len(lines) else None
            self.fields[f"what_{place}"] = forms.ChoiceField(
                label=_("What to learn"), choices=choices, required=False, initial=line.choice if line else "",
                error_messages={"invalid_choice": _("A lesson that was chosen is no longer offered. Choose again.")},
            )  # fmt: skip
            self.fields[f"day_{place}"] = CalendarDayField(
                label=_("The day"), required=False, initial=line.due_on if line else None
            )
            self.fields[f"note_{place}"] = NoteField(
                label=_("Note to the group (optional)"), required=False, initial=line.note if line else "",
                max_length=LONGEST_NOTE,
                error_messages={"max_length": _("Use at most %(limit_value)d characters; these are %(show_value)d.")},
            )  # fmt: skip

    @property
    def rows(self) -> Iterable[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"what_{place}"], self[f"day_{place}"], self[f"note_{place}"]) for place in range(self.count)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors and not any(typed[f"what_{place}"] for place in range(self.count)):
            self.add_error("what_0", _("A plan needs at least one line"))
        return typed

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        typed = self.cleaned_data
        rows = [tuple(typed[f"{name}_{place}"] for name in ("what", "day", "note")) for place in range(self.count)]
        return tuple(_line(what, day, note) for what, day, note in rows if what)


def _offered(catalog: Catalog) -> list[tuple[str, list[tuple[str, Any]]]]:
    """By course: all of it, its first check, and each lesson."""
    language = current_language()
    offered = []
    for course in catalog.courses.values():
        title = course.title.in_language(language)
        check = [(f"{course.slug}/{FIRST_CHECK}", _("First check: %(title)s") % {"title": title})]
        whole = [(f"{course.slug}/", _("%(title)s (the whole course)") % {"title": title})]
        lessons = [(f"{course.slug}/{one.slug}", one.page(language).title) for one in course.lessons]
        offered.append((title, [*whole, *(check if length_of(course) else []), *lessons]))
    return offered


def _line(what: str, day: date | None, note: str) -> PlanLine:
    course, _slash, part = what.partition("/")
    is_check = part == FIRST_CHECK
    return PlanLine(course, "" if is_check else part, is_check, day, note)


class GiveForm(FirstDayForm):
    """To which groups, to all or some of their members, and from which first day."""

    groups = forms.MultipleChoiceField(
        label=_("Groups"),
        widget=CheckLines,
        error_messages={
            "required": _("Select at least one group"),
            "invalid_choice": _("A group that was chosen has ended or is no longer yours. Choose again."),
        },
    )
    who = forms.ChoiceField(
        label=_("For whom"),
        choices=[(ALL, _("The whole group, also who joins later")), (SOME, _("Only some people"))],
        widget=RadioCards,
        initial=ALL,
        required=False,
    )
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = ("groups", "who", "starts_on", "again")

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(group.pk): group for group in groups}
        field = self.fields["groups"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, group.name) for key, group in self.offered.items()]
        if len(self.offered) == 1:
            field.initial = list(self.offered)

    @property
    def chosen(self) -> list[Group]:
        return [self.offered[key] for key in self.cleaned_data["groups"]]

    @property
    def is_for_some(self) -> bool:
        return bool(self.cleaned_data["who"] == SOME)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """The values that the next pages send along as hidden fields."""
        typed = self.cleaned_data
        groups = [("groups", key) for key in typed["groups"]]
        return [("starts_on", typed["starts_on"].isoformat()), ("who", typed["who"]), *groups]
