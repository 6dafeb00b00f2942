"""The examples of all kinds, gathered from the test file of each: tests here and in the browser draw them all."""

from importlib import import_module

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments
from courses.catalog.drawings.registry import known_kinds


def examples_of(name: str) -> tuple[GivenArguments, ...]:
    """What the test file of a kind draws."""
    examples: tuple[GivenArguments, ...] = import_module(
        f"tests.catalog.drawings.kinds.test_{name.replace('-', '_')}"
    ).EXAMPLES
    return examples


EXAMPLES: tuple[tuple[ArgumentKind, GivenArguments], ...] = tuple(
    (kind, given) for name, kind in known_kinds().items() for given in examples_of(name)
)
