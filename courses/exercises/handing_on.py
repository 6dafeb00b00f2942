"""Buttons that take the same figures to another exercise: its form comes up filled, and nothing is worked out yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.model.schema import ExerciseKind

LATE = "late-or-more-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnWith:
    """`data` fills boxes of the exercise `kind`, by its names for them."""

    kind: str
    label: str
    data: Mapping[str, str]
    is_main: bool = False


def on_to_late(data: Mapping[str, str]) -> Iterator[OnWith]:
    """The loan for whoever has it already and is late."""
    if LATE in [kind.value for kind in ExerciseKind]:
        yield OnWith(kind=LATE, label=_("I am already late with it"), data=data)
