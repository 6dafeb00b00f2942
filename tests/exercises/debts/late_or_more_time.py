"""A filled form of "What if I pay late, or ask for more time?": the checked table of plans."""

from tests.exercises.kinds import Sample

FILLED = {
    "principal": "9000", "count": "9", "rate": "18", "arrears": "250", "days_late": "8", "can_pay": "600",
    "multiple": "1.5", "base": "overdue_principal", "late_fee": "0", "goes_on": "no", "pause": "3",
    "pause_interest": "yes", "spread": "18", "free": "12", "plan_fee": "0",
}  # fmt: skip

SAMPLE = Sample(
    FILLED,
    typed=("principal", "count", "rate", "arrears", "days_late", "can_pay", "late_fee", "pause", "spread", "free",
           "plan_fee"),
)  # fmt: skip
