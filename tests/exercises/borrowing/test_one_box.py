"""Price and budget in one box, headed by the worse of the two: nothing is shown better than it is."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.borrowing.can_i_afford.result import AffordResult
from courses.exercises.forms.changing import CHANGE, change_between
from tests.exercises.sample import FILLED, codes, comfortable, filled, result_of

PAGE = "/en/exercises/can-i-afford/"
WEEK = filled(
    essentials="3000", debts="0", savings="20000", received="1400", rate="", instalment="2000", count="1",
    interval="week",
)  # fmt: skip
BELOW = filled(rate="36", instalment="300", income="20000")


def _page(data: dict[str, str], address: str = PAGE) -> str:
    return unescape(Client().post(address, data).content.decode()).replace("\N{NO-BREAK SPACE}", " ")


# ---- a loan due within the month


def test_loan_of_a_week_is_in_its_month_and_never_room() -> None:
    result = result_of(WEEK)

    assert result.box.level == "short"
    assert result.box.heading == (
        "The price is above every line: over 1,000% a year, ¥42.86 on top of every ¥100 you receive."
    )
    assert result.box.beside == "On these numbers it fits: ¥3,000 would be left of the month in which it is due."
    assert result.month is not None
    assert result.month.table.rows[1:] == (("This loan", "¥2,000", "25%"), ("Left", "¥3,000", "38%"))
    assert "25.0% with this loan" in result.share
    assert result.picture.caption == "Put on a ruler of a year, this price runs off its end"
    assert [(one.name, one.value) for one in result.figures][2] == ("On top of every ¥100", "42.86")


@pytest.mark.parametrize("repayment", ["", "single_payment", "interest_first", "equal_principal"])
def test_pattern_of_a_short_loan_is_named_with_help_beside_it(repayment: str) -> None:
    data = {**WEEK, "repayment": repayment} if repayment != "interest_first" else {**WEEK, "interval": "day"}
    page = _page(data)
    box = page.partition('<section id="exercise-result"')[2].partition("</section>")[0]

    assert "This is the pattern of a very short loan with less in hand than is owed: ¥1,400 in hand" in box
    assert re.search(r'<a class="button main" href="/en/help-now/">.*Help now\s*</a>', box, re.DOTALL)
    assert "CN-SCAM-10" in result_of(data).price.facts


def test_cheap_month_of_a_bank_is_no_pattern() -> None:
    result = result_of(comfortable(received="3000", rate="12", count="1"))

    assert (result.box.pattern, result.box.level, result.box.needs_help) == ("", "room", False)


@pytest.mark.parametrize(
    ("interval", "count", "part"),
    [
        ("day", "10", "¥5,000"),
        ("week", "4", "¥2,000"),
        ("two_weeks", "2", "¥1,000"),
        ("four_weeks", "1", "¥500"),
        ("month", "1", "¥500"),
        ("week", "9", "¥2,000"),
        ("day", "60", "¥15,500"),
        ("quarter", "4", "¥500"),
        ("year", "2", "¥500"),
    ],
)
def test_month_holds_all_its_payments_undivided(interval: str, count: str, part: str) -> None:
    data = comfortable(received="400", rate="", instalment="500", interval=interval, count=count)

    result = result_of(data)
    rows = (result.month or result.picture).table.rows
    assert next(amount for name, amount, _share in rows if name == "This loan") == part


# ---- a loan that is not repaid


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BELOW, "¥300 does not cover more than the first interest of ¥300: nothing is repaid. "
                "After 12 payments you would still owe ¥10,000."),
        ({**BELOW, "instalment": "100"}, "¥100 does not cover the first interest of ¥300. "
                                         "After 12 payments you would still owe ¥12,838.41."),
        ({**BELOW, "rate": ""}, "These payments come to ¥3,600 in all, less than the ¥10,000 you receive."),
        ({**BELOW, "instalment": "700"}, "These payments come to ¥8,400 in all, less than the ¥10,000 you receive."),
        ({**BELOW, "repayment": "flat_fee", "unit": "year"}, "These payments come to ¥3,600 in all"),
        ({**BELOW, "repayment": "single_payment", "instalment": "9000"}, "These payments come to ¥9,000 in all"),
        ({**BELOW, "last": "500"}, "These payments come to ¥3,800 in all"),
        ({**BELOW, "rate": "5", "instalment": "", "amount": "8000"}, "More would reach you than the contract names."),
    ],
)  # fmt: skip
def test_loan_that_is_not_repaid_has_no_verdict_and_no_rate(data: dict[str, str], words: str) -> None:
    response = Client().post(PAGE, data)
    page = unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")

    assert response.status_code == 422
    assert words in page
    assert 'id="exercise-result"' not in page
    assert "with compounding" not in page


def test_other_readings_are_one_press_away() -> None:
    form = AffordForm(BELOW)
    assert form.is_valid()
    response = Client().post(PAGE, BELOW)
    choices = response.context["form"].problems()[0].choices
    assert [choice.label for choice in choices] == [
        "Each payment is only interest; the whole ¥10,000 is paid at the end",
        "Leave out the instalment and work it out from the rate",
    ]

    interest_first, from_the_rate = (result_of(dict(choice.data)) for choice in choices)

    assert interest_first.payments[0] == "You would pay ¥300 every month, 12 times; the last one is ¥10,300."
    assert interest_first.price.headline == "36.00%"
    assert from_the_rate.payments[0].startswith("You would pay ¥1,004.62 every month")


def test_reading_is_named_in_chinese() -> None:
    page = _page(BELOW, "/zh-hans/exercises/can-i-afford/")

    assert "每期还 300 元，只够付首期利息 300 元，本金一分没还。还 12 期后，还欠 10,000 元。" in page
    assert "<button>每期只付利息，最后一次还清 10,000 元（先息后本）</button>" in page


def test_press_of_a_what_if_that_is_not_repaid_is_not_offered() -> None:
    assert all(AffordForm(one.data).is_valid() for one in result_of(filled()).what_ifs)


# ---- one box


ORDER = ["short", "tight", "room"]


@pytest.mark.parametrize(
    ("changes", "verdict", "price", "level"),
    [
        ({}, "room", "named", "room"),
        ({"lender": ""}, "room", "open", "tight"),
        ({"fees": "unknown"}, "tight", "open", "tight"),
        ({"rate": "25"}, "room", "over", "short"),
        ({"rate": "25", "lender": ""}, "room", "over", "short"),
        ({"rate": "23", "lender": ""}, "room", "open", "tight"),
        ({"rate": "13", "lender": "private"}, "room", "over", "short"),
        ({"rate": "13", "lender": "other"}, "room", "over", "short"),
        ({"rate": "12", "lender": "private"}, "room", "named", "room"),
        ({"rate": "36", "lender": "card"}, "room", "named", "room"),
        ({"rate": "37", "lender": "card"}, "room", "open", "tight"),
        ({"savings": "100"}, "tight", "named", "tight"),
        ({"income": "5000"}, "short", "named", "short"),
        ({"income": "5000", "rate": "30"}, "short", "over", "short"),
        ({"received": "8500", "amount": "10000", "rate": "12"}, "room", "over", "short"),
    ],
)
def test_box_is_the_worse_of_price_and_budget(changes: dict[str, str], verdict: str, price: str, level: str) -> None:
    result = result_of(comfortable(**changes))

    assert (result.verdict, result.price.level, result.box.level) == (verdict, price, level)
    heads_with_price = price == "over" or (price == "open" and verdict == "room")
    assert result.box.heading.startswith("The price is") == heads_with_price
    assert result.box.beside.startswith("The price is") != heads_with_price


@pytest.mark.parametrize(
    ("lender", "words"),
    [
        ("private", "courts look at 4 times the one-year LPR: 12%, with an LPR of 3% last seen on June 22, 2026."),
        ("other", "courts look at 4 times the one-year LPR: 12%, with an LPR of 3% last seen on June 22, 2026."),
        ("bank", "The line for this kind of lender is 24% (since August 2017)."),
        ("platform_bank", "The line for this kind of lender is 24% (since October 2025)."),
        ("consumer_finance", "The line for this kind of lender is 24% (since August 2017)."),
        ("microloan", "The line for this kind of lender is 24% (since December 2025)."),
        ("", "The price is above every line we know, whoever lends: 40.00% a year. The highest we know is 24%."),
        ("card", "above 36% we say “look twice”. That figure is our own caution, not a law."),
    ],
)
def test_price_speaks_for_every_kind_of_lender(lender: str, words: str) -> None:
    assert words in result_of(comfortable(rate="40", lender=lender)).box.heading


def test_unknown_cost_over_every_line_says_at_least() -> None:
    heading = result_of(comfortable(rate="40", lender="", fees="unknown")).box.heading

    assert heading.startswith("The price is above every line we know, whoever lends: at least 40.00% a year.")


@pytest.mark.parametrize("unknown", [{"fees": "unknown"}, {"rate": "from 10%"}])
def test_unknown_lender_has_no_line_of_its_own(unknown: dict[str, str]) -> None:
    box = result_of(comfortable(**{"rate": "10", "lender": "", **unknown})).box

    assert "The highest line we know is 24%; for some lenders it is lower." in f"{box.heading} {box.beside}"
    assert "this kind of lender" not in f"{box.heading} {box.beside}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("lender", ["", "private", "bank", "card", "other"])
@pytest.mark.parametrize("rate", ["8", "20", "45"])
def test_colour_of_the_page_is_the_level_of_the_box(language: str, lender: str, rate: str) -> None:
    data = comfortable(rate=rate, lender=lender)
    page = _page(data, f"/{language}/exercises/can-i-afford/")
    with translation.override(language):
        box = result_of(data).box

    assert page.count('class="verdict') == 1
    assert f'class="verdict {box.level}"' in page
    assert re.search(rf"</svg>\s+{re.escape(box.heading)}</h2>", page)


# ---- advice that fits the facts


def _talks(result: AffordResult) -> bool:
    return result.box.talk_to_lender


def test_nobody_without_debts_is_sent_to_a_present_lender() -> None:
    short = {"income": "5000"}
    assert _talks(result_of(comfortable(**short, debts="500")))
    assert _talks(result_of(comfortable(**short, debts="", debts_unknown="on")))
    assert not _talks(result_of(comfortable(**short)))
    assert _talks(result_of(comfortable(purpose="repay_debt")))
    assert "present lender" not in _page(comfortable(**short))
    assert "If you already have a loan" not in _page(comfortable())
    assert "If you already have a loan" in _page(filled())


def test_no_larger_loan_is_named_where_the_price_is_over() -> None:
    assert result_of(comfortable()).largest
    assert result_of(comfortable(rate="30")).largest == ""


# ---- what if at the real price


def test_lower_rate_is_the_real_price_when_money_is_kept_back() -> None:
    data = comfortable(received="8500", amount="10000", rate="24")
    before = result_of(data)
    lower = next(one for one in before.what_ifs if "nothing else to pay" in one.label)
    after = result_of({**data, CHANGE: change_between(data, lower.data)})

    assert (before.price.headline, after.price.headline) == ("57.01%", "24.00%")
    assert lower.label == "The same money in hand at 24% a year, nothing else to pay"
    assert after.difference is not None
    assert after.difference.undo["amount"] == "10000"


def test_lower_rate_leaves_out_fees_and_undo_brings_them_back() -> None:
    data = comfortable(rate="20", fees="some", fee="60", fee_when="each_instalment")
    lower = next(one for one in result_of(data).what_ifs if "nothing else to pay" in one.label)
    after = result_of({**data, CHANGE: change_between(data, lower.data)})

    assert after.price.headline == "24.00%"
    assert after.difference is not None
    assert dict(after.difference.undo) == data


# ---- a large last payment


def test_large_last_payment_is_tried_with_less_income() -> None:
    data = {**FILLED, "received": "20000", "rate": "10", "repayment": "interest_first", "lender": "bank"}
    result = result_of(data)

    assert (result.verdict, codes(data)) == ("tight", ("income_drop",))
    assert result.reasons[0].says == (
        "If your income fell by 20%, ¥7,600.04 of the last payment would be missing in month 12."
    )
    assert result.box.heading.endswith("In month 12 ¥20,000 is due at once; by then you would have ¥31,599.96.")


def test_month_that_the_months_before_carry_is_said() -> None:
    result = result_of(filled(received="12000", rate="", instalment="3300", count="4", interval="quarter"))

    assert result.box.heading == (
        "On these numbers it fits, but only just. In month 3, ¥1,000 has to come from what the months before left."
    )


def test_compounding_over_a_thousand_has_no_digits() -> None:
    result = result_of(comfortable(received="3000", rate="", instalment="400", count="10", interval="week"))

    assert result.price.second == "with compounding over 1,000%"
