"""Level payments and equal instalments: exact sums, balloons, limits."""

from decimal import Decimal
from fractions import Fraction

import pytest

from courses.loans.money import cents
from courses.loans.schedules.schedule import equal_instalments, level_instalment, level_payment
from tests.loans.refusals import refused
from tests.loans.schedules.loan_terms import MONTH, ONE_PERCENT, TEN_THOUSAND, WEEK, YEAR, payments_of


# Level payments
def test_level_payment_at_rate_zero_is_an_equal_share() -> None:
    assert level_payment(Decimal(12_000), Decimal(0), 12) == Decimal(1_000)
    assert level_payment(Decimal(12_000), Decimal(0), 12, balloon=Decimal(6_000), due="start") == Decimal(500)


def test_level_payment_of_one_period_is_principal_and_interest() -> None:
    assert cents(level_payment(TEN_THOUSAND, ONE_PERCENT, 1)) == Decimal("10100.00")
    assert level_payment(TEN_THOUSAND, ONE_PERCENT, 1, due="start") == TEN_THOUSAND


@pytest.mark.parametrize("zeros", [3, 10, 20, 30, 39, 41, 400])
def test_level_payment_keeps_its_digits_when_the_rate_is_tiny(zeros) -> None:
    rate = Decimal(10) ** -zeros

    # To first order in i the payment of n = 12 periods is P/n (1 + i (n + 1)/2).
    expected = Decimal(1_000) * (1 + rate * 13 / 2)
    assert abs(level_payment(Decimal(12_000), rate, 12) - expected) <= 12_000 * max(rate**2 * 4, Decimal("1e-28"))


def test_level_payment_in_advance_counts_the_payments_made_at_the_start() -> None:
    rate, count, early = Fraction(1, 120), 12, 3

    payment = Fraction(level_payment(Decimal(1_000), rate, count, advance=early))

    later = sum(payment / (1 + rate) ** k for k in range(1, count - early + 1))
    assert float(early * payment + later) == pytest.approx(1_000, rel=1e-15)


def test_level_payment_with_balloon_repays_the_principal() -> None:
    rate, count, balloon = Fraction(1, 200), 36, Decimal(4_000)

    payment = Fraction(level_payment(TEN_THOUSAND, rate, count, balloon=balloon))

    worth = sum(payment / (1 + rate) ** k for k in range(1, count + 1)) + Fraction(balloon) / (1 + rate) ** count
    assert float(worth) == pytest.approx(10_000, rel=1e-15)


def test_level_payment_is_not_rounded_and_level_instalment_is() -> None:
    payment = level_payment(TEN_THOUSAND, Decimal("0.015"), 12)

    assert len(payment.as_tuple().digits) == 34
    assert level_instalment(TEN_THOUSAND, Decimal("0.015"), 12) == Decimal("916.80") == cents(payment)


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({"principal": Decimal(-1)}, ("principal", "negative")),
        ({"principal": Decimal(10**9) + 1}, ("principal", "too_large")),
        ({"principal": Decimal("NaN")}, ("principal", "not_finite")),
        ({"rate_per_period": Decimal("Infinity")}, ("rate_per_period", "not_finite")),
        ({"rate_per_period": Decimal(-1)}, ("rate_per_period", "negative")),
        ({"rate_per_period": Decimal("100.1")}, ("rate_per_period", "too_large")),
        ({"periods": 0}, ("periods", "too_small")),
        ({"periods": 10**9}, ("periods", "too_large")),
        ({"balloon": Decimal(10_001)}, ("balloon", "too_large")),
        ({"advance": 13}, ("advance", "too_large")),
        ({"due": "later"}, ("due", "not_known")),
    ],
)
def test_level_payment_refuses_what_is_outside_the_limits(arguments, refusal) -> None:
    usual = {"principal": TEN_THOUSAND, "rate_per_period": ONE_PERCENT, "periods": 12}

    assert refused(lambda: level_payment(**(usual | arguments))) == refusal


@pytest.mark.parametrize("argument", ["principal", "rate_per_period", "balloon", "periods"])
def test_level_payment_refuses_floats(argument) -> None:
    usual = {"principal": TEN_THOUSAND, "rate_per_period": ONE_PERCENT, "periods": 12}

    with pytest.raises(TypeError, match=argument):
        level_payment(**(usual | {argument: 12.0}))


