"""The house cases about offers, penalties and affordability."""

from decimal import Decimal

import pytest

from courses.loans.affordability.budget import Affordability, Budget, KnownInstalment, assess
from courses.loans.lateness.arrears import PenaltyRule, late_timeline, penalty_interest
from courses.loans.money import QuotedRate, RateUnit, as_percent
from courses.loans.offer import OfferTerm, headline, true_cost
from courses.loans.schedules.schedule import Instalment, Schedule
from tests.loans.offers import D, fee, finding_codes, offer, percents
from tests.loans.vectors import HOUSE_CASES


def _case(name: str) -> tuple[dict[str, str], dict[str, str]]:
    return HOUSE_CASES[name]["inputs"], HOUSE_CASES[name]["expected"]


def test_flat_fee_shows_three_honest_rates_beside_the_quoted_one() -> None:
    given, expected = _case("flat-1")
    flat = QuotedRate(D(given["fee_per_period"]), RateUnit.INSTALMENT)
    cost = true_cost(
        offer(
            contract_amount=D(given["principal"]),
            amount_received=D(given["principal"]),
            repayment="flat_fee",
            term=OfferTerm(int(given["n"])),
            quoted_rate=flat,
        )
    )

    assert cost.instalment == D(expected["instalment"])
    assert cost.total_paid == D(expected["total"])
    assert cost.cost == D(expected["cost"])
    assert percents(cost) == {
        "nominal": D(expected["nominal_irr"]),
        "effective": D(expected["effective"]),
        "pboc_simple": D(expected["pboc_simple"]),
        "us_apr": D(expected["nominal_irr"]),
    }
    assert cost.quote.method == "times_periods"
    assert as_percent(cost.quote.yearly) == D(expected["quoted_x12"])


def test_fee_kept_back_counts_on_the_money_received() -> None:
    given, expected = _case("upfront-1")
    cost = true_cost(
        offer(
            contract_amount=D(given["contract"]),
            amount_received=D(given["contract"]) - D(given["withheld"]),
            term=OfferTerm(int(given["n"])),
            quoted_rate=QuotedRate(D(given["nominal"])),
            fees=(fee("kept_back", given["withheld"]),),
        )
    )
    ignored = true_cost(offer())

    assert cost.instalment == D(expected["instalment"])
    assert cost.received == D(expected["received"])
    assert percents(cost)["effective"] == D(expected["apr_effective_true"])
    assert percents(cost)["nominal"] == D(expected["apr_nominal_true"])
    assert percents(cost)["pboc_simple"] == D("46.11")
    assert percents(ignored)["effective"] == D(expected["apr_effective_if_fee_ignored"])
    assert finding_codes(cost) == ["kept_back"]
    assert cost.findings[0].numbers["received"] == D(expected["legal_principal_cn"])


def test_seven_day_loan_shows_the_simple_rate_and_the_cost_per_100() -> None:
    given, expected = _case("upfront-2")
    cost = true_cost(
        offer(
            contract_amount=D(given["repay"]),
            amount_received=D(given["received"]),
            repayment="single_payment",
            term=OfferTerm(given["days"], "day"),
            quoted_rate=None,
            stated_instalment=D(given["repay"]),
        )
    )

    assert percents(cost)["nominal"] == D(expected["simple_annual"])
    assert cost.rates.effective == pytest.approx(float(expected["effective"]) / 100, rel=1e-3)
    assert cost.cost_per_100 == D(expected["cost_per_100_received"])
    assert headline(cost, "cn").over_1000 is True


def test_daily_rate_is_brought_to_a_year_with_365_days() -> None:
    given, expected = _case("daily-1")
    cost = true_cost(
        offer(
            contract_amount=D(given["principal"]),
            term=OfferTerm(int(given["n"])),
            quoted_rate=QuotedRate(D(given["daily"]), RateUnit.DAY),
        )
    )

    assert as_percent(cost.quote.yearly) == D(expected["simple_annual"])
    assert cost.instalment == D(expected["instalment"])
    assert cost.instalment * 12 == D(expected["total"])
    assert (cost.last_instalment, cost.total_paid) == (D("917.98"), D("11015.87"))
    assert percents(cost)["effective"] == D(expected["effective"])


