"""Forms about a group and the people in it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from courses.languages.names import LONGEST_NAME
from courses.organizations.forms.days import CalendarDayField
from courses.organizations.forms.fields import NameField, NoteField, PlainForm, RadioCards
from courses.organizations.forms.paging import PageForm
from courses.organizations.forms.zones import zone_choices
from courses.organizations.models import Group, GuardianConsent

USUAL_DAYS, MOST_DAYS = 183, 5 * 366


class GroupForm(PlainForm):
    name = NameField(
        label=_("Name of the group"),
        help_text=_("Like “Evening group”. Learners see it."),
        longest=LONGEST_NAME,
        error_messages={"required": _("Enter the group’s name")},
    )
    who_joins = forms.ChoiceField(
        label=_("Who joins"),
        choices=[
            (Group.ANYONE, _("Anyone who has the code")),
            (Group.LISTED, _("Only people whose names I put on the list")),
        ],
        initial=Group.ANYONE,
        widget=RadioCards,
        error_messages={"required": _("Select who joins")},
    )
    mode = forms.ChoiceField(
        label=_("Where they learn"),
        choices=[
            (Group.OWN_PHONES, _("On their own phones or computers")),
            (
                Group.SHARED_ROOM,
                _("On shared computers in a room: everybody is signed out after 15 minutes without use"),
            ),
        ],
        initial=Group.OWN_PHONES,
        widget=RadioCards,
        error_messages={"required": _("Select where they learn")},
    )
    ends_on = CalendarDayField(
        label=_("Last day"),
        help_text=_("Then the group is archived and its cards stop working. Like 2027-05-31."),
        error_messages={"required": _("Enter the last day")},
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Due dates end at midnight there."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = zone_choices(timezone.now())
        self.fields["ends_on"].initial = today + timedelta(days=USUAL_DAYS)

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if day < self.today:
            raise forms.ValidationError(_now("Enter a day that is not over"))
        if day > self.today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_now("Enter a day within the next five years"))
        return day


class EditGroupForm(GroupForm):
    """`version` is that of the group when the form was opened."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class ListedNameForm(PlainForm):
    nickname = NameField(
        label=_("Nickname"),
        help_text=_("A nickname is enough; no full name is needed."),
        error_messages={"required": _("Enter a nickname")},
    )
    consent = forms.ChoiceField(
        label=_("Age"),
        choices=[
            ("", _("14 or over, or not known")),
            (GuardianConsent.PARENT, _("Under 14; a parent has agreed in writing")),
            (GuardianConsent.GUARDIAN, _("Under 14; another guardian has agreed in writing")),
        ],
        required=False,
        widget=RadioCards,
    )


class RenameForm(PlainForm):
    nickname = NameField(label=_("Nickname"), error_messages={"required": _("Enter a nickname")})


class ConsentForm(PlainForm):
    who = forms.ChoiceField(
        label=_("Who has agreed in writing"),
        choices=[(GuardianConsent.PARENT, _("A parent")), (GuardianConsent.GUARDIAN, _("Another guardian"))],
        widget=RadioCards,
        error_messages={"required": _("Select who has agreed")},
    )


class PeopleForm(PageForm):
    """Which page and order of the member list is shown."""

    order = forms.ChoiceField(required=False, choices=[("name", "name"), ("listed", "listed")])
    q = NoteField(
        label=_("Search by nickname"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class SheetForm(PlainForm):
    """The paper size of the join sheet."""

    SIZES = ("a4", "a5", "wall")
    size = forms.ChoiceField(choices=[(size, size) for size in SIZES], required=False)


class LeadForm(PlainForm):
    """A colleague, and whether they lead the group."""

    membership = forms.IntegerField(min_value=1, max_value=2**62)
    leads = forms.BooleanField(required=False)
