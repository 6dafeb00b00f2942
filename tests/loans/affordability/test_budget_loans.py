"""How a loan enters the month: lumps, intervals, stress and the largest loan."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from courses.loans.affordability.budget import Budget, Lump, assess, monthly
from courses.loans.lateness.arrears import PenaltyRule, penalty_interest
from courses.loans.money import QuotedRate
from courses.loans.offer import OfferTerm, resized
from courses.loans.schedules.schedule import equal_instalments, interest_first, single_payment
from tests.loans.affordability.verdicts import codes_of, numbers_of, stress_of
from tests.loans.offers import D, budget, fee, offer

LOAN = offer(quoted_rate=QuotedRate(D("0.18")))
# Plenty of everything, so that one change at a time decides the verdict.
COMFORT = Budget(income=D(20_000), essentials=D(5_000), debts=D(0), savings=D(50_000))


def test_single_payment_is_a_lump_and_no_monthly_payment() -> None:
    result = assess(budget(), offer(repayment="single_payment", term=OfferTerm(3)))

    # 6,000 saved and three months of 2,300.
    assert result.monthly == D("0.00")
    assert result.lumps == (Lump(month=3, amount=D("10300.00"), have=D("12900.00"), missing=D("0.00")),)
    assert "lump_not_covered" not in codes_of(result)


def test_single_payment_within_the_month_is_in_the_month() -> None:
    household = Budget(income=D(8_000), essentials=D(3_000), debts=D(0), savings=D(20_000))
    loan = offer(
        contract_amount=D(1_400),
        amount_received=D(1_400),
        repayment="single_payment",
        term=OfferTerm(7, "day"),
        quoted_rate=None,
        stated_instalment=D(2_000),
    )
    result = assess(household, loan)

    assert (result.monthly, result.left, result.lumps) == (D("2000.00"), D("3000.00"), ())
    assert (result.share_after, result.fullest, result.due) == (D("0.2500"), 1, (D(2_000),))
    assert result.cash[:3] == (D("23000.00"), D("28000.00"), D("33000.00"))


@pytest.mark.parametrize(
    ("term", "month"),
    [
        (OfferTerm(1, "day"), 1),
        (OfferTerm(7, "day"), 1),
        (OfferTerm(30, "day"), 1),
        (OfferTerm(31, "day"), 1),
        (OfferTerm(32, "day"), 2),
        (OfferTerm(4, "week"), 1),
        (OfferTerm(5, "week"), 2),
        (OfferTerm(1), 1),
        (OfferTerm(62, "day"), 2),
        (OfferTerm(1, "quarter"), 3),
        (OfferTerm(1, "year"), 12),
    ],
)
def test_day_31_is_within_the_month_and_day_32_is_not(term: OfferTerm, month: int) -> None:
    result = assess(COMFORT, offer(repayment="single_payment", term=term))

    assert len(result.due) == month
    assert sum(1 for paid in result.due if paid) == 1
    assert bool(result.lumps) == (month > 1)


def test_lump_that_is_not_covered_makes_it_short() -> None:
    result = assess(COMFORT, offer(contract_amount=D(90_000), repayment="single_payment", term=OfferTerm(2)))

    assert (result.verdict, codes_of(result)) == ("short", ["lump_not_covered", "income_drop"])
    assert numbers_of(result, "lump_not_covered") == {
        "month": 2,
        "amount": D("91800.00"),
        "have": D("80000.00"),
        "missing": D("11800.00"),
    }
    assert result.largest_loan == D(70_500)  # with a fifth less income 72,000 would be there


def test_payment_within_the_month_comes_from_the_month_and_not_from_savings() -> None:
    result = assess(COMFORT, offer(contract_amount=D(90_000), repayment="single_payment", term=OfferTerm(7, "day")))

    assert result.verdict == "short"
    assert codes_of(result) == ["short_each_month", "income_drop", "small_buffer", "debt_share"]
    assert numbers_of(result, "short_each_month")["gap"] == D("75207.12")


@pytest.mark.parametrize(
    ("loan", "instalment", "lump"),
    [
        (offer(repayment="interest_first"), "100.00", "10000.00"),
        (interest_first(D(10_000), D("0.01"), 12), "100.00", "10000.00"),
        (offer(balloon=D(4000)), "573.09", "4000.03"),
        (offer(fees=(fee("at_end", "444"),)), "888.49", None),
        (offer(fees=(fee("at_end", "445"),)), "888.49", "444.98"),
    ],
)
def test_what_only_the_last_payment_holds_is_no_part_of_a_month(loan: Any, instalment: str, lump: str | None) -> None:
    result = assess(COMFORT, loan)

    assert result.monthly == D(instalment)
    assert [one.amount for one in result.lumps] == ([] if lump is None else [D(lump)])


def test_smaller_sum_at_the_end_must_be_covered_too() -> None:
    household = Budget(income=D(8_000), essentials=D(7_111), debts=D(0), savings=D(400))
    result = assess(household, offer(fees=(fee("at_end", "444"),)))

    assert (result.verdict, result.left) == ("short", D("0.51"))
    assert numbers_of(result, "lump_not_covered")["missing"] == D("37.86")


def test_lump_after_the_first_year_waits_for_its_month() -> None:
    result = assess(COMFORT, offer(repayment="interest_first", term=OfferTerm(24)))

    assert result.lumps == (Lump(month=24, amount=D("10000.00"), have=D("407600.00"), missing=D("0.00")),)


def test_schedule_of_one_payment_is_a_lump() -> None:
    result = assess(COMFORT, single_payment(D(1000), years=Fraction(1, 2), interest=D(50)))

    assert (result.monthly, result.lumps[0].amount, result.lumps[0].month) == (D("0.00"), D("1050.00"), 6)


@pytest.mark.parametrize(
    ("changes", "a_month"),
    [
        # A month holds five weeks at most, three times two weeks, twice four weeks; nothing is divided.
        ({"term": OfferTerm(52, "week"), "stated_instalment": D("3.50")}, "17.50"),
        ({"term": OfferTerm(2, "week"), "stated_instalment": D(100)}, "200.00"),
        ({"term": OfferTerm(26, "two_weeks"), "stated_instalment": D(10)}, "30.00"),
        ({"term": OfferTerm(13, "four_weeks"), "stated_instalment": D(10)}, "20.00"),
        ({"term": OfferTerm(100, "day"), "stated_instalment": D(2)}, "62.00"),
        ({"term": OfferTerm(8, "quarter"), "stated_instalment": D(900)}, "900.00"),
        ({"term": OfferTerm(3, "year"), "stated_instalment": D(1200)}, "1200.00"),
        ({"repayment": "equal_principal", "term": OfferTerm(24), "quoted_rate": QuotedRate(D("0.12"))}, "5.17"),
    ],
)
def test_largest_month_is_the_sum_of_its_payments(changes: dict[str, Any], a_month: str) -> None:
    small = {"contract_amount": D(100), "amount_received": D(100), "quoted_rate": None}

    assert assess(COMFORT, offer(**{**small, **changes})).monthly == D(a_month)


def test_payment_every_three_months_is_carried_by_the_months_before() -> None:
    # 2,300 are left each month: 3,300 every third month can be put aside, 7,000 cannot.
    quarterly = {"term": OfferTerm(4, "quarter"), "quoted_rate": None}
    carried = assess(budget(), offer(stated_instalment=D(3_300), **quarterly))
    too_much = assess(budget(), offer(stated_instalment=D(7_000), **quarterly))

    assert (carried.verdict, carried.left, carried.fullest) == ("tight", D("-1000.00"), 3)
    assert carried.due[:6] == (0, 0, D(3_300), 0, 0, D(3_300))
    assert too_much.verdict == "short"
    assert numbers_of(too_much, "short_each_month")["gap"] == D("4700.00")


def test_month_of_five_weeks_is_carried_by_those_of_four() -> None:
    result = assess(budget(), offer(term=OfferTerm(52, "week"), quoted_rate=None, stated_instalment=D(500)))

    assert (result.verdict, result.monthly, result.left) == ("tight", D("2500.00"), D("-200.00"))
    assert "short_each_month" not in codes_of(result)


def test_own_list_counts_its_largest_month() -> None:
    payments = (
        (Fraction(1, 24), D(300)),
        (Fraction(1, 12), D(300)),
        (Fraction(3, 24), D(500)),
        (Fraction(13, 12), D(700)),
    )
    loan = offer(contract_amount=D(1_700), repayment="custom", quoted_rate=None, stated_payments=payments)
    result = assess(COMFORT, replace(loan, amount_received=D(1_700)))

    assert (result.monthly, result.lumps) == (D("600.00"), ())
    assert [(month, due) for month, due in enumerate(result.due, 1) if due] == [(1, 600), (2, 500), (13, 700)]


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

    assert "rate_up_2" not in stress_of(fixed)
    assert stress_of(variable)["rate_up_2"] == (D(15_000) - higher, None, None)


def test_rate_rise_of_an_own_list_counts_on_the_balance() -> None:
    payments = ((Fraction(1, 12), D(6000)), (Fraction(2, 12), D(6000)))
    loan = offer(repayment="custom", quoted_rate=None, stated_payments=payments, rate_can_change=True)

    assert stress_of(assess(COMFORT, loan))["rate_up_2"][0] == D("8983.33")


def test_missed_instalment_is_tested_only_with_a_known_rule() -> None:
    rule = PenaltyRule(multiple=D("1.5"), late_fee=D(20))
    principal = equal_instalments(D(10_000), D("0.015"), 12).instalments[0].principal
    late = D(20) + penalty_interest(principal=principal, annual_rate=D("0.27"), days=30)

    assert "instalment_missed" not in stress_of(assess(COMFORT, replace(LOAN, penalty=PenaltyRule())))
    assert stress_of(assess(COMFORT, replace(LOAN, penalty=rule)))["instalment_missed"][0] == D("14083.20") - late


def test_unexpected_bill_may_be_given() -> None:
    assert stress_of(assess(budget(unexpected_bill=D(2000)), LOAN))["bill"][2] == D("1.45")
    assert stress_of(assess(budget(unexpected_bill=D(2000)), LOAN))["income_20_and_bill"][2] == D("18.57")
    assert stress_of(assess(budget(unexpected_bill=D(4000)), LOAN))["income_20_and_bill"][1] == D("9.23")


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
