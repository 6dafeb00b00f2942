"""What stands in people's own calendars: workshops to come, and the secret address that a calendar is read at."""

from django.conf import settings
from django.db import models

from courses.organizations.models.groups import Group
from courses.organizations.models.organizations import Organization


class PlannedWorkshop(models.Model):
    """A workshop of one lesson on a day to come, with or without an hour, where the group is. What becomes of it in
    the room is a SessionRun; who was there stands in the Meeting of the day."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="planned_workshops")
    key = models.CharField(max_length=100)
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40)
    day = models.DateField()
    hour = models.TimeField(null=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    day_before = models.DateField(null=True)  # the day and hour before it was last moved
    hour_before = models.TimeField(null=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "key"], name="planned_workshop_key_is_used_once"),)
        indexes = (models.Index(fields=["group", "day"], name="workshops_to_come"),)

    def __str__(self) -> str:
        return f"{self.course}/{self.lesson} {self.day}"


class CalendarLink(models.Model):
    """A person's one address for calendars. `token` is SHA-256 of 128 random bits, which only the address holds: a new
    one takes the place of the old, which gives no data, and is kept as `token_before` as long as that can be undone.
    `key` is the one-time key of the form that made it. Ended, it gives no data, and is kept as long."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_link")
    token = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    token_before = models.CharField(max_length=64, blank=True, default="")
    replaced_at = models.DateTimeField(null=True)  # when the address before took or lost its place

    def __str__(self) -> str:
        return f"made {self.made_at:%Y-%m-%d}"
