"""What an offer costs: published examples come out, and rates are read as they were meant."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.loans.affordability.budget import Verdict
from tests.exercises.borrowing.offers.typed_offers import FLAT, GUARANTEED, MONTHLY, PAGE, result_of, row, second

ANNEX = {  # the worked example of the central bank's announcement of 2021
    **MONTHLY, "amount": "100000", "received": "100000", "count": "12", "instalment": "8833.3", "fees": "some",
    "fee": "1000", "fee_when": "upfront",
}  # fmt: skip
HALF_INTEREST = "836.55 839.23 841.92" + 9 * " 869.88"  # of 10,000 at 8 %, in the first three of 12 payments
WEEK = {
    "amount": "1000", "received": "700", "instalment": "1000", "count": "7", "interval": "day",
    "repayment": "single_payment", "fees": "none",
}  # fmt: skip
CARD = {**MONTHLY, "amount": "12000", "received": "12000", "count": "12", "repayment": "equal_instalments"}  # as it is


@pytest.mark.parametrize(
    "quoted",
    [{"rate": "0.6", "unit": "instalment"}, {"rate": "0.6%每期", "unit": ""}, {"rate": "每期 0.6%", "unit": ""}],
)
def test_rate_with_each_instalment_is_a_fee_on_the_first_amount(quoted: dict[str, str]) -> None:
    result = result_of({**CARD, **quoted})
    assert row(result, "A year, all included") == "13.03%"
    (doubt,) = result.doubts
    (other,) = doubt.choices
    assert (other.label, row(result_of(dict(other.data)), "A year, all included")) == (
        "Of what is still owed: 7.2% a year",
        "7.20%",
    )
    assert result_of(dict(other.data)).doubts == ()


@pytest.mark.parametrize(("instalment", "yearly"), [("1072", "13.03%"), ("1039.43", "7.20%")])
def test_stated_instalment_says_of_which_sum_a_rate_is_taken(instalment: str, yearly: str) -> None:
    result = result_of({**CARD, "rate": "0.6", "unit": "instalment", "instalment": instalment})
    assert (row(result, "A year, all included"), result.doubts) == (yearly, ())
    body = Client().post(PAGE, {**CARD, "rate": "0.6", "unit": "instalment", "instalment": instalment}).content.decode()
    assert "At the quoted rate the instalment would be" not in body


@pytest.mark.parametrize("way", ["equal_principal", "interest_first"])
def test_way_of_repaying_that_was_chosen_is_kept(way: str) -> None:
    result = result_of({**CARD, "rate": "0.6", "unit": "instalment", "repayment": way})
    assert (row(result, "A year, all included"), result.doubts) == ("7.20%", ())


SALON = {
    **MONTHLY, "amount": "19800", "received_unknown": "on", "cash_price": "16800", "count": "24", "instalment": "990",
}  # fmt: skip


def test_goods_that_are_dearer_on_credit_are_held_against_their_price_at_once() -> None:
    result = result_of(SALON)
    assert result.box.says == (
        "At once it costs ¥16,800, in instalments ¥23,760: ¥6,960 more, ¥41.43 on top of every ¥100."
    )
    assert row(result, "Paid at once") == "¥16,800"
    assert [drawing.kind for drawing in result.pictures] == ["ruler"]  # nothing is kept back of money in hand
    assert result.offers[0].payments is None
    bound = result_of({**SALON, "fees": "unknown"}).box
    assert bound.says.startswith("At once it costs ¥16,800, in instalments at least ¥23,760: at least ¥6,960 more")


@pytest.mark.parametrize("fees", ["none", "unknown"])
def test_chinese_bound_has_no_space_before_it(fees: str) -> None:
    body = Client().post(PAGE.replace("/en/", "/zh-hans/"), {**SALON, "fees": fees}).content.decode()
    assert re.findall("[\u4e00-\u9fff] (?:至少|超过)", body) == []
    assert ("一年至少" in body) is (fees == "unknown")


@pytest.mark.parametrize(
    ("data", "yearly"),
    [
        (ANNEX, "12.80%"),
        (GUARANTEED, "16.00%"),
        ({**MONTHLY, "amount": "200", "received": "200", "count": "3", "instalment": "67.56"}, "8.02%"),
        ({**MONTHLY, "amount": "10000", "received": "10000", "count": "12", "payments": HALF_INTEREST}, "6.30%"),
        (FLAT, "13.03%"),
        ({**MONTHLY, "amount": "10000", "received": "9000", "count": "12", "rate": "12", "unit": "year"}, "32.50%"),
    ],
    ids=["annex", "guarantee", "three-payments", "half-interest", "flat-fee", "kept-back"],
)
def test_published_examples_come_out(data: dict[str, str], yearly: str) -> None:
    assert row(result_of(data), "A year, all included") == yearly


def test_listed_payments_are_as_many_as_the_loan_has() -> None:
    data = {**MONTHLY, "amount": "1000", "received": "1000", "count": "3", "payments": "400 400"}
    body = Client().post(PAGE, data).content.decode()
    assert "2 payments are listed, but the number of payments is 3." in body


def test_annex_example_names_both_rates() -> None:
    assert row(result_of(ANNEX), "With compounding") == "13.58%"


def test_quote_of_a_fee_on_the_first_sum_is_taken_apart() -> None:
    result = result_of(FLAT)
    assert result.box.heading == "“0.6% each time” is really 13.03% a year"
    assert result.box.level == Verdict.TIGHT
    assert result.offers[0].made[0] == (
        "7.20% is the fee per instalment times the number of instalments in a year. You owe less each month, but the "
        "fee stays on the first amount. Really 13.03%."
    )


def test_quote_of_interest_alone_names_what_it_leaves_out() -> None:
    assert result_of(GUARANTEED).offers[0].made[0] == (
        "5.80% is interest only. Left out: guarantee fee. With them 16.00%."
    )


def test_honest_quote_is_not_accused() -> None:
    result = result_of({
        **MONTHLY, "amount": "10000", "received": "10000", "count": "12", "rate": "12", "unit": "year",
        "lender": "bank",
    })  # fmt: skip
    assert (result.box.level, result.box.heading) == (Verdict.ROOM, "12.00% a year, all counted")


def test_short_dear_loan_is_never_friendly() -> None:
    result = result_of(WEEK)
    assert result.box.level == Verdict.SHORT
    assert result.box.heading == "Over 1,000% a year: off every ruler"
    assert result.box.needs_help
    assert [drawing.kind for drawing in result.pictures] == ["paper-hand", "ruler"]
    assert row(result, "On top of every ¥100") == "¥42.86"


def test_loan_that_is_never_repaid_has_no_result_and_another_reading() -> None:
    body = Client().post(PAGE, {**MONTHLY, "amount": "10000", "received": "10000", "count": "12", "instalment": "100"})
    assert body.status_code == 422
    assert '<input type="hidden" name="repayment" value="interest_first">' in body.content.decode()


def test_paying_early_is_worked_out_where_the_charge_is_known() -> None:
    data = {**MONTHLY, "amount": "10000", "received": "10000", "count": "12", "rate": "18", "unit": "year"}
    assert result_of(data).offers[0].settled == ""
    assert result_of({**data, "early": "2"}).offers[0].settled == (
        "Paid off with payment 6: ¥5,327.64 at once, ¥173.17 less than going on."
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_all_words_exist_in_both_languages(language: str) -> None:
    with translation.override(language):
        result = result_of({**GUARANTEED, **second(FLAT), **{f"third-{name}": value for name, value in WEEK.items()}})
        words = [*result.to_do, result.box.heading, result.box.says, *(one.name for one in result.offers[0].rows)]
    assert all(bool(re.search("[一-鿿]", one)) == (language == "zh-hans") for one in words)
