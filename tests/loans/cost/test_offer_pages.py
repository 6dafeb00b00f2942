"""What a page shows of an offer: headline, price lines, statement, comparison and early repayment."""

from datetime import date
from typing import Any

import pytest

from courses.loans.ceilings import PriceLine
from courses.loans.errors import InvalidInput
from courses.loans.lateness.arrears import PenaltyRule
from courses.loans.money import QuotedRate, RateUnit, as_percent
from courses.loans.offer import (
    EarlyRepayment,
    OfferTerm,
    compare,
    contract_rate,
    cost_statement,
    headline,
    late_30,
    price_flags,
    settle_early,
    true_cost,
)
from tests.loans.offers import D, fee, offer

TODAY = date(2026, 11, 25)
LINE = PriceLine(
    id="platform-24",
    fact="CN-RATE-08",
    country="cn",
    lenders=frozenset({"platform_bank"}),
    yearly=D("0.24"),
    since=date(2025, 10, 1),
    until=None,
    weight="departmental notice",
)
SEVEN_DAYS = offer(
    contract_amount=D(2_000),
    amount_received=D(1_400),
    repayment="single_payment",
    term=OfferTerm(7, "day"),
    quoted_rate=None,
    stated_instalment=D(2_000),
)


@pytest.mark.parametrize(
    ("country", "kind", "places", "percent"),
    [
        ("cn", "nominal", 2, "12.00"),
        ("us", "us_apr", 2, "12.00"),
        ("uk", "effective", 1, "12.7"),
        ("eu", "effective", 1, "12.7"),
    ],
)
def test_headline_follows_the_country(country: str, kind: str, places: int, percent: str) -> None:
    shown = headline(true_cost(offer()), country)

    assert (shown.kind, shown.places) == (kind, places)
    assert as_percent(shown.value, shown.places) == D(percent)
    assert (shown.over_1000, shown.lower_bound) == (False, False)


def test_headline_above_1000_percent_shows_no_digits() -> None:
    assert [headline(true_cost(SEVEN_DAYS), country).over_1000 for country in ("cn", "us", "uk")] == [True] * 3


def test_headline_of_an_incomplete_offer_is_a_lower_bound() -> None:
    assert headline(true_cost(offer(fees_complete=False)), "cn").lower_bound is True


def test_headline_without_a_rate() -> None:
    shown = headline(true_cost(offer(quoted_rate=None, stated_instalment=D(0))), "cn")

    assert (shown.value, shown.over_1000) == (None, False)


def test_unknown_country_is_refused() -> None:
    with pytest.raises(InvalidInput):
        headline(true_cost(offer()), "fr")


def _flags(**changes: Any) -> list[str]:
    cost = true_cost(offer(**changes))
    return [found.code for found in price_flags(cost, [LINE], country="cn", on=TODAY)]


def test_price_line_is_compared_with_the_nominal_rate() -> None:
    # 23 % nominal is 25.59 % effective, and the line counts without interest on interest.
    assert _flags(lender="platform_bank", quoted_rate=QuotedRate(D("0.23"))) == []
    assert _flags(lender="platform_bank", quoted_rate=QuotedRate(D("0.25"))) == ["above_line"]


def test_rounding_to_the_fen_does_not_lift_a_rate_over_its_line() -> None:
    exactly = offer(lender="platform_bank", quoted_rate=QuotedRate(D("0.24")))

    assert true_cost(exactly).rates.nominal > 0.24
    assert price_flags(true_cost(exactly), [LINE], country="cn", on=TODAY) == ()


def test_price_line_needs_the_lender_and_its_day() -> None:
    dear = {"quoted_rate": QuotedRate(D("0.36"))}

    assert _flags(**dear) == ["lender_unknown"]
    assert _flags(**dear, lender="private") == []
    cost = true_cost(offer(**dear, lender="platform_bank"))
    assert price_flags(cost, [LINE], country="cn", on=date(2025, 9, 30)) == ()


def test_price_flag_carries_line_date_and_source() -> None:
    cost = true_cost(offer(lender="platform_bank", quoted_rate=QuotedRate(D("0.36"))))
    numbers = price_flags(cost, [LINE], country="cn", on=TODAY)[0].numbers

    assert (numbers["line"], numbers["fact"], numbers["since"]) == (D("0.24"), "CN-RATE-08", "2025-10-01")
    assert as_percent(numbers["nominal"]) == D("36.00")


def test_statement_has_one_rate_for_each_item_and_the_total() -> None:
    fees = (
        fee("each_instalment", "47.56", kind="guarantee", payee="B"),
        fee("kept_back", "100"),
        fee("upfront", kind="membership"),
        fee("upfront", "50", compulsory=False),
    )
    stated = offer(quoted_rate=QuotedRate(D("0.058")), fees=fees, amount_received=D(9_900), payee="A")
    rows = cost_statement(stated)

    assert [(row.item, row.when, row.payee) for row in rows] == [
        ("interest", "equal_instalments", "A"),
        ("guarantee", "each_instalment", "B"),
        ("service", "kept_back", ""),
        ("membership", "upfront", ""),
        ("all_in", "", ""),
    ]
    assert [None if row.yearly is None else as_percent(row.yearly) for row in rows] == [
        D("5.80"),
        D("10.20"),
        D("1.89"),
        None,
        as_percent(true_cost(stated).rates.nominal),
    ]


