"""Two people who have learned, and adding what one of them did to the other."""

from datetime import timedelta

from django.forms.models import model_to_dict
from fsrs import Card

from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.lessons import actions as learning
from courses.learning.models import (
    Answer,
    CheckAttempt,
    Claim,
    LearningPath,
    LearningRecord,
    LessonProgress,
    ReminderSent,
    ReviewCard,
    StepChoice,
    WellbeingResult,
)
from tests.conftest import NOW

LATER = NOW + timedelta(days=2)


def answer(person, lesson, question, given, key, at=NOW, occasion="lesson") -> None:
    learning.record_answer(
        learner=lambda _now: person, lesson=lesson, question=question, occasion=occasion, given=given, key=key, now=at
    )


def add(account, guest, now=LATER) -> Claim:
    return actions.add_guest_learning(account=account, guest=guest, catalog=catalog(), now=now)


def everything() -> list:
    tables = (
        Answer,
        LessonProgress,
        CheckAttempt,
        ReviewCard,
        StepChoice,
        WellbeingResult,
        LearningRecord,
        LearningPath,
        ReminderSent,
    )
    return [model_to_dict(row) | {"pk": row.pk} for table in tables for row in table.objects.order_by("pk")]


def fill(person, *, reviewed_at=NOW) -> None:
    """A row in every other table."""
    place = {"course": "reading-a-loan", "lesson": "one-yardstick"}
    CheckAttempt.objects.create(
        learner=person, key=f"check-{person.pk}", course="reading-a-loan", course_version=1, kind="final", seed=1,
        drawn=[], started_at=NOW, sent_at=NOW, right=8, asked=10, passed=True,
    )  # fmt: skip
    ReviewCard.objects.create(
        learner=person,
        question="which-sum",
        state={**Card().to_dict(), "card_id": person.pk},
        due_at=reviewed_at,
        reviewed_at=reviewed_at,
        **place,
    )
    StepChoice.objects.create(learner=person, action="find-yearly-rate", choice="will", chosen_at=NOW, **place)
    WellbeingResult.objects.create(
        learner=person, key=f"w-{person.pk}", occasion="before", age="18-61", mode="self", answers=[2] * 10, score=50,
        at=NOW,
    )  # fmt: skip
    LearningRecord.objects.create(
        learner=person, key=f"r-{person.pk}", code=f"CODE{person.pk}", course="reading-a-loan", course_version=1,
        right=8, asked=10, passed_on=NOW.date(), issued_at=NOW,
    )  # fmt: skip
    LearningPath.objects.create(
        learner=person, key=f"p-{person.pk}", goals=["late"], seed=1, drawn=[], begun_at=NOW, touched_at=NOW,
        made_at=NOW,
    )  # fmt: skip
    ReminderSent.objects.create(learner=person, day=NOW.date(), about="step", sent_at=NOW)
