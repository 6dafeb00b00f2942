"""A loan that is wholly overdue, with its rate and without."""

from decimal import Decimal

import pytest
from django.test import Client

from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.result import late_result
from tests.exercises.debts.lateness.late_loan import NOT_LATE, PAGE, court_line, filled, form_of, problems_of, result_of

ALL_OVERDUE = {
    "principal": "0", "count": "0", "rate": "24", "arrears": "5000", "days_late": "12", "spread": "", "free": "",
}  # fmt: skip


def test_loan_that_is_wholly_overdue_has_ways_out_beside_the_letter() -> None:
    result = result_of(**ALL_OVERDUE)
    assert [(way.name, way.heaviest, way.total, way.ends, way.fits) for way in result.ways] == [
        ("The overdue ¥5,000, all of it next month", "¥5,000", "¥5,000", "after 1 month", False),
        ("3 months without a payment, interest runs on, then all at once", "¥5,300", "¥5,300", "after 3 months", False),
        ("Spread over 12 instalments", "¥472.80", "¥5,673.58", "after 12 months", True),
        ("Borrow elsewhere to pay this", "¥497.71", "¥5,972.19", "after 12 months", True),
    ]
    assert "“Spread over 12 instalments” would fit, with ¥472.80 at most" in result.box.says
    assert result.box.level == "warn"
    assert (result.on_with[0].kind, result.on_with[0].data["request"]) == ("letter", "more")
    assert result.counted[0] == "Contract rate: 24% a year. All of it, ¥5,000, is due already."


def test_part_of_a_loan_that_is_wholly_overdue_leaves_the_rest() -> None:
    way = result_of(**ALL_OVERDUE, part="2000").ways[1]
    assert (way.name, way.today, way.heaviest, way.total) == (
        "Pay ¥2,000 today, the rest next month", "¥2,000", "¥3,000", "¥5,000",
    )  # fmt: skip


def test_days_of_a_loan_that_is_wholly_overdue_grow_by_penalty_alone() -> None:
    days = result_of(**ALL_OVERDUE).days
    assert [row.missed for row in days] == ["¥5,000.00"] * 4
    assert days[1].charges == "¥147.95"  # 5,000 x 36 % x 30 / 365


@pytest.mark.parametrize("count", ["", "0", "１", "12"])
def test_instalments_left_mean_nothing_where_all_is_overdue(count: str) -> None:
    assert form_of(**ALL_OVERDUE | {"count": count}).terms.debt.instalments_left == 0


def test_nothing_owed_and_nothing_overdue_is_asked_about() -> None:
    assert "enter 0 here and the overdue sum below" in problems_of(principal="0", **NOT_LATE)["principal"]
    assert "enter 0 here and the overdue sum below" in problems_of(principal="0.5")["principal"]
    assert list(problems_of(principal="0", arrears="x")) == ["arrears"]


def test_rate_is_needed_where_something_is_owed_beside_the_overdue_sum() -> None:
    assert list(problems_of(rate="", instalment="")) == ["rate"]


NO_RATE = ALL_OVERDUE | {"rate": "", "instalment": ""}


@pytest.mark.parametrize("instalment", ["", "5000"])
def test_wholly_overdue_without_a_rate_shows_the_ways_that_need_none(instalment: str) -> None:
    result = result_of(**NO_RATE | {"instalment": instalment, "free": "12", "part": "2000", "pause_interest": "no"})

    assert [(way.name, way.heaviest, way.total) for way in result.ways] == [
        ("The overdue ¥5,000, all of it next month", "¥5,000", "¥5,000"),
        ("Pay ¥2,000 today, the rest next month", "¥3,000", "¥5,000"),
        ("3 months without a payment, no interest, then all at once", "¥5,000", "¥5,000"),
        ("12 instalments without interest", "¥416.67", "¥5,000"),
        ("Borrow elsewhere to pay this", "¥497.71", "¥5,972.19"),
    ]
    assert result.counted[0] == "Contract rate: not known. All of it, ¥5,000, is due already."
    assert result.debt is None


@pytest.mark.parametrize("runs", ["", "yes"])
def test_no_way_in_which_interest_runs_is_counted_without_its_rate(runs: str) -> None:
    result = result_of(**NO_RATE | {"pause_interest": runs})

    assert [way.name for way in result.ways] == [
        "The overdue ¥5,000, all of it next month", "Borrow elsewhere to pay this",
    ]  # fmt: skip
    assert (result.box.level, result.box.needs_help) == ("bad", True)
    assert result.box.says.endswith("Whether another way fits cannot be said without the rate of the contract.")


def test_missing_rate_is_said_and_a_press_shows_the_other_ways() -> None:
    (doubt,) = result_of(**NO_RATE).doubts
    tried = LateForm(doubt.choices[0].data)

    assert "they are missing here" in doubt.says
    assert doubt.choices[0].label == "Look at them at 24% a year"
    assert tried.is_valid()
    assert [way.name for way in late_result(tried).ways] == [way.name for way in result_of(**ALL_OVERDUE).ways]


def test_late_days_of_an_unknown_rate_are_asked_about_and_those_of_its_own_penalty_rate_are_counted() -> None:
    multiple = result_of(**NO_RATE)
    own = result_of(**NO_RATE | {"multiple": "own", "penalty_rate": "36", "late_fee": "50"})

    assert {row.charges for row in multiple.days} == {"ask"}
    assert "The penalty is a multiple of the contract rate, which is not known: ask. We do not guess it." in (
        multiple.counted
    )
    assert own.days[1].charges == "¥147.95"  # 5,000 x 36 % x 30 / 365
    assert "If the lender’s loss is the contract’s interest" not in court_line(own)


def test_sum_typed_as_owed_and_as_overdue_is_asked_about() -> None:
    twice = form_of(**ALL_OVERDUE | {"principal": "5000", "count": "1"})
    (doubt,) = late_result(twice).doubts
    assert "Is it the same money?" in doubt.says
    again = LateForm(doubt.choices[0].data)
    assert again.is_valid()
    assert again.terms.owed == Decimal(5000)
    assert result_of().doubts == ()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("interval", ["month", "two_weeks", "week"])
def test_page_of_a_loan_that_is_wholly_overdue_is_whole(language: str, interval: str) -> None:
    for more in ({}, {"part": "2000"}, {"part": "5000"}, {"pause_ends": "same_end"}, {"multiple": ""}, {"free": "6"}):
        for rate in ({}, {"rate": ""}, {"rate": "", "can_pay": "", "can_pay_unknown": "on"}):
            _is_whole(language, {**more, **rate, "interval": interval})


def _is_whole(language: str, changes: dict[str, str]) -> None:
    response = Client().post(PAGE.replace("/en/", f"/{language}/"), filled(**{**ALL_OVERDUE, **changes}))
    assert response.status_code == 200
    assert "5,000" in response.content.decode()
