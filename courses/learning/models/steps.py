"""The one thing to do today of a lesson: taken up or not, done after 7 and 30 days or not; and reminders by e-mail."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class StepChoice(models.Model):
    """What a learner said about one lesson's action. No free text, no amounts."""

    WILL, NOT_FOR_ME = "will", "not-for-me"
    CHOICES: ClassVar[list[tuple[str, str]]] = [(WILL, "I’ll do it"), (NOT_FOR_ME, "not for me")]
    ANSWERS: ClassVar[list[tuple[str, str]]] = [
        ("done", "done"),
        ("partly", "partly"),
        ("not-yet", "not yet"),
        ("not-for-me", "not for me"),
    ]
    REASONS: ClassVar[list[tuple[str, str]]] = [
        ("forgot", "I forgot"),
        ("too-hard", "too hard"),
        ("no-time", "no time"),
        ("not-needed", "no longer needed"),
    ]

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="steps")
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    choice = models.CharField(max_length=10, choices=CHOICES)
    chosen_at = models.DateTimeField()
    wants_mail = models.BooleanField(default=False)
    after_7 = models.CharField(max_length=10, choices=ANSWERS, blank=True)
    after_7_at = models.DateTimeField(null=True)
    after_30 = models.CharField(max_length=10, choices=ANSWERS, blank=True)
    after_30_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=10, choices=REASONS, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learner", "course", "lesson"], name="one_step_per_lesson"),
            models.CheckConstraint(condition=Q(choice__in=["will", "not-for-me"]), name="step_choice_known"),
        )

    def __str__(self) -> str:
        return f"{self.action}: {self.choice}"


class ReminderSent(models.Model):
    """That a learner was written to on a day: never twice on one day, however often the command runs."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    about = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)  # empty while the mail is being handed over

    class Meta:
        constraints = (models.UniqueConstraint(fields=["learner", "day"], name="one_reminder_a_day"),)

    def __str__(self) -> str:
        return f"{self.day}: {self.about}"