@pytest.mark.parametrize("name", ["interest-free-1", "interest-free-2"])
def test_interest_free_instalments_are_compared_with_the_cash_price(name: str) -> None:
    given, expected = _case(name)
    instalment, count = D(given["instalment"]), int(given["n"])
    cost = true_cost(
        offer(
            contract_amount=instalment * count,
            amount_received=None,
            cash_price=D(given["cash_price"]),
            term=OfferTerm(count),
            quoted_rate=QuotedRate(D(0)),
            stated_instalment=instalment,
        )
    )

    assert cost.cost == D(expected["cost"])
    assert percents(cost)["effective"] == D(expected["effective"])
    assert percents(cost)["nominal"] == D(expected.get("nominal_irr", "0.00"))
    assert finding_codes(cost) == ["dearer_than_cash"]
    assert cost.findings[0].numbers["cost"] == D(expected["cost"])
    assert cost.unknowns == ()


def test_penalty_counts_on_the_basis_of_the_contract() -> None:
    given, expected = _case("penalty-1")
    principal, rate, days = D(given["principal"]), D(given["contract"]), given["days"]
    penalty = rate * D(given["factor"])

    assert penalty_interest(principal=principal, annual_rate=penalty, days=days) == D(expected["penalty_365"])
    assert penalty_interest(principal=principal, annual_rate=penalty, days=days, basis=360) == D(
        expected["penalty_360"]
    )
    assert penalty_interest(principal=principal, annual_rate=rate, days=days) == D(expected["normal_interest_365"])


def test_penalty_of_one_overdue_payment_is_the_same_in_a_timeline() -> None:
    given, expected = _case("penalty-1")
    principal = D(given["principal"])
    line = Instalment(number=1, years=1, interest=D(0), principal=principal, fee=D(0), balance=D(0))
    overdue = late_timeline(
        Schedule(principal, (line,)),
        PenaltyRule(multiple=D(given["factor"])),
        contract_rate=D(given["contract"]),
        first_missed=1,
        days=(given["days"],),
    )

    assert overdue[0].penalty == D(expected["penalty_365"])


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else as_percent(share)


def _assessed(name: str) -> tuple[Affordability, dict[str, str]]:
    given, expected = _case(name)
    household = Budget(
        income=D(given["income"]),
        essentials=D(given["essentials"]),
        debts=D(given["debts"]),
        savings=D(given["savings"]),
        unexpected_bill=D(2000),
    )
    return assess(household, KnownInstalment(D(given["instalment"]))), expected


@pytest.mark.parametrize(("name", "verdict"), [("afford-1", "tight"), ("afford-3", "room")])
def test_household_case_is_assessed(name: str, verdict: str) -> None:
    result, expected = _assessed(name)
    stress = {one.code: one for one in result.stress}

    assert result.verdict == verdict
    assert _percent(result.share_before) == D(expected["debt_share_before"])
    assert _percent(result.share_after) == D(expected["debt_share_after"])
    assert result.left == D(expected["left_per_month"])
    assert _percent(result.left_share) == D(expected["left_share"])
    assert result.buffer_months == D(expected["buffer_months"])
    assert [stress[f"income_{drop}"].left for drop in (10, 20, 30)] == [
        D(expected[f"income_-{drop}%"]) for drop in (10, 20, 30)
    ]
    assert _percent(result.max_income_drop) == D(expected.get("max_income_drop_percent", expected["left_share"]))
    rebuild = expected.get("unexpected_2000_months_to_rebuild", "0.36")
    assert stress["bill"].months_to_rebuild == D(rebuild)


def test_household_without_income_has_no_shares() -> None:
    result, expected = _assessed("afford-4")

    assert result.verdict == "short"
    assert result.share_before is None
    assert result.share_after is expected["debt_share_after"]
    assert result.left == D(expected["left_per_month"])
    assert result.buffer_months == D(expected["buffer_months"])
