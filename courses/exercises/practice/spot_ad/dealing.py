"""Chooses the advertisements of a round: none repeats before all were seen, except those that are due to come back."""

import random
from collections.abc import Collection, Mapping, Sequence

ROUND = 10
FLAGGED_SHARE = 0.6


def deal(
    bank: Mapping[str, bool], *, count: int = ROUND, seen: Sequence[str] = (), first: Collection[str] = (), seed: str
) -> tuple[str, ...]:
    """A round of `count` ids of `bank` (id -> whether it is flagged), six in ten of them flagged, in seeded order.

    Ids of `first` are taken before all others, then unseen ones, then those seen longest ago.
    """
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    flagged = round(count * FLAGGED_SHARE)
    deck: list[str] = []
    for is_flagged, wanted in ((True, flagged), (False, count - flagged)):
        ids = sorted(one for one in bank if bank[one] is is_flagged)
        chance.shuffle(ids)
        ids.sort(key=lambda one: (one not in first, seen.index(one) if one in seen else -1))
        deck += ids[:wanted]
    chance.shuffle(deck)
    return tuple(deck)


def seen_after(seen: Sequence[str], deck: Sequence[str]) -> tuple[str, ...]:
    """What has been seen, the last seen last, each once."""
    return (*(one for one in seen if one not in deck), *deck)
