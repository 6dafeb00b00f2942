"""What a group is asked to learn, by when; withdrawing keeps what was learned."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from courses.accounts.models import User
from courses.organizations.models.groups import Group
from courses.organizations.models.members import Member
from courses.organizations.models.organizations import Organization
from courses.organizations.models.plans import Giving

LONGEST_NOTE = 200


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> "AssignmentQuerySet":
        return self.filter(withdrawn_at=None)

    def led_by(self, user: User | None) -> "AssignmentQuerySet":
        return self.filter(group__in=Group.objects.led_by(user))

    def asked_of(self, people: Collection[int] | None) -> "AssignmentQuerySet":
        """Those that are meant for some of these members; all of them where `people` is None."""
        if people is None:
            return self
        some = AssignmentMember.objects.filter(member__in=people).values("assignment")
        return self.filter(Q(for_all=True) | Q(pk__in=some))

    def for_member(self, member: Member) -> "AssignmentQuerySet":
        """Current assignments of the member's group that are meant for this member."""
        mine = AssignmentMember.objects.filter(member=member).values("assignment")
        return self.standing().filter(Q(for_all=True) | Q(pk__in=mine), group=member.group_id)


class Assignment(models.Model):
    """A whole course, one lesson of it, or its first check. What was assigned together shares the `key` of its form."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="assignments")
    key = models.CharField(max_length=100)
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40, blank=True)  # empty: the whole course, or its first check
    is_first_check = models.BooleanField(default=False)  # the check before the course, and no lesson
    for_all = models.BooleanField(default=True)  # else only those named in AssignmentMember
    due_on = models.DateField(null=True)  # a day in the group's own time zone
    due_before = models.DateField(null=True)  # the day before it was last changed; says nothing while it never was
    due_changed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    giving = models.ForeignKey(Giving, null=True, on_delete=models.SET_NULL, related_name="assignments")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["group", "key", "course", "lesson", "is_first_check"], name="assignment_key_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(is_first_check=False) | Q(lesson=""), name="first_check_is_of_the_whole_course"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("note"), LONGEST_NOTE), name="assignment_note_fits"
            ),
        )
        indexes = (models.Index(fields=["group", "withdrawn_at"], name="assignments_of_group"),)

    def __str__(self) -> str:
        return f"{self.course}/{'first check' if self.is_first_check else self.lesson or 'all'}"


class AssignmentMember(models.Model):
    """One of the people for whom an assignment is meant, when it is not for all."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="assigned")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assignment", "member"], name="assigned_once"),)

    def __str__(self) -> str:
        return f"{self.assignment_id} for {self.member_id}"


class GroupMail(models.Model):
    """That a learner has asked for reminders of what their groups ask for; without a row nobody is written to."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="group_mail")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"since {self.since:%Y-%m-%d}"
