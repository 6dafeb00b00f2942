"""Rows of what a learner did: every try as it was given and marked, and when a lesson was finished."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class AnswerQuerySet(models.QuerySet["Answer"]):
    def in_lesson(self, course: str, lesson: str) -> "AnswerQuerySet":
        """All tries of one lesson, in the order they were made."""
        return self.filter(course=course, lesson=lesson).order_by("id")


class Answer(models.Model):
    """One try at one question, or that its answer was shown. Never changed after it is written.

    `given` is the canonical text of questions.py, `version` the hash of what the question meant then.
    """

    RIGHT, WRONG, SHOWN = "right", "wrong", "shown"
    RESULTS: ClassVar[list[tuple[str, str]]] = [(RIGHT, "right"), (WRONG, "wrong"), (SHOWN, "shown")]
    LESSON, AGAIN, REVIEW = "lesson", "again", "review"
    OCCASIONS: ClassVar[list[tuple[str, str]]] = [
        (LESSON, "in the lesson"),
        (AGAIN, "missed items once more"),
        (REVIEW, "spaced review on a later day"),
    ]

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=100)
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    version = models.CharField(max_length=16)
    occasion = models.CharField(max_length=10, choices=OCCASIONS, default=LESSON)
    round = models.PositiveSmallIntegerField(default=0)  # of review: 1 for the first, 0 elsewhere
    given = models.CharField(max_length=600, blank=True)
    result = models.CharField(max_length=5, choices=RESULTS)
    language = models.CharField(max_length=10, blank=True)  # in which it was asked; empty before that was kept
    is_assisted = models.BooleanField(default=False)  # somebody else read it out and pressed
    at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learner", "key"], name="answer_key_is_used_once"),
            models.CheckConstraint(condition=Q(result__in=["right", "wrong", "shown"]), name="answer_result_known"),
            models.CheckConstraint(
                condition=Q(occasion__in=["lesson", "again", "review"]), name="answer_occasion_known"
            ),
        )
        indexes = (models.Index(fields=["learner", "course", "lesson"], name="answer_of_lesson"),)

    def __str__(self) -> str:
        return f"{self.course}/{self.lesson}/{self.question}: {self.result}"


class LessonProgress(models.Model):
    """Facts about one learner and one lesson that are set once or repeated without harm; no counters."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lessons")
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    stuck_at = models.DateTimeField(null=True)  # first time a question was wrong three times, or half were shown

    class Meta:
        constraints = (models.UniqueConstraint(fields=["learner", "course", "lesson"], name="one_progress_per_lesson"),)

    def __str__(self) -> str:
        return f"{self.course}/{self.lesson}"


class CourseProgress(models.Model):
    """One learner's LessonProgress rows and final checks of one course in one row: large groups are sorted by it.

    Written with them in the same transaction and recomputed from them, never counted up; `doctor` compares. Where it
    is missing, the rows themselves are read. `begun` and `finished` name lessons, each between bars: |rates|fees|.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_progress", db_index=False
    )
    course = models.CharField(max_length=40)
    begun = models.TextField()
    finished = models.TextField()
    begun_count = models.PositiveSmallIntegerField()
    finished_count = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()  # the first of all moments in the rows
    touched_at = models.DateTimeField()  # the last of them
    stuck_at = models.DateTimeField(null=True)  # the last one
    checked_at = models.DateTimeField(null=True)  # when the first final check was sent
    has_passed = models.BooleanField(null=True)  # the best of them

    class Meta:
        constraints = (models.UniqueConstraint(fields=["learner", "course"], name="one_progress_per_course"),)

    def __str__(self) -> str:
        return self.course
