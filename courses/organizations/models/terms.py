"""A term of an organisation: the days that one report for a funder is about."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from courses.organizations.models.organizations import Organization


class TermQuerySet(models.QuerySet["Term"]):
    def standing(self) -> "TermQuerySet":
        """Not removed."""
        return self.filter(removed_at=None)

    def closed(self) -> "TermQuerySet":
        return self.standing().filter(closed_at__isnull=False)

    def meeting(self, begins_on: date, ends_on: date) -> "TermQuerySet":
        """Those that stand and share a day with this span."""
        return self.standing().filter(begins_on__lte=ends_on, ends_on__gte=begins_on)


class Term(models.Model):
    """Both days are in it, in the organisation's time zone. Terms of one organisation share no day: two reports that
    differ by a few days could be taken from each other, and the rest would be about the few people of those days.

    `figures` are those of the report as they were counted at `counted_at`, small numbers hidden: they are what is shown
    while the term is closed. They stay when it is opened again or removed, so that either can be taken back."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="terms")
    key = models.CharField(max_length=100)
    begins_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()
    figures = models.JSONField(null=True)
    counted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organization", "key"], name="term_key_is_used_once"),
            models.CheckConstraint(condition=Q(begins_on__lte=F("ends_on")), name="term_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(figures__isnull=False, counted_at__isnull=False),
                name="closed_term_has_figures",
            ),
        )

    def __str__(self) -> str:
        return f"{self.begins_on} to {self.ends_on}"
