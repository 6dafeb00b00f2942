"""A filled form of "When income is not steady"."""

from tests.exercises.kinds import Sample

FILLED = {
    "m1": "5000", "m2": "5400", "m3": "3700", "m4": "4300", "m5": "4600", "m6": "4700",
    "needs": "3200", "debts": "1000", "extra": "200", "buffer": "10",
}  # fmt: skip
SAMPLE = Sample(FILLED, typed=tuple(FILLED))
