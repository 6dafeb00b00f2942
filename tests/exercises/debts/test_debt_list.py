"""Every debt on one list: the drawn example comes out, what follows hardest comes first, what is not known is asked."""

import csv
import io
from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.debts.debt_list.case import DebtsCase, work_out
from courses.exercises.debts.debt_list.exercise import EXAMPLE
from courses.exercises.debts.debt_list.form import DebtListForm
from courses.exercises.debts.debt_list.result import ListResult, list_result
from courses.loans.paydown import MAX_DEBTS
from tests.exercises.debts.debt_list import FILLED

PAGE = "/en/exercises/debt-list/"
TODAY = date(2026, 11, 29)
RENT = {"kind_4": "rent", "owed_4": "1500", "payment_4": "1500", "rate_4": "0"}


@pytest.fixture(autouse=True)
def _a_day() -> object:
    with patch("courses.exercises.debts.debt_list.form.timezone.localdate", return_value=TODAY):
        yield


def _filled(**changes: str) -> dict[str, str]:
    return {name: value for name, value in {**FILLED, **changes}.items() if value}


def _form(**changes: str) -> DebtListForm:
    form = DebtListForm(_filled(**changes))
    assert form.is_valid(), form.errors
    return form


def _case(**changes: str) -> DebtsCase:
    return work_out(_form(**changes))


def _result(**changes: str) -> ListResult:
    return list_result(_form(**changes))


def test_drawn_example_comes_out() -> None:
    result = _result()
    assert result.box.heading == "With ¥1,800 a month: paid off in month 15"
    assert result.box.says == (
        "Dearest first costs ¥406.30 less than smallest first. "
        "Smallest first, one debt is gone in month 4; dearest first, in month 11."
    )
    assert [row.ends for row in result.ends] == [
        (("Dearest first", "month 11"), ("Smallest first", "month 15")),
        (("Dearest first", "month 15"), ("Smallest first", "month 10")),
        (("Dearest first", "month 15"), ("Smallest first", "month 4")),
        (("Dearest first", "¥3,009.48"), ("Smallest first", "¥3,415.78")),
        (("Dearest first", "month 15"), ("Smallest first", "month 15")),
    ]
    assert [total.value for total in result.totals] == ["¥23,000", "¥12.88", "¥1,100", "¥1,800", "¥700"]


def test_what_is_due_first_stands_on_top() -> None:
    lines = _result().due
    assert [(line.name, line.when) for line in lines] == [
        ("Consumer finance company", "due in 4 days"),
        ("Bank loan through an app", "due in 9 days"),
        ("Credit card", "due in 19 days"),
    ]
    assert lines[0].more == (
        "One day costs ¥7.89 (24% a year).", "Not known whether it stands in your credit report.",
    )  # fmt: skip


def test_longest_late_stands_before_what_is_due() -> None:
    lines = _result(due_2="5 days late", due_3="late 40 days", due_1="in 2 days").due
    assert [line.when for line in lines] == ["40 days late", "5 days late", "due in 2 days"]


def test_debt_with_the_hardest_consequences_comes_before_all() -> None:
    result = _result(**RENT, available="3500", due_2="60 days late")
    assert result.due[0].name == "Rent"
    assert result.to_do[0].startswith("First Rent (day not known): pay it")
    assert result.to_do[1].startswith("Contact the lender today: Credit card, 60 days late.")
    assert result.box.first == "First: Rent. What follows, if it is not paid, is hardest."
    assert {dict(row.ends)["Dearest first"] for row in result.ends if row.name == "Rent"} == {"month 1"}
    assert "BUD-05" in [cited.id for cited in result.sources]


def test_month_that_has_too_little_says_what_is_missing() -> None:
    result = _result(available="800")
    assert (result.box.level, result.box.heading, result.box.needs_help) == ("bad", "¥300 is missing each month", True)
    assert result.ends == ()
    assert any("¥300 a month is missing" in step for step in result.to_do)


