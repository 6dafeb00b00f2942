"""The `SAMPLE` of each kind: a filled form, with which every kind is given the same proofs."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.subjects import SUBJECTS


@dataclass(frozen=True, slots=True)
class Sample:
    """A form that has a result. `typed` are its boxes whose text is the reader's own, figures or words."""

    filled: Mapping[str, str]
    typed: tuple[str, ...]
    is_unmarked: bool = False  # nothing typed can be wrong in it: every text is taken as it is
    needs_nothing: bool = False  # an empty form has a result too


def sample_of(kind: ExerciseKind) -> Sample:
    """Raises ModuleNotFoundError for a kind that has none: each new kind brings its own."""
    name = kind.name.lower()
    sample: Sample = import_module(f"tests.exercises.{SUBJECTS[name]}.{name}").SAMPLE
    return sample
