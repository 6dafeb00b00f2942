"""The price of a loan in the affordability exercise: rates, fees, lenders and doubtful figures."""

import pytest
from django.test import Client

from tests.exercises.sample import comfortable, filled, form_of, result_of


def test_price_stands_on_the_ruler_with_dated_lines() -> None:
    ruler = result_of(filled(lender="microloan")).ruler
    assert ruler is not None
    assert ruler.caption == "18.00% a year, beside the lines that could apply"
    assert ruler.table.rows == (("This loan", "18.00%"), ("A small-loan company (since December 2025)", "24%"))


def test_money_kept_back_raises_the_price_and_is_flagged() -> None:
    price = result_of(filled(received="8500", amount="10000", rate="12")).price
    assert (price.headline, price.second) == ("44.05%", "with compounding 54.13%")
    assert price.flags[0] == (
        "¥10,000 on paper, ¥8,500 in hand. If interest was taken off first, by law you owe and pay interest on "
        "¥8,500. Ask in writing what was kept back, and do not just pay less."
    )
    assert price.facts[0] == "CN-RATE-04"


def test_fee_kept_back_counts_once_whether_typed_as_fee_or_as_amount() -> None:
    as_fee = result_of(filled(received="9000", rate="12", fees="some", fee="1000", fee_when="kept_back")).price
    as_amount = result_of(filled(received="9000", amount="10000", rate="12")).price
    assert (as_fee.headline, as_amount.headline) == ("32.50%", "32.50%")


def test_fee_with_every_instalment_is_in_the_price_and_the_quote_is_explained() -> None:
    price = result_of(filled(rate="12", fees="some", fee="83.33", fee_when="each_instalment")).price
    assert price.headline == "29.38%"
    assert price.quoted == "12.00% is interest only. Left out: the extra costs. With them 29.38%."


def test_flat_fee_names_its_method_beside_the_real_rate() -> None:
    price = result_of(filled(rate="0.6", unit="instalment", repayment="flat_fee")).price
    assert price.headline == "13.03%"
    assert price.quoted.startswith("7.20% is the fee per instalment times")
    assert price.quoted.endswith("Really 13.03%.")


def test_stated_instalment_that_does_not_match_is_asked_about() -> None:
    flags = result_of(filled(instalment="950")).price.flags
    assert flags[0] == ("At the quoted rate the instalment would be ¥916.80, not ¥950. Ask what the other ¥33.20 is.")


def test_lender_with_a_dated_line_is_compared_and_cited() -> None:
    result = result_of(filled(rate="30", lender="microloan"))
    assert result.box.heading == (
        "The price is above the line for this kind of lender: 30.00% a year. "
        "The line for this kind of lender is 24% (since December 2025)."
    )
    assert len(result.price.facts) == 1
    assert result.price.facts[0] in [cited.id for cited in result.sources]
    assert result_of(filled(rate="20", lender="microloan")).price.level == "named"


def test_price_over_a_thousand_percent_shows_no_digits() -> None:
    price = result_of(
        comfortable(received="1400", rate="", instalment="2000", count="7", interval="day", repayment="single_payment")
    ).price
    assert price.headline == "over 1,000% a year: ¥42.86 on top of every ¥100 you receive"
    assert price.second == ""


def test_weekly_payments_are_added_up_by_the_month() -> None:
    result = result_of(comfortable(received="100", rate="", instalment="3.50", count="52", interval="week"))
    assert "That is up to ¥17.50 in one month, first in month 3." in result.payments


def test_single_payment_is_a_lump_at_its_month() -> None:
    result = result_of(comfortable(repayment="single_payment"))
    assert result.payments[0] == "You would pay ¥11,800 once, at the end."
    assert result.lumps[0].startswith("In month 12 ¥11,800 is due at once; by then you would have")


def test_doubtful_rate_asks_what_was_meant_and_offers_it() -> None:
    (doubt,) = result_of(filled(rate="0.12", unit="year")).doubts
    assert doubt.says == "Read as 0.12% a year: ¥12 on ¥10,000. Did you mean 12% a year?"
    assert [choice.label for choice in doubt.choices] == ["12%"]
    assert (
        form_of(dict(doubt.choices[0].data)).cleaned_data["rate"].value
        == form_of(filled(rate="12")).cleaned_data["rate"].value
    )


def test_very_high_rate_asks_to_check() -> None:
    (doubt,) = result_of(filled(rate="150")).doubts
    assert doubt.says.endswith("That is more than 100% a year. Check that this is what the lender says.")
    assert doubt.choices == ()


@pytest.mark.parametrize(
    ("changes", "is_said"),
    [
        ({"rate": "36", "count": "480"}, True),  # 300.00 is the interest to the cent: nothing is repaid
        ({"rate": "36", "count": "360"}, True),  # 300.01 repays all of it eleven payments early
        ({"rate": "36", "count": "120"}, False),
        ({"rate": "6", "count": "480"}, False),
        ({"rate": "36", "count": "480", "instalment": "301"}, False),  # as the contract has it
        ({"rate": "36", "count": "480", "repayment": "interest_first"}, False),
    ],
)
def test_last_payment_that_hangs_on_a_cent_is_explained(changes: dict[str, str], *, is_said: bool) -> None:
    said = "Each payment repays hardly anything"
    payments = result_of(filled(income="50000", **changes)).payments
    assert any(line.startswith(said) for line in payments) is is_said
    offer = {
        "amount": "10000", "received": "10000", "interval": "month", "unit": "year", "fees": "none", **changes,
    }  # fmt: skip
    assert (said in Client().post("/en/exercises/true-cost/", offer).content.decode()) is is_said
