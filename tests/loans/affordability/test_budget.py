"""Does a loan fit a household's month: the checked example, every reason, lumps, stress and the largest loan."""

from dataclasses import replace
from decimal import localcontext
from typing import Any

import pytest

from courses.loans.affordability.budget import Budget, KnownInstalment, assess
from courses.loans.errors import InvalidInput
from courses.loans.money import QuotedRate
from courses.loans.offer import OfferTerm, true_cost
from courses.loans.schedules.schedule import equal_instalments
from tests.loans.affordability.verdicts import codes_of, numbers_of, stress_of
from tests.loans.offers import D, budget, fee, offer

LOAN = offer(quoted_rate=QuotedRate(D("0.18")))
# Plenty of everything, so that one change at a time decides the verdict.
COMFORT = Budget(income=D(20_000), essentials=D(5_000), debts=D(0), savings=D(50_000))


def test_checked_example() -> None:
    result = assess(budget(), LOAN)

    assert result.verdict == "tight"
    assert codes_of(result) == ["income_drop", "small_buffer"]
    assert (result.share_before, result.share_after) == (D("0.1500"), D("0.2646"))
    assert (result.monthly, result.left) == (D("916.80"), D("1383.20"))
    assert (result.left_share, result.left_per_day) == (D("0.1729"), D("46.11"))
    assert (result.max_income_drop, result.buffer_months) == (D("0.1729"), D("0.91"))
    assert result.largest_by == {"debt_share": D("1680.00"), "income_drop": D("700.00"), "buffer": D("300.00")}
    assert (result.largest_instalment, result.largest_loan) == (D("300.00"), D(3200))
    assert result.months_to_save == 5
    assert result.lumps == ()


def test_checked_example_under_stress() -> None:
    result = assess(budget(), LOAN)

    # Twelve gaps of 216.80 are 2,601.61 with the cent of the last payment: savings of 6,000 outlast the loan.
    assert stress_of(result) == {
        "income_10": (D("583.20"), None, None),
        "income_20": (D("-216.80"), None, None),
        "income_30": (D("-1016.80"), D("5.90"), None),
        "bill": (D("1383.20"), None, D("1.63")),
        "income_20_and_bill": (D("-216.80"), None, D("18.93")),
        "month_without_income": (D("-6616.80"), D("0.91"), D("4.78")),
    }
    assert {one.code: one.used for one in result.stress}["income_20"] == D("2601.61")


def test_stress_is_sorted_by_the_least_money_at_hand() -> None:
    result = assess(budget(), LOAN)

    assert [(one.code, one.lowest) for one in result.stress] == [
        ("income_30", D("-6201.61")),
        ("month_without_income", D("-616.80")),
        ("income_20_and_bill", D("1148.39")),
        ("income_20", D("3398.39")),
        ("bill", D("5133.20")),
        ("income_10", D("6583.20")),
    ]


def test_savings_are_not_used_up_when_the_loan_ends_before() -> None:
    # 12,000 at 0.6 % flat in 12: a gap of 372 for twelve months takes 4,464 of 6,000.
    loan = offer(
        contract_amount=D(12_000),
        amount_received=D(12_000),
        repayment="flat_fee",
        quoted_rate=QuotedRate(D("0.006"), "instalment"),
    )
    income_20 = next(one for one in assess(budget(), loan).stress if one.code == "income_20")

    assert (income_20.left, income_20.used, income_20.months_until_empty) == (D("-372.00"), D("4464.00"), None)
    assert income_20.lowest == D("1536.00")


def test_gap_goes_on_after_the_loan_without_its_payments() -> None:
    # With a fifth less income 300 are missing even without the loan: 3 x 1,300, then 300 a month from 6,100.
    household = budget(income=D(6_750), essentials=D(4_500), debts=D(1_200), savings=D(10_000))
    loan = offer(term=OfferTerm(3), quoted_rate=QuotedRate(D(0)), contract_amount=D(3_000), amount_received=D(3_000))
    income_20 = next(one for one in assess(household, loan).stress if one.code == "income_20")

    assert income_20.left == D("-1300.00")
    assert income_20.months_until_empty == D("23.33")  # 12 months take 6,600, the other 3,400 last 11.33


def test_callers_decimal_context_changes_nothing() -> None:
    expected = assess(budget(), LOAN), true_cost(LOAN)

    with localcontext(prec=3):
        assert (assess(budget(), LOAN), true_cost(LOAN)) == expected


def test_reasons_say_what_would_change_them() -> None:
    result = assess(budget(), LOAN)

    assert numbers_of(result, "income_drop") == {"gap": D("216.80"), "limit": D("700.00")}
    assert numbers_of(result, "small_buffer") == {"months": D("0.91"), "limit": D("300.00")}


