"""A course's check before (diagnostic) and after (final): what was drawn and answered, when it was sent, regrades."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class CheckAttempt(models.Model):
    """One sitting. `drawn` is a list of [lesson, slot, question, version], in the order asked; never changed.

    `right` and `asked` are set when the attempt is sent: items that no longer existed then count neither way. After
    that only a corrected key changes `right` and `passed`, for the better, and a Regrade says so.
    """

    DIAGNOSTIC, FINAL = "diagnostic", "final"
    KINDS: ClassVar[list[tuple[str, str]]] = [(DIAGNOSTIC, "before the course"), (FINAL, "after the course")]

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_attempts")
    key = models.CharField(max_length=100)
    course = models.CharField(max_length=40)
    course_version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    seed = models.PositiveIntegerField()
    drawn = models.JSONField()
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(null=True)
    asked = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    is_assisted = models.BooleanField(default=False)  # somebody else read out and pressed for one of its answers

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learner", "key"], name="check_key_is_used_once"),
            models.UniqueConstraint(
                fields=["learner", "course", "kind"], condition=Q(sent_at=None), name="one_open_check"
            ),
            models.CheckConstraint(condition=Q(kind__in=["diagnostic", "final"]), name="check_kind_known"),
            models.CheckConstraint(
                condition=Q(sent_at=None, right=None, asked=None, passed=None)
                | Q(sent_at__isnull=False, right__isnull=False, asked__isnull=False, passed__isnull=False),
                name="check_result_with_sending",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.course}"


class CheckAnswer(models.Model):
    """The last saved answer to one drawn item; `given` is canonical text, empty for "I don't know"."""

    RIGHT, WRONG, UNKNOWN = "right", "wrong", "unknown"
    RESULTS: ClassVar[list[tuple[str, str]]] = [(RIGHT, "right"), (WRONG, "wrong"), (UNKNOWN, "I don’t know")]

    attempt = models.ForeignKey(CheckAttempt, on_delete=models.CASCADE, related_name="answers")
    lesson = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    version = models.CharField(max_length=16)
    given = models.CharField(max_length=600, blank=True)
    result = models.CharField(max_length=7, choices=RESULTS)
    language = models.CharField(max_length=10, blank=True)  # in which it was asked; empty before that was kept
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["attempt", "lesson", "question"], name="one_answer_per_item"),
            models.CheckConstraint(condition=Q(result__in=["right", "wrong", "unknown"]), name="item_result_known"),
            models.CheckConstraint(condition=Q(result="unknown") ^ ~Q(given=""), name="unknown_gives_nothing"),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.result}"


class Regrade(models.Model):
    """That the answer key of a sent answer's question was found wrong and corrected: both results, and both scores.

    A result that is worse by it is noted here and not applied.
    """

    answer = models.ForeignKey(CheckAnswer, on_delete=models.CASCADE, related_name="regrades")
    corrected_on = models.DateField()
    was = models.CharField(max_length=7, choices=CheckAnswer.RESULTS)
    became = models.CharField(max_length=7, choices=CheckAnswer.RESULTS)
    right_was = models.PositiveSmallIntegerField()
    right_became = models.PositiveSmallIntegerField()
    passed_was = models.BooleanField()
    passed_became = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["answer", "corrected_on"], name="one_regrade_per_correction"),)

    def __str__(self) -> str:
        return f"{self.was} became {self.became}"
