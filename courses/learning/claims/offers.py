"""Counts of a guest's learning, shown when an account is asked whether it should be added."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
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

# What a person can do without an account, and when each was done. Review cards follow from answers.
DONE: dict[str, tuple[Any, str]] = {
    "answers": (Answer, "at"),
    "lessons": (LessonProgress, "touched_at"),
    "checks": (CheckAttempt, "started_at"),
    "promises": (StepChoice, "chosen_at"),
    "results": (WellbeingResult, "at"),
    "records": (LearningRecord, "issued_at"),
    "paths": (LearningPath, "touched_at"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A guest's learning that an account can add.

    Counts by kind, such as lessons and answers, and when it was last used.
    """

    guest: User
    lessons: int
    answers: int
    checks: int
    promises: int
    results: int
    records: int
    paths: int
    last_at: datetime


def offer_of(guest: User | None) -> Offer | None:
    """The learning of a guest that has not been added to any account yet, or None when there is none."""
    if guest is None:
        return None
    claim = Claim.objects.filter(guest=guest).first()
    counts: dict[str, int] = {}
    times: list[datetime] = []
    for name, (model, at) in DONE.items():
        rows = model.objects.filter(learner=guest, **({f"{at}__gt": claim.claimed_at} if claim else {}))
        found = rows.aggregate(count=Count("pk"), last_at=Max(at))
        counts[name] = found["count"]
        times += [found["last_at"]] if found["last_at"] else []
    return Offer(guest=guest, last_at=max(times), **counts) if times else None


def open_offer(account: User, *, here: User | None = None) -> Offer | None:
    """The open question about a guest who was here when this account signed in.

    A guest who has learned on since then may be somebody else, so it is asked again at the next sign-in there. `here`
    is the guest of this browser, about whom nothing may be stored yet.
    """
    rows = {row.guest_id: row for row in _rows(account)}
    for row in rows.values():
        offer = offer_of(row.guest) if row.declined_at is None else None
        if offer is not None and (offer.last_at <= row.offered_at or row.guest == here):
            return offer
    return offer_of(here) if here is not None and here.username is None and here.pk not in rows else None


def left_out(account: User) -> Offer | None:
    """The guest's learning that the person last declined and that is still kept, in case of a mistake; or None."""
    offers = (offer_of(row.guest) for row in reversed(_rows(account)) if row.declined_at is not None)
    return next((offer for offer in offers if offer is not None), None)


def _rows(account: User) -> list[ClaimOffer]:
    """Guests who are still guests: one who has joined a group is a person with an account now."""
    mine = ClaimOffer.objects.filter(account=account, guest__username=None)
    return list(mine.select_related("guest").order_by("pk"))


def claim_to_undo(account: User | None, *, now: datetime) -> Claim | None:
    """The claim that can still be taken back."""
    if account is None:
        return None
    return Claim.objects.filter(account=account, claimed_at__gt=now - UNDO_WINDOW).order_by("-pk").first()