def test_month_that_has_just_enough_is_worked_out() -> None:
    result = _result(available="1100")
    assert result.box.level == "warn"
    assert dict((total.name, total.value) for total in result.totals)["Left over"] == "¥0"


def test_money_that_never_repays_is_said() -> None:
    only = {f"{name}_{row}": "" for name in ("kind", "owed", "payment", "rate", "due") for row in (2, 3)}
    result = _result(**only, payment_1="100", available="240")
    assert result.box.heading == "With ¥240 a month these debts are never paid off"
    assert "¥240" in result.box.says


def test_month_that_nobody_knows_gives_the_list_without_orders() -> None:
    result = _result(available="", available_unknown="on")
    assert result.box.heading == "These debts ask for ¥1,100 a month"
    assert (result.ends, result.what_ifs) == ((), ())


def test_rate_that_is_not_known_makes_bounds_and_is_asked() -> None:
    result = _result(rate_2="")
    assert result.box.heading.endswith("at the earliest")
    assert next(line for line in result.due if line.name == "Credit card").more[0].startswith("What a day costs is not")
    assert dict((total.name, total.value) for total in result.totals)["One day of interest"] == "at least ¥8.88"
    assert "Where no rate is known, no interest is counted: the real sums are higher." in result.counted


def test_payment_that_is_not_known_makes_the_month_a_bound() -> None:
    result = _result(payment_2="")
    assert dict((total.name, total.value) for total in result.totals)["To pay a month"] == "at least ¥921.67"


def test_one_debt_alone_is_not_compared() -> None:
    only = {f"{name}_{row}": "" for name in ("kind", "owed", "payment", "rate", "due") for row in (2, 3)}
    result = _result(**only)
    assert result.box.says == "Interest until then: ¥1,010.58."
    assert "BUD-06" not in [cited.id for cited in result.sources]


def test_few_debts_are_drawn_one_by_one_in_each_order() -> None:
    captions = [drawing.caption for drawing in _result().by_debt]
    assert captions == ["Dearest first: interest ¥3,009.48 in all", "Smallest first: interest ¥3,415.78 in all"]
    assert "Credit card: paid off in month 10" in _result().by_debt[1].text
    assert _result(**RENT, available="3500").by_debt == ()


def test_more_each_month_says_when_it_ends() -> None:
    what_if = _result().what_ifs[0]
    assert (what_if.label, what_if.data["available"]) == ("¥100 more each month", "1900")
    assert what_if.effect.startswith("month 14, ")


def test_two_debts_of_a_kind_keep_their_numbers() -> None:
    names = [line.name for line in _result(kind_2="consumer_finance").due]
    assert names == ["Consumer finance company · 1", "Bank loan through an app", "Consumer finance company · 2"]


def test_one_debt_travels_to_the_exercise_on_paying_late() -> None:
    line = next(line for line in _result().due if line.name == "Credit card")
    assert line.on_with == {"lender": "card", "principal": "8000", "rate": "18.25", "unit": "year"}
    body = Client().post("/en/exercises/late-or-more-time/", {**line.on_with, "brought": "1"}).content.decode()
    assert 'value="8000"' in body


@pytest.mark.parametrize(("said", "days"), [("12 days late", {"days_late": "12"}), ("late", {})])
def test_debt_that_is_partly_late_is_asked_how_much_of_it_is_overdue(said: str, days: dict[str, str]) -> None:
    line = next(line for line in _result(due_2=said).due if line.name == "Credit card")
    assert line.on_with == {"lender": "card", "rate": "18.25", "unit": "year", **days}
    body = Client().post("/en/exercises/late-or-more-time/", {**line.on_with, "brought": "1"}).content.decode()
    assert 'value="18.25"' in body
    assert 'value="8000"' not in body


def test_rent_is_no_loan_to_ask_for_more_time() -> None:
    rent = next(line for line in _result(**RENT).due if line.name == "Rent")
    assert (rent.on_with, rent.more) == ({}, ())


def test_loan_without_interest_says_so() -> None:
    lines = _result(rate_1="0", register_1="yes").due
    assert lines[0].more == ("It costs no interest.", "It stands in your credit report.")


