"""Sums are computed as the loan mathematics does, printed as texts print them, and refused with a reason."""

from collections.abc import Mapping
from typing import Any

import pytest

from courses.catalog.arithmetic.sum_fields import SumError
from courses.catalog.arithmetic.sums import results_of

FLAT = {"amount": 12000, "repayment": "flat_fee", "count": 12, "rate": "0.6", "unit": "instalment"}
GUARANTEED = {"amount": 10000, "count": 12, "rate": "12", "fee": "83.33", "fee_when": "each_instalment"}
LATE = {"principal": 1000, "rate": "18", "multiple": "1.5", "days": 30}
EQUAL = {"amount": 10000, "count": 12, "rate": "18"}

RIGHT: list[tuple[Mapping[str, Any], Mapping[str, str]]] = [
    ({"rate": "0.04", "unit": "day"}, {"yearly": "14.6%"}),
    ({"rate": "0.05", "unit": "day", "basis": 360}, {"yearly": "18%"}),
    ({"rate": "1.2", "unit": "month"}, {"yearly": "14.4%"}),
    ({"rate": "0.5", "unit": "instalment", "interval": "week"}, {"yearly": "26%"}),
    (
        FLAT,
        {
            **{"instalment": "1,072", "total": "12,864", "cost": "864", "cost_per_100": "7.20", "yearly": "7.2%"},
            **{"nominal": "13.03%", "effective": "13.84%", "pboc_simple": "13.29%", "received": "12,000"},
        },
    ),
    (FLAT | {"rate": "0.8"}, {"nominal": "17.27%"}),
    (
        GUARANTEED,
        {"instalment": "971.82", "last": "971.80", "fees": "999.96", "nominal": "29.38%", "yearly": "12%"},
    ),
    (
        {"amount": 10000, "received": 8500, "count": 12, "rate": "12"},
        {"instalment": "888.49", "nominal": "44.05%", "effective": "54.13%", "pboc_simple": "46.11%"},
    ),
    (
        {"amount": 10000, "count": 12, "rate": "12", "fee_share": "10", "fee_when": "upfront"},
        {"nominal": "32.5%", "effective": "37.81%", "cost_per_100": "16.62"},
    ),
    (
        {"amount": 10600, "count": 12, "rate": "12", "fees": [{"fee": 600, "fee_when": "financed"}]},
        {"received": "10,000", "instalment": "941.80", "nominal": "23.21%", "effective": "25.85%"},
    ),
    (
        {"amount": 1400, "repayment": "single_payment", "count": 7, "interval": "day", "instalment": 2000},
        {"cost": "600", "nominal": "2,234.69%", "cost_per_100": "42.86"},
    ),
    (EQUAL, {"instalment": "916.80"}),
    (EQUAL | {"number": 1}, {"interest_part": "150", "principal_part": "766.80", "balance": "9,233.20"}),
    (EQUAL | {"settle_after": 6}, {"balance": "5,223.18", "to_pay": "5,223.18", "saved": "277.63"}),
    (EQUAL | {"settle_after": 6, "charge_share": 2}, {"to_pay": "5,327.64", "saved": "173.17"}),
    (EQUAL | {"settle_after": 6, "charge": 50}, {"to_pay": "5,273.18"}),
    (
        {"amount": 200, "repayment": "custom", "count": 3, "payments": ["67.56", "67.56", "67.56"]},
        {"total": "202.68", "nominal": "8.02%"},
    ),
    ({"penalty": LATE}, {"penalty_rate": "27%", "penalty": "22.19", "per_day": "0.74", "to_pay": "1,022.19"}),
    ({"penalty": LATE | {"late_fee": 50}}, {"to_pay": "1,072.19"}),
    ({"penalty": {"principal": 1000, "rate": "27", "days": 30, "basis": 360}}, {"penalty": "22.50"}),
    ({"add": ["874.51", "40"]}, {"is": "914.51"}),
    ({"subtract": ["500", "30", "22.19"]}, {"is": "447.81"}),
    ({"multiply": ["35", "12"]}, {"is": "420"}),
    ({"divide": ["864", "12000"]}, {"is": "0.07", "percent": "7.2%"}),
    ({"divide": ["864", "6500"], "places": 0}, {"percent": "13%"}),
]

WRONG: list[tuple[Mapping[str, Any], str, str]] = [
    ({}, "", "give at least amount"),
    ({"rate": 0.6}, "rate", 'write the number in quotes, like "0.6"'),
    ({"rate": "0,6"}, "rate", "is not a number"),
    ({"rate": "NaN"}, "rate", "not a finite number"),
    ({"rate": "1", "unit": "moon"}, "unit", "one of year, month, day, instalment"),
    ({"rate": "1", "price": 3}, "price", "is not a field"),
    ({"rate": "1", "places": 5}, "places", "0 to 4"),
    ({"amount": 100, "count": 12}, "quoted_rate", "need_rate_or_instalment"),
    ({"amount": 100, "count": "1.5", "rate": "1"}, "count", "whole number"),
    (EQUAL | {"number": 13}, "number", "1 to 12"),
    (EQUAL | {"fee_when": "upfront"}, "fee", "fee is missing"),
    (EQUAL | {"fees": {"fee": 1}}, "fees", "needs a list"),
    (EQUAL | {"fees": [{"fine": 1}]}, "fine", "is not a field"),
    (EQUAL | {"payments": 3}, "payments", "needs a list"),
    ({"penalty": LATE, "rate": "1"}, "penalty", "nothing beside it"),
    ({"penalty": {"rate": "18", "days": 3}}, "principal", "is missing"),
    ({"add": ["1", "2"], "rate": "1"}, "", "nothing beside it"),
    ({"add": ["1"]}, "add", "at least two"),
    ({"divide": ["1", "0"]}, "divide", "divided by 0"),
]


@pytest.mark.parametrize(("fields", "expected"), RIGHT)
def test_results_are_as_published(fields: Mapping[str, Any], expected: Mapping[str, str]) -> None:
    results = results_of(fields)

    assert {name: str(results[name]) for name in expected} == expected


@pytest.mark.parametrize(("fields", "field", "said"), WRONG)
def test_sum_that_cannot_be_computed_names_field_and_reason(fields: Mapping[str, Any], field: str, said: str) -> None:
    with pytest.raises(SumError) as problem:
        results_of(fields)

    assert problem.value.field == field
    assert said in str(problem.value)


def test_keys_for_the_text_are_no_fields_of_the_sum() -> None:
    assert str(results_of({"rate": "1", "unit": "month", "shows": {"yearly": "12%"}, "gives": "yearly"})["yearly"]) == (
        "12%"
    )
