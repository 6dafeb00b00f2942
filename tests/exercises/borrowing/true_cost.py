"""A filled form of "What does this offer really cost?": two offers, so that both kinds of names are tried."""

from tests.exercises.kinds import Sample

FILLED = {
    "amount": "10000", "received": "10000", "count": "12", "interval": "month", "rate": "12", "unit": "year",
    "fees": "some", "guarantee": "83.33", "guarantee_when": "each_instalment", "stated_all_in": "12",
    "late_rate": "18", "late_unit": "year", "late_on": "overdue_principal", "late_fee": "0",
    "second-received": "10000", "second-count": "12", "second-interval": "month", "second-instalment": "900",
    "second-fees": "none",
}  # fmt: skip

SAMPLE = Sample(
    FILLED,
    typed=("amount", "received", "count", "rate", "guarantee", "late_rate", "second-received", "second-instalment"),
)
