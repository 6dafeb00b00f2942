"""A filled form of "Choose a budget that fits"."""

from tests.exercises.budgeting.month_sheet import SAMPLE as SAMPLE
