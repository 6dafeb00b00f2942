"""A household's month, 50/30/20 on it, a steady wage out of unsteady months, and the way to a cushion."""

from decimal import Decimal
from fractions import Fraction

import pytest

from courses.loans.affordability._position import money_down
from courses.loans.affordability.budget import Verdict
from courses.loans.affordability.buffer import goal, loan_instead, steady_wage
from courses.loans.affordability.household import WEEK, Month, Third, fifty_thirty_twenty, part_of_month
from courses.loans.errors import InvalidInput
from courses.loans.schedules.flows import Interval

OCTOBER = Month(income=Decimal(4600), needs=Decimal(2900), family=Decimal(500), debts=Decimal(1000), wants=Decimal(400))
SIX = [Decimal(sum_) for sum_ in (5000, 5400, 3700, 4300, 4600, 4700)]


def month(**sums: int | bool) -> Month:
    return Month(**{"income": 5000, "needs": 2000, **sums})  # type: ignore[arg-type]


def test_month_adds_up() -> None:
    assert (OCTOBER.fixed, OCTOBER.out, OCTOBER.left) == (4400, 4800, -200)
    assert OCTOBER.level == Verdict.SHORT


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, Verdict.ROOM),
        ({"needs": 4000}, Verdict.ROOM),  # a fifth less leaves exactly nothing missing
        ({"needs": 4001}, Verdict.TIGHT),
        ({"debts": 1800}, Verdict.ROOM),  # exactly 36 %
        ({"debts": 1801}, Verdict.TIGHT),
        ({"debts_are_known": False}, Verdict.TIGHT),
        ({"needs": 5001}, Verdict.SHORT),
        ({"income": 0, "needs": 0}, Verdict.TIGHT),
    ],
)
def test_level_follows_our_own_caution(changed, level) -> None:
    assert month(**changed).level == level


def test_fifth_less_income_names_what_would_be_missing() -> None:
    assert month(needs=4500).missing_after_drop == 500
    assert month(needs=2000).missing_after_drop == 0


def test_sums_are_checked_where_the_month_is_made() -> None:
    with pytest.raises(InvalidInput) as refused:
        month(wants=-1)
    assert refused.value.field == "wants"


def test_fifty_thirty_twenty_counts_family_with_needs() -> None:
    needs, wants, saving = fifty_thirty_twenty(OCTOBER)

    assert [(one.part, one.given, one.taken, one.over) for one in (needs, wants, saving)] == [
        (Third.NEEDS, 2300, 3400, 1100),
        (Third.WANTS, 1380, 400, -980),
        (Third.SAVING_AND_DEBT, 920, 1000, 80),
    ]


def test_what_is_left_counts_as_saving() -> None:
    portions = fifty_thirty_twenty(month(debts=500, wants=500))

    assert portions[2].taken == 500 + 2000
    assert sum(one.taken for one in portions) == sum(one.given for one in portions) == 5000


def test_week_is_less_than_a_quarter_of_a_month() -> None:
    assert part_of_month(Decimal(1200), WEEK) == Decimal("276.92")
    assert part_of_month(Decimal(1200), Fraction(3)) == 3600


def test_steady_wage_is_that_of_the_lesson() -> None:
    plan = steady_wage(SIX, must_pay=Decimal(4200), extra=Decimal(200))

    assert (plan.base, plan.average, plan.wage, plan.gap) == (3700, Decimal("4616.67"), 4400, 500)
    assert [one.change for one in plan.months] == [600, 1000, -500, -100, 200, 300]  # in August the extra waits
    assert [one.buffer for one in plan.months] == [600, 1600, 1100, 1000, 1200, 1500]
    assert (plan.missing, plan.lean_months, plan.level) == (0, 3, Verdict.TIGHT)


def test_buffer_that_runs_dry_says_what_is_missing() -> None:
    plan = steady_wage([Decimal(3700), Decimal(5000), Decimal(3000)], must_pay=Decimal(4200), buffer=Decimal(100))

    assert [(one.change, one.buffer, one.missing) for one in plan.months] == [
        (-100, 0, 400),
        (800, 800, 0),
        (-800, 0, 400),
    ]
    assert (plan.missing, plan.lean_months, plan.level) == (800, 0, Verdict.SHORT)


def test_extra_that_the_buffer_cannot_pay_waits_and_is_not_missing() -> None:
    plan = steady_wage([Decimal(4300)] * 3, must_pay=Decimal(4200), extra=Decimal(200))

    assert [(one.change, one.buffer, one.missing) for one in plan.months] == [(0, 0, 0)] * 3


def test_lowest_month_that_covers_needs_no_buffer() -> None:
    plan = steady_wage(SIX, must_pay=Decimal(3700), extra=Decimal(5000))

    assert (plan.gap, plan.lean_months, plan.level) == (0, None, Verdict.ROOM)


@pytest.mark.parametrize(("count", "code"), [(2, "too_small"), (13, "too_large")])
def test_too_few_or_too_many_months_are_refused(count, code) -> None:
    with pytest.raises(InvalidInput) as refused:
        steady_wage([Decimal(1)] * count, must_pay=Decimal(1))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("savings", "set_aside", "interval", "expected"),
    [
        (0, 25, Interval.WEEK, (500, 20, 5)),  # 20 weeks are 4.6 months, said as 5
        (0, 50, Interval.WEEK, (500, 10, 3)),
        (20, 25, Interval.WEEK, (480, 20, 5)),
        (0, 300, Interval.MONTH, (500, 2, 2)),
        (0, 100, Interval.YEAR, (500, 5, 60)),
        (500, 0, Interval.MONTH, (0, 0, 0)),
        (499, 0, Interval.MONTH, (1, None, None)),
    ],
)
def test_time_to_a_goal_is_never_said_shorter_than_it_is(savings, set_aside, interval, expected) -> None:
    found = goal(Decimal(500), savings=Decimal(savings), set_aside=Decimal(set_aside), interval=interval)

    assert (found.missing, found.payments, found.months) == expected
    assert found.is_reached == (found.missing == 0)


def test_borrowing_instead_is_an_ordinary_schedule_of_at_most_three_years() -> None:
    borrowed = loan_instead(Decimal(3200), yearly=Decimal("0.24"), months=11)

    assert (borrowed.regular, borrowed.interest) == (Decimal("326.97"), Decimal("396.66"))
    assert len(loan_instead(Decimal(3200), yearly=Decimal("0.24"), months=500).instalments) == 36
    assert len(loan_instead(Decimal(3200), yearly=Decimal("0.24"), months=0).instalments) == 1


@pytest.mark.parametrize(("must_pay", "level"), [("2000", Verdict.TIGHT), ("2000.01", Verdict.SHORT)])
def test_wage_is_short_when_all_months_together_do_not_pay_what_must_be_paid(must_pay, level) -> None:
    incomes = [Decimal(1000), Decimal(2000), Decimal(3000)]

    assert steady_wage(incomes, must_pay=Decimal(must_pay)).level is level


@pytest.mark.parametrize(("exact", "shown"), [("360.018", "360.01"), ("360.01", "360.01"), ("-0.001", "-0.01")])
def test_limit_is_rounded_down_so_that_the_sum_shown_is_within_it(exact, shown) -> None:
    assert money_down(Decimal(exact)) == Decimal(shown)
