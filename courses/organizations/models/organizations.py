"""An organisation, its staff, invitations, and its audit log."""

from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from courses.accounts.models import User
from courses.languages.known import CODES
from courses.languages.names import LONGEST_CODE_POINTS
from courses.organizations.access.roles import Permission, Role, roles_with

LONGEST_NAME = LONGEST_CODE_POINTS  # forms count letters
LONGEST_REFUSAL = 300


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def known_to(self, user: User | None) -> "OrganizationQuerySet":
        """Organisations in which this person has any role; archived ones too."""
        return self.filter(pk__in=Membership.objects.filter(user=user).values("organization"))

    def granting(self, user: User | None, permission: Permission) -> "OrganizationQuerySet":
        """Open organisations in which this person's role has `permission`."""
        held = Membership.objects.holding(user, permission).values("organization")
        return self.filter(pk__in=held, archived_at=None)

    def run_by(self, user: User | None) -> "OrganizationQuerySet":
        """Organisations that this person manages; archived ones too, for that can be undone, and those that wait."""
        managing = roles_with(Permission.MANAGE_ORGANIZATION)
        return self.filter(pk__in=Membership.objects.filter(user=user, role__in=managing).values("organization"))

    def open(self) -> "OrganizationQuerySet":
        return self.filter(archived_at=None)


class Organization(models.Model):
    """`key` is the one-time key of the form that made it: pressing twice makes one."""

    LANGUAGES: ClassVar[list[tuple[str, str]]] = settings.LANGUAGES

    name = models.CharField(max_length=LONGEST_NAME)
    language = models.CharField(max_length=10, choices=LANGUAGES)
    place = models.CharField(max_length=LONGEST_NAME, blank=True)
    time_zone = models.CharField(max_length=40)
    key = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    waits_since = models.DateTimeField(null=True)  # for approval; until then nobody acts in its name
    refused_at = models.DateTimeField(null=True)  # it goes on waiting, for somebody to think again
    refusal = models.CharField(max_length=LONGEST_REFUSAL, blank=True)  # the reason, in words for its founders
    deletes_at = models.DateTimeField(null=True)  # an archived organisation that was deleted, until that is final

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(("name__gt", ""), LessThanOrEqual(Length("name"), LONGEST_NAME)),
                name="organization_name_fits",
            ),
            models.CheckConstraint(condition=Q(language__in=list(CODES)), name="organization_language_known"),
        )

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def holding(self, user: User | None, permission: Permission) -> "MembershipQuerySet":
        """This person's memberships whose role has `permission`; none in an organisation that waits for approval."""
        return self.filter(user=user, role__in=roles_with(permission), organization__waits_since=None)


class Membership(models.Model):
    """That a person works in an organisation, and as what. What each role may do stands in roles.py."""

    ROLES: ClassVar[list[tuple[str, str]]] = [(role.value, role.value) for role in Role]

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=11, choices=ROLES)
    since = models.DateTimeField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organization", "user"], name="one_role_per_person"),
            models.CheckConstraint(condition=Q(role__in=["owner", "facilitator", "viewer"]), name="role_known"),
        )

    def __str__(self) -> str:
        return f"{self.role} of {self.organization_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable(self, now: datetime) -> "InvitationQuerySet":
        """Not used, not withdrawn, not expired, of an open organisation that waits for nothing."""
        fresh = self.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)
        return fresh.filter(organization__archived_at=None, organization__waits_since=None)


class Invitation(models.Model):
    """A link for one new colleague. `token` is SHA-256 of 128 random bits, which only the link itself holds."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=11, choices=Membership.ROLES)
    token = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=100, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations_made"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=["owner", "facilitator", "viewer"]), name="invitation_role_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="invitation_expires_after_it_is_made"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}, until {self.expires_at:%Y-%m-%d}"


class EventsStayError(Exception):
    """Events of the audit log cannot be changed or deleted."""


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **_values: Any) -> NoReturn:
        raise EventsStayError

    def delete(self) -> NoReturn:
        raise EventsStayError


class Event(models.Model):
    """One entry of the audit log.

    `about` names groups, courses and roles, never a person. People are referenced only by `actor` and `subject`, so
    that erasing somebody removes them from the log.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    group = models.ForeignKey("organizations.Group", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["organization", "id"], name="events_in_order"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        raise EventsStayError
