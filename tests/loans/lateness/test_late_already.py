"""Late already: what the overdue sum and the next instalments come to from today on, by hand."""

import pytest

from courses.loans.errors import InvalidInput
from courses.loans.lateness.arrears import (
    BorrowElsewhere,
    Debt,
    Deferral,
    InterestFree,
    OverdueNow,
    PartPayment,
    PenaltyBase,
    PenaltyRule,
    Respread,
    late_timeline,
    plan_result,
)
from courses.loans.schedules.schedule import equal_instalments
from tests.loans.offers import D

SCHEDULE = equal_instalments(D(9_000), D("0.015"), 9)  # 1,076.49 a month, the first with 941.49 of principal
RULE = PenaltyRule(multiple=D("1.5"))  # 27 % a year
DEBT = Debt(principal=D(9_000), annual_rate=D("0.18"), instalments_left=9, arrears=D(250))


def _late(overdue: OverdueNow, rule: PenaltyRule = RULE, days: tuple[int, ...] = (1, 30, 60)):  # type: ignore[no-untyped-def]
    return late_timeline(SCHEDULE, rule, contract_rate=D("0.18"), first_missed=1, days=days, overdue=overdue)


def test_overdue_sum_bears_penalty_from_today_and_the_next_instalment_from_its_day() -> None:
    one, thirty, sixty = _late(OverdueNow(amount=D(250), next_due=20))

    assert (one.instalments, one.penalty, one.total) == (D(250), D("0.18"), D("250.18"))  # 250 x 27 % / 365
    assert (thirty.instalments, thirty.penalty) == (D("1326.49"), D("12.51"))  # 5.55 + 941.49 x 27 % x 10 / 365 = 6.96
    assert (sixty.missed, sixty.instalments) == (3, D("2402.98"))
    assert sixty.penalty == D("11.10") + D("27.86") + D("7.07")  # 60, 40 and 10 days late


def test_only_the_principal_of_the_overdue_sum_bears_penalty_where_it_is_known() -> None:
    (thirty,) = _late(OverdueNow(amount=D(250), principal=D(200), next_due=30), days=(30,))
    assert (thirty.instalments, thirty.penalty) == (D(250), D("4.44"))  # 200 x 27 % x 30 / 365


def test_whole_balance_counts_once_with_the_overdue_principal() -> None:
    rule = PenaltyRule(multiple=D("1.5"), on=PenaltyBase.WHOLE_BALANCE)
    (thirty,) = _late(OverdueNow(amount=D(250), principal=D(200), next_due=5), rule, days=(30,))
    assert thirty.penalty == D("204.16")  # 9,200 x 27 % x 30 / 365


def test_fee_is_charged_on_instalments_missed_from_now_on_only() -> None:
    rule = PenaltyRule(multiple=D("1.5"), late_fee=D(50))
    one, thirty, _sixty = _late(OverdueNow(amount=D(250), next_due=20), rule)
    assert (one.late_fees, thirty.late_fees) == (D(0), D(50))


def test_days_of_the_next_instalment_are_counted_after_it_is_due() -> None:
    (twenty,) = _late(OverdueNow(amount=D(250), next_due=20), days=(20,))
    assert (twenty.missed, twenty.instalments) == (1, D(250))


def test_charges_a_year_are_the_penalty_rate_without_fees_and_more_with_them() -> None:
    (row,) = late_timeline(SCHEDULE, RULE, contract_rate=D("0.18"), first_missed=1, days=(30,))
    assert row.charges_a_year is not None
    assert round(row.charges_a_year, 3) == D("0.270")
    rule = PenaltyRule(multiple=D("1.5"), late_fee=D(50))
    (row,) = late_timeline(SCHEDULE, rule, contract_rate=D("0.18"), first_missed=1, days=(30,))
    assert row.charges == D("70.89")  # 941.49 x 27 % x 30 / 365 = 20.89, and 50
    assert row.charges_a_year is not None
    assert round(row.charges_a_year, 4) == D("0.9161")  # 70.89 x 365 / (941.49 x 30)


def test_charges_are_not_known_while_the_rule_is_not() -> None:
    (row,) = late_timeline(SCHEDULE, None, contract_rate=D("0.18"), first_missed=1, days=(30,))
    assert (row.charges, row.charges_a_year) == (None, None)


@pytest.mark.parametrize("late", [{"amount": D(10), "principal": D(11)}, {"amount": D(10), "next_due": -1}])
def test_overdue_sum_that_does_not_fit_is_refused(late: dict[str, D]) -> None:  # type: ignore[valid-type]
    with pytest.raises(InvalidInput):
        OverdueNow(**late)  # type: ignore[arg-type]


def test_overdue_sum_paid_today_leaves_the_months_as_agreed() -> None:
    result = plan_result(DEBT, PartPayment(D(250)), can_pay=D(1_100))
    assert (result.first, result.heaviest, result.total, result.extra) == (D(250), D("1076.49"), D("9938.39"), D(0))
    assert (result.due[:2], result.ends_after, result.fits) == ((0, 1), 9, True)


def test_part_above_the_overdue_sum_lowers_the_instalments() -> None:
    result = plan_result(DEBT, PartPayment(D(1_000)))
    assert result.owed[0] == D(8_250)
    assert (result.heaviest, result.extra) == (D("986.78"), D("-57.37"))


def test_part_below_the_overdue_sum_leaves_the_rest_for_the_next_instalment() -> None:
    assert plan_result(DEBT, PartPayment(D(100))).payments[:2] == (D(100), D("1226.49"))


def test_everything_paid_today_ends_the_debt() -> None:
    result = plan_result(DEBT, PartPayment(D(9_250)), can_pay=D(0))
    assert (result.payments, result.ends_after, result.owed, result.fits) == ((D(9_250),), 0, (D(0),), True)


def test_more_than_is_owed_cannot_be_a_part() -> None:
    with pytest.raises(InvalidInput) as problem:
        plan_result(DEBT, PartPayment(D("9250.01")))
    assert (problem.value.field, problem.value.code) == ("now", "too_large")


def test_borrowing_elsewhere_with_a_part_kept_back_gives_the_drawn_example() -> None:
    plan = BorrowElsewhere(instalments=12, annual_rate=D("0.24"), kept_share=D("0.05"))
    result = plan_result(DEBT, plan)
    assert plan.borrowed(DEBT) == D("9736.84")  # 9,250 / 0.95
    assert (result.largest, result.total, result.extra) == (D("920.75"), D("11048.56"), D("1110.17"))


@pytest.mark.parametrize(
    "plan",
    [Deferral(instalments=3), Deferral(instalments=3, then="same_end"), Respread(18), InterestFree(instalments=12),
     PartPayment(D(100)), BorrowElsewhere(instalments=12, annual_rate=D("0.24"))],
    ids=lambda plan: type(plan).__name__,
)  # fmt: skip
def test_what_is_owed_runs_from_today_to_nothing(plan: object) -> None:
    result = plan_result(DEBT, plan)  # type: ignore[arg-type]
    assert len(result.owed) == result.ends_after + 1
    assert result.owed[-1] == 0
    assert all(owed > 0 for owed in result.owed[:-1])


def test_debt_grows_while_a_payment_is_put_off() -> None:
    assert plan_result(DEBT, Deferral(instalments=3)).owed[:4] == (D(9_250), D(9_385), D(9_520), D(9_655))
