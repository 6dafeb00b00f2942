"""A filled form of "A cushion before credit"."""

from tests.exercises.kinds import Sample

FILLED = {
    "essentials": "3200", "savings": "20", "set_aside": "25", "set_aside_per": "week", "target": "own",
    "own_target": "500",
}  # fmt: skip
SAMPLE = Sample(FILLED, typed=("essentials", "savings", "set_aside", "own_target"))
