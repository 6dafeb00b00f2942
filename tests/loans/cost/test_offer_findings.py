"""What an offer says of itself: quoted and stated figures, findings, and cases without a rate."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from courses.loans.money import QuotedRate, as_percent
from courses.loans.offer import OfferTerm, true_cost
from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.rates import nominal_annual_rate
from courses.loans.schedules.schedule import equal_instalments
from tests.loans.offers import D, fee, finding_codes, offer, percents


def test_stated_instalment_is_used_and_the_difference_said() -> None:
    cost = true_cost(offer(stated_instalment=D(900)))

    assert cost.payments == (D(900),) * 12
    assert finding_codes(cost) == ["instalment_mismatch"]
    assert cost.findings[0].numbers == {"computed": D("888.49"), "stated": D(900), "difference": D("11.51")}


def test_stated_instalment_within_a_cent_is_no_mismatch() -> None:
    assert true_cost(offer(stated_instalment=D("888.50"))).findings == ()


def test_stated_first_payment_of_equal_principal_falls_like_the_computed_one() -> None:
    stated = true_cost(offer(repayment="equal_principal", quoted_rate=None, stated_instalment=D("933.33")))

    assert stated.last_instalment == D("841.70")


def test_stated_interest_leaves_the_principal_to_the_end() -> None:
    cost = true_cost(offer(repayment="interest_first", quoted_rate=None, stated_instalment=D(100)))

    assert cost.payments == (D(100),) * 11 + (D(10_100),)
    assert percents(cost)["nominal"] == D("12.00")


def test_stated_last_payment_is_taken_as_it_is() -> None:
    cost = true_cost(offer(quoted_rate=None, stated_instalment=D("888.49"), stated_last=D("888.47")))

    assert percents(cost) == percents(true_cost(offer()))


def test_stated_all_in_rate_is_checked() -> None:
    right, wrong = true_cost(offer(stated_all_in=D("0.1204"))), true_cost(offer(stated_all_in=D("0.11")))

    assert finding_codes(right) == []
    assert finding_codes(wrong) == ["all_in_differs"]
    assert wrong.findings[0].numbers["computed"] == D("0.120001")


def test_paying_back_less_than_received_is_said() -> None:
    cost = true_cost(
        offer(
            contract_amount=D(100),
            amount_received=D(100),
            repayment="single_payment",
            term=OfferTerm(1, "year"),
            quoted_rate=None,
            stated_instalment=D(80),
        )
    )

    assert (cost.rates.no_rate, cost.cost) == ("negative_cost", D(-20))
    assert set(percents(cost).values()) == {None}
    assert finding_codes(cost) == ["negative_cost"]


def test_nothing_repaid_has_no_rate() -> None:
    cost = true_cost(offer(quoted_rate=None, stated_instalment=D(0)))

    assert (cost.rates.no_rate, cost.rates.nominal, cost.quote) == ("one_sided", None, None)
    assert finding_codes(cost) == ["one_sided", "negative_cost"]


def test_nothing_received_has_no_rate_and_no_cost_per_100() -> None:
    cost = true_cost(offer(amount_received=D(0)))

    assert (cost.rates.no_rate, cost.cost_per_100) == ("one_sided", None)


def test_same_day_loan_shows_the_cost_without_a_rate() -> None:
    day = date(2026, 5, 1)
    cost = true_cost(
        offer(
            contract_amount=D(100),
            amount_received=D(100),
            repayment="single_payment",
            term=OfferTerm(1, "day"),
            quoted_rate=None,
            stated_instalment=D(110),
            start=day,
            first_due=day,
        )
    )

    assert (cost.rates.no_rate, cost.cost) == ("no_time", D(10))
    assert finding_codes(cost) == ["no_time"]


def test_zero_rate_prints_as_zero() -> None:
    cost = true_cost(offer(term=OfferTerm(3), quoted_rate=QuotedRate(D(0))))

    assert cost.payments == (D("3333.33"), D("3333.33"), D("3333.34"))
    assert percents(cost) == dict.fromkeys(("nominal", "effective", "pboc_simple", "us_apr"), D("0.00"))


@pytest.mark.parametrize(
    ("changes", "method"),
    [
        ({"quoted_rate": QuotedRate(D("0.1268")), "stated_instalment": D("888.49")}, "effective"),
        (
            {
                "quoted_rate": QuotedRate(D("0.4611")),
                "stated_instalment": D("888.49"),
                "amount_received": D(8_500),
            },
            "pboc_simple",
        ),
        ({"quoted_rate": QuotedRate(D("0.072")), "stated_instalment": D("893.33")}, "times_periods"),
        ({"repayment": "interest_first", "amount_received": D(9000)}, "interest_only"),
        ({"quoted_rate": QuotedRate(D("0.2")), "stated_instalment": D("888.49")}, "not_explained"),
    ],
)
def test_quoted_rate_is_read(changes: dict[str, Any], method: str) -> None:
    quote = true_cost(offer(**changes)).quote

    assert quote.method == method
    assert quote.yearly == offer(**changes).quoted_rate.value


# Public re-implementations of the worked examples in the calculation annex of the 2026 provisions (金规〔2026〕2号).
def test_annex_example_with_a_guarantee_fee() -> None:
    cost = true_cost(offer(quoted_rate=QuotedRate(D("0.058")), fees=(fee("each_instalment", "47.56"),)))

    assert as_percent(cost.rates.nominal, 4) == D("15.9993")
    assert percents(cost)["effective"] == D("17.23")


def test_annex_example_of_three_payments() -> None:
    cost = true_cost(
        offer(
            contract_amount=D(200),
            amount_received=D(200),
            term=OfferTerm(3),
            quoted_rate=None,
            stated_instalment=D("67.56"),
        )
    )

    assert as_percent(cost.rates.nominal, 4) == D("8.0222")


def test_annex_example_with_half_interest_in_the_first_three_instalments() -> None:
    plan = equal_instalments(D(10_000), Fraction(8, 1200), 12, places=None)
    payments = [line.payment - (line.interest / 2 if line.number <= 3 else 0) for line in plan.instalments]
    flows = [CashFlow(Fraction(k, 12), -paid) for k, paid in enumerate(payments, start=1)]

    nominal = nominal_annual_rate([CashFlow(Fraction(0), D(10_000)), *flows], periods_per_year=12)
    in_fen = true_cost(
        offer(
            repayment="custom",
            quoted_rate=None,
            stated_payments=tuple((Fraction(k, 12), round(paid, 2)) for k, paid in enumerate(payments, start=1)),
        )
    )

    assert as_percent(nominal, 4) == D("6.2987")
    assert as_percent(in_fen.rates.nominal, 1) == D("6.3")
