"""A workshop in a room: the question on the wall, answers of phones without names, hands and papers counted."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.accounts.models import User
from courses.organizations.models.groups import Group
from courses.organizations.models.organizations import Organization

RUN_CODE_LETTERS = 6


class SessionRunQuerySet(models.QuerySet["SessionRun"]):
    def led_by(self, user: User | None) -> "SessionRunQuerySet":
        return self.filter(group__in=Group.objects.led_by(user))

    def running(self) -> "SessionRunQuerySet":
        return self.filter(closed_at=None, group__archived_at=None, group__organization__archived_at=None)


class SessionRun(models.Model):
    """One workshop of one lesson. `code` stands on the projector while it is open; `version` grows with each change,
    so that a phone that was offline knows that it must look again."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=100)
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40)
    code = models.CharField(max_length=RUN_CODE_LETTERS)
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)  # of the question on the wall; 0: only the code
    is_live = models.BooleanField(default=False)  # whether the tally shows while a question is still open
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)

    objects = SessionRunQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=Q(closed_at=None), name="open_session_code_is_unique"),
            models.UniqueConstraint(fields=["group", "key"], name="session_key_is_used_once"),
        )

    def __str__(self) -> str:
        return f"{self.about} {self.opened_at:%Y-%m-%d}"

    @property
    def about(self) -> str:
        """Its lesson, as records and meetings name it."""
        return f"{self.course}/{self.lesson}"


class SessionQuestion(models.Model):
    """One question of a session; open for answers from `opened_at` to `closed_at`. The run says which one is shown."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(SessionRun, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=40)
    version = models.CharField(max_length=16)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    shows_answer = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["run", "question"], name="one_question_per_session"),
            models.UniqueConstraint(fields=["run", "position"], name="one_question_per_position"),
            models.UniqueConstraint(
                fields=["run"],
                condition=Q(opened_at__isnull=False, closed_at=None),
                name="one_open_question_per_session",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="only_an_open_question_closes"
            ),
        )

    def __str__(self) -> str:
        return f"{self.position}: {self.question}"


class SessionAnswer(models.Model):
    """What one phone chose. `phone` is SHA-256 of a random token in its cookie, different in every session."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(SessionQuestion, on_delete=models.CASCADE, related_name="answers")
    phone = models.CharField(max_length=64)
    given = models.CharField(max_length=600)
    is_right = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["question", "phone"], name="one_answer_per_phone"),)

    def __str__(self) -> str:
        return self.given


class HandCount(models.Model):
    """How many hands or papers chose an option; typing it again replaces the number."""

    HANDS, PAPER = "hands", "paper"
    WAYS: ClassVar[list[tuple[str, str]]] = [(HANDS, "hands"), (PAPER, "paper")]

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(SessionQuestion, on_delete=models.CASCADE, related_name="hand_counts")
    way = models.CharField(max_length=5, choices=WAYS)
    option = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["question", "way", "option"], name="one_count_per_option"),
            models.CheckConstraint(condition=Q(count__lte=10_000), name="count_is_of_one_room"),
            models.CheckConstraint(condition=Q(way__in=["hands", "paper"]), name="way_of_counting_known"),
        )

    def __str__(self) -> str:
        return f"{self.option}: {self.count}"
