"""Who was erased, as keyed hashes that all servers share; a list outside the database holds the same (erased_lists.py).

Nothing here leads to a person without the key, which stands in the settings only.
"""

from django.db import models


class ErasureKey(models.Model):
    """A key that marks of this site are made with. Rows also tell one site's database from another's."""

    fingerprint = models.CharField(max_length=12, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint


class ErasureList(models.Model):
    """A list beside the database, one on each server; a lost database asks for all of them."""

    list_id = models.CharField(max_length=12, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.list_id


class ErasureMark(models.Model):
    """One erased person, guest, organisation or place in a group; written in the transaction that erases."""

    mark = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=12, blank=True)  # its fingerprint; empty for marks made before keys had one
    day = models.DateField()
    noted_in = models.CharField(max_length=12, blank=True)  # the id of the server's list that holds it too

    def __str__(self) -> str:
        return f"{self.day} {self.key}"