@pytest.mark.parametrize(
    "loan",
    [LOAN, true_cost(LOAN), equal_instalments(D(10_000), D("0.015"), 12), KnownInstalment(D("916.80"))],
    ids=["offer", "cost", "schedule", "instalment"],
)
def test_every_form_of_the_same_loan_gives_the_same_answer(loan: Any) -> None:
    result = assess(budget(), loan)

    assert (result.verdict, result.left, result.largest_instalment) == ("tight", D("1383.20"), D("300.00"))
    known_only = isinstance(loan, KnownInstalment)
    assert result.largest_loan == (None if known_only else D(3200))
    assert result.months_to_save == (None if known_only else 5)


@pytest.mark.parametrize(
    ("changes", "verdict", "codes"),
    [
        ({}, "room", []),
        ({"income": D(0)}, "short", ["no_income", "short_before_loan", "short_each_month", "income_drop"]),
        ({"essentials": D(21_000)}, "short", ["short_before_loan", "short_each_month", "income_drop"]),
        ({"essentials": D(19_500), "savings": D(50_000)}, "short", ["short_each_month", "income_drop"]),
        ({"essentials": D(15_083), "savings": D(50_000)}, "room", []),
        ({"essentials": D("15083.21")}, "tight", ["income_drop"]),
        ({"savings": D("5916.80")}, "room", []),
        ({"savings": D("5916.79")}, "tight", ["small_buffer"]),
        ({"debts": D("6283.20")}, "room", []),
        ({"debts": D("6283.21")}, "tight", ["debt_share"]),
        ({"purpose": "repay_debt"}, "tight", ["borrowing_to_repay"]),
        ({"purpose": "everyday_bills"}, "tight", ["borrowing_for_bills"]),
        ({"debts": None}, "tight", ["debts_unknown"]),
        ({"savings": None}, "tight", ["small_buffer", "savings_unknown"]),
        (
            {"income": D(1_000), "essentials": D(950), "debts": None, "savings": None, "purpose": "repay_debt"},
            "short",
            [
                "short_each_month",
                "income_drop",
                "small_buffer",
                "debt_share",
                "borrowing_to_repay",
                "debts_unknown",
                "savings_unknown",
            ],
        ),
    ],
)
def test_verdict_and_reasons_in_order(changes: dict[str, Any], verdict: str, codes: list[str]) -> None:
    result = assess(replace(COMFORT, **changes), LOAN)

    assert (result.verdict, codes_of(result)) == (verdict, codes)


def test_unknown_cost_forbids_room() -> None:
    result = assess(COMFORT, replace(LOAN, fees=(fee("upfront"),), fees_complete=False))

    assert (result.verdict, codes_of(result)) == ("tight", ["cost_unknown"])
    assert numbers_of(result, "cost_unknown") == {"count": 2}
    assert result.largest_loan is None


def test_unknown_debts_leave_the_share_before_open() -> None:
    result = assess(replace(COMFORT, debts=None), LOAN)

    assert (result.share_before, result.share_after) == (None, D("0.0458"))


def test_no_income_has_no_shares_but_a_buffer() -> None:
    result = assess(replace(COMFORT, income=D(0)), LOAN)

    assert (result.share_before, result.share_after, result.left_share, result.max_income_drop) == (None,) * 4
    assert result.buffer_months == D("8.45")
    assert (result.largest_loan, result.months_to_save) == (None, None)


def test_nothing_going_out_has_no_buffer() -> None:
    result = assess(Budget(income=D(1), essentials=D(0), debts=D(0), savings=D(0)), KnownInstalment(D(0)))

    assert (result.verdict, result.buffer_months) == ("room", None)


def test_upfront_fee_comes_out_of_savings() -> None:
    upfront = replace(LOAN, fees=(fee("upfront", "1000"),))

    assert assess(budget(), upfront).buffer_months == D("0.76")
    assert assess(budget(), upfront).largest_by["buffer"] == D("-700.00")
    assert assess(budget(), upfront).largest_instalment == D("0.00")
    assert assess(budget(), KnownInstalment(D("916.80"), upfront=D(1000))).buffer_months == D("0.76")


def test_savings_below_the_upfront_fee_last_no_month() -> None:
    result = assess(budget(savings=D(500)), replace(LOAN, fees=(fee("upfront", "1000"),)))

    assert result.buffer_months == D("0.00")
    assert stress_of(result)["income_20"][1] == D("0.00")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"income": D(-1)}, "income", "negative"),
        ({"essentials": D("Infinity")}, "essentials", "not_finite"),
        ({"debts": D("0.001")}, "debts", "too_many_decimals"),
        ({"savings": D(10**9 + 1)}, "savings", "too_large"),
        ({"unexpected_bill": D(-1)}, "unexpected_bill", "negative"),
        ({"purpose": "fun"}, "purpose", "not_known"),
    ],
)
def test_budget_outside_its_limits_is_refused(changes: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        budget(**changes)

    assert (caught.value.field, caught.value.code) == (field, code)


def test_instalment_outside_its_limits_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        KnownInstalment(D(100), months=0)

    assert (caught.value.field, caught.value.code) == ("months", "too_small")
