"""Three levels of a price: over a dated line, not fully known, or named; the budget has no part in it."""

from datetime import date
from typing import Any

import pytest

from courses.loans.ceilings import Country, PriceLine
from courses.loans.money import QuotedRate
from courses.loans.offer import OfferTerm, price_reading, true_cost
from tests.loans.offers import D, offer

TODAY = date(2026, 11, 29)


def _line(name: str, lenders: set[str], yearly: str, since: date = date(2025, 1, 1)) -> PriceLine:
    return PriceLine(
        id=name, fact=name, country="cn", lenders=frozenset(lenders), yearly=D(yearly), since=since, until=None,
        weight="court",
    )  # fmt: skip


LINES = (_line("banks", {"bank", "consumer_finance"}, "0.24"), _line("people", {"private", "other"}, "0.12"))


def _reading(rate: str, lender: str | None, **changes: Any) -> tuple[str, str, str | None]:
    cost = true_cost(offer(quoted_rate=QuotedRate(D(rate)), lender=lender, **changes))
    reading = price_reading(cost, LINES, country=Country.CN, on=TODAY)
    return reading.level, reading.reason, reading.line.id if reading.line else None


@pytest.mark.parametrize(
    ("rate", "lender", "expected"),
    [
        ("0.2401", "bank", ("over", "above_line", "banks")),
        ("0.24", "bank", ("named", "within_line", "banks")),
        ("0.1201", "private", ("over", "above_line", "people")),
        ("0.1201", "other", ("over", "above_line", "people")),
        ("0.12", "private", ("named", "within_line", "people")),
        ("0.2401", None, ("over", "above_every_line", "banks")),
        ("0.24", None, ("open", "lender_unknown", "banks")),
        ("0.05", None, ("open", "lender_unknown", "banks")),
        ("0.36", "card", ("named", "no_line", None)),
        ("0.3601", "card", ("open", "own_caution", None)),
        ("10.01", "card", ("over", "over_1000", None)),
    ],
)
def test_level_of_a_price(rate: str, lender: str | None, expected: tuple[str, str, str | None]) -> None:
    assert _reading(rate, lender) == expected


def test_unknown_cost_is_open_unless_what_is_known_is_over_already() -> None:
    assert _reading("0.18", "bank", fees_complete=False) == ("open", "cost_unknown", "banks")
    assert _reading("0.25", "bank", fees_complete=False)[0] == "over"


def test_line_that_is_not_in_force_yet_decides_nothing() -> None:
    cost = true_cost(offer(quoted_rate=QuotedRate(D("0.3")), lender="bank"))
    later = (_line("later", {"bank"}, "0.24", since=date(2026, 11, 30)),)

    assert price_reading(cost, later, country=Country.CN, on=TODAY).reason == "no_line"
    assert price_reading(cost, later, country=Country.CN, on=date(2026, 11, 30)).level == "over"


def test_money_that_never_arrives_or_goes_back_at_once_is_over() -> None:
    for loan in (
        offer(amount_received=D(0)),
        offer(repayment="single_payment", start=TODAY, first_due=TODAY, term=OfferTerm(1, "day"), quoted_rate=None,
              stated_instalment=D(10_100)),
    ):  # fmt: skip
        reading = price_reading(true_cost(loan), LINES, country=Country.CN, on=TODAY)
        assert (reading.level, reading.reason) == ("over", "no_rate")
