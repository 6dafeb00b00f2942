"""What a learner's page of advertisements shows: what comes back today, and the rounds that were kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.practice.spot_ad.bank import bank, is_flagged
from courses.exercises.practice.spot_ad.discernment import Tally
from courses.exercises.practice.spot_ad.round import AdRound
from courses.learning.practice.ads.schedule import KeptRound, length_for, seen_in, waiting

SHOWN = 10  # rounds, the newest first


@dataclass(frozen=True, slots=True)
class AdsToday:
    """`due` come back today; `next_on` is the day on which the next ones do."""

    rounds: tuple[KeptRound, ...] = ()
    ids: tuple[int, ...] = ()  # of the rounds, in their order
    due: tuple[str, ...] = ()
    next_on: date | None = None
    has_outcomes: bool = False  # whether any exercise was done, this one or another

    @property
    def count(self) -> int:
        return len(self.due)

    @property
    def latest(self) -> tuple[tuple[int, date, Tally], ...]:
        """The newest rounds by their number, day and count."""
        newest = list(zip(self.ids, self.rounds, strict=True))[: -SHOWN - 1 : -1]
        return tuple((number, one.day, Tally.of(one.judged.values())) for number, one in newest)

    def next_round(self) -> AdRound:
        """What comes back first, then what has not been seen yet."""
        seen = seen_in(self.rounds)
        if not self.due:
            return AdRound.dealt(seen=seen)
        flagged = sum(is_flagged(bank()[ad]) for ad in self.due)
        return AdRound.dealt(count=length_for(flagged, len(self.due) - flagged), seen=seen, first=self.due)


def met_in_kept_rounds(visit: Visit) -> tuple[str, ...]:
    """What the reader met in rounds they kept; nothing while storage is away: a round can be played all the same."""
    if visit.learner is None:
        return ()
    try:
        return seen_in(ads_today(visit.learner, timezone.now()).rounds)
    except (DatabaseError, InterfaceError):
        return ()


def ads_today(learner: User | None, now: datetime) -> AdsToday:
    """The learner's kept rounds and what comes back today, if still in the bank; one query, none for a visitor."""
    if learner is None:
        return AdsToday()
    outcomes = list(learner.exercise_outcomes.order_by("at", "pk"))
    rows = [row for row in outcomes if row.kind == ExerciseKind.SPOT_AD and row.taken_back_at is None]
    rounds, today = tuple(KeptRound(timezone.localdate(row.at), row.judged) for row in rows), timezone.localdate(now)
    days = {ad: day for ad, day in waiting(rounds).items() if ad in bank()}
    later = [day for day in days.values() if day > today]
    return AdsToday(
        rounds=rounds,
        ids=tuple(row.pk for row in rows),
        due=tuple(ad for ad, day in days.items() if day <= today),
        next_on=min(later, default=None),
        has_outcomes=bool(outcomes),
    )
