"""A filled form of "Keep a record of calls and messages"."""

from tests.exercises.kinds import Sample

SAMPLE = Sample(
    {
        "lender": "纸船银行", "lender_kind": "bank", "day_1": "2026-11-25", "time_1": "22:40", "how_1": "answered",
        "number_1": "0571", "who_1": "自称法务", "to_whom_1": "others", "words_1": "让我妈还钱", "kept_1": "recording",
        "told_1": "on", "day_2": "2026-11-24", "time_2": "10:05", "how_2": "message", "number_2": "1069",
        "words_2": "请尽快还款", "kept_2": "screenshot",
    },
    typed=("lender", "day_1", "time_1", "number_1", "who_1", "words_1", "number_2", "words_2"),
)  # fmt: skip
