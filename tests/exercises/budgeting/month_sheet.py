"""A filled form of "My month on one page"."""

from tests.exercises.kinds import Sample

MONTH = {
    "wages": "2900", "gig": "1700", "other_in": "50", "housing": "1000", "food": "1200", "bills": "350", "care": "351",
    "yearly": "1201", "family": "500", "debts": "1001", "pay_later": "20", "wants": "400", "people": "2",
}  # fmt: skip
SAMPLE = Sample(MONTH, typed=tuple(name for name in MONTH if name != "people"))
