"""Exercises that a learner did, without any of their figures."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class OutcomeQuerySet(models.QuerySet["ExerciseOutcome"]):
    def kept(self) -> "OutcomeQuerySet":
        """Without outcomes that were undone: they count nowhere."""
        return self.filter(taken_back_at=None)


class ExerciseOutcome(models.Model):
    """One time an exercise was done. What it says never changes; it can be taken back, and kept after all.

    `right` of `asked` and `judged` only of exercises that are marked; `judged` says of each thing how it went.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exercise_outcomes")
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    course = models.CharField(max_length=40, blank=True)  # empty, like the lesson, when it was done outside of any
    lesson = models.CharField(max_length=40, blank=True)
    right = models.PositiveSmallIntegerField(null=True)
    asked = models.PositiveSmallIntegerField(null=True)
    judged = models.JSONField(default=dict)
    is_assisted = models.BooleanField(default=False)  # somebody else read it out and pressed
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learner", "key"], name="outcome_key_is_used_once"),
            models.CheckConstraint(condition=Q(right__lte=F("asked")), name="outcome_right_of_asked"),
        )
        indexes = (models.Index(fields=["learner", "kind"], name="outcomes_of_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d}"
