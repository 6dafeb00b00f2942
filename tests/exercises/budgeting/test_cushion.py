"""A cushion before credit: when a first sum is there, what borrowing it costs, and help that is no loan."""

import pytest
from django.test import Client

from courses.exercises.budgeting.cushion.form import CushionForm
from courses.exercises.budgeting.cushion.result import CushionAnswer, cushion_result
from courses.loans.affordability.budget import Verdict

LESSON = {
    "essentials": "3200", "savings": "0", "set_aside": "25", "set_aside_per": "week", "target": "own",
    "own_target": "500",
}  # fmt: skip
MONTHLY = {"set_aside": "300", "set_aside_per": "month", "target": "month", "own_target": ""}


def read(**changes: str) -> CushionForm:
    return CushionForm({name: value for name, value in {**LESSON, **changes}.items() if value})


def answer(**changes: str) -> CushionAnswer:
    form = read(**changes)
    assert form.is_valid(), form.errors
    return cushion_result(form)


def errors(**changes: str) -> set[str]:
    return set(read(**changes).errors)


def test_target_of_the_lesson_takes_twenty_weeks() -> None:
    found = answer()

    assert (found.level, found.heading) == (Verdict.TIGHT, "¥500 in 20 weeks")
    assert [change.effect for change in found.changes] == ["10 weeks", "40 weeks"]


@pytest.mark.parametrize(
    ("target", "heading"),
    [
        ("week", "¥738.46 in 3 months"),
        ("two-weeks", "¥1,476.92 in 5 months"),
        ("month", "¥3,200 in 11 months"),
        ("three-months", "¥9,600 in 32 months"),
    ],
)
def test_target_is_a_part_of_what_has_to_be_paid(target, heading) -> None:
    assert answer(**{**MONTHLY, "target": target}).heading == heading


def test_every_mark_says_when_it_is_reached() -> None:
    rows = answer(**MONTHLY, savings="800").picture.table.rows

    assert rows == (
        ("One week of needs", "¥738.46", "reached"),
        ("One month of needs (first target)", "¥3,200", "8 months"),
        ("Three months of needs", "¥9,600", "30 months"),
    )


def test_nothing_put_aside_is_said_and_not_blamed() -> None:
    found = answer(**{**MONTHLY, "set_aside": "0"})

    assert (found.level, found.heading) == (Verdict.TIGHT, "The first target is ¥3,200")
    assert [change.label for change in found.changes] == ["Put aside ¥10 a week"]
    assert found.to_do[0].startswith("Nothing to spare this month?")


def test_very_long_times_are_not_counted_in_months() -> None:
    assert answer(**{**MONTHLY, "set_aside": "1"}).heading == "¥3,200 in more than ten years"


def test_reached_target_is_no_pass() -> None:
    found = answer(savings="500")

    assert (found.level, found.heading) == (Verdict.ROOM, "The first target, ¥500, is there")
    assert found.icon == "parts/icons/ring.html"


def test_borrowing_it_is_worked_out_at_the_dated_lines() -> None:
    found = answer(**MONTHLY, savings="20")

    assert "11 monthly payments" in found.borrowed_says
    by_line = {row.line[:3]: (row.instalment, row.cost) for row in found.borrowed}
    assert by_line == {"12%": ("308.65", "195.19"), "24%": ("326.97", "396.66")}
    assert {"CN-RATE-05", "CN-RATE-08"} <= {cited.id for cited in found.borrowed_sources}


def test_help_that_is_no_loan_comes_from_facts() -> None:
    assert [cited.id for cited in answer().help] == ["CN-HELP-10", "CN-HELP-16", "CN-HELP-17"]
    body = Client().post("/en/exercises/cushion/", LESSON).content.decode()
    assert 'href="/en/help-now/no-basics/"' in body


def test_survey_stands_beside_what_is_there() -> None:
    assert [(one.cited.id, one.own) for one in answer(savings="4800").beside] == [
        ("BUD-13", "Here: what is there lasts for about a month and a half of needs.")
    ]
    assert answer().beside[0].own == "Here: nothing is put aside yet."


def test_what_is_needed_is_asked_for() -> None:
    assert errors(essentials="") == {"essentials"}
    assert errors(essentials="0") == {"essentials"}
    assert errors(savings="") == {"savings"}
    assert errors(set_aside="") == {"set_aside"}
    assert errors(target="") == {"target"}
    assert errors(own_target="") == {"own_target"}
    assert errors(target="month") == {"target"}  # a sum of one's own beside another target is not dropped in silence
    assert errors(own_target="0") == {"own_target"}


@pytest.mark.parametrize("set_aside", ["0", "50"])
def test_target_that_is_there_is_nothing_to_put_aside_for(set_aside: str) -> None:
    reached = answer(**MONTHLY | {"savings": "99999", "set_aside": set_aside})
    assert reached.level == Verdict.ROOM
    assert reached.changes == ()


def test_sum_at_the_limit_is_offered_no_double() -> None:
    assert [one.label for one in answer(set_aside="999999999").changes] == ["Put aside half as much"]
