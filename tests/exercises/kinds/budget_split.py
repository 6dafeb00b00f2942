"""A filled form of "Choose a budget that fits"."""

from tests.exercises.kinds.month_sheet import SAMPLE as SAMPLE
