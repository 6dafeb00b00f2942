"""A parsed list of names before its import; afterwards, what undoing the import needs."""

from django.conf import settings
from django.db import models

from courses.organizations.models.groups import Group
from courses.organizations.models.organizations import Organization


class RosterDraft(models.Model):
    """`lines` is a list of [row number, nickname, who consented, why it is no name, mark behind it], empty once they
    are on the list.

    Who came on the list by it, and who went, is written at each member; so an import can be undone as a whole.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="rosters")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roster_drafts")
    key = models.CharField(max_length=100)
    encoding = models.CharField(max_length=20)
    lines = models.JSONField()
    made_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["made_by", "key"], name="roster_key_is_used_once"),)

    def __str__(self) -> str:
        return f"{len(self.lines)} names for {self.group_id}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come: it was imported in full, undone, or its remaining names were erased."""
        return self.imported_at is not None or self.undone_at is not None or not self.lines
