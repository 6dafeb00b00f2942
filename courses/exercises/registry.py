"""Which exercise stands behind each kind that a lesson may name."""

from collections.abc import Mapping
from types import MappingProxyType

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.can_i_afford.exercise import CAN_I_AFFORD
from courses.exercises.loan_check.exercise import LOAN_CHECK

EXERCISES: Mapping[ExerciseKind, Exercise] = MappingProxyType({one.kind: one for one in (LOAN_CHECK, CAN_I_AFFORD)})
