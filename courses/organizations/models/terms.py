"""A term of an organisation: the days that one report for a funder is about."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from courses.organizations.models.organizations import Organization


class TermQuerySet(models.QuerySet["Term"]):
    def over(self, today: date) -> "TermQuerySet":
        return self.filter(ends_on__lt=today)

    def meeting(self, begins_on: date, ends_on: date) -> "TermQuerySet":
        """Those that share a day with this span."""
        return self.filter(begins_on__lte=ends_on, ends_on__gte=begins_on)


class Term(models.Model):
    """Both days are in it, in the organisation's time zone. Terms of one organisation share no day: two reports that
    differ by a few days could be taken from each other, and the rest would be about the few people of those days."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="terms")
    key = models.CharField(max_length=100)
    begins_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organization", "key"], name="term_key_is_used_once"),
            models.CheckConstraint(condition=Q(begins_on__lte=F("ends_on")), name="term_begins_before_it_ends"),
        )

    def __str__(self) -> str:
        return f"{self.begins_on} to {self.ends_on}"
