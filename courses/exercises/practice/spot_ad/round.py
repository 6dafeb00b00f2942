"""One round as it is played: it lives in the forms of the player's pages, signed, and nowhere else."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.core import signing

from courses.catalog.model.schema import Specimen
from courses.exercises.practice.spot_ad.bank import bank, is_flagged, signs_of
from courses.exercises.practice.spot_ad.dealing import ROUND, deal, seen_after
from courses.exercises.practice.spot_ad.discernment import ACCUSED, CAUGHT, CLEARED, MISJUDGED, MISSED, Tally
from courses.exercises.results.outcome import Score

SALT = "round of advertisements"


@dataclass(frozen=True, slots=True)
class Call:
    """The player's decision on one advertisement: whether they walk away, and the parts that they marked."""

    walks: bool
    marked: tuple[str, ...] = ()

    def of(self, specimen: Specimen) -> str:
        """The judgement: CAUGHT, MISSED, ACCUSED or CLEARED."""
        if is_flagged(specimen):
            return CAUGHT if self.walks else MISSED
        return ACCUSED if self.walks else CLEARED


@dataclass(frozen=True, slots=True)
class AdRound:
    """The ids dealt, in order, and what was said of them so far; `seen` were met in earlier rounds."""

    deck: tuple[str, ...]
    calls: tuple[Call, ...] = ()
    seen: tuple[str, ...] = ()
    only: tuple[str, ...] = ()  # signs to which a lesson keeps its round

    @classmethod
    def dealt(
        cls, *, count: int = ROUND, only: Collection[str] = (), seen: Sequence[str] = (), first: Collection[str] = ()
    ) -> Self:
        flagged = {key: is_flagged(specimen) for key, specimen in bank(only).items()}
        deck = deal(flagged, count=count, seen=seen, first=first, seed=secrets.token_hex(8))
        return cls(deck, seen=tuple(seen), only=tuple(only))

    def sealed(self) -> str:
        calls = [[call.walks, *call.marked] for call in self.calls]
        return signing.dumps([self.deck, calls, self.seen, self.only], salt=SALT, compress=True)

    @classmethod
    def opened(cls, sealed: str) -> Self | None:
        """The round from its signed text; None if the signature is wrong or one of its advertisements is gone."""
        try:
            deck, calls, seen, only = signing.loads(sealed, salt=SALT)
        except (signing.BadSignature, ValueError):
            return None
        found = cls(
            tuple(deck), tuple(Call(walks, tuple(marked)) for walks, *marked in calls), tuple(seen), tuple(only)
        )
        return found if set(found.deck) <= bank().keys() else None

    def with_call(self, call: Call) -> "AdRound":
        return replace(self, calls=(*self.calls, call))

    def next_one(self) -> "AdRound":
        """Another round of the same length, of what has not been seen."""
        return self.dealt(count=len(self.deck), only=self.only, seen=seen_after(self.seen, self.deck))

    @property
    def not_met(self) -> int:
        """How many of its bank were in no round yet, this one included."""
        return len(bank(self.only).keys() - {*self.seen, *self.deck})

    @property
    def number(self) -> int:
        """The number of the advertisement that is asked about, from 1."""
        return len(self.calls) + 1

    @property
    def is_over(self) -> bool:
        return len(self.calls) >= len(self.deck)

    @property
    def asked(self) -> str:
        """The id of the advertisement that is asked about."""
        return self.deck[len(self.calls)]

    @property
    def judged(self) -> Mapping[str, str]:
        """The judgement of each advertisement decided so far."""
        return {key: call.of(bank()[key]) for key, call in zip(self.deck, self.calls, strict=False)}

    @property
    def tally(self) -> Tally:
        return Tally.of(self.judged.values())

    @property
    def misjudged(self) -> Mapping[str, Call]:
        judged = self.judged
        pairs = zip(self.deck, self.calls, strict=False)
        return {key: call for key, call in pairs if judged[key] in MISJUDGED}

    @property
    def score(self) -> Score:
        return Score(self.tally.right, self.tally.asked, self.judged)


def marked_parts(specimen: Specimen, sent: Collection[str]) -> tuple[str, ...]:
    """Of the sent keys those that are parts of it, in its order."""
    return tuple(key for key in specimen.parts if key in sent)


def signs_found(specimen: Specimen, call: Call) -> tuple[int, int, int]:
    """How many signs it has, how many of them were marked, and how many parts were marked that are fine."""
    signs, marked = set(signs_of(specimen)), set(call.marked)
    return len(signs), len(signs & marked), len(marked - signs)
