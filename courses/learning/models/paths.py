"""A learner's own order of courses: what matters to them, and what they answered before."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class LearningPath(models.Model):
    """One path. The one that counts is the made one that was last touched, unless it was put away.

    `drawn` is a list of [course, lesson, slot, question, version], in the order asked; never changed. By place in it,
    counted from 1: `given` holds [canonical text, version], and `results` how it went. The order of courses is worked
    out when it is shown, so that a course published since stands in it too.
    """

    RIGHT, WRONG, UNKNOWN, LEFT_OUT = "right", "wrong", "unknown", "left-out"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="paths")
    key = models.CharField(max_length=100)
    goals = models.JSONField()
    seed = models.PositiveIntegerField()
    drawn = models.JSONField()
    given = models.JSONField(default=dict)
    results = models.JSONField(default=dict)
    is_assisted = models.BooleanField(default=False)  # somebody else read out and pressed for one of its answers
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learner", "key"], name="path_key_is_used_once"),
            models.UniqueConstraint(fields=["learner"], condition=Q(made_at=None), name="one_open_path"),
            models.CheckConstraint(
                condition=Q(put_away_at=None) | Q(made_at__isnull=False), name="path_is_made_before_put_away"
            ),
        )

    def __str__(self) -> str:
        return f"path of {self.begun_at:%Y-%m-%d}"
