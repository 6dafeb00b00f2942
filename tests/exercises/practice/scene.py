"""A moment of a scene: nothing is typed in it."""

from tests.exercises.kinds import Sample

SAMPLE = Sample({"about": "pay-first", "at": "frozen.deduct"}, typed=(), needs_nothing=True)
