"""When an advertisement that was misjudged comes back: after 1, 7 and 30 days, until it was right each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from courses.exercises.practice.spot_ad.dealing import FLAGGED_SHARE, ROUND, seen_after
from courses.exercises.practice.spot_ad.discernment import MISJUDGED

AFTER = (1, 7, 30)
LEAST_ROUND = 4


@dataclass(frozen=True, slots=True)
class KeptRound:
    """One round that was kept: its day, and of each advertisement how it was judged."""

    day: date
    judged: Mapping[str, str]


def waiting(rounds: Iterable[KeptRound]) -> dict[str, date]:
    """Each misjudged advertisement and the day from which on it comes back; `rounds` in order of time.

    A right judgement before that day changes nothing.
    """
    steps: dict[str, tuple[int, date]] = {}
    for one in rounds:
        for ad, word in one.judged.items():
            step, due = steps.get(ad, (0, one.day))
            if word in MISJUDGED:
                steps[ad] = (0, one.day + timedelta(days=AFTER[0]))
            elif ad in steps and one.day >= due:
                del steps[ad]
                if step + 1 < len(AFTER):
                    steps[ad] = (step + 1, one.day + timedelta(days=AFTER[step + 1]))
    return {ad: due for ad, (_step, due) in steps.items()}


def seen_in(rounds: Iterable[KeptRound]) -> tuple[str, ...]:
    """All advertisements of stored rounds, the last seen last."""
    seen: tuple[str, ...] = ()
    for one in rounds:
        seen = seen_after(seen, tuple(one.judged))
    return seen


def length_for(flagged: int, clean: int) -> int:
    """The length of the shortest round that has room for this many returning ones, and for others of both kinds."""
    for count in range(LEAST_ROUND, ROUND):
        places = round(count * FLAGGED_SHARE)
        if places >= flagged and count - places >= clean and count > flagged + clean:
            return count
    return ROUND
