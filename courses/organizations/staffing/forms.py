"""Forms about an organisation and its staff."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.languages.known import DEFAULT
from courses.languages.names import LONGEST_NAME
from courses.organizations.access.roles import Role
from courses.organizations.forms.fields import NameField, PlainForm, RadioCards
from courses.organizations.forms.zones import zone_choices
from courses.organizations.models import Organization
from courses.organizations.staffing.wording import ROLE_HINTS, ROLE_WORDS


class OrganizationForm(PlainForm):
    name = NameField(
        label=_("Name of the organisation"),
        help_text=_("As learners know it, like “Riverside Community Centre”."),
        longest=LONGEST_NAME,
        error_messages={"required": _("Enter the organisation’s name")},
    )
    language = forms.ChoiceField(
        label=_("Language of its join sheets"), choices=Organization.LANGUAGES, widget=RadioCards
    )
    place = NameField(
        label=_("Place (optional)"), help_text=_("Town or district."), longest=LONGEST_NAME, required=False
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Due dates end at midnight there."))

    def __init__(self, *args: Any, language: str = DEFAULT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = zone_choices(timezone.now())
        zone.initial = settings.TIME_ZONE
        self.fields["language"].initial = language


class EditOrganizationForm(OrganizationForm):
    """`seen` says what the form was made from, so that the second of two editors is told."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


def _role_choices() -> list[tuple[str, Any]]:
    return [
        (role.value, format_lazy("{name} – {hint}", name=ROLE_WORDS[role.value], hint=ROLE_HINTS[role.value]))
        for role in (Role.FACILITATOR, Role.VIEWER, Role.OWNER)
    ]


class RoleForm(PlainForm):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=_role_choices(),
        widget=RadioCards,
        error_messages={"required": _("Select a role"), "invalid_choice": _("Select one of the three roles")},
    )


class RemovalForm(PlainForm):
    """Which line of the record says that somebody was removed."""

    event = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
