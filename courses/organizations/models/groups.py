"""A group that learns together, and which facilitators lead it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThanOrEqual

from courses.accounts.models import User
from courses.organizations.access.roles import Permission
from courses.organizations.models.organizations import LONGEST_NAME, Membership, Organization
from courses.organizations.short_links.codes import printed_letters

CODE_LETTERS = 8


class GroupQuerySet(models.QuerySet["Group"]):
    def led_by(self, user: User | None) -> "GroupQuerySet":
        """Groups whose people this person may see by name: all of an owner's organisations, those a facilitator leads.

        Archived groups are among them (their results can be read); groups of archived organisations are not.
        """
        all_of = Membership.objects.holding(user, Permission.LEAD_ALL_GROUPS).values("organization")
        leading = Membership.objects.holding(user, Permission.LEAD_GROUPS)
        led = GroupFacilitator.objects.filter(membership__in=leading).values("group")
        return self.filter(Q(organization__in=all_of) | Q(pk__in=led), organization__archived_at=None)

    def counted_by(self, user: User | None) -> "GroupQuerySet":
        """Groups of which this person may see totals: those they lead, and all of the organisations they may view."""
        viewed = Membership.objects.holding(user, Permission.SEE_TOTALS).values("organization")
        led = Group.objects.led_by(user).values("pk")
        return self.filter(Q(pk__in=led) | Q(organization__in=viewed), organization__archived_at=None)

    def entered_by(self, code: str) -> "GroupQuerySet":
        """Groups whose people sign in with this code: the one of today, or an older one that was not ended."""
        older = FormerCode.objects.filter(code=code, ended_at=None).values("group")
        return self.filter(Q(code=code) | Q(pk__in=older))

    def open(self, today: date) -> "GroupQuerySet":
        """Groups that can be joined and given work: not archived, not past their last day."""
        return self.filter(archived_at=None, ends_on__gte=today, organization__archived_at=None)


class Group(models.Model):
    """`version` grows with every edit, so that the second of two editors is told; `code` is on every join sheet."""

    OWN_PHONES, SHARED_ROOM = "own-phones", "shared-room"
    MODES: ClassVar[list[tuple[str, str]]] = [(OWN_PHONES, "own phones"), (SHARED_ROOM, "shared room computers")]
    ANYONE, LISTED = "anyone", "listed"
    WHO_JOINS: ClassVar[list[tuple[str, str]]] = [
        (ANYONE, "anyone with the code"),
        (LISTED, "only names the facilitator adds"),
    ]

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=LONGEST_NAME)
    code = models.CharField(max_length=CODE_LETTERS, unique=True)
    mode = models.CharField(max_length=11, choices=MODES, default=OWN_PHONES)
    who_joins = models.CharField(max_length=6, choices=WHO_JOINS, default=ANYONE)
    time_zone = models.CharField(max_length=40)
    ends_on = models.DateField()
    key = models.CharField(max_length=100, unique=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(("name__gt", ""), LessThanOrEqual(Length("name"), LONGEST_NAME)), name="group_name_fits"
            ),
            models.CheckConstraint(condition=Exact(Length("code"), CODE_LETTERS), name="group_code_fits"),
            models.CheckConstraint(condition=Q(mode__in=["own-phones", "shared-room"]), name="group_mode_known"),
            models.CheckConstraint(condition=Q(who_joins__in=["anyone", "listed"]), name="group_who_joins_known"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared_room(self) -> bool:
        return self.mode == self.SHARED_ROOM

    @property
    def printed_code(self) -> str:
        """As it stands on paper: 7K4M-2PXQ."""
        return printed_letters(self.code)

    def is_open(self, today: date) -> bool:
        """Whether it can be joined and given work; its organisation is looked at too."""
        return self.archived_at is None and self.ends_on >= today and self.organization.archived_at is None


class FormerCode(models.Model):
    """A code that a newer one has replaced: nobody joins by it, but those who have joined still sign in with it, until
    a facilitator ends that. It is never given to another group."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="former_codes")
    code = models.CharField(max_length=CODE_LETTERS, unique=True)
    replaced_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Exact(Length("code"), CODE_LETTERS), name="former_code_fits"),)

    def __str__(self) -> str:
        return printed_letters(self.code)


class GroupFacilitator(models.Model):
    """That this member of staff leads this group. Ends with the membership; counts only for facilitators."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="facilitators")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="leads")
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "membership"], name="one_lead_per_group"),)

    def __str__(self) -> str:
        return f"{self.membership_id} leads {self.group_id}"
