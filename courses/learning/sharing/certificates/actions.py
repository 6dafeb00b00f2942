"""Writes of learning records: issue, change what is shown, re-issue, revoke, undo. Each may be repeated."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from courses.catalog.model.lessons import Course
from courses.learning.exams.results import best_pass
from courses.learning.lessons.actions import LockLearner, locked_own, note_activity
from courses.learning.models import LearningRecord
from courses.learning.sharing.certificates.choices import RecordChoice, choice_of
from courses.learning.sharing.certificates.codes import new_code

SUCCESSOR = ":after:"  # in the key of a re-issued record, before the number of the first one


class NotPassed(Exception):
    """No final check of this course was passed, so there is nothing to certify."""


@transaction.atomic
def issue_record(
    *, learner: LockLearner, course: Course, choice: RecordChoice, key: str, now: datetime
) -> LearningRecord:  # fmt: skip
    """A record of the best passed check; the same key again returns the first one as it is.

    Raises NotPassed.
    """
    person = learner(now)  # its row is locked: two presses at once make one record
    earlier = LearningRecord.objects.filter(learner=person, key=key).first()
    if earlier is not None:
        return earlier
    passed = best_pass(person, course)
    if passed is None or passed.sent_at is None:
        raise NotPassed
    note_activity(person, now)
    return LearningRecord.objects.create(
        learner=person, key=key, code=new_code(), course=course.slug, course_version=passed.course_version,
        right=passed.right or 0, asked=passed.asked or 0, passed_on=timezone.localdate(passed.sent_at),
        issued_at=now, **choice.fields,
    )  # fmt: skip


@transaction.atomic
def change_record(*, learner: LockLearner, record: int, choice: RecordChoice, now: datetime) -> LearningRecord:
    """Change what the record shows, under the same code. Raises NotYoursError."""
    person, found = locked_own(LearningRecord, record, learner, now)
    LearningRecord.objects.filter(pk=found.pk).update(**choice.fields)
    note_activity(person, now)
    return LearningRecord.objects.get(pk=found.pk)


@transaction.atomic
def reissue_record(*, learner: LockLearner, record: int, key: str, now: datetime) -> LearningRecord:
    """Give the record a new code; the old one becomes invalid at once.

    Repeating returns the new one. Raises NotYoursError.
    """
    person, found = locked_own(LearningRecord, record, learner, now)
    line = line_of(found)
    new_key = f"{key}{SUCCESSOR}{first_of(found)}"
    earlier = line.filter(key=new_key).first() or line.filter(revoked_at=None).exclude(pk=found.pk).first()
    if earlier is not None:
        return earlier
    line.filter(revoked_at=None).update(revoked_at=now)
    note_activity(person, now)
    return LearningRecord.objects.create(
        learner=person, key=new_key, code=new_code(), course=found.course, course_version=found.course_version,
        right=found.right, asked=found.asked, passed_on=found.passed_on, issued_at=now, **choice_of(found).fields,
    )  # fmt: skip


@transaction.atomic
def revoke_record(*, learner: LockLearner, record: int, now: datetime) -> LearningRecord:
    """End the record's code; the time of the first press stays. Raises NotYoursError."""
    person, found = locked_own(LearningRecord, record, learner, now)
    if found.revoked_at is None:
        found.revoked_at = now
        found.save(update_fields=["revoked_at"])
        note_activity(person, now)
    return found


@transaction.atomic
def restore_record(*, learner: LockLearner, record: int, now: datetime) -> LearningRecord:
    """Undo revoking or re-issuing at any later time: this code is valid again, one that replaced it is not.

    Raises NotYoursError.
    """
    person, found = locked_own(LearningRecord, record, learner, now)
    if found.revoked_at is None:
        return found
    line_of(found).filter(revoked_at=None).update(revoked_at=now)
    found.revoked_at = None
    found.save(update_fields=["revoked_at"])
    note_activity(person, now)
    return found


def first_of(record: LearningRecord) -> int:
    """The number of the record that this one goes back to: its own, unless it was re-issued."""
    _, successor, first = record.key.rpartition(SUCCESSOR)
    return int(first) if successor else record.pk


def line_of(record: LearningRecord) -> QuerySet[LearningRecord]:
    """A record and all records issued in its place; at most one of them is valid."""
    first = first_of(record)
    same = Q(pk=first) | Q(key__endswith=f"{SUCCESSOR}{first}")
    return LearningRecord.objects.filter(same, learner=record.learner_id)