def test_statement_without_a_rate_leaves_the_rows_open() -> None:
    rows = cost_statement(offer(quoted_rate=None, stated_instalment=D(0)))

    assert [row.yearly for row in rows] == [None, None]


def test_comparison_marks_the_lowest_of_equal_loans() -> None:
    dear = offer(quoted_rate=QuotedRate(D("0.18")), penalty=PenaltyRule(multiple=D("1.5")))
    result = compare([dear, offer()], country="cn")
    rows = dict(result.rows)

    assert (result.same_amount, result.same_term) == (True, True)
    assert rows["instalment"] == (D("916.80"), D("888.49"))
    assert rows["late_30"] == (late_30(true_cost(dear)), None)
    assert {code for code, index in result.lowest.items() if index == 1} == {
        "instalment",
        "last",
        "total",
        "cost",
        "cost_per_100",
        "headline",
        "effective",
    }
    assert (result.lowest["received"], result.lowest["late_30"], result.lowest["unknowns"]) == (None, None, None)


@pytest.mark.parametrize(
    "other",
    [offer(term=OfferTerm(24)), offer(contract_amount=D(9_000), amount_received=D(9_000))],
)
def test_sums_of_unequal_loans_are_not_marked(other: Any) -> None:
    result = compare([other, offer(quoted_rate=QuotedRate(D("0.18")))], country="cn")

    assert (result.lowest["total"], result.lowest["instalment"]) == (None, None)
    assert result.lowest["headline"] == 0


def test_offer_with_unknown_costs_is_never_marked() -> None:
    unknown = offer(quoted_rate=QuotedRate(D("0.06")), fees_complete=False)
    result = compare([unknown, offer(), offer(quoted_rate=QuotedRate(D("0.18")))], country="cn")

    assert dict(result.rows)["unknowns"] == (1, 0, 0)
    assert result.lowest["headline"] == 1


def test_equal_offers_are_not_marked() -> None:
    assert set(compare([offer(), offer()], country="cn").lowest.values()) == {None}


@pytest.mark.parametrize(("count", "code"), [(1, "too_small"), (4, "too_large")])
def test_comparison_takes_two_or_three_offers(count: int, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        compare([offer()] * count, country="cn")

    assert (caught.value.field, caught.value.code) == ("offers", code)


def test_contract_rate_is_quoted_or_implied() -> None:
    assert contract_rate(offer(quoted_rate=QuotedRate(D("0.0005"), RateUnit.DAY))) == D("0.1825")
    assert contract_rate(offer(quoted_rate=None, stated_instalment=D("888.49"))) == D("0.120005")
    assert contract_rate(offer(quoted_rate=None, stated_instalment=D(1))) is None


def test_early_repayment_saves_the_interest_that_is_left() -> None:
    cost = true_cost(offer(early_repayment=EarlyRepayment(D(0), None, True)))
    settled = settle_early(cost, after=6)

    assert settled.balance == D("5149.20")
    assert (settled.charge, settled.to_pay) == (D(0), D("5149.20"))
    assert settled.saved == D("181.72")
    assert as_percent(settled.rate) == D("12.00")
    assert settled.unknowns == ()


def test_early_repayment_charge_raises_the_rate() -> None:
    cost = true_cost(offer(early_repayment=EarlyRepayment(D(20), D("0.03"), None)))
    settled = settle_early(cost, after=6)

    assert settled.charge == D("174.48")
    assert settled.saved == D("7.24")
    assert as_percent(settled.rate) > D("12.00")


def test_early_repayment_with_an_unknown_charge_promises_nothing() -> None:
    settled = settle_early(true_cost(offer()), after=1)

    assert (settled.charge, settled.to_pay, settled.saved, settled.rate) == (None, None, None, None)
    assert settled.unknowns == ("early_repayment.charge",)


@pytest.mark.parametrize(
    ("fees_stop", "later", "saved", "unknowns"),
    [
        (True, "0", "432.00", ()),
        (False, "432.00", "0.00", ()),
        (None, "432.00", "0.00", ("early_repayment.fees_stop",)),
    ],
)
def test_flat_fees_may_be_due_all_the_same(fees_stop: bool | None, later: str, saved: str, unknowns: Any) -> None:
    flat = offer(
        contract_amount=D(12_000),
        amount_received=D(12_000),
        repayment="flat_fee",
        quoted_rate=QuotedRate(D("0.006"), RateUnit.INSTALMENT),
        early_repayment=EarlyRepayment(D(0), None, fees_stop),
    )
    settled = settle_early(true_cost(flat), after=6)

    assert (settled.balance, settled.later_fees) == (D("6000.00"), D(later))
    assert (settled.saved, settled.unknowns) == (D(saved), unknowns)


@pytest.mark.parametrize("after", [0, 12])
def test_early_repayment_lies_between_the_first_and_the_last_instalment(after: int) -> None:
    with pytest.raises(InvalidInput):
        settle_early(true_cost(offer()), after=after)
