"""My month on one page: lines add up, nothing empty or unknown makes the month look better, and the figures go on."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.budgeting.household.sheet import MonthForm
from courses.exercises.budgeting.month_sheet.result import MonthSheet, sheet_result
from courses.loans.affordability.budget import Verdict
from tests.catalog.drawings.reading import values
from tests.exercises.kinds import sample_of

OCTOBER = {
    "wages": "2900", "gig": "1700", "housing": "1000", "food": "1200", "bills": "350", "care": "350",
    "family": "500", "debts": "1000", "wants": "400",
}  # fmt: skip
PAGE = "/en/exercises/month-sheet/"


def read(**changes: str) -> MonthForm:
    return MonthForm({name: value for name, value in {**OCTOBER, **changes}.items() if value})


def sheet(**changes: str) -> MonthSheet:
    form = read(**changes)
    assert form.is_valid(), form.errors
    return sheet_result(form)


def errors(**changes: str) -> dict[str, str]:
    return {name: str(messages[0]) for name, messages in read(**changes).errors.items()}


def test_october_of_the_lesson_lacks_two_hundred() -> None:
    found = sheet()

    assert (found.level, found.heading) == (Verdict.SHORT, "¥200 a month is missing")
    assert found.says == "¥4,600 comes in, ¥4,800 goes out."
    assert found.to_do[0] == "What could wait takes ¥400. Which of it can wait this month?"
    assert not found.needs_help
    assert values(found.picture) == [2900, 1000, 500, 400]


@pytest.mark.parametrize(
    ("food", "often", "a_month", "echo"),
    [
        ("300", "week", "1300", "Read as ¥300 a week, that is ¥1,300 a month."),
        ("每周300元", "", "1300", "Read as ¥300 a week, that is ¥1,300 a month."),
        ("40 a day", "month", "1216.67", "Read as ¥40 a day, that is ¥1,216.67 a month."),
        ("1.2万", "year", "1000", "Read as ¥12,000 a year, that is ¥1,000 a month."),
        ("3000", "quarter", "1000", "Read as ¥3,000 a quarter, that is ¥1,000 a month."),
        ("1200", "", "1200", "Read as ¥1,200."),
    ],
)
def test_line_of_another_time_is_brought_to_a_month(food, often, a_month, echo) -> None:
    form = read(food=food, food_per=often)

    assert form.is_valid(), form.errors
    assert f"{form.a_month('food'):f}".removesuffix(".00") == a_month
    assert form.echo("food") == echo


def test_yearly_line_is_for_a_year_unless_said_otherwise() -> None:
    assert read(yearly="1200").is_valid()
    assert sheet(yearly="1200").heading == "¥300 a month is missing"
    assert sheet(yearly="1200", yearly_per="month").heading == "¥1,400 a month is missing"


def test_text_and_choice_that_name_two_times_are_asked_about() -> None:
    form = read(food="300 a week", food_per="year")

    assert not form.is_valid()
    (problem,) = form.problems()
    assert problem.message == "Food: The text and the box name different periods."
    assert [(one.label, "food_per" in one.data) for one in problem.choices] == [("As written in the text", False)]


def test_unknown_debts_are_never_counted_as_nothing_in_silence() -> None:
    found = sheet(wages="6000", debts="", debts_unknown="on")

    assert (found.level, found.heading) == (Verdict.TIGHT, "At most ¥3,900 a month is left")
    assert found.picture.caption == found.heading
    assert "The debts are not all filled in: the real figure is lower." in found.signs
    assert {change.effect for change in found.changes} >= {"left: at most ¥4,100"}
    afford = next(onward for onward in found.onward if onward.kind == "can-i-afford")
    assert afford.boxes == {"income": "7700", "essentials": "3400", "debts_unknown": "on"}


def test_known_part_of_unknown_debts_counts() -> None:
    assert sheet(debts="", debts_unknown="on", pay_later="300").heading == "At most ¥500 a month is left"


def test_empty_lines_are_named() -> None:
    assert sheet(food="").left_empty == (
        "Left empty and counted as nothing: Food, What comes only now and then. "
        "If one of them costs something, less is left."
    )
    assert "Support for family" not in sheet().left_empty


def test_what_is_needed_is_asked_for() -> None:
    assert errors(wages="", gig="") == {
        "wages": "Enter what came in last month, like 4600. If nothing came in, enter 0."
    }
    assert set(errors(debts="")) == {"debts"}
    assert errors(debts="不知道") != {}
    assert errors(debts_unknown="on") == {"debts": "Either a number or “not known”, not both."}
    assert set(errors(housing="", food="", bills="", care="")) == {"food"}
    assert errors(wages="没有", gig="") == {}
    assert set(errors(people="0")) == set(errors(people="31")) == set(errors(people="many")) == {"people"}


def test_six_months_stand_for_the_income_with_their_lowest() -> None:
    months = {"m1": "5000", "m2": "5400", "m3": "3700", "m4": "4300", "m5": "4600", "m6": "4700"}
    found = sheet(wages="", gig="", **months)

    assert found.says == "¥3,700 comes in, ¥4,800 goes out."
    assert found.months is not None
    assert found.months.caption == "The lowest of 6 months is ¥3,700"
    assert found.changes[-1].effect == "missing: ¥1,840"  # 80 % of the lowest is 2,960
    assert set(errors(**months)) == {"m6"}
    assert set(errors(wages="", gig="", m1="5000", m2="4000")) == {"m6"}


def test_each_change_is_what_the_sheet_sent_again_says() -> None:
    for change in sheet(food="300", food_per="week", yearly="1200", pay_later="20").changes:
        again = MonthForm(change.data)
        assert again.is_valid()
        left = sheet_result(again).heading
        assert re.sub(r"^(left|missing): ", "", change.effect) in left, change.label


def test_month_that_cannot_pay_its_needs_leads_to_help() -> None:
    found = sheet(wages="1000", gig="0")

    assert found.needs_help
    assert found.to_do[0].startswith("What has to be paid is more than what comes in.")


@pytest.mark.parametrize("kind", ["month-sheet", "budget-split", "steady-wage"])
def test_month_that_cannot_pay_its_needs_leads_to_help_from_every_sheet(kind: str) -> None:
    sample, poor = sample_of(ExerciseKind(kind)).filled, {"wages": "1000", "gig": "0", "needs": "9000"}
    poor = {name: value for name, value in poor.items() if name in sample}
    page = f"/en/exercises/{kind}/"
    shown = [Client().post(page, data).content.decode() for data in (sample, sample | poor)]
    doors = [one.count('href="/en/help-now/"') for one in shown]
    assert doors[1] == doors[0] + 1


def test_figures_for_china_stand_beside_ones_own_with_date_and_weight() -> None:
    found = sheet(people="2")

    assert [(one.cited.id, one.own) for one in found.beside] == [
        ("BUD-10", "Here: ¥2,300 a person and month comes in, ¥1,650 is spent."),
        ("BUD-11", "Here: food takes 36% and rent 30% of what is spent, without debts."),
        ("BUD-12", "Here: ¥200 is missing at the end of the month."),
    ]
    assert [one.cited.id for one in sheet().beside] == ["BUD-11", "BUD-12"]
    body = Client().post(PAGE, {**OCTOBER, "people": "2"}).content.decode()
    assert "For scale only" in body
    assert "as of 2026-01" in body


def test_sheet_goes_on_to_the_other_exercises() -> None:
    found = {onward.kind: onward.boxes for onward in sheet(wages="4000").onward}

    assert ("debt-list" in found) == ("debt-list" in list(ExerciseKind))
    assert found.get("debt-list", {"available": "1900"}) == {"available": "1900"}
    assert found["budget-split"] == read(wages="4000").sent
    assert found["cushion"] == {"essentials": "2900", "set_aside": "900"}
    assert found["steady-wage"] == {"needs": "3400", "debts": "1000"}
    assert found["can-i-afford"] == {"income": "5700", "essentials": "3400", "debts": "1000"}
    for kind, boxes in found.items():
        body = Client().post(f"/en/exercises/{kind}/", {**boxes, "brought": "1"}).content.decode()
        assert all(f'value="{value}"' in body for value in boxes.values()), kind


def test_paper_shows_each_line_with_its_time_once() -> None:
    form = read(food="300", food_per="week")
    assert form.is_valid()
    assert ("Food", "¥300 a week, that is ¥1,300 a month") in form.summary
    assert [label for label, _shown in form.summary].count("How often?") == 0


def test_result_is_read_in_chinese() -> None:
    with translation.override("zh-hans"):
        found = sheet(debts="", debts_unknown="on")
        assert found.heading == "每月最多剩 800 元"
        assert found.says == "到手 4,600 元，要付 3,800 元。"


@pytest.mark.parametrize("typed", ["日薪200", "200一天", "每天200", "200 a day", "200 per day"])
@pytest.mark.parametrize("line", ["wages", "gig", "other_in"])
def test_pay_of_a_day_is_no_pay_of_thirty_days(line: str, typed: str) -> None:
    """Nobody works 365 days a year: counted so, days off would be paid."""
    assert "× the days that you work in a month" in errors(**{line: typed})[line]


def test_pay_cannot_be_chosen_by_the_day_and_costs_can() -> None:
    form = read()

    assert [name for name in form.line_names if ("day", "a day") in list(form.fields[f"{name}_per"].choices)] == [
        name for name in form.line_names if name not in ("wages", "gig", "other_in")
    ]
    assert list(errors(wages="200", wages_per="day")) == ["wages_per"]


@pytest.mark.parametrize("typed", ["3", "3人", "3 口人", "三口人", "三个人", "3 people", "３口"])
def test_people_may_be_called_people(typed: str) -> None:
    form = read(people=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["people"] == 3
