"""The access log: who viewed whose data, and when; written in the same request, read by the learner."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.organizations.models.groups import Group
from courses.organizations.models.members import Member
from courses.organizations.models.organizations import Organization


class AccessLog(models.Model):
    """One view of personal data.

    With `member`: that person's page, each time; without: the group's list, once a day. `viewer_key` is a keyed hash of
    the viewer's number, which stays when their account is erased.
    """

    PERSON, LIST, EXPORT = "person", "list", "export"
    WHAT: ClassVar[list[tuple[str, str]]] = [
        (PERSON, "one person’s page"),
        (LIST, "the group’s list"),
        (EXPORT, "the list as a file or on paper"),
    ]

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="looks")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="looks")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    viewer_key = models.CharField(max_length=64)
    what = models.CharField(max_length=6, choices=WHAT)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["viewer_key", "group", "day", "what"], condition=Q(member=None), name="one_look_a_day"
            ),
            models.CheckConstraint(condition=Q(what__in=["person", "list", "export"]), name="look_known"),
            models.CheckConstraint(
                condition=Q(what="person", member__isnull=False) | (~Q(what="person") & Q(member=None)),
                name="look_at_a_person_names_them",
            ),
        )
        indexes = (models.Index(fields=["group", "at"], name="looks_at_a_group"),)

    def __str__(self) -> str:
        return f"{self.what} on {self.day}"
