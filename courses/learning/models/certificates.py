"""Learning records: proof of a passed check that learners may show to whom they like."""

from django.conf import settings
from django.db import models

from courses.languages.names import LONGEST_CODE_POINTS


class LearningRecord(models.Model):
    """One issued record. A stranger with the `code` sees the course, and only what `shows_…` allows."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="records")
    key = models.CharField(max_length=100)
    code = models.CharField(max_length=26, unique=True)  # 128 random bits in base 32
    course = models.CharField(max_length=40)
    course_version = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    passed_on = models.DateField()
    name = models.CharField(max_length=LONGEST_CODE_POINTS, blank=True)
    shows_name = models.BooleanField(default=False)
    shows_date = models.BooleanField(default=True)
    shows_score = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["learner", "key"], name="record_key_is_used_once"),)

    def __str__(self) -> str:
        return f"{self.course}, {self.passed_on}"
