"""What several groups are to learn by when: made once, and given to groups as often as wanted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from courses.accounts.models import User
from courses.organizations.access.roles import Permission
from courses.organizations.models.organizations import LONGEST_NAME, Organization


class PlanQuerySet(models.QuerySet["Plan"]):
    def usable_by(self, user: User | None) -> "PlanQuerySet":
        """Plans of organisations where this person creates groups; removed ones too, for that can be undone."""
        return self.filter(organization__in=Organization.objects.granting(user, Permission.CREATE_GROUPS).values("pk"))


class Plan(models.Model):
    """`lines` is a list of [course, lesson, whether it is the first check, day, note], as plans/lines.py reads and
    writes them. `starts_on` is the day from which its days were counted; given with another first day, all move
    alike."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="plans")
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=LONGEST_NAME)
    starts_on = models.DateField()
    lines = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organization", "key"], name="plan_key_is_used_once"),
            models.CheckConstraint(
                condition=Q(("name__gt", ""), LessThanOrEqual(Length("name"), LONGEST_NAME)), name="plan_name_fits"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Giving(models.Model):
    """That a plan was given, to all groups of its assignments at once; undone as a whole by `undone_at`."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="givings")
    key = models.CharField(max_length=100)
    starts_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="giving_key_is_used_once"),)

    def __str__(self) -> str:
        return f"plan {self.plan_id}, from {self.starts_on}"
