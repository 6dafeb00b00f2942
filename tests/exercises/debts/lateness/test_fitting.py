"""Which way fits a month: none is called good, a new loan is only an example, what is unknown says nothing."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.result import late_result
from tests.exercises.debts.lateness.late_loan import PAGE, filled, result_of


@pytest.mark.parametrize("can_pay", ["1", "600", "800", "1100", "1400", "99999"])
def test_no_fit_is_ever_called_good(can_pay: str) -> None:
    with translation.override("en"):
        body = Client().post(PAGE, filled(can_pay=can_pay)).content.decode()
    assert re.search(r'class="verdict (warn|bad)"', body)
    assert "tag good" not in body


def test_way_that_fits_stands_with_its_total() -> None:
    box = result_of().box
    assert box.heading == "As agreed, it does not fit into ¥600 a month"
    assert "¥590.28 at most: ¥10,623.68 in all, ¥685.29 more than as agreed" in box.says
    assert [way.fits for way in result_of().ways] == [False, False, False, True, False, False]


def test_way_that_the_lender_decides_on_is_named_with_that_in_the_box() -> None:
    assert result_of().box.says.startswith("The heaviest payment would be ¥1,326.49.")
    assert "more than as agreed. Only if the lender agrees." in result_of().box.says


def test_way_that_is_the_borrowers_own_is_named_without_a_yes() -> None:
    box = result_of(can_pay="1100", spread="2", free="2").box
    assert "“Pay the overdue ¥250 today, then as agreed” would fit" in box.says
    assert "Only if the lender agrees." not in box.says


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({}, ["Spread over 18 instalments", "12 instalments without interest"]),  # fits; then the lightest
        ({"can_pay": "2000"}, ["12 instalments without interest", "Pay the overdue ¥250 today, then as agreed"]),
        ({"can_pay": "100"}, ["Spread over 18 instalments", "12 instalments without interest"]),  # nothing fits
        ({"can_pay": "", "can_pay_unknown": "on"}, ["Spread over 18 instalments", "12 instalments without interest"]),
    ],
)
def test_two_ways_that_fit_best_stand_open_and_a_new_loan_never(changes: dict[str, str], first: list[str]) -> None:
    result = result_of(**changes)
    best = sorted(result.best, key=lambda way: first.index(way.name) if way.name in first else 9)
    assert [way.name for way in best] == first
    assert {*result.best, *result.others} == set(result.ways)
    body = Client().post(PAGE, filled(**changes)).content.decode()
    table = body.partition('id="exercise-ways"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + len(result.ways)
    assert body.index("The other ways") < body.index("Borrow elsewhere to pay this</h4>")


def test_month_that_carries_nothing_leads_to_help() -> None:
    box = result_of(can_pay="100").box
    assert (box.level, box.needs_help) == ("bad", True)
    assert "¥590.28 a month" in box.says


def test_unknown_month_says_nothing_about_fitting() -> None:
    result = result_of(can_pay="", can_pay_unknown="on")
    assert {way.fits for way in result.ways} == {None}
    assert result.box.heading == "One more day late costs ¥0.18"


def test_fee_of_a_plan_that_is_not_known_is_no_nothing() -> None:
    ways = result_of(plan_fee="").ways
    assert (ways[3].total, ways[3].beside) == ("at least ¥10,623.68", "at least ¥685.29 more")
    assert ways[0].total == "¥9,938.39"
    assert result_of(plan_fee="100").ways[4].total == "¥9,350"


def test_interest_of_a_pause_that_is_not_known_is_counted_and_called_at_most() -> None:
    way = result_of(pause_interest="").ways[2]
    assert (way.name, way.total) == ("3 months without a payment, interest not known", "at most ¥10,343.39")


def test_new_loan_is_shown_as_an_example_that_moves_the_debt() -> None:
    way = result_of().ways[-1]
    assert way.is_elsewhere
    assert "made-up example" in way.note
    assert "¥9,736.84" in way.note
    dear = result_of(rate="30").ways[-1]
    assert "30% a year" in dear.note  # never cheaper than the debt itself


# ---- instalments without interest are the lender's to offer


def test_instalments_without_interest_are_no_way_out_until_they_are_offered() -> None:
    result = result_of(free="")
    assert [way.name for way in result.ways if "without interest" in way.name] == []
    asked = next(one for one in result.what_ifs if "without interest" in one.label and "instalments" in one.label)
    assert asked.label == "If you asked, and the lender agreed to 12 instalments without interest"
    assert asked.effect == "¥770.87 a month, ¥688.39 less"
    offered = LateForm(asked.data)
    assert offered.is_valid()
    assert "12 instalments without interest" in [way.name for way in late_result(offered).ways]


def test_month_that_only_an_unoffered_way_would_fit_is_not_called_fitting() -> None:
    assert result_of(free="", can_pay="560", spread="12").box.level == "bad"
    assert result_of(free="17", can_pay="560", spread="12").box.level == "warn"


def test_ways_that_cost_the_same_are_not_said_to_cost_more() -> None:
    same = result_of(rate="0", multiple="", free="", plan_fee="0")
    assert same.picture is not None
    assert same.picture.caption == "In all they cost the same as what was agreed"


def test_penalty_that_multiplies_no_interest_is_not_tried() -> None:
    assert [one.label for one in result_of(rate="0", multiple="").what_ifs if "penalty" in one.label] == []
    assert [one.label for one in result_of(multiple="").what_ifs if "penalty" in one.label] == [
        "If the penalty rate is 1.5 times the contract rate"
    ]
