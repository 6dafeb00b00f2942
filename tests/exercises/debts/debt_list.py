"""A filled form of "Every debt on one list": the drawn example."""

from tests.exercises.kinds import Sample

FILLED = {
    "available": "1800",
    "kind_1": "consumer_finance", "owed_1": "12000", "payment_1": "600", "rate_1": "24", "due_1": "3",
    "kind_2": "card", "owed_2": "8000", "payment_2": "300", "rate_2": "18.25", "due_2": "18",
    "kind_3": "platform_bank", "owed_3": "3000", "payment_3": "200", "rate_3": "12", "due_3": "8",
}  # fmt: skip

SAMPLE = Sample(FILLED, typed=("available", "owed_1", "payment_1", "rate_1", "due_1", "owed_3"))