def test_letter_is_about_the_most_urgent_loan() -> None:
    (on,) = _result(**RENT, due_2="12 days late").on_with
    assert (on.kind, on.is_main) == ("letter", True)
    assert on.data == {"about": "hardship", "lender_kind": "card", "instalment": "300"}
    assert [one.is_main for one in _result().on_with] == [False]


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"kind_1": ""}, "kind_1"), ({"owed_1": ""}, "owed_1"), ({"payment_1": "", "rate_1": ""}, "payment_1"),
        ({"rate_1": "0.05"}, "rate_1"), ({"due_1": "soon"}, "due_1"), ({"available": ""}, "available"),
        ({"available_unknown": "on"}, "available"), ({"owed_1": "0"}, "owed_1"),
    ],
)  # fmt: skip
def test_row_that_lacks_something_asks_at_its_box(changes: dict[str, str], box: str) -> None:
    form = DebtListForm(_filled(**changes))
    assert not form.is_valid()
    assert list(form.errors) == [box]


def test_rate_without_a_period_is_one_press_away() -> None:
    form = DebtListForm(_filled(rate_1="0.05"))
    assert not form.is_valid()
    (problem,) = form.problems()
    assert [choice.data["rate_1"] for choice in problem.choices] == ["0.05/天", "0.05/月", "0.05/年"]
    assert _case(rate_1="0.05/天").rows[0].debt.annual_rate == Decimal("0.1825")


def test_empty_rows_between_are_left_out() -> None:
    moved = {f"{name}_2": "" for name in ("kind", "owed", "payment", "rate", "due")}
    assert [row.number for row in _case(**moved).rows] == [1, 3]


def test_button_brings_one_more_row_and_works_nothing_out() -> None:
    with translation.override("en"):
        body = Client().post(PAGE, _filled(brought="1")).content.decode()
    assert 'name="kind_4"' in body
    assert 'name="kind_5"' not in body
    assert 'class="verdict' not in body
    assert 'value="12000"' in body


def test_ten_debts_are_the_most() -> None:
    ten = {f"{name}_{row}": FILLED[f"{name}_3"] for name in ("kind", "owed", "payment", "rate") for row in range(1, 12)}
    form = DebtListForm({**ten, "available": "5000"})
    assert form.is_valid(), form.errors
    assert (len(form.debts), form.has_room) == (MAX_DEBTS, False)
    assert "kind_11" not in form.fields


def test_file_holds_the_list_with_what_is_not_known() -> None:
    data = _filled(rate_2="", register_1="yes", file="csv")
    content = Client().post(PAGE, data).content.decode()
    assert content.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(content[1:]))
    assert len(head) == 10
    assert rows[0][:8] == [
        "Consumer finance company", "no", "12000.00", "600.00", "24%", "7.89", "due in 4 days", "yes",
    ]  # fmt: skip
    assert rows[2][4:6] == ["not known", "not known"]


def test_example_is_the_drawn_one() -> None:
    assert dict(EXAMPLE) == FILLED


def test_chinese_hand_is_read() -> None:
    case = _case(owed_1="1.2万", rate_1="月息2分", payment_1="六百", due_1="12月3日", due_2="晚了十二天", due_3="8号")
    assert (case.rows[0].debt.owed, case.rows[0].debt.annual_rate) == (Decimal(12_000), Decimal("0.24"))
    assert [row.due.days for row in case.rows if row.due] == [4, -12, 9]


def test_more_money_is_offered_only_where_it_changes_something() -> None:
    assert _result(available="1000000").what_ifs == ()
    assert len(_result().what_ifs) == 2


def test_debt_that_is_wholly_late_travels_as_wholly_overdue() -> None:
    line = next(line for line in _result(due_2="12 days late", payment_2="8000").due if line.name == "Credit card")
    assert line.on_with == {
        "lender": "card", "principal": "0", "count": "0", "arrears": "8000", "rate": "18.25", "unit": "year",
        "days_late": "12",
    }  # fmt: skip
