"""What an offer really costs: rates, fees, findings and unknowns."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from courses.loans.money import QuotedRate, RateUnit, as_percent
from courses.loans.offer import OfferTerm, true_cost
from courses.loans.schedules.flows import CashFlow
from tests.loans.offers import D, fee, finding_codes, offer, percents


def _rates(**changes: Any) -> tuple[Decimal | None, Decimal | None]:
    shown = percents(true_cost(offer(**changes)))
    return shown["nominal"], shown["effective"]


def test_plain_loan_costs_its_own_rate() -> None:
    cost = true_cost(offer())

    assert (cost.instalment, cost.last_instalment, cost.count) == (D("888.49"), D("888.47"), 12)
    assert (cost.total_paid, cost.cost, cost.cost_per_100) == (D("10661.86"), D("661.86"), D("6.62"))
    assert percents(cost) == {name: D("12.00") for name in ("nominal", "pboc_simple", "us_apr")} | {
        "effective": D("12.68")
    }
    assert (cost.unknowns, cost.lower_bound, cost.findings, cost.not_in_quote) == ((), False, (), ())
    assert cost.quote.method == "nominal"
    assert cost.flows[0] == CashFlow(Fraction(0), D(10_000))
    assert sum(cost.payments) == cost.total_paid


@pytest.mark.parametrize(
    ("received", "when", "per_100"), [("9000", "kept_back", "18.47"), ("10000", "upfront", "16.62")]
)
def test_fee_costs_the_same_kept_back_or_paid_upfront(received: str, when: str, per_100: str) -> None:
    cost = true_cost(offer(amount_received=D(received), fees=(fee(when, "1000"),)))

    assert (percents(cost)["nominal"], percents(cost)["effective"]) == (D("32.50"), D("37.81"))
    assert cost.cost_per_100 == D(per_100)
    assert finding_codes(cost) == (["kept_back"] if when == "kept_back" else [])


def test_guarantee_fee_comes_on_top_of_every_instalment() -> None:
    cost = true_cost(offer(fees=(fee("each_instalment", "83.33", kind="guarantee", payee="B"),), payee="A"))

    assert (cost.instalment, cost.last_instalment) == (D("971.82"), D("971.80"))
    assert percents(cost)["nominal"] == D("29.38")
    assert cost.quote.method == "interest_only"
    assert cost.not_in_quote == cost.offer.fees
    assert cost.by_payee == (("A", D("661.86")), ("B", D("999.96")))
    assert cost.schedule.fees == D("999.96")


def test_fee_not_known_makes_every_figure_a_lower_bound() -> None:
    cost = true_cost(offer(fees=(fee("each_instalment", kind="guarantee"),)))

    assert percents(cost)["nominal"] == D("12.00")
    assert (cost.unknowns, cost.lower_bound) == (("fees[0].amount",), True)


@pytest.mark.parametrize(
    ("changes", "unknowns"),
    [
        ({"fees_complete": False}, ("fees",)),
        ({"amount_received": None}, ("amount_received",)),
        ({"amount_received": None, "cash_price": D(10_000)}, ()),
        ({"fees": (fee("upfront", compulsory=False),)}, ()),
    ],
)
def test_unknown_fields_are_named(changes: dict[str, Any], unknowns: tuple[str, ...]) -> None:
    cost = true_cost(offer(**changes))

    assert (cost.unknowns, cost.lower_bound) == (unknowns, bool(unknowns))


def test_financed_fee_is_part_of_the_debt() -> None:
    cost = true_cost(
        offer(contract_amount=D(10_600), fees=(fee("financed", "600", kind="insurance"),), amount_received=D(10_000))
    )

    assert cost.instalment == D("941.80")
    assert (percents(cost)["nominal"], percents(cost)["effective"]) == (D("23.21"), D("25.85"))
    assert cost.findings == ()


def test_received_follows_from_the_fees_when_it_is_not_known() -> None:
    fees = (fee("kept_back", share=D("0.05")), fee("financed", "300"), fee("upfront", "100"))
    cost = true_cost(offer(amount_received=None, fees=fees))

    assert (cost.received, cost.upfront) == (D("9200.00"), D(100))
    assert cost.flows[0].amount == D("9100.00")
    assert cost.total_paid == D("10761.86")


def test_fee_at_the_end_is_paid_with_the_last_instalment() -> None:
    cost = true_cost(offer(fees=(fee("at_end", "100"),)))

    assert (cost.instalment, cost.last_instalment) == (D("888.49"), D("988.47"))


def test_optional_fee_counts_only_when_asked_for() -> None:
    optional = offer(fees=(fee("upfront", "100", compulsory=False),))

    assert true_cost(optional).cost == D("661.86")
    assert true_cost(optional, with_optional=True).cost == D("761.86")
    assert true_cost(optional, with_optional=True).unknowns == ()


@pytest.mark.parametrize(
    ("repayment", "instalment", "last"),
    [
        ("equal_principal", "933.33", "841.70"),
        ("interest_first", "100.00", "10100.00"),
        ("flat_fee", "933.33", "933.37"),
    ],
)
def test_repayment_kind_gives_its_own_payments(repayment: str, instalment: str, last: str) -> None:
    cost = true_cost(offer(repayment=repayment))

    assert (cost.instalment, cost.last_instalment) == (D(instalment), D(last))
    assert cost.schedule.instalments[-1].balance == 0


def test_balloon_and_a_longer_plan_leave_a_large_last_payment() -> None:
    balloon = true_cost(offer(balloon=D(4000)))
    longer = true_cost(
        offer(
            contract_amount=D(100_000),
            amount_received=D(100_000),
            term=OfferTerm(36),
            quoted_rate=QuotedRate(D("0.06")),
            amortise_over=120,
        )
    )

    assert (balloon.instalment, balloon.last_instalment) == (D("573.09"), D("4573.12"))
    assert longer.instalment == D("1110.21")
    assert longer.last_instalment == D("77106.92")
    assert as_percent(longer.rates.effective, 4) == D("6.1678")


@pytest.mark.parametrize(
    ("term", "rate", "due"),
    [
        (OfferTerm(7, "day"), QuotedRate(D("0.0005"), RateUnit.DAY), "10035.00"),
        (OfferTerm(7, "day"), QuotedRate(D("0.0005"), RateUnit.DAY, 360), "10035.00"),
        (OfferTerm(90, "day"), QuotedRate(D("0.18"), RateUnit.YEAR, 360), "10450.00"),
        (OfferTerm(3), QuotedRate(D("0.18")), "10450.00"),
        (OfferTerm(3), QuotedRate(D("0.1"), RateUnit.INSTALMENT), "11000.00"),
    ],
)
def test_single_payment_bears_simple_interest(term: OfferTerm, rate: QuotedRate, due: str) -> None:
    cost = true_cost(offer(repayment="single_payment", term=term, quoted_rate=rate))

    assert cost.payments == (D(due),)
    assert cost.quote.method in ("nominal", "not_explained")


def test_single_payment_over_more_than_a_year_counts_by_periods() -> None:
    cost = true_cost(
        offer(repayment="single_payment", term=OfferTerm(24), quoted_rate=None, stated_instalment=D("12697.35"))
    )

    assert percents(cost)["nominal"] == D("12.00")


def test_next_day_loan_does_not_overflow() -> None:
    cost = true_cost(
        offer(
            contract_amount=D(1000),
            amount_received=D(1000),
            repayment="single_payment",
            term=OfferTerm(1, "day"),
            quoted_rate=None,
            stated_instalment=D(2000),
        )
    )

    assert cost.rates.effective == pytest.approx(7.5e109, rel=0.01)
    assert cost.rates.nominal == 365.0


def test_weekly_loan() -> None:
    rates = _rates(
        contract_amount=D(100),
        amount_received=D(100),
        term=OfferTerm(52, "week"),
        quoted_rate=None,
        stated_instalment=D("3.50"),
    )

    assert rates == (D("133.10"), D("272.20"))


def test_own_list_of_payments() -> None:
    months = tuple((Fraction(k, 12), D("888.49")) for k in range(1, 12))
    cost = true_cost(offer(repayment="custom", quoted_rate=None, stated_payments=(*months, (Fraction(1), D("888.47")))))

    assert percents(cost) == percents(true_cost(offer()))
    assert cost.schedule.instalments[-1].balance == 0
    assert cost.quote is None


def test_own_list_between_whole_months_has_odd_days_in_the_us() -> None:
    cost = true_cost(
        offer(
            repayment="custom",
            quoted_rate=None,
            stated_payments=((Fraction(1, 24), D(5000)), (Fraction(2, 12), D("5250"))),
        )
    )

    assert as_percent(cost.rates.us_apr) != as_percent(cost.rates.nominal)
    assert cost.rates.us_apr == pytest.approx(cost.rates.nominal, rel=0.01)


def test_long_first_period_is_priced_as_checked() -> None:
    cost = true_cost(offer(quoted_rate=QuotedRate(D("0.24")), start=date(2026, 1, 1), first_due=date(2026, 2, 16)))

    assert (percents(cost)["nominal"], percents(cost)["us_apr"]) == (D("23.97"), D("23.94"))


@pytest.mark.parametrize("first_due", [date(2026, 2, 28), date(2026, 2, 27)])
def test_due_date_at_the_end_of_a_short_month_is_one_month_away(first_due: date) -> None:
    cost = true_cost(offer(start=date(2026, 1, 31), first_due=first_due))

    assert (cost.flows[1].years == Fraction(1, 12)) is (first_due == date(2026, 2, 28))


def test_first_payment_on_the_day_of_the_loan() -> None:
    day = date(2026, 3, 1)
    cost = true_cost(offer(start=day, first_due=day))

    assert cost.flows[1].years == 0
    assert percents(cost)["nominal"] == D("12.00")


@pytest.mark.parametrize("repayment", ["equal_principal", "interest_first", "flat_fee"])
def test_long_first_period_raises_the_first_interest_only_where_interest_runs(repayment: str) -> None:
    regular = true_cost(offer(repayment=repayment))
    long = true_cost(offer(repayment=repayment, start=date(2026, 1, 1), first_due=date(2026, 3, 1)))

    more = D(0) if repayment == "flat_fee" else D(100)
    assert long.instalment - regular.instalment == more
    assert long.flows[1].years == Fraction(2, 12)
    assert long.flows[-1].years == Fraction(13, 12)
