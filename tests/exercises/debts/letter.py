"""A filled form of "A letter of your own"."""

from tests.exercises.kinds import Sample

SAMPLE = Sample(
    {
        "about": "hardship", "lender": "纸船银行", "name": "王小林", "phone": "13900000000", "contract": "0000",
        "loan_amount": "6000", "instalment_number": "5", "instalment": "558.09", "due": "2026-12-15",
        "change": "这个月起排班减半", "how_long": "三个月", "proof": "工资条", "income": "3400", "essentials": "3000",
        "debts": "没有", "offer": "320", "offer_from": "2026-12-15", "request": "more", "answer_by": "2026-12-12",
    },
    typed=(
        "lender", "name", "phone", "contract", "loan_amount", "instalment_number", "instalment", "due", "change",
        "how_long", "proof", "income", "essentials", "debts", "offer", "offer_from", "answer_by",
    ),
)  # fmt: skip
