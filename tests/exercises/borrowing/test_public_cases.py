"""Published figures and reported faults of other calculators, tried in this exercise; the right values by own code.

Sources: an Indian bank's Key Facts Statement, a central bank's questions on all-in cost, an Excel question on a loan
with fees, emicalculator.net, loanzbazar.com, bankelele.co.ke, and issues of open calculators.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client

from courses.loans.schedules.flows import CashFlow, repeat
from courses.loans.schedules.rates import effective_annual_rate, nominal_annual_rate
from tests.exercises.sample import result_of

HOUSEHOLD = {
    "income": "100000", "essentials": "1000", "debts": "0", "savings": "100000", "purpose": "goods", "count": "12",
    "interval": "month", "fees": "none",
}  # fmt: skip


def _afford(**boxes: str) -> dict[str, str]:
    return {**HOUSEHOLD, **boxes}


@pytest.mark.parametrize(
    ("boxes", "headline", "second"),
    [
        pytest.param(
            {"received": "45825", "amount": "47000", "fees": "some", "fee": "1175", "fee_when": "kept_back",
             "instalment": "2415.14", "count": "24", "rate": "21"},
            "23.66%", "with compounding 26.41%", id="L01",
        ),
        pytest.param(
            {"received": "1000", "fees": "some", "fee": "60", "fee_when": "upfront", "instalment": "205.73",
             "count": "5"},
            "36.98%", "with compounding 43.93%", id="L02",
        ),
        pytest.param(
            {"received": "92000", "amount": "100000", "rate": "23", "fees": "some", "fee": "8000",
             "fee_when": "kept_back"},
            "39.57%", "with compounding 47.60%", id="L03",
        ),
        pytest.param(
            {"received": "100000", "fees": "some", "fee": "3540", "fee_when": "financed", "rate": "16"},
            "22.72%", "with compounding 25.25%", id="L08",
        ),
        pytest.param(
            {"received": "10000", "rate": "1% per month", "repayment": "flat_fee"},
            "21.46%", "with compounding 23.70%", id="L22a-12",
        ),
        pytest.param(
            {"received": "10000", "rate": "1", "unit": "instalment", "repayment": "flat_fee", "count": "36"},
            "21.20%", "with compounding 23.39%", id="L22a-36",
        ),
        pytest.param(
            {"received": "10000", "rate": "0.75", "unit": "instalment", "repayment": "flat_fee"},
            "16.22%", "with compounding 17.48%", id="L22b-0.75",
        ),
        pytest.param(
            {"received": "10000", "rate": "0.6", "unit": "instalment", "repayment": "flat_fee"},
            "13.03%", "with compounding 13.84%", id="L22b-0.6",
        ),
        pytest.param(
            {"received": "10000", "rate": "1", "unit": "instalment", "repayment": "flat_fee"},
            "21.46%", "with compounding 23.70%", id="L22b-1",
        ),
    ],
)  # fmt: skip
def test_published_price_is_met(boxes: dict[str, str], headline: str, second: str) -> None:
    price = result_of(_afford(**boxes)).price

    assert (price.headline, price.second) == (headline, second)


@pytest.mark.parametrize(
    ("received", "rate", "count", "instalment"),
    [
        ("300000", "5", "360", "¥1,610.46"),
        ("150000", "6", "36", "¥4,563.29"),
        ("200000", "7.5", "180", "¥1,854.02"),
        ("100000", "4.5", "60", "¥1,864.30"),
    ],
)
def test_yearly_rate_is_divided_by_twelve(received: str, rate: str, count: str, instalment: str) -> None:  # L21
    payments = result_of(_afford(received=received, rate=rate, count=count)).payments

    assert f"You would pay {instalment} every month" in payments[0]


@pytest.mark.parametrize("rate", ["0.75", "0.6", "1"])
def test_fee_on_the_first_amount_without_a_period_is_asked_for(rate: str) -> None:  # L22b
    response = Client().post("/en/exercises/can-i-afford/", _afford(received="10000", rate=rate, repayment="flat_fee"))

    assert response.status_code == 422
    assert b'id="exercise-result"' not in response.content


def test_payment_below_the_interest_has_no_verdict() -> None:  # L25
    response = Client().post("/en/exercises/can-i-afford/", _afford(received="10000", rate="36", instalment="300"))

    assert response.status_code == 422
    assert "10,000" in response.context["form"].problems()[0].message
    assert b"156.45" not in response.content


def test_comma_that_may_be_a_decimal_one_is_asked_about() -> None:  # L26
    response = Client().post("/en/exercises/can-i-afford/", _afford(received="417,26", rate="12"))

    assert response.status_code == 422
    assert len(response.context["form"].problems()[0].choices) == 2


def test_long_level_loan_has_its_rate() -> None:  # L14
    flows = [CashFlow(Fraction(0), Decimal("172545.85"))]
    flows += repeat(Decimal("-787.74"), start=Fraction(1, 12), step=Fraction(1, 12), count=480)

    assert 100 * effective_annual_rate(flows) == pytest.approx(4.7067, abs=1e-4)
    assert 100 * nominal_annual_rate(flows, periods_per_year=12) == pytest.approx(4.6081, abs=1e-4)
