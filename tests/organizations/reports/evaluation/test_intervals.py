"""Intervals against published values."""

import pytest

from courses.organizations.reports.evaluation.intervals import change_interval, share_interval, t_quantile


@pytest.mark.parametrize(
    ("count", "people", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_share_interval_is_that_of_newcombe(count, people, low, high) -> None:
    found = share_interval(count, people)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_share_interval_stays_inside_where_all_are_counted() -> None:
    assert share_interval(20, 20).high == 1


@pytest.mark.parametrize(
    ("freedom", "value"), [(4, 2.7764), (5, 2.5706), (7, 2.3646), (10, 2.2281), (30, 2.0423), (120, 1.9799)]
)
def test_quantile_is_that_of_the_table_of_t(freedom, value) -> None:
    assert t_quantile(freedom) == pytest.approx(value, abs=0.001)


@pytest.mark.parametrize(
    ("freedom", "value", "error"),
    [(8, 2.306004, 3e-5), (10, 2.228139, 1e-5), (12, 2.178813, 4e-6), (20, 2.085963, 1e-6), (30, 2.042272, 1e-6)],
)
def test_quantile_is_the_nearer_the_more_people_there_are(freedom, value, error) -> None:
    assert t_quantile(freedom) == pytest.approx(value, abs=error)


def test_change_interval_of_paired_differences() -> None:
    """By hand: mean 3, s = 1.5811, n = 5, t = 2.7764: 3 ± 1.963."""
    found = change_interval([1, 2, 3, 4, 5])

    assert (round(found.low, 2), round(found.high, 2)) == (1.04, 4.96)
