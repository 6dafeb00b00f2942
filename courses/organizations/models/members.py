"""A learner in a group: nickname, what they share, and their credentials there."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from courses.accounts.models import User
from courses.organizations.models.groups import Group
from courses.organizations.models.organizations import LONGEST_NAME, Organization


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self) -> "MemberQuerySet":
        """On the list now: neither left nor removed. Members who have never signed in have no `joined_at`."""
        return self.filter(left_at=None, removed_at=None)

    def joined(self) -> "MemberQuerySet":
        """Present, and has joined: somebody came for this place."""
        return self.present().filter(joined_at__isnull=False)

    def of_undone_imports(self) -> "MemberQuerySet":
        """Members added by an import, removed when it was undone, who never signed in."""
        return self.filter(joined_at=None, left_at=None, removed_at=F("came_by__undone_at"))

    def removed_from(self, group: Group, *, since: datetime) -> "MemberQuerySet":
        """Removed from this group after that moment, except by undoing an import."""
        by_import = Member.objects.of_undone_imports().filter(group=group).values("pk")
        return self.filter(group=group, left_at=None, removed_at__gt=since).exclude(pk__in=by_import)

    def visible_to(self, user: User | None) -> "MemberQuerySet":
        """Members whom this person may see by name: those present in groups they lead. This is the permission check."""
        return self.present().filter(group__in=Group.objects.led_by(user))

    def of(self, learner: User | int | None) -> "MemberQuerySet":
        """This learner's own memberships in open groups."""
        return self.joined().filter(learner=learner, group__organization__archived_at=None)

    def inviting(self, learner: User | int | None) -> "MemberQuerySet":
        """Memberships in open groups reserved for this learner, who is in an earlier group of the same people."""
        earlier = Q(follows__learner=learner, follows__joined_at__isnull=False, follows__left_at=None)
        is_open = Q(group__archived_at=None, group__organization__archived_at=None)
        waiting = self.present().filter(earlier & is_open, joined_at=None, follows__removed_at=None)
        return waiting.exclude(group__in=Member.objects.of(learner).values("group"))

    def by_name(self) -> "MemberQuerySet":
        return self.order_by("sort_key", "id")


class Member(models.Model):
    """`secret` is the hashed secret code; empty for whoever has own ways in, or has not come yet.

    Rows stay 30 days after leaving or removal, so that it can be undone and the way back still works; then they go.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="places")
    nickname = models.CharField(max_length=LONGEST_NAME)
    folded = models.CharField(max_length=2 * LONGEST_NAME)  # the nickname as it is compared
    sort_key = models.CharField(max_length=200)
    listed_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    shares_earlier = models.BooleanField(default=False)
    is_under_14 = models.BooleanField(null=True)
    told = models.CharField(max_length=20, blank=True)  # version of the words about what is seen, agreed to
    secret = models.CharField(max_length=128, blank=True)
    must_change_secret = models.BooleanField(default=False)
    secret_is_own = models.BooleanField(default=False)  # chosen when the account was more than this group's
    came_by = models.ForeignKey("organizations.RosterDraft", null=True, on_delete=models.SET_NULL, related_name="added")
    went_by = models.ForeignKey("organizations.RosterDraft", null=True, on_delete=models.SET_NULL, related_name="taken")
    moved_from = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField(null=True)
    follows = models.ForeignKey(  # the place in an earlier group of whoever is invited to this one
        "self", null=True, on_delete=models.SET_NULL, related_name="followed_by"
    )
    began_here = models.BooleanField(default=False)  # the account was made for this place, with nothing before it

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "folded"], name="nickname_is_one_persons"),
            models.UniqueConstraint(fields=["group", "learner"], name="one_place_per_group"),
            models.CheckConstraint(
                condition=Q(
                    ("folded__gt", ""), ("nickname__gt", ""), LessThanOrEqual(Length("nickname"), LONGEST_NAME)
                ),
                name="nickname_fits",
            ),
        )
        indexes = (
            models.Index(fields=["group", "sort_key", "id"], name="members_by_name"),
            models.Index(  # all that sorting a group by how it goes reads of its people
                fields=["group", "sort_key", "id", "learner", "joined_at", "shares_earlier"],
                condition=Q(left_at=None, removed_at=None),
                name="present_by_name",
            ),
            models.Index(fields=["organization"], name="members_of_organization"),
        )

    def __str__(self) -> str:
        return self.nickname

    @property
    def is_present(self) -> bool:
        return self.left_at is None and self.removed_at is None


class Stay(models.Model):
    """A time in which somebody stood on the list of a group; `until` is empty while they do. Written by stays.py
    whenever somebody comes on a list or goes from it; gone with the place."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="stays")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["member"], condition=Q(until=None), name="one_list_at_a_time"),)
        indexes = (  # who went from a group, of which few do
            models.Index(fields=["group", "member"], condition=Q(until__isnull=False), name="ended_stays"),
        )

    def __str__(self) -> str:
        return f"{self.group_id} since {self.since:%Y-%m-%d}"


class CardQuerySet(models.QuerySet["Card"]):
    def opening(self) -> "CardQuerySet":
        """Cards that sign somebody in: valid, of open groups, with the member and the group."""
        open_groups = self.filter(member__group__archived_at=None, member__group__organization__archived_at=None)
        valid = open_groups.filter(voided_at=None, member__learner__is_active=True)
        return valid.select_related("member__learner", "member__group")


class Card(models.Model):
    """A printed card that signs one member in. `token` is SHA-256 of 128 random bits, which only the paper holds;
    `letters` is a keyed hash of a short code beside them, to be typed with the group's where there is no camera."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="cards")
    token = models.CharField(max_length=64, unique=True)
    letters = models.CharField(
        max_length=64, unique=True, null=True, blank=True
    )  # none on cards that were printed before
    issued_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["member"], condition=Q(voided_at=None), name="one_card_is_valid"),
        )

    def __str__(self) -> str:
        return f"issued {self.issued_at:%Y-%m-%d}"


class GuardianConsent(models.Model):
    """That a guardian let a child under 14 join: who agreed, to which words, when, and who wrote it down."""

    PARENT, GUARDIAN = "parent", "guardian"
    WHO: ClassVar[list[tuple[str, str]]] = [(PARENT, "a parent"), (GUARDIAN, "another guardian")]

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="consent")
    who = models.CharField(max_length=8, choices=WHO)
    words = models.CharField(max_length=20)  # version of the text agreed to
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(who__in=["parent", "guardian"]), name="consent_who_known"),)

    def __str__(self) -> str:
        return f"{self.who}, {self.at:%Y-%m-%d}"