# Level instalments
def test_equal_instalments_of_one_period() -> None:
    schedule = equal_instalments(TEN_THOUSAND, ONE_PERCENT, 1)

    assert payments_of(schedule) == [Decimal("10100.00")]
    assert schedule.regular == schedule.last == schedule.total


def test_equal_instalments_unrounded_end_at_zero() -> None:
    schedule = equal_instalments(TEN_THOUSAND, Fraction(1, 70), 24, places=None)

    assert schedule.instalments[-1].balance == 0
    assert schedule.last == pytest.approx(schedule.regular, rel=Decimal("1e-28"))


def test_equal_instalments_first_payment_on_day_0_equals_payments_at_the_start() -> None:
    schedule = equal_instalments(TEN_THOUSAND, ONE_PERCENT, 12, first_gap=Fraction(0))

    assert schedule.regular == level_instalment(TEN_THOUSAND, ONE_PERCENT, 12, due="start")
    assert schedule.instalments[0].interest == 0
    assert [line.years for line in schedule.instalments] == [Fraction(k, 12) for k in range(12)]


def test_equal_instalments_after_a_long_first_period() -> None:
    schedule = equal_instalments(TEN_THOUSAND, Decimal("0.02"), 12, first_gap=Fraction(46, 30), places=None)

    assert float(schedule.instalments[0].interest) == pytest.approx(10_000 * 0.02 * 46 / 30)
    assert float(schedule.last) == pytest.approx(float(schedule.regular), rel=1e-12)
    assert schedule.instalments[1].years - schedule.instalments[0].years == MONTH
    assert schedule.instalments[0].years == Fraction(46, 360)


def test_equal_instalments_with_balloon_and_fee() -> None:
    schedule = equal_instalments(TEN_THOUSAND, ONE_PERCENT, 12, balloon=Decimal(4_000), fee=Decimal("83.33"), places=2)

    level = level_instalment(TEN_THOUSAND, ONE_PERCENT, 12, balloon=Decimal(4_000))
    assert schedule.regular == level + Decimal("83.33")
    assert schedule.last - schedule.regular == pytest.approx(Decimal(4_000), abs=Decimal("0.12"))
    assert schedule.fees == 12 * Decimal("83.33")


@pytest.mark.parametrize(("step", "most"), [(MONTH, 600), (WEEK, 1040), (Fraction(1, 4), 200), (YEAR, 50)])
def test_equal_instalments_end_within_50_years(step, most) -> None:
    longest = equal_instalments(TEN_THOUSAND, Decimal("0.001"), most, step=step)

    assert len(longest.instalments) == most
    assert refused(lambda: equal_instalments(TEN_THOUSAND, Decimal("0.001"), most + 1, step=step)) == (
        "periods",
        "too_large",
    )


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({"periods": 10**9}, ("periods", "too_large")),
        ({"principal": Decimal("0.001")}, ("principal", "too_many_decimals")),
        ({"principal": Decimal("1e-999999")}, ("principal", "too_many_decimals")),
        ({"fee": Decimal("0.001")}, ("fee", "too_many_decimals")),
        ({"fee": Decimal(-1)}, ("fee", "negative")),
        # 10,000 % a year, simple, is 833.33 % a month.
        ({"rate_per_period": Decimal("8.34")}, ("rate_per_period", "too_large")),
        ({"step": Fraction(0)}, ("step", "too_small")),
        ({"step": Fraction(51)}, ("step", "too_large")),
        ({"first_gap": Fraction(-1)}, ("first_gap", "negative")),
        ({"first_gap": Fraction(10**9)}, ("periods", "too_large")),
        ({"amortise_over": 11}, ("amortise_over", "too_small")),
        ({"amortise_over": 601}, ("amortise_over", "too_large")),
        ({"places": 11}, ("places", "too_large")),
    ],
)
def test_equal_instalments_refuse_what_is_outside_the_limits(arguments, refusal) -> None:
    usual = {"principal": TEN_THOUSAND, "rate_per_period": ONE_PERCENT, "periods": 12}

    assert refused(lambda: equal_instalments(**(usual | arguments))) == refusal


@pytest.mark.parametrize("argument", ["principal", "rate_per_period", "step", "fee", "first_gap"])
def test_equal_instalments_refuse_floats(argument) -> None:
    usual = {"principal": TEN_THOUSAND, "rate_per_period": ONE_PERCENT, "periods": 12}

    with pytest.raises(TypeError, match=argument):
        equal_instalments(**(usual | {argument: 0.01}))
