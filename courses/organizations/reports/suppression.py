"""Hides counts of fewer than five people, and other counts from which these could be worked out."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")
LEAST = 5


def shown_count(count: int) -> int | None:
    """The number, or None where it is of fewer than five people."""
    return count if count >= LEAST else None


def shown_parts(parts: Mapping[Key, int]) -> Mapping[Key, int | None]:
    """Parts that make up a whole which is known: those under five are hidden.

    A hidden part would follow from the whole and the others; so the next smallest part is hidden too, until at least
    two are, and they are of five people or more together.
    """
    smallest = sorted(parts, key=lambda key: parts[key])
    hidden = [key for key in smallest if parts[key] < LEAST]
    if hidden:
        for key in smallest[len(hidden) :]:
            if len(hidden) > 1 and sum(parts[one] for one in hidden) >= LEAST:
                break
            hidden.append(key)
    return {key: None if key in hidden else count for key, count in parts.items()}
