"""The one table of the minimal site."""

from django.conf import settings
from django.db import models


class Kept(models.Model):
    """One thing sent, once per key."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.CharField(max_length=100)
    given = models.CharField(max_length=600)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="kept_once"),)

    def __str__(self) -> str:
        return self.key
