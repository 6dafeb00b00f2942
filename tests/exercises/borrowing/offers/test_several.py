"""Several offers beside each other, and what a result hands on to other exercises."""

import re

import pytest
from django.test import Client

from courses.loans.affordability.budget import Verdict
from tests.exercises.borrowing.offers.typed_offers import GUARANTEED, MONTHLY, PAGE, form_of, result_of, second


class TestSeveral:
    HONEST = {**MONTHLY, "amount": "10000", "received": "10000", "count": "12", "rate": "18", "unit": "year"}
    DEAR = {**MONTHLY, "amount": "10500", "received": "10000", "count": "12", "rate": "9.9", "unit": "year"}

    def test_quote_that_looks_least_is_named_and_no_offer_is_the_best(self) -> None:
        dear = {**self.DEAR, "fees": "some", "guarantee": "25", "guarantee_when": "each_instalment"}
        result = result_of({**self.HONEST, **second(dear)})
        assert result.box.heading == "“9.9% a year” looks least and is the dearest over a year"
        assert result.box.says == "Offer A 18.00% a year; Offer B 24.42% a year."
        body = Client().post(PAGE, {**self.HONEST, **second(dear)}).content.decode()
        said = body.split('<div id="exercise-all">')[1].split('id="exercise-figures"')[0]
        assert not re.search("winner|best offer|cheapest|recommend", said)

    def test_lowest_is_not_marked_beside_an_offer_that_is_not_known(self) -> None:
        known = result_of({**self.HONEST, **second({**self.HONEST, "rate": "20"})})
        assert [one.is_lowest for one in known.offers[0].rows if one.is_main] == [True]
        unknown = result_of({**self.HONEST, **second({**self.HONEST, "rate": "20", "fees": "unknown"})})
        assert not any(one.is_lowest for offer in unknown.offers for one in offer.rows)

    def test_sums_are_not_compared_when_the_money_in_hand_differs(self) -> None:
        result = result_of({**self.HONEST, **second({**self.HONEST, "amount": "5000", "received": "5000"})})
        assert result.compared.startswith("The money in hand differs")
        marked = {one.name for offer in result.offers for one in offer.rows if one.is_lowest}
        assert marked <= {"A year, all included", "With compounding"}

    def test_another_offer_is_brought_by_a_press_with_the_figures_kept(self) -> None:
        body = Client().post(PAGE, {**self.HONEST, "offers": "2", "brought": "1"}).content.decode()
        assert 'name="second-received"' in body
        assert 'name="third-received"' not in body
        assert '<input type="hidden" name="offers" value="3">' in body
        assert 'name="rate" value="18"' in body
        full = Client().post(PAGE, {**self.HONEST, "offers": "3", "brought": "1"}).content.decode()
        assert "Add another offer to compare" not in full

    def test_offer_left_blank_is_no_offer(self) -> None:
        assert len(form_of({**self.HONEST, "second-interval": "month", "second-late_unit": "day"}).parts) == 1

    def test_mistake_names_its_offer_and_its_box(self) -> None:
        response = Client().post(PAGE, {**self.HONEST, **second({**self.HONEST, "rate": "half"})})
        body = response.content.decode()
        assert response.status_code == 422
        assert '<a href="#exercise-second-rate">Offer B: Rate, in percent: We cannot read this as a rate.' in body

    def test_reading_of_a_figure_changes_its_own_offer_only(self) -> None:
        body = Client().post(PAGE, {**self.HONEST, **second({**self.HONEST, "received": "1万2"})}).content.decode()
        assert '<input type="hidden" name="second-received" value="12000">' in body
        assert '<input type="hidden" name="received" value="10000">' in body

    def test_offer_can_be_left_out_again(self) -> None:
        form = form_of({**self.HONEST, **second(self.DEAR)})
        rest = form.without(form.parts[0])
        assert (rest["rate"], rest["amount"]) == ("9.9", "10500")
        assert not any(name.startswith("second-") for name in rest)


