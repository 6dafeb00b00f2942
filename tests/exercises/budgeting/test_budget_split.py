"""Choose a budget that fits: three methods in yuan on one month, each with where it does not fit, none the best."""

import pytest
from django.test import Client

from courses.exercises.budgeting.budget_split.result import BudgetSplit, split_result
from courses.exercises.budgeting.household.sheet import MonthForm
from courses.loans.affordability.budget import Verdict
from tests.exercises.budgeting.test_month_sheet import OCTOBER


def split(**changes: str) -> BudgetSplit:
    form = MonthForm({name: value for name, value in {**OCTOBER, **changes}.items() if value})
    assert form.is_valid(), form.errors
    return split_result(form)


def test_three_methods_in_yuan() -> None:
    fifty, envelopes, zero = split().methods

    assert fifty.rows == (
        ("Needs and family, 50%", "¥2,300; here ¥3,400"),
        ("Wants, 30%", "¥1,380; here ¥400"),
        ("Saving and debts, 20%", "¥920; here ¥1,000"),
    )
    assert envelopes.rows[:2] == (
        ("Food", "¥1,200 a month, ¥276.92 a week"),
        ("What could wait, at most", "¥200 a month, ¥46.15 a week"),
    )
    assert zero.rows[-1] == ("Given out too much", "¥200")


def test_each_method_says_where_it_does_not_fit() -> None:
    fifty, envelopes, zero = split().methods

    assert fifty.misfit.startswith("Does not fit here: needs and family take ¥1,100 more than half.")
    assert envelopes.misfit.endswith("What could wait would have to lose ¥200.")
    assert zero.misfit.startswith("Does not fit yet: ¥200 is given out that is not there.")
    for method in split(wages="9000").methods:
        assert method.misfit.startswith("Does not fit:")


def test_debts_above_their_fifth_are_named() -> None:
    fifty = split(wages="6000", debts="2000").methods[0]

    assert fifty.misfit == "Does not fit here: the debts alone take ¥460 more than its 20%."


@pytest.mark.parametrize(
    ("changes", "level", "heading"),
    [
        ({}, Verdict.SHORT, "¥200 a month can be shared out, and ¥400 goes out"),
        ({"wages": "2000"}, Verdict.SHORT, "There is nothing to share out: ¥700 a month is missing"),
        ({"wages": "5000"}, Verdict.ROOM, "¥2,300 a month can be shared out"),
        (
            {"wages": "5000", "debts": "", "debts_unknown": "on"},
            Verdict.TIGHT,
            "At most ¥3,300 a month can be shared out",
        ),
    ],
)
def test_box_says_what_there_is_to_share_out(changes, level, heading) -> None:
    found = split(**changes)

    assert (found.level, found.heading) == (level, heading)


def test_unknown_debts_leave_only_a_bound_without_a_job() -> None:
    zero = split(wages="5000", debts="", debts_unknown="on").methods[2]

    assert zero.rows[-1] == ("Has no job yet", "at most ¥2,900")


def test_no_income_has_no_shares_and_no_picture() -> None:
    assert split(wages="0", gig="").picture is None


def test_none_is_called_best() -> None:
    body = Client().post("/en/exercises/budget-split/", OCTOBER).content.decode()

    assert "None of them is the right one for everybody." in body
    for word in ("best", "recommend", "winner"):
        assert word not in body.partition('id="exercise-all"')[2].partition("exercise-figures")[0].lower()
