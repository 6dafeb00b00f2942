"""Finds the exercise of each kind that a lesson may name, by the folder of the kind's name."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.subjects import SUBJECTS


def _of(kind: ExerciseKind) -> Exercise:
    name = kind.name.lower()
    exercise: Exercise = import_module(f"courses.exercises.{SUBJECTS[name]}.{name}.exercise").EXERCISE
    return exercise


EXERCISES: Mapping[ExerciseKind, Exercise] = MappingProxyType({kind: _of(kind) for kind in ExerciseKind})
