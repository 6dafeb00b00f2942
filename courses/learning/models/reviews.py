"""When a learner should meet a question again: one card per question, both languages share it."""

from django.conf import settings
from django.db import models


class ReviewCard(models.Model):
    """The state of one question in the schedule. `rounds` counts finished review rounds."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_cards")
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    state = models.JSONField()  # the card of the fsrs library, as its own dictionary
    due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField()
    rounds = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learner", "course", "lesson", "question"], name="one_card_per_question"),
        )
        indexes = (models.Index(fields=["learner", "due_at"], name="cards_by_due_day"),)

    def __str__(self) -> str:
        return f"{self.question} due {self.due_at:%Y-%m-%d}"
