"""How a loan enters the month: lumps, intervals, stress and the largest loan."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from courses.loans.arrears import PenaltyRule, penalty_interest
from courses.loans.budget import Affordability, Budget, Lump, assess, monthly
from courses.loans.money import QuotedRate
from courses.loans.offer import Term, resized
from courses.loans.schedule import equal_instalments, interest_first, single_payment
from tests.loans.offers import D, budget, fee, offer

LOAN = offer(quoted_rate=QuotedRate(D("0.18")))
# Plenty of everything, so that one change at a time decides the verdict.
COMFORT = Budget(income=D(20_000), essentials=D(5_000), debts=D(0), savings=D(50_000))


def _codes(result: Affordability) -> list[str]:
    return [reason.code for reason in result.reasons]


def _numbers(result: Affordability, code: str) -> dict[str, Any]:
    return dict(next(reason.numbers for reason in result.reasons if reason.code == code))


def _stress(result: Affordability) -> dict[str, tuple[Decimal, Decimal | None, Decimal | None]]:
    return {one.code: (one.left, one.months_until_empty, one.months_to_rebuild) for one in result.stress}


def test_single_payment_is_a_lump_and_no_monthly_payment() -> None:
    result = assess(budget(), offer(repayment="single_payment", term=Term(3)))

    # 6,000 saved and three months of 2,300.
    assert result.monthly == D("0.00")
    assert result.lumps == (Lump(month=3, amount=D("10300.00"), have=D("12900.00"), missing=D("0.00")),)
    assert "lump_not_covered" not in _codes(result)


def test_lump_that_is_not_covered_makes_it_short() -> None:
    result = assess(COMFORT, offer(contract_amount=D(90_000), repayment="single_payment", term=Term(7, "day")))

    assert (result.verdict, _codes(result)) == ("short", ["lump_not_covered"])
    assert _numbers(result, "lump_not_covered") == {
        "month": 1,
        "amount": D("90207.12"),
        "have": D("50000.00"),
        "missing": D("40207.12"),
    }
    assert result.largest_loan == D(49_800)


@pytest.mark.parametrize(
    ("loan", "instalment", "lump"),
    [
        (offer(repayment="interest_first"), "100.00", "10000.00"),
        (interest_first(D(10_000), D("0.01"), 12), "100.00", "10000.00"),
        (offer(balloon=D(4000)), "573.09", "4000.03"),
        (offer(fees=(fee("at_end", "444"),)), "1332.47", None),
        (offer(fees=(fee("at_end", "445"),)), "888.49", "444.98"),
    ],
)
def test_last_payment_above_one_and_a_half_is_a_lump(loan: Any, instalment: str, lump: str | None) -> None:
    result = assess(COMFORT, loan)

    assert result.monthly == D(instalment)
    assert [one.amount for one in result.lumps] == ([] if lump is None else [D(lump)])


def test_lump_after_the_first_year_waits_for_its_month() -> None:
    result = assess(COMFORT, offer(repayment="interest_first", term=Term(24)))

    assert result.lumps == (Lump(month=24, amount=D("10000.00"), have=D("407600.00"), missing=D("0.00")),)


def test_schedule_of_one_payment_is_a_lump() -> None:
    result = assess(COMFORT, single_payment(D(1000), years=Fraction(1, 2), interest=D(50)))

    assert (result.monthly, result.lumps[0].amount, result.lumps[0].month) == (D("0.00"), D("1050.00"), 6)


@pytest.mark.parametrize(
    ("changes", "a_month"),
    [
        ({"term": Term(52, "week"), "stated_instalment": D("3.50")}, "15.17"),
        ({"term": Term(2, "week"), "stated_instalment": D(100)}, "200.00"),
        ({"term": Term(8, "quarter"), "stated_instalment": D(900)}, "300.00"),
        ({"term": Term(3, "year"), "stated_instalment": D(1200)}, "100.00"),
        ({"repayment": "equal_principal", "term": Term(24)}, "516.67"),
    ],
)
def test_instalments_become_a_sum_a_month(changes: dict[str, Any], a_month: str) -> None:
    assert assess(COMFORT, offer(**changes)).monthly == D(a_month)


def test_own_list_counts_its_largest_month_of_the_first_twelve() -> None:
    payments = (
        (Fraction(1, 24), D(300)),
        (Fraction(1, 12), D(300)),
        (Fraction(3, 24), D(500)),
        (Fraction(13, 12), D(700)),
    )
    result = assess(
        COMFORT, offer(contract_amount=D(1_700), repayment="custom", quoted_rate=None, stated_payments=payments)
    )

    assert (result.monthly, result.lumps) == (D("600.00"), ())


def test_monthly_turns_any_interval_into_months() -> None:
    assert [monthly(D(100), interval) for interval in ("week", "four_weeks", "month", "quarter", "year")] == [
        D("433.33"),
        D("108.33"),
        D("100.00"),
        D("33.33"),
        D("8.33"),
    ]


def test_rate_rise_is_tested_only_where_the_rate_can_change() -> None:
    fixed, variable = assess(COMFORT, LOAN), assess(COMFORT, replace(LOAN, rate_can_change=True))
    higher = equal_instalments(D(10_000), Fraction(20, 1200), 12).regular

    assert "rate_up_2" not in _stress(fixed)
    assert _stress(variable)["rate_up_2"] == (D(15_000) - higher, None, None)


def test_rate_rise_of_an_own_list_counts_on_the_balance() -> None:
    payments = ((Fraction(1, 12), D(6000)), (Fraction(2, 12), D(6000)))
    loan = offer(repayment="custom", quoted_rate=None, stated_payments=payments, rate_can_change=True)

    assert _stress(assess(COMFORT, loan))["rate_up_2"][0] == D("8983.33")


def test_missed_instalment_is_tested_only_with_a_known_rule() -> None:
    rule = PenaltyRule(multiple=D("1.5"), late_fee=D(20))
    principal = equal_instalments(D(10_000), D("0.015"), 12).instalments[0].principal
    late = D(20) + penalty_interest(principal=principal, annual_rate=D("0.27"), days=30)

    assert "instalment_missed" not in _stress(assess(COMFORT, replace(LOAN, penalty=PenaltyRule())))
    assert _stress(assess(COMFORT, replace(LOAN, penalty=rule)))["instalment_missed"][0] == D("14083.20") - late


def test_unexpected_bill_may_be_given() -> None:
    assert _stress(assess(budget(unexpected_bill=D(2000)), LOAN))["bill"][2] == D("1.45")
    assert _stress(assess(budget(unexpected_bill=D(2000)), LOAN))["income_20_and_bill"][1] == D("18.45")


def test_months_to_save_is_never_negative_and_needs_something_left() -> None:
    assert assess(budget(savings=D(50_000)), LOAN).months_to_save == 0
    assert assess(budget(essentials=D(6_800)), LOAN).months_to_save is None


def test_largest_loan_keeps_fixed_fees_and_scales_shares() -> None:
    loan = replace(LOAN, fees=(fee("each_instalment", "50"), fee("upfront", share=D("0.02"))))
    result = assess(budget(), loan)

    assert assess(budget(), resized(loan, result.largest_loan)).verdict == "room"
    assert assess(budget(), resized(loan, result.largest_loan + 100)).verdict != "room"


def test_no_amount_has_room_when_fixed_fees_alone_are_too_much() -> None:
    assert assess(budget(), replace(LOAN, fees=(fee("each_instalment", "301"),))).largest_loan == D(0)


def test_endless_means_reach_the_highest_amount() -> None:
    rich = Budget(income=D(10**9), essentials=D(0), debts=D(0), savings=D(10**9))

    assert assess(rich, LOAN).largest_loan == D(10**9)
