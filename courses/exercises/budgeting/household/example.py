"""Made-up figures of ours: the month of the household that the first course tells of."""

MONTH = {
    "wages": "2900", "gig": "1700", "housing": "1000", "food": "1200", "bills": "350", "care": "350",
    "family": "500", "debts": "1000", "wants": "400",
}  # fmt: skip
SIX_MONTHS = {"m1": "5000", "m2": "5400", "m3": "3700", "m4": "4300", "m5": "4600", "m6": "4700"}
