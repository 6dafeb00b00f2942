"""Every published case, through the public interface; a failing case prints its id, its source and both numbers."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest

from courses.loans.errors import NoRate, SeveralRates
from courses.loans.schedules.rates import all_rates, effective_annual_rate
from tests.loans.vectors import (
    MONEY,
    RATES,
    VECTORS,
    answer,
    cash_flows,
    generated_schedule,
    interval,
    schedule_figures,
    terms_of,
)

SCHEDULES = [vector for vector in VECTORS if terms_of(vector)["type"] == "schedule"]
INTERVALS = [vector for vector in VECTORS if terms_of(vector)["type"] == "eu_interval"]
WITHOUT_RATE = [vector for vector in VECTORS if vector["kind"] == "irr_none"]
WITH_SEVERAL = [vector for vector in VECTORS if vector["kind"] == "irr_multiple"]
APART = [vector["id"] for vector in [*SCHEDULES, *INTERVALS, *WITHOUT_RATE, *WITH_SEVERAL]]
NUMBERS = [vector for vector in VECTORS if vector["id"] not in APART]
GENERATED = [vector for vector in VECTORS if terms_of(vector)["type"] == "irr_generated"]


def _id(vector):
    return vector["id"]


def _told(vector, expected, got):
    return f"{vector['id']} ({vector['source']}): expected {expected}, got {got}"


def _tolerance(vector):
    return Decimal(vector.get("tolerance_percentage_points") or vector.get("tolerance") or "0")


def test_vectors_are_all_computed_once() -> None:
    kinds = Counter(vector["kind"] for vector in VECTORS)

    assert len(NUMBERS) + len(APART) == sum(kinds.values()) == len({vector["id"] for vector in VECTORS}) == 81
    assert {terms_of(vector)["type"] for vector in NUMBERS} == RATES.keys() | MONEY.keys()


@pytest.mark.parametrize("vector", NUMBERS, ids=_id)
def test_vector_gives_the_verified_value(vector) -> None:
    verified = Decimal(vector["verified_value"])

    got = answer(vector)

    assert abs(got - verified) <= max(Decimal("1e-6"), Decimal("2e-9") * abs(verified)), _told(vector, verified, got)


@pytest.mark.parametrize("vector", [vector for vector in NUMBERS if vector["agrees"]], ids=_id)
def test_vector_agrees_with_the_published_answer(vector) -> None:
    published = Decimal(vector["published_answer"]["value"])

    got = answer(vector)

    assert abs(got - published) <= _tolerance(vector), _told(vector, published, got)


@pytest.mark.parametrize("vector", [vector for vector in NUMBERS if not vector["agrees"]], ids=_id)
def test_vector_shows_that_a_published_answer_is_wrong(vector) -> None:
    published = Decimal(vector["published_answer"]["value"])

    got = answer(vector)

    assert abs(got - published) > _tolerance(vector), _told(vector, f"anything but {published}", got)


@pytest.mark.parametrize("vector", [vector for vector in GENERATED if "expect_n" in vector["terms"]], ids=_id)
def test_vector_has_as_many_instalments_as_published(vector) -> None:
    got = len(generated_schedule(vector["terms"]).instalments)

    assert got == vector["terms"]["expect_n"], _told(vector, vector["terms"]["expect_n"], got)


@pytest.mark.parametrize("vector", INTERVALS, ids=_id)
def test_interval_equals_the_published_sum_of_fractions(vector) -> None:
    published = sum(Fraction(part) for part in vector["published_answer"]["value"].split("+"))

    got = interval(vector["terms"])

    assert got == published, _told(vector, published, got)


@pytest.mark.parametrize("vector", SCHEDULES, ids=_id)
@pytest.mark.parametrize(("figures", "within"), [("published_answer", "0.005"), ("verified_value", "0.0001")])
def test_schedule_prints_the_published_figures(vector, figures, within) -> None:
    expected = {name: Decimal(value) for name, value in vector[figures].items()}
    computed = schedule_figures(vector["terms"])
    # The published example adds a fee paid at the start, printed only as a part of two totals.
    cost = computed["total_payable_with_rounded_instalments"] - Decimal(vector["terms"]["principal"])
    fee = expected["total_payable_incl_fee"] - computed["total_payable_with_rounded_instalments"]
    computed |= {"total_payable_incl_fee": expected["total_payable_incl_fee"], "total_cost_incl_fee": cost + fee}

    wrong = {
        name: (value, computed[name])
        for name, value in expected.items()
        if abs(computed[name] - value) > Decimal(within)
    }

    assert wrong == {}, _told(vector, expected, computed)
    assert fee == Decimal(4000), _told(vector, 4000, fee)


@pytest.mark.parametrize("vector", WITHOUT_RATE, ids=_id)
def test_vector_without_a_rate_has_none(vector) -> None:
    flows = cash_flows(terms_of(vector))

    with pytest.raises(NoRate):
        effective_annual_rate(flows)

    assert all_rates(flows) == []


@pytest.mark.parametrize("vector", WITH_SEVERAL, ids=_id)
def test_vector_with_several_rates_gives_them_all(vector) -> None:
    flows = cash_flows(terms_of(vector))

    with pytest.raises(SeveralRates) as caught:
        effective_annual_rate(flows)

    got = all_rates(flows)
    assert caught.value.rates == tuple(got)
    assert [100 * rate for rate in got] == pytest.approx(
        [float(value) for value in vector["verified_value"]], abs=1e-6
    ), _told(vector, vector["verified_value"], got)
