"""The edge cases of the file of house cases that concern flows, rates and schedules."""

from decimal import Decimal
from fractions import Fraction

import pytest

from courses.loans.errors import NeverRepaid, NoRate, SeveralRates
from courses.loans.money import as_percent, cents
from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.rates import effective_annual_rate, nominal_annual_rate
from courses.loans.schedules.schedule import custom_payments, equal_instalments
from tests.loans.vectors import HOUSE_CASES


def _case(name):
    case = HOUSE_CASES[name]
    return case["inputs"], case["expected"]


def _flows(inputs):
    return [CashFlow(Fraction(years), Decimal(amount)) for years, amount in inputs["flows"]]


def test_zero_1_has_level_instalments_and_no_rate_to_print() -> None:
    inputs, expected = _case("zero-1")

    schedule = equal_instalments(Decimal(inputs["principal"]), Decimal(inputs["rate"]), inputs["n"])

    assert {
        "instalment": str(schedule.regular),
        "total": str(schedule.total),
        "interest": str(schedule.interest),
        "apr": str(as_percent(effective_annual_rate(schedule.flows()))),
    } == expected


def test_zero_2_leaves_the_rest_to_the_last_instalment() -> None:
    inputs, expected = _case("zero-2")

    schedule = equal_instalments(Decimal(inputs["principal"]), Decimal(inputs["rate"]), inputs["n"])

    assert [str(line.payment) for line in schedule.instalments] == expected["instalments"]
    assert str(as_percent(effective_annual_rate(schedule.flows()))) == expected["apr"]
    assert str(as_percent(nominal_annual_rate(schedule.flows(), periods_per_year=12))) == expected["apr"]


def test_round_1_rounds_interest_line_by_line() -> None:
    inputs, expected = _case("round-1")

    schedule = equal_instalments(Decimal(inputs["principal"]), Decimal(inputs["rate_per_period"]), inputs["n"])

    assert {
        "instalment": str(schedule.regular),
        "interest_month_1": str(schedule.instalments[0].interest),
        "last_instalment": str(schedule.last),
        "total": str(schedule.total),
        "principal_sum": str(cents(sum(line.principal for line in schedule.instalments))),
        "final_balance": str(schedule.instalments[-1].balance),
    } == expected


def test_balloon_1_leaves_the_rest_of_the_long_plan() -> None:
    inputs, expected = _case("balloon-1")

    schedule = equal_instalments(
        Decimal(inputs["principal"]),
        Decimal(inputs["nominal"]) / 12,
        inputs["pay"],
        amortise_over=inputs["amortise_over"],
    )

    assert {
        "instalment": str(schedule.regular),
        "balloon_with_payment_36": str(schedule.last - schedule.regular),
        "last_month_total": str(schedule.last),
        "apr_effective": str(as_percent(effective_annual_rate(schedule.flows()), 4)),
    } == expected


def test_negative_1_is_a_negative_rate() -> None:
    inputs, expected = _case("negative-1")

    assert str(as_percent(effective_annual_rate(_flows(inputs)))) == expected["effective"]


@pytest.mark.parametrize(("name", "reason"), [("none-1", "one_sided"), ("none-2", "no_time")])
def test_none_cases_have_no_rate(name, reason) -> None:
    inputs, _ = _case(name)

    with pytest.raises(NoRate) as caught:
        effective_annual_rate(_flows(inputs))

    assert caught.value.reason == caught.value.code == reason


def test_several_1_gives_both_rates() -> None:
    inputs, expected = _case("several-1")

    with pytest.raises(SeveralRates) as caught:
        effective_annual_rate(_flows(inputs))

    assert [str(as_percent(rate)) for rate in caught.value.rates] == expected["roots"]


def test_neg_amort_1_is_never_repaid() -> None:
    inputs, expected = _case("neg-amort-1")

    with pytest.raises(NeverRepaid) as caught:
        custom_payments(Decimal(inputs["principal"]), Decimal(inputs["rate_per_period"]), Decimal(inputs["payment"]))

    assert caught.value.reason == "below_interest"
    assert caught.value.payment == Decimal(inputs["payment"])
    assert str(caught.value.first_interest) == expected["interest_month_1"]
    assert str(caught.value.balance_after_12) == expected["balance_after_12"]
    assert caught.value.numbers == {
        "payment": Decimal("150"),
        "interest": Decimal("200"),
        "balance": Decimal("10670.60"),
    }
