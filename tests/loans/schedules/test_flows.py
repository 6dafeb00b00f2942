"""Cash flows, intervals, due dates and the European counting of days."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.loans.schedules.flows import (
    MAX_FLOW_AMOUNT,
    MAX_FLOWS,
    CashFlow,
    Interval,
    add_months,
    due_dates,
    eu_interval,
    repeat,
)
from tests.loans.refusals import refused

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("name", "per_year"),
    [("day", 365), ("week", 52), ("two_weeks", 26), ("four_weeks", 13), ("month", 12), ("quarter", 4), ("year", 1)],
)
def test_interval_knows_its_length(name, per_year) -> None:
    interval = Interval(name)

    assert (interval, interval.per_year, interval.years) == (name, per_year, Fraction(1, per_year))


def test_cash_flow_accepts_whole_numbers() -> None:
    assert CashFlow(1, 5) == CashFlow(Fraction(1), Decimal(5))


@pytest.mark.parametrize(("years", "amount"), [(0.5, Decimal(1)), (Fraction(1), 1.5), (Fraction(1), True), ("1", 1)])
def test_cash_flow_refuses_other_types(years, amount) -> None:
    with pytest.raises(TypeError):
        CashFlow(years, amount)


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_cash_flow_refuses_what_is_not_finite(text) -> None:
    assert refused(lambda: CashFlow(Fraction(0), Decimal(text))) == ("amount", "not_finite")


@pytest.mark.parametrize("amount", [Decimal("1e308"), Decimal("-1e308"), Decimal("1e999999"), MAX_FLOW_AMOUNT + 1])
def test_cash_flow_refuses_sums_beyond_every_loan(amount) -> None:
    assert refused(lambda: CashFlow(Fraction(0), amount)) == ("amount", "too_large")


@pytest.mark.parametrize("years", [5001, -5001, Fraction(10**400, 3)])
def test_cash_flow_refuses_times_beyond_every_loan(years) -> None:
    assert refused(lambda: CashFlow(Fraction(years), Decimal(1))) == ("years", "too_large")


def test_repeat_steps_from_its_start() -> None:
    flows = repeat(Decimal(-5), start=Fraction(1, 12), step=Fraction(1, 4), count=3)

    assert flows == [
        CashFlow(Fraction(1, 12), Decimal(-5)),
        CashFlow(Fraction(1, 3), Decimal(-5)),
        CashFlow(Fraction(7, 12), Decimal(-5)),
    ]


@pytest.mark.parametrize(("count", "code"), [(-1, "too_small"), (MAX_FLOWS + 1, "too_large"), (10**9, "too_large")])
def test_repeat_refuses_counts_outside_the_limits(count, code) -> None:
    call = lambda: repeat(Decimal(1), start=Fraction(0), step=Fraction(1), count=count)  # noqa: E731

    assert refused(call) == ("count", code)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_add_months_clamps_to_the_length_of_the_month(day, months, later) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("day", "months", "code"),
    [
        (date.max, 1, "too_large"),
        (date.min, -1, "too_small"),
        (date(2026, 1, 1), 10**9, "too_large"),
        (date(2026, 1, 1), -(10**9), "too_small"),
    ],
)
def test_add_months_refuses_dates_outside_the_calendar(day, months, code) -> None:
    assert refused(lambda: add_months(day, months)) == ("months", code)


def test_due_dates_keep_their_anchor_day() -> None:
    assert due_dates(date(2028, 1, 31), Interval.MONTH, 4) == (
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
        date(2028, 4, 30),
    )
    assert due_dates(date(2028, 2, 29), Interval.YEAR, 5)[1:] == (
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
    )


@pytest.mark.parametrize(
    ("interval", "gap"),
    [(Interval.DAY, 1), (Interval.WEEK, 7), (Interval.TWO_WEEKS, 14), (Interval.FOUR_WEEKS, 28)],
)
def test_due_dates_in_days_are_evenly_spaced(interval, gap) -> None:
    first = date(2026, 2, 20)

    assert due_dates(first, interval, 3) == (first, first + timedelta(days=gap), first + timedelta(days=2 * gap))


def test_due_dates_by_quarter_are_three_months_apart() -> None:
    assert due_dates(date(2026, 11, 30), Interval.QUARTER, 2) == (date(2026, 11, 30), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("first", "interval", "count", "refusal"),
    [
        (date(2026, 1, 1), Interval.DAY, 0, ("count", "too_small")),
        (date(2026, 1, 1), Interval.DAY, 1041, ("count", "too_large")),
        (date(9999, 12, 30), Interval.WEEK, 2, ("count", "too_large")),
        (date(9999, 12, 30), Interval.MONTH, 2, ("months", "too_large")),
    ],
)
def test_due_dates_outside_the_limits_are_refused(first, interval, count, refusal) -> None:
    assert refused(lambda: due_dates(first, interval, count)) == refusal


@pytest.mark.parametrize(
    ("start", "end", "unit", "years"),
    [
        (date(2012, 1, 12), date(2012, 1, 12), "month", Fraction(0)),
        (date(2014, 1, 12), date(2014, 1, 26), "day", Fraction(14, 365)),
        (date(2012, 2, 1), date(2012, 3, 1), "day", Fraction(29, 366)),
        (date(2014, 1, 1), date(2014, 1, 25), "week", Fraction(3, 52) + Fraction(3, 365)),
        # Always counted from 31 March, so the month before is 28 February and not 28 of the month before that.
        (date(2013, 1, 31), date(2013, 3, 31), "month", Fraction(2, 12)),
        (date(2013, 2, 28), date(2013, 3, 31), "month", Fraction(1, 12)),
        (date(2012, 2, 29), date(2013, 2, 28), "year", Fraction(365, 366)),
        (date(2011, 2, 28), date(2012, 2, 29), "year", Fraction(1)),
        # The year that ends on 29 February 2012 has 366 days, the one that ends on 28 February 2012 has 365.
        (date(2012, 2, 10), date(2012, 2, 29), "day", Fraction(19, 366)),
        (date(2012, 2, 10), date(2012, 2, 28), "day", Fraction(18, 365)),
        (date(2013, 1, 12), date(2013, 1, 26), "day", Fraction(14, 366)),
        (date.min, date.min, "year", Fraction(0)),
    ],
)
def test_eu_interval_counts_back_from_the_later_date(start, end, unit, years) -> None:
    assert eu_interval(start, end, unit) == years


def test_eu_interval_refuses_an_earlier_end_and_other_units() -> None:
    day = date(2026, 1, 1)

    assert refused(lambda: eu_interval(day, day - timedelta(days=1), "month")) == ("end", "before_start")
    assert refused(lambda: eu_interval(day, day, "quarter")) == ("unit", "not_known")


@settings(derandomize=True, deadline=None, max_examples=200)
@given(DAYS, st.integers(0, 600), st.sampled_from(["day", "week", "month", "year"]))
def test_eu_interval_is_close_to_the_time_in_days(start, days, unit) -> None:
    end = start + timedelta(days=days)

    assert abs(eu_interval(start, end, unit) - Fraction(days, 365)) <= Fraction(5, 365)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(DAYS, st.integers(1, 600))
def test_eu_interval_of_whole_months_has_no_days_left(end, months) -> None:
    assert eu_interval(add_months(end, -months), end, "month") == Fraction(months, 12)
