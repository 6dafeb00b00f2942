"""Results of the Financial Well-Being Scale, kept only if the learner says so."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class WellbeingResult(models.Model):
    """One filled-in questionnaire: ten answers of 0 to 4 as chosen, and the score its table gives."""

    BEFORE, AFTER = "before", "after"
    OCCASIONS: ClassVar[list[tuple[str, str]]] = [(BEFORE, "before"), (AFTER, "after")]
    AGES: ClassVar[list[tuple[str, str]]] = [("18-61", "18 to 61"), ("62+", "62 and over")]
    MODES: ClassVar[list[tuple[str, str]]] = [("self", "filled in alone"), ("other", "somebody else read it out")]

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wellbeing")
    key = models.CharField(max_length=100)
    occasion = models.CharField(max_length=6, choices=OCCASIONS)
    age = models.CharField(max_length=5, choices=AGES)
    mode = models.CharField(max_length=5, choices=MODES)
    answers = models.JSONField()
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learner", "key"], name="wellbeing_key_is_used_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="wellbeing_score_in_range"),
        )

    def __str__(self) -> str:
        return f"{self.occasion}: {self.score}"
