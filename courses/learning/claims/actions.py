"""Adds a guest's learning to an account, and undoes it; each one transaction, each safe to repeat."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.accounts.http.refusals import UNDO_WINDOW, TooLateError
from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog
from courses.learning.claims.merging import RULES, MergeRule, as_json, from_json, rule_named, values_as_json
from courses.learning.course_progress.progress import state_of
from courses.learning.course_progress.summaries import summarize_all
from courses.learning.models import (
    Answer,
    CheckAttempt,
    Claim,
    ClaimOffer,
    LearningPath,
    LearningRecord,
    LessonProgress,
    StepChoice,
    WellbeingResult,
)

Rows = dict[str, dict[str, dict[str, Any]]]  # by table and id: values of that row


class NotAGuestError(Exception):
    """The guest has become an account, or has been added to another one."""


@transaction.atomic
def add_guest_learning(*, account: User, guest: User, catalog: Catalog, now: datetime) -> Claim:
    """Give all of `guest`'s learning to `account`; what both have becomes one. Repeating returns the first claim.

    What this guest has learned since then is a claim of its own, and then only that can be undone. Of a guest who is
    an account meanwhile, or whose learning another account was given, nothing is taken.
    """
    _lock(account, guest)
    claim = Claim.objects.filter(guest=guest).first()
    is_guest = User.objects.filter(pk=guest.pk, username=None).exists()
    if not is_guest or (claim is not None and claim.account_id != account.pk):
        raise NotAGuestError
    if claim is not None:
        if not _has_learned_since(claim):
            return claim
        claim.delete()
    moved: Rows = {}
    changed: Rows = {}
    for rule in RULES:
        moved[rule.model.__name__], changed[rule.model.__name__] = _merge(rule, account, guest)
    _complete_by_union(account, catalog, changed["LessonProgress"])
    _summarize(account, guest)
    ClaimOffer.objects.filter(guest=guest).delete()
    return Claim.objects.create(account=account, guest=guest, moved=moved, before=changed, claimed_at=now)


def _has_learned_since(claim: Claim) -> bool:
    """Whether this guest has done anything after the learning was added."""
    since = claim.claimed_at
    rows = (
        Answer.objects.filter(at__gt=since), LessonProgress.objects.filter(touched_at__gt=since),
        CheckAttempt.objects.filter(started_at__gt=since), StepChoice.objects.filter(chosen_at__gt=since),
        WellbeingResult.objects.filter(at__gt=since), LearningRecord.objects.filter(issued_at__gt=since),
        LearningPath.objects.filter(touched_at__gt=since),
    )  # fmt: skip
    return any(one.filter(learner=claim.guest_id).exists() for one in rows)


def offer(*, account: User, guest: User, now: datetime) -> ClaimOffer:
    """Store that this account signed in where this guest had learned; a question that was answered stays answered."""
    row, is_new = ClaimOffer.objects.get_or_create(account=account, guest=guest, defaults={"offered_at": now})
    if not is_new and row.declined_at is None:
        ClaimOffer.objects.filter(pk=row.pk).update(offered_at=now)
    return row


def decline(*, account: User, guest: User, now: datetime) -> None:
    """Store that a guest's learning is not this account's; this can be undone while that learning is kept."""
    ClaimOffer.objects.update_or_create(
        account=account, guest=guest, defaults={"declined_at": now}, create_defaults={
            "declined_at": now, "offered_at": now
        },
    )  # fmt: skip


def _lock(*people: User) -> None:
    list(User.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk"))


def _summarize(*people: User) -> None:
    for person in people:
        summarize_all(person.pk)


def _stays_behind(row: object, other: User) -> bool:
    """Only one check of a kind, and one path, may be open: a half-done one stays where it is when the other person has
    one of their own."""
    if isinstance(row, LearningPath):
        return row.made_at is None and LearningPath.objects.filter(learner=other, made_at=None).exists()
    if not isinstance(row, CheckAttempt) or row.sent_at is not None:
        return False
    return CheckAttempt.objects.filter(learner=other, sent_at=None, course=row.course, kind=row.kind).exists()


def _merge(rule: MergeRule, account: User, guest: User) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """By their ids: rows that moved, as they were; and what the account's own rows were and became."""
    mine = {rule.identity(row): row for row in rule.rows_of(account)}
    moved: dict[str, dict[str, Any]] = {}
    changed: dict[str, dict[str, Any]] = {}
    for theirs in rule.rows_of(guest):
        twin = mine.get(rule.identity(theirs))
        if twin is None and not _stays_behind(theirs, account):
            moved[str(theirs.pk)] = as_json(theirs, rule.changes)
        elif twin is not None and (changes := rule.combine(twin, theirs)):
            was = as_json(twin, rule.changes)
            rule.rows_of(account).filter(pk=twin.pk).update(**changes)
            changed[str(twin.pk)] = {"was": was, "became": {**was, **values_as_json(changes)}}
    rule.rows_of(guest).filter(pk__in=[int(pk) for pk in moved]).update(learner=account)
    return moved, changed


