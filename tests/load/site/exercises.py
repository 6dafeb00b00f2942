"""What the benchmarks fill into each exercise: the same filled forms with which every kind is given its proofs."""

import os
from collections.abc import Mapping

import django


def filled_exercises() -> Mapping[str, Mapping[str, str]]:
    """By the name of each registered kind, a filled form that has a result."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()
    from courses.exercises.registry import EXERCISES
    from tests.exercises.kinds import sample_of

    return {kind.value: sample_of(kind).filled for kind in EXERCISES}
