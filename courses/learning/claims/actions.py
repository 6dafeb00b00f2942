"""Adding a guest's learning to an account, and undoing it; each one transaction, each safe to repeat."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog
from courses.learning.claims.merging import BY_NAME, RULES, Rule, as_json, from_json
from courses.learning.models import Answer, CheckAttempt, Claim, LessonProgress, ReviewCard
from courses.learning.progress import state_of

UNDO_FOR = timedelta(minutes=10)


class TooLateToUndoError(Exception):
    """More than ten minutes have passed, or nothing was added."""


@transaction.atomic
def add_guest_learning(*, account: User, guest: User, catalog: Catalog, now: datetime) -> Claim:
    """Give all of `guest`'s learning to `account`; what both have becomes one. Repeating returns the first claim."""
    _lock(account, guest)
    claim = Claim.objects.filter(guest=guest).first()
    if claim is not None:
        return claim
    moved: dict[str, list[int]] = {}
    before: dict[str, dict[str, dict[str, object]]] = {}
    for rule in RULES:
        moved[rule.model.__name__], before[rule.model.__name__] = _merge(rule, account, guest)
    _complete_by_union(account, catalog, before["LessonProgress"])
    return Claim.objects.create(account=account, guest=guest, moved=moved, before=before, claimed_at=now)


def _lock(*people: User) -> None:
    list(User.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk"))


def _stays_behind(row: object, account: User) -> bool:
    """Only one check of a kind may be open: a guest's half-done one stays behind where the account has its own."""
    if not isinstance(row, CheckAttempt) or row.sent_at is not None:
        return False
    return CheckAttempt.objects.filter(learner=account, sent_at=None, course=row.course, kind=row.kind).exists()


def _merge(rule: Rule, account: User, guest: User) -> tuple[list[int], dict[str, dict[str, object]]]:
    mine = {rule.identity(row): row for row in rule.rows_of(account)}
    moved: list[int] = []
    before: dict[str, dict[str, object]] = {}
    for theirs in rule.rows_of(guest):
        twin = mine.get(rule.identity(theirs))
        if twin is None and not _stays_behind(theirs, account):
            moved.append(theirs.pk)
        elif twin is not None and (changes := rule.combine(twin, theirs)):
            before[str(twin.pk)] = as_json(twin, rule.changes)
            rule.rows_of(account).filter(pk=twin.pk).update(**changes)
    rule.rows_of(guest).filter(pk__in=moved).update(learner=account)
    return moved, before


def _complete_by_union(account: User, catalog: Catalog, before: dict[str, dict[str, object]]) -> None:
    """A lesson half answered here and half there is complete now, at the time of its last answer."""
    lessons = {(lesson.course, lesson.slug): lesson for one in catalog.courses.values() for lesson in one.lessons}
    for row in LessonProgress.objects.filter(learner=account, completed_at=None, pk__in=[int(pk) for pk in before]):
        lesson = lessons.get((row.course, row.lesson))
        answers = list(Answer.objects.filter(learner=account).in_lesson(row.course, row.lesson))
        if lesson and answers and state_of(lesson, answers).is_complete:
            row.completed_at = max(answer.at for answer in answers)
            row.save(update_fields=["completed_at"])


@transaction.atomic
def undo(*, account: User, now: datetime) -> Claim:
    """Take the last claim back within ten minutes: rows return to the guest, changed rows to what they were.

    What the account did since stays with the account. Raises TooLateToUndoError.
    """
    claim = Claim.objects.filter(account=account, claimed_at__gt=now - UNDO_FOR).order_by("-pk").first()
    if claim is None:
        raise TooLateToUndoError
    _lock(account, claim.guest)
    for name, ids in claim.moved.items():
        BY_NAME[name].rows_of(account).filter(pk__in=ids).update(learner=claim.guest)
    for name, rows in claim.before.items():
        for pk, values in rows.items():
            _restore(BY_NAME[name], account, int(pk), values, claim.claimed_at)
    claim.delete()
    return claim


def _restore(rule: Rule, account: User, pk: int, values: dict[str, Any], claimed_at: datetime) -> None:
    row = rule.rows_of(account).filter(pk=pk).first()
    if row is None or _was_used_since(row, claimed_at):
        return
    rule.rows_of(account).filter(pk=pk).update(**from_json(values))


def _was_used_since(row: object, claimed_at: datetime) -> bool:
    if isinstance(row, LessonProgress):
        return row.touched_at > claimed_at
    return isinstance(row, ReviewCard) and row.reviewed_at > claimed_at
