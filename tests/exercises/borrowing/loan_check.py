"""A filled form of "Is this loan dangerous?"."""

from tests.exercises.kinds import Sample

SAMPLE = Sample({"received": "700", "total": "1000", "when": "7-days"}, typed=("received", "total"))
