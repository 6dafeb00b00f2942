"""What there is to add: a guest's learning in numbers, so that the question can be answered."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from courses.accounts.models import User
from courses.learning.claims.actions import UNDO_FOR
from courses.learning.models import Answer, Claim


@dataclass(frozen=True, slots=True)
class Offer:
    """ "Is this learning yours? 3 lessons, 12 answers, today 14:05"."""

    guest: User
    lessons: int
    answers: int
    checks: int
    last_at: datetime


def offer_of(guest: User | None) -> Offer | None:
    """The learning of a guest, or None when there is none; two queries."""
    if guest is None:
        return None
    answers = Answer.objects.filter(learner=guest).aggregate(
        lessons=Count("lesson", distinct=True), answers=Count("pk"), last_at=Max("at")
    )
    checks = guest.check_attempts.aggregate(checks=Count("pk"), last_at=Max("started_at"))
    times = [at for at in (answers["last_at"], checks["last_at"]) if at]
    if not times:
        return None
    return Offer(guest, answers["lessons"], answers["answers"], checks["checks"], max(times))


def claim_to_undo(account: User | None, *, now: datetime) -> Claim | None:
    """The claim that can still be taken back."""
    if account is None:
        return None
    return Claim.objects.filter(account=account, claimed_at__gt=now - UNDO_FOR).order_by("-pk").first()
