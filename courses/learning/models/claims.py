"""That a guest's learning was added to an account: what moved, so that it can be undone for ten minutes."""

from django.conf import settings
from django.db import models


class Claim(models.Model):
    """One merge. By table and id: `moved` holds rows that moved, as they were; `before` what own rows were and became.

    The emptied guest stays until the ten minutes are over, then both are erased by retention.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    guest = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claimed_as")
    moved = models.JSONField()
    before = models.JSONField()
    claimed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"claimed {self.claimed_at:%Y-%m-%d}"