def _complete_by_union(account: User, catalog: Catalog, changed: dict[str, dict[str, Any]]) -> None:
    """A lesson half answered here and half there is complete now, at the time of its last answer."""
    for row, answers, is_complete in _answered(account, catalog, changed):
        if is_complete and row.completed_at is None:
            row.completed_at = max(answer.at for answer in answers)
            row.save(update_fields=["completed_at"])
            changed[str(row.pk)]["became"] |= as_json(row, ["completed_at"])


def _complete_no_more_than_answered(account: User, catalog: Catalog, claim: Claim) -> None:
    """A lesson that is complete since the merge, or because of it, is open again without the guest's answers."""
    moved, changed = claim.moved["LessonProgress"], claim.before["LessonProgress"]
    for row, _answers, is_complete in _answered(account, catalog, {*moved, *changed}):
        at = row.completed_at
        if at is not None and not is_complete and (at > claim.claimed_at or str(row.pk) in moved):
            row.completed_at = None
            row.save(update_fields=["completed_at"])


def _answered(
    account: User, catalog: Catalog, rows: Iterable[str]
) -> Iterator[tuple[LessonProgress, list[Answer], bool]]:
    """Of these rows that are the account's: each with its answers, and whether they complete the lesson.

    Lessons without questions, or retired ones, are left out: their answers do not say.
    """
    lessons = {(lesson.course, lesson.slug): lesson for one in catalog.courses.values() for lesson in one.lessons}
    for row in LessonProgress.objects.filter(learner=account, pk__in=[int(pk) for pk in rows]):
        lesson = lessons.get((row.course, row.lesson))
        if lesson and lesson.marked_questions:
            answers = list(Answer.objects.filter(learner=account).in_lesson(row.course, row.lesson))
            yield row, answers, state_of(lesson, answers).is_complete


@transaction.atomic
def undo(*, account: User, catalog: Catalog, now: datetime) -> Claim:
    """Undo the last claim within thirty days: moved rows return to the guest, changed rows to their earlier values.

    What the account did since stays with the account. Raises TooLateError.
    """
    claim = Claim.objects.filter(account=account, claimed_at__gt=now - UNDO_WINDOW).order_by("-pk").first()
    if claim is None:
        raise TooLateError
    _lock(account, claim.guest)
    for name, rows in claim.moved.items():
        _give_back(rule_named(name), claim, rows)
    for name, rows in claim.before.items():
        for pk, values in rows.items():
            _restore(rule_named(name), account, int(pk), values)
    _complete_no_more_than_answered(account, catalog, claim)
    _summarize(account, claim.guest)
    claim.delete()
    decline(account=account, guest=claim.guest, now=now)
    return claim


def _give_back(rule: MergeRule, claim: Claim, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Rows return to the guest as they were. Of a lesson that the account went on with, both have their own row."""
    for row in rule.rows_of(claim.account).filter(pk__in=[int(pk) for pk in rows]):
        if rule.is_kept(row, claim.claimed_at) or _stays_behind(row, claim.guest):
            continue
        was = rows[str(row.pk)]
        returned = copy(row)
        if rule.is_of_place and as_json(row, rule.changes) != was:
            returned.pk = None
        for name, value in {"learner": claim.guest, **from_json(was)}.items():
            setattr(returned, name, value)
        returned.save(force_insert=returned.pk is None)


def _restore(rule: MergeRule, account: User, pk: int, values: Mapping[str, Any]) -> None:
    """Make one row what it was, unless somebody has changed it after the merge."""
    row = rule.rows_of(account).filter(pk=pk).first()
    if row is not None and as_json(row, rule.changes) == values["became"]:
        rule.rows_of(account).filter(pk=pk).update(**from_json(values["was"]))
