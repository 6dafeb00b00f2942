"""A filled form of "When is it deleted from the register?"."""

from tests.exercises.kinds import Sample

SAMPLE = Sample(
    {"name_1": "loan A", "late_1": "2026-03-10", "paid_1": "2026-09-01", "name_2": "loan B", "open_2": "on"},
    typed=("name_1", "late_1", "paid_1", "name_2"),
)
