"""A guest's learning and an account: that it was offered, and that it was added, with what an undo needs."""

from django.conf import settings
from django.db import models


class Claim(models.Model):
    """One merge. By table and id: `moved` holds rows that moved, as they were; `before` what own rows were and became.

    The emptied guest stays until the thirty days for it are over, then both are erased by retention.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    guest = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claimed_as")
    moved = models.JSONField()
    before = models.JSONField()
    claimed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"claimed {self.claimed_at:%Y-%m-%d}"


class ClaimOffer(models.Model):
    """That somebody signed in where this guest had learned: the question stays open until it is answered, on any
    device and after signing out, when the browser has long forgotten the guest."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claim_offers")
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offered_to")
    offered_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "guest"), name="one_offer_of_a_guest"),)

    def __str__(self) -> str:
        return f"offered {self.offered_at:%Y-%m-%d}"