class TestHandingOn:
    def test_from_three_boxes_with_the_same_figures(self) -> None:
        body = Client().post("/en/exercises/loan-check/", {"received": "700", "total": "1000", "when": "7-days"})
        form = body.content.decode().split('action="/en/exercises/true-cost/"')[1].split("</form>")[0]
        brought = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', form))
        assert {**brought, "csrfmiddlewaretoken": ""} == {
            "csrfmiddlewaretoken": "", "brought": "1", "received": "700", "count": "7", "interval": "day",
            "instalment": "1000", "repayment": "single_payment", "fees": "none",
        }  # fmt: skip
        assert result_of({name: value for name, value in brought.items() if name != "brought"}).box.level == (
            Verdict.SHORT
        )

    def test_to_what_is_left_each_month_with_all_charges(self) -> None:
        (on,) = [one for one in result_of(GUARANTEED).on_with if one.kind == "can-i-afford"]
        assert on.data == {
            "received": "10000", "count": "12", "interval": "month", "rate": "5.8", "unit": "year", "fees": "some",
            "fee": "47.56", "fee_when": "each_instalment",
        }  # fmt: skip

    def test_what_is_not_known_stays_not_known(self) -> None:
        (on,) = [one for one in result_of({**GUARANTEED, "fee_unknown": "on"}).on_with if one.kind == "can-i-afford"]
        assert on.data["fees"] == "unknown"


@pytest.mark.parametrize("interval", ["day", "month"])
def test_offer_in_one_payment_goes_on_as_wholly_overdue(interval: str) -> None:
    once = {
        "received": "10000", "count": "1", "interval": interval, "repayment": "single_payment", "rate": "12",
        "unit": "year", "fees": "none", "late_rate": "50", "late_unit": "more",
    }  # fmt: skip
    result = result_of(once)
    due = {"day": "10003.29", "month": "10100"}[interval]
    assert dict(result.on_with[-1].data) == {
        "principal": "0", "count": "0", "arrears": due, "rate": "12", "unit": "year", "multiple": "1.5",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("repayment", "late"),
    [
        ({"rate": "18", "unit": "year"}, {"rate": "18", "unit": "year"}),
        ({"rate": "0.6", "unit": "instalment", "repayment": "flat_fee"}, {"instalment": "893.33"}),
        ({"rate": "12", "unit": "year", "repayment": "interest_first"}, None),
        ({"rate": "12", "unit": "year", "repayment": "equal_principal"}, None),
    ],
)
def test_offer_goes_on_to_being_late_only_where_its_payments_are_level(
    repayment: dict[str, str], late: dict[str, str] | None
) -> None:
    result = result_of({"received": "10000", "count": "12", **MONTHLY, **repayment})
    handed = [dict(on.data) for on in result.on_with if on.kind == "late-or-more-time"]
    loan = {"principal": "10000", "count": "12", "interval": "month"}
    assert [{name: value for name, value in one.items() if name != "repayment"} for one in handed] == (
        [] if late is None else [{**loan, **late}]
    )
    for one in handed:
        figures = {**one, "can_pay": "500", "arrears": "0"}
        assert Client().post("/en/exercises/late-or-more-time/", figures).status_code == 200


@pytest.mark.parametrize(
    ("said", "yearly"),
    [
        ("月费率0.75%", "16.22%"), ("每月手续费0.75%", "16.22%"), ("0.75% monthly fee", "16.22%"),
        ("每期0.75", "16.22%"),
        ("月利率0.75%", "9.00%"), ("0.75% a month", "9.00%"),
    ],
)  # fmt: skip
def test_fee_rate_a_month_is_counted_on_the_first_amount(said: str, yearly: str) -> None:
    offer = {"amount": "10000", "received": "10000", "interval": "month", "count": "12", "rate": said, "fees": "none"}
    text = Client().post("/en/exercises/true-cost/", offer).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    heading = re.search(r'id="exercise-verdict">(.*?)</h2>', text, re.DOTALL)
    assert heading is not None
    assert yearly in heading[1]
    assert ("Of what is still owed: 9% a year" in text) is (yearly == "16.22%")
