"""A question at its place in a lesson: pure values, no database, no clock."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from courses.catalog.model.asking import Asked, Mark

SHUFFLES = 8  # orders of one question; a learner always meets the same one
ROOM = 0  # the order in a room: letters are the same on the wall, on phones and on paper


@dataclass(frozen=True, slots=True)
class Question:
    """A question at its place. `version` is the hash of what it means (published/versions.py): other words leave
    it as it is. `earlier` are hashes under which answers to the same meaning were kept before."""

    id: str
    course: str
    lesson: str
    body: Asked
    cites: tuple[str, ...]
    version: str
    earlier: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        return self.body.kind

    @property
    def is_marked(self) -> bool:
        return self.body.is_marked

    @property
    def versions(self) -> frozenset[str]:
        """All versions that mean the same as this question does now."""
        return self.earlier | {self.version}

    def means(self, version: str) -> bool:
        """Whether the question had the meaning it has now, when it had this version."""
        return version == self.version or version in self.earlier

    def mark(self, given: str) -> Mark:
        """Mark an answer in its canonical text; raises NotAChoice."""
        return self.body.mark(given)

    def offers(self, given: str) -> bool:
        """Whether this is an answer that can be marked: not to a question that is not marked, nor to an older text."""
        try:
            self.body.mark(given)
        except (ValueError, NotImplementedError):
            return False
        return True

    def verdicts(self, given: str) -> Mapping[str, bool]:
        """For everything chosen, or put somewhere, in an answer: whether it was right; so that only what was wrong
        is asked again. Empty for a number, and for what the question does not offer."""
        return self.body.verdicts(given) if self.offers(given) else {}

    def fields(self, given: str) -> dict[str, list[str]]:
        """The form fields that carry an answer; none for no answer."""
        return self.body.fields(given) if given else {}

    def shuffled(self, seed: int) -> tuple[str, ...]:
        """Keys of the choices in the order shown to a learner whose seed is `seed` (ROOM to SHUFFLES - 1)."""
        return _shown_order(self, seed)

    def __hash__(self) -> int:
        """Of what names it, not of all its words: a page of a lesson looks many questions up."""
        return hash((self.course, self.lesson, self.id, self.version))


@lru_cache(maxsize=8192)  # SHUFFLES orders of a thousand questions
def _shown_order(question: Question, seed: int) -> tuple[str, ...]:
    chance = random.Random(f"{question.course}/{question.lesson}/{question.id}/{seed}")  # noqa: S311 - not a secret
    return question.body.in_shown_order(chance)
