"""What an offer really costs: published examples, the statement beside theirs, what is not known, several offers."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.borrowing.true_cost.form import TrueCostForm
from courses.exercises.borrowing.true_cost.result import TrueCostResult, true_cost_result
from courses.loans.affordability.budget import Verdict

PAGE = "/en/exercises/true-cost/"
MONTHLY = {"interval": "month", "fees": "none"}
ANNEX = {  # the worked example of the central bank's announcement of 2021
    **MONTHLY, "amount": "100000", "received": "100000", "count": "12", "instalment": "8833.3", "fees": "some",
    "fee": "1000", "fee_when": "upfront",
}  # fmt: skip
GUARANTEED = {
    **MONTHLY, "amount": "10000", "received": "10000", "count": "12", "rate": "5.8", "unit": "year", "fees": "some",
    "guarantee": "47.56", "guarantee_when": "each_instalment",
}  # fmt: skip
HALF_INTEREST = "836.55 839.23 841.92" + 9 * " 869.88"  # of 10,000 at 8 %, in the first three of 12 payments
FLAT = {
    **MONTHLY, "amount": "12000", "received": "12000", "count": "12", "rate": "0.6", "unit": "instalment",
    "repayment": "flat_fee",
}  # fmt: skip
WEEK = {
    "amount": "1000", "received": "700", "instalment": "1000", "count": "7", "interval": "day",
    "repayment": "single_payment", "fees": "none",
}  # fmt: skip


def form_of(data: dict[str, str]) -> TrueCostForm:
    form = TrueCostForm(data)
    assert form.is_valid(), form.problems()
    return form


def result_of(data: dict[str, str]) -> TrueCostResult:
    return true_cost_result(form_of(data))


def row(result: TrueCostResult, name: str, offer: int = 0) -> str:
    return next(one.value for one in result.offers[offer].rows if one.name == name)


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


def second(data: dict[str, str]) -> dict[str, str]:
    return {f"second-{name}": value for name, value in data.items()}


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


class TestStatement:
    def test_each_charge_stands_with_its_own_yearly_rate(self) -> None:
        lines = result_of({**GUARANTEED, "guarantee_payee": "guarantor", "payee": "lender"}).offers[0].statement
        assert [(one.name, one.paid, one.ours, one.payee) for one in lines] == [
            ("Interest", "¥316.94", "5.80%", "The lender"),
            ("Guarantee fee", "¥570.72", "10.20%", "A guarantee company"),
            ("All in, if you pay on time", "¥887.66", "16.00%", ""),
        ]

    def test_theirs_stands_beside_ours_and_a_difference_is_marked(self) -> None:
        lines = result_of({**GUARANTEED, "stated_guarantee": "10.2", "stated_all_in": "5.8"}).offers[0].statement
        assert [(one.theirs, one.differs) for one in lines] == [("5.80%", False), ("10.20%", False), ("5.80%", True)]

    def test_what_the_sheet_does_not_say_is_to_be_asked(self) -> None:
        checks = result_of(GUARANTEED).offers[0].checks
        assert [one.is_missing for one in checks] == [False, True, True, True, True]
        told = {**GUARANTEED, "late_rate": "50", "late_unit": "more", "misuse": "2", "early": "3", "capped": "yes"}
        assert [(one.says, one.is_missing) for one in result_of(told).offers[0].checks][1:] == [
            ("1.5 times the loan’s own rate", False), ("2 times the loan’s own rate", False), ("3.00%", False),
            ("yes", False),
        ]  # fmt: skip

    def test_money_kept_back_without_a_name_has_a_line(self) -> None:
        lines = result_of({
            **MONTHLY, "amount": "10000", "received": "9000", "count": "12", "rate": "12", "unit": "year"
        }).offers[0].statement  # fmt: skip
        assert [(one.name, one.paid) for one in lines[:2]] == [
            ("Interest", "¥661.86"), ("Kept back, not named", "¥1,000.00"),
        ]  # fmt: skip

    def test_share_is_a_share_of_the_contract(self) -> None:
        once = {
            **FLAT,
            "rate": "12",
            "unit": "year",
            "repayment": "",
            "fees": "some",
            "fee": "1%",
            "fee_when": "upfront",
        }
        assert result_of(once).offers[0].statement[1].paid == "¥120.00"


class TestNotKnown:
    """Not known is never 0: every figure is a lower bound, and no verdict is friendly."""

    @pytest.mark.parametrize(
        "change",
        [
            {"fees": "unknown"}, {"received": "", "received_unknown": "on"},
            {"fees": "some", "guarantee_unknown": "on"},
        ],
        ids=["fees", "in-hand", "guarantee"],
    )  # fmt: skip
    def test_unknown_makes_every_figure_a_bound(self, change: dict[str, str]) -> None:
        bank = {**MONTHLY, "amount": "10000", "received": "10000", "count": "12", "rate": "12", "unit": "year",
                "lender": "bank"}  # fmt: skip
        assert result_of(bank).box.level == Verdict.ROOM
        result = result_of({**bank, **change})
        assert result.box.level == Verdict.TIGHT
        assert row(result, "A year, all included").startswith("at least ")
        assert row(result, "It costs").startswith("at least ")
        assert result.offers[0].unknowns

    def test_money_in_hand_is_asked_for_and_never_assumed(self) -> None:
        response = Client().post(PAGE, {**FLAT, "received": ""})
        assert response.status_code == 422
        assert "Enter the money you would get, like 10000, or tick “not known”." in response.content.decode()

    def test_late_that_is_not_stated_is_asked_about(self) -> None:
        result = result_of(GUARANTEED)
        assert result.offers[0].late == ()
        assert row(result, "30 days late") == "not stated: ask"

    def test_late_fee_that_is_not_stated_makes_a_bound(self) -> None:
        late = {**GUARANTEED, "late_rate": "0.05", "late_unit": "day"}
        assert row(result_of(late), "30 days late") == "at least ¥12.17"
        assert row(result_of({**late, "late_fee": "0"}), "30 days late") == "¥12.17"

    def test_late_by_30_and_90_days_is_worked_out(self) -> None:
        late = {**GUARANTEED, "late_rate": "0.05", "late_unit": "day", "late_fee": "20"}
        lines = result_of(late).offers[0].late
        assert [(one.days, one.missed) for one in lines] == [(30, 1), (90, 3)]
        assert lines[0].on_top == "¥32.17"


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
