"""The form that copies a group: its name, its first and last day, and which members are invited."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.languages.names import LONGEST_NAME
from courses.organizations.assigning.due import LONGEST_PLAN
from courses.organizations.assigning.forms import MOST_TICKED, CheckLines
from courses.organizations.assigning.plans.copying import GroupCopy, GroupPlan
from courses.organizations.assigning.plans.forms import FirstDayForm
from courses.organizations.assigning.plans.lines import moved
from courses.organizations.forms.days import CalendarDayField
from courses.organizations.forms.fields import NameField
from courses.organizations.models import Group, Member

SHORTEST, LONGEST = timedelta(days=30), 2 * LONGEST_PLAN


class CopyForm(FirstDayForm):
    """When the group is too large to tick people one by one, all of its members are invited or none."""

    name = NameField(
        label=_("Name of the new group"),
        help_text=_("Learners see it."),
        longest=LONGEST_NAME,
        error_messages={"required": _("Enter the group’s name")},
    )
    ends_on = CalendarDayField(label=_("Last day"), error_messages={"required": _("Enter the last day")})
    people = forms.MultipleChoiceField(
        label=_("People to invite"),
        help_text=_(
            "Nobody joins by this. Whoever is ticked finds an invitation on their first page, with the nickname filled "
            "in, and joins or does not; whoever never came joins with the new code and this nickname."
        ),
        widget=CheckLines,
        required=False,
        error_messages={"invalid_choice": _("Somebody who was chosen is no longer in the group.")},
    )
    everybody = forms.BooleanField(
        label=_("Invite everybody"),
        help_text=_("Nobody joins by this: they find an invitation on their first page, and join or do not."),
        required=False,
    )
    field_order = ("name", "starts_on", "ends_on", "people", "everybody")

    def __init__(self, *args: Any, group: Group, plan: GroupPlan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, planned=plan.starts_on, lines=plan.lines, **kwargs)
        days = [one.row.day for one in plan.workshops]
        self.first_due = min((day for day in [self.first_due, *days] if day), default=None)
        self.plan, self.present = plan, Member.objects.present().filter(group=group)
        starts_on = max(plan.starts_on, today)
        length = max(group.ends_on - plan.starts_on, SHORTEST)
        ends_on = min(starts_on + length, today + LONGEST)
        self.initial = {"name": group.name, "starts_on": starts_on, "ends_on": ends_on, **self.initial}
        names = list(self.present.by_name().values_list("pk", "nickname")[: MOST_TICKED + 1])
        if 0 < len(names) <= MOST_TICKED:
            field = self.fields["people"]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(str(pk), nickname) for pk, nickname in names]
        else:
            del self.fields["people"]
        if len(names) <= MOST_TICKED:
            del self.fields["everybody"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < max(first, self.today):
            self.add_error("ends_on", _("The last day comes before the first"))
        elif last and last > self.today + LONGEST:
            self.add_error("ends_on", _("Enter a day within the next four years"))
        return typed

    @property
    def wanted(self) -> GroupCopy:
        typed = self.cleaned_data
        people = [int(pk) for pk in typed.get("people", ())]
        if typed.get("everybody"):
            people = list(self.present.values_list("pk", flat=True))
        lines = moved(self.plan.lines, self.by)
        return GroupCopy(typed["name"], typed["ends_on"], lines, people, self.plan.workshops, self.by)
