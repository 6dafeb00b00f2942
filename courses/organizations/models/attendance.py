"""Who was there when a group met: kept as long as the group, apart from every answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from courses.organizations.models.groups import Group
from courses.organizations.models.members import Member
from courses.organizations.models.organizations import Organization


class Meeting(models.Model):
    """A day on which a group met. `lessons` are those of the workshops begun on it, as "course/lesson"; `others` were
    there and are on no list. `version` grows with each change, so that the last one can be undone, once; a first
    change undone leaves a day that nobody has noted, and not one on which nobody came."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    day = models.DateField()
    lessons = models.JSONField(default=list)
    others = models.PositiveIntegerField(default=0)
    others_before = models.PositiveIntegerField(default=0)  # what the last change replaced
    is_noted = models.BooleanField(default=False)  # by a facilitator, also that nobody came
    was_noted_before = models.BooleanField(default=False)  # the last change
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)  # when the last change was made, undoing it among them
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "day"], name="one_meeting_a_day"),
            models.CheckConstraint(
                condition=Q(others__lte=10_000, others_before__lte=10_000), name="others_are_of_one_room"
            ),
        )

    def __str__(self) -> str:
        return self.day.isoformat()


class Attendance(models.Model):
    """That a member of the group was there, or that it was noted and taken back. When the place in the group is
    deleted the line stays without it, so that the totals of a term stay true."""

    TICKED, PHONE = "ticked", "phone"
    WAYS: ClassVar[list[tuple[str, str]]] = [(TICKED, "ticked by the facilitator"), (PHONE, "by the learner")]

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="attended")
    was_there = models.BooleanField()
    way = models.CharField(max_length=6, choices=WAYS)
    version = models.PositiveIntegerField(default=0)  # of the meeting, when a facilitator last changed this line

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "member"], name="one_attendance_per_meeting"),
            models.CheckConstraint(condition=Q(way__in=["ticked", "phone"]), name="way_of_noting_known"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} at {self.meeting_id}"
