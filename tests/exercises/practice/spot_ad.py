"""The beginning of a round of "Would you walk away?": nothing is typed in it."""

from tests.exercises.kinds import Sample

SAMPLE = Sample({"count": "4"}, typed=(), needs_nothing=True)
