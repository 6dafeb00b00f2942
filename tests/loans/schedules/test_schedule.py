"""Schedules of every kind: exact sums, limits and debts that are never repaid."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from courses.loans.errors import NeverRepaid
from courses.loans.money import cents
from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.rates import nominal_annual_rate
from courses.loans.schedules.schedule import (
    custom_payments,
    equal_instalments,
    equal_principal,
    flat_fee,
    interest_first,
    level_instalment,
    level_payment,
    minimum_payments,
    single_payment,
)
from tests.loans.refusals import refused

WEEK, MONTH, YEAR = Fraction(1, 52), Fraction(1, 12), Fraction(1)
TEN_THOUSAND, ONE_PERCENT = Decimal(10_000), Decimal("0.01")

PRINCIPALS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)
RATES = st.decimals(min_value=0, max_value=Decimal("0.1"), places=6)
COUNTS = st.integers(1, 120)
KINDS = [equal_instalments, equal_principal, flat_fee, interest_first]

seeded = settings(derandomize=True, deadline=None, max_examples=60)


def _payments(schedule):
    return [line.payment for line in schedule.instalments]


def _exact_sum(numbers):
    return sum(map(Fraction, numbers), Fraction(0))


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

    assert _payments(schedule) == [Decimal("10100.00")]
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


def test_schedules_do_not_depend_on_the_callers_decimal_context() -> None:
    usual = equal_instalments(TEN_THOUSAND, Fraction(1, 70), 24, places=None)

    with localcontext(Context(prec=3)) as context:
        narrow = equal_instalments(TEN_THOUSAND, Fraction(1, 70), 24, places=None)
        totals = (narrow.total, narrow.regular, narrow.flows())
        assert context.prec == 3

    assert narrow == usual
    assert totals == (usual.total, usual.regular, usual.flows())


def test_interest_between_counts_both_ends() -> None:
    schedule = equal_instalments(TEN_THOUSAND, ONE_PERCENT, 12)

    assert schedule.interest_between(1, 12) == schedule.interest
    assert schedule.interest_between(3, 3) == schedule.instalments[2].interest
    assert refused(lambda: schedule.interest_between(0, 1)) == ("first", "too_small")
    assert refused(lambda: schedule.interest_between(3, 2)) == ("last", "too_small")
    assert refused(lambda: schedule.interest_between(1, 13)) == ("last", "too_large")


def test_flows_start_with_what_is_received_less_what_is_paid_at_once() -> None:
    schedule = equal_principal(Decimal(200), Decimal(0), 2)

    assert schedule.flows() == [
        CashFlow(Fraction(0), Decimal(200)),
        CashFlow(MONTH, Decimal(-100)),
        CashFlow(2 * MONTH, Decimal(-100)),
    ]
    assert schedule.flows(received=Decimal(190), upfront=Decimal(15))[0] == CashFlow(Fraction(0), Decimal(175))


def test_outstanding_pairs_each_gap_with_the_principal_in_use() -> None:
    schedule = equal_principal(Decimal(300), ONE_PERCENT, 3)

    assert schedule.outstanding() == [(MONTH, Decimal(300)), (MONTH, Decimal(200)), (MONTH, Decimal(100))]


# Other kinds


def test_equal_principal_falls_by_the_interest_on_what_was_repaid() -> None:
    assert _payments(equal_principal(Decimal(1_200), ONE_PERCENT, 3)) == [Decimal(412), Decimal(408), Decimal(404)]


def test_flat_fee_is_a_share_of_the_first_amount() -> None:
    schedule = flat_fee(Decimal(12_000), Decimal("0.006"), 12)

    assert _payments(schedule) == [Decimal("1072.00")] * 12
    assert (schedule.fees, schedule.interest) == (Decimal("864.00"), 0)


def test_interest_first_repays_everything_at_the_end() -> None:
    schedule = interest_first(TEN_THOUSAND, ONE_PERCENT, 3)

    assert _payments(schedule) == [Decimal(100), Decimal(100), Decimal(10_100)]
    assert (schedule.regular, schedule.last) == (Decimal(100), Decimal(10_100))


def test_single_payment_bears_simple_interest() -> None:
    by_rate = single_payment(TEN_THOUSAND, years=Fraction(90, 365), annual_rate=Decimal("0.18"))
    by_amount = single_payment(TEN_THOUSAND, years=Fraction(90, 365), interest=Decimal("443.84"))

    assert by_rate == by_amount
    assert _payments(by_rate) == [Decimal("10443.84")]


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({}, ("annual_rate", "need_rate_or_interest")),
        ({"annual_rate": ONE_PERCENT, "interest": Decimal(1)}, ("annual_rate", "need_rate_or_interest")),
        ({"annual_rate": Decimal(101)}, ("annual_rate", "too_large")),
        ({"interest": Decimal(-1)}, ("interest", "negative")),
        ({"interest": Decimal(1), "years": Fraction(0)}, ("years", "too_small")),
        ({"interest": Decimal(1), "years": Fraction(51)}, ("years", "too_large")),
    ],
)
def test_single_payment_refuses_what_is_outside_the_limits(arguments, refusal) -> None:
    assert refused(lambda: single_payment(TEN_THOUSAND, **({"years": YEAR} | arguments))) == refusal


def test_custom_payment_is_repeated_until_the_debt_is_repaid() -> None:
    schedule = custom_payments(Decimal(1_000), ONE_PERCENT, Decimal(300))

    assert _payments(schedule) == [Decimal("300.00")] * 3 + [Decimal("122.48")]
    assert schedule.instalments[-1].balance == 0


def test_custom_list_may_pause_and_leaves_out_payments_after_the_last() -> None:
    schedule = custom_payments(Decimal(1_000), ONE_PERCENT, [Decimal(0), Decimal(600), Decimal(600), Decimal(600)])

    assert [line.balance for line in schedule.instalments] == [Decimal("1010.00"), Decimal("420.10"), 0]
    assert _payments(schedule) == [0, Decimal("600.00"), Decimal("424.30")]


def test_custom_list_that_leaves_a_rest_is_never_repaid() -> None:
    with pytest.raises(NeverRepaid) as caught:
        custom_payments(Decimal(1_000), ONE_PERCENT, [Decimal(300)] * 3)

    assert (caught.value.reason, caught.value.payment) == ("rest_unpaid", Decimal(300))
    # 1,000 x 1.01^3 - 300 x (1.01^2 + 1.01 + 1)
    assert caught.value.balance_after_12 == Decimal("121.27")


def test_custom_payment_over_50_years_is_too_long() -> None:
    with pytest.raises(NeverRepaid) as caught:
        custom_payments(TEN_THOUSAND, ONE_PERCENT, Decimal("100.01"))

    assert (caught.value.reason, caught.value.first_interest) == ("too_long", Decimal(100))
    assert caught.value.balance_after_12 == Decimal("9999.87")


@pytest.mark.parametrize("payment", [Decimal(0), Decimal(100), Decimal("99.99")])
def test_custom_payment_up_to_the_first_interest_never_repays(payment) -> None:
    with pytest.raises(NeverRepaid) as caught:
        custom_payments(TEN_THOUSAND, ONE_PERCENT, payment)

    assert (caught.value.code, caught.value.reason) == ("never_repaid", "below_interest")


def test_custom_payment_of_nothing_never_repays_at_rate_zero() -> None:
    with pytest.raises(NeverRepaid):
        custom_payments(TEN_THOUSAND, Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("payments", "refusal"),
    [
        ([], ("payments", "too_small")),
        ([Decimal(1)] * 601, ("payments", "too_large")),
        (range(10**9), ("payments", "too_large")),
        ([Decimal(1), Decimal(-1)], ("payments[1]", "negative")),
        ([Decimal(1), Decimal("NaN")], ("payments[1]", "not_finite")),
        (Decimal("1e308"), ("payments", "too_large")),
    ],
)
def test_custom_payments_refuse_what_is_outside_the_limits(payments, refusal) -> None:
    assert refused(lambda: custom_payments(TEN_THOUSAND, ONE_PERCENT, payments)) == refusal


def test_minimum_payments_fall_to_the_least_sum() -> None:
    schedule = minimum_payments(Decimal(1_000), ONE_PERCENT, share=Decimal("0.1"), least=Decimal(50))

    assert schedule.regular == Decimal("101.00")
    assert schedule.instalments[-2].payment == Decimal("50.00")
    assert 0 < schedule.last <= Decimal(50)
    assert schedule.instalments[-1].balance == 0


@pytest.mark.parametrize(
    ("share", "least", "reason"),
    [("0.009", "10", "below_interest"), ("0", "0", "below_interest"), ("0.02", "0", "too_long")],
)
def test_minimum_payments_that_are_too_small_never_repay(share, least, reason) -> None:
    with pytest.raises(NeverRepaid) as caught:
        minimum_payments(TEN_THOUSAND, ONE_PERCENT, share=Decimal(share), least=Decimal(least), places=None)

    assert caught.value.reason == reason


# Properties


@seeded
@given(st.sampled_from(KINDS), PRINCIPALS, RATES, COUNTS)
def test_schedules_repay_the_principal_exactly(kind, principal, rate, count) -> None:
    schedule = kind(principal, rate, count)

    assert _exact_sum(line.principal for line in schedule.instalments) == Fraction(principal)
    assert schedule.instalments[-1].balance == 0
    assert all(min(line.interest, line.principal, line.fee, line.balance) >= 0 for line in schedule.instalments)
    assert schedule.total == _exact_sum(_payments(schedule))
    assert all(cents(part) == part for line in schedule.instalments for part in (line.interest, line.principal))


@seeded
@given(PRINCIPALS, RATES, st.integers(1, 500))
def test_chosen_payment_above_the_first_interest_repays_exactly(principal, rate, parts) -> None:
    payment = cents(principal * rate) + max(cents(principal / parts), Decimal("0.01"))
    assume(payment <= 10**9)

    schedule = custom_payments(principal, rate, payment)

    assert _exact_sum(line.principal for line in schedule.instalments) == Fraction(principal)
    assert all(line.payment == payment for line in schedule.instalments[:-1])
    assert 0 < schedule.last <= payment


@seeded
@given(PRINCIPALS, RATES, st.integers(0, 100))
def test_chosen_payment_up_to_the_first_interest_never_repays(principal, rate, percent) -> None:
    payment = cents(principal * rate * percent / 101)

    with pytest.raises(NeverRepaid) as caught:
        custom_payments(principal, rate, payment)

    assert (caught.value.reason, caught.value.payment) == ("below_interest", payment)
    assert caught.value.first_interest == cents(principal * rate)


@seeded
@given(st.integers(1_000, 10**6), RATES, COUNTS)
def test_unrounded_instalments_carry_the_contract_rate(principal, rate, count) -> None:
    assume(rate > Decimal("0.00001"))
    schedule = equal_instalments(Decimal(principal), rate, count, places=None)

    nominal = nominal_annual_rate(schedule.flows(), periods_per_year=12)

    assert nominal == pytest.approx(12 * float(rate), rel=1e-9)
