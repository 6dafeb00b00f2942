"""When is it deleted from the register: five years from the day it was paid off; unpaid, they have not begun."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from courses.exercises.debts.deletion_date.form import DeletionDateForm
from courses.exercises.debts.deletion_date.result import DeletionAnswer, deletion_result
from courses.loans.affordability.budget import Verdict
from courses.loans.errors import InvalidInput
from courses.loans.register import LatePayment, whole_months_between
from tests.catalog.drawings.reading import values

TODAY = "2026-11-29 10:00+08:00"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


def read(**data: str) -> DeletionDateForm:
    return DeletionDateForm(data)


def answer(**data: str) -> DeletionAnswer:
    form = read(**data)
    assert form.is_valid(), form.errors
    return deletion_result(form)


def errors(**data: str) -> dict[str, str]:
    return {name: str(messages[0]) for name, messages in read(**data).errors.items()}


@pytest.mark.parametrize(
    ("paid", "gone"),
    [
        (date(2026, 9, 1), date(2031, 9, 1)),
        (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2023, 12, 31), date(2028, 12, 31)),
        (None, None),
    ],
)
def test_five_years_begin_on_the_day_it_is_paid_off(paid, gone) -> None:
    assert LatePayment(date(2020, 1, 1), paid).deleted_after == gone


def test_paid_before_late_is_refused() -> None:
    with pytest.raises(InvalidInput):
        LatePayment(date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 11, 29), date(2031, 9, 1), 57),
        (date(2026, 11, 29), date(2026, 12, 28), 0),
        (date(2026, 11, 29), date(2026, 12, 29), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 11, 29), date(2026, 1, 1), 0),
    ],
)
def test_months_to_go_are_whole_ones(start, end, months) -> None:
    assert whole_months_between(start, end) == months


def test_paid_off_entry_has_its_date() -> None:
    found = answer(late_1="2026-03-10", paid_1="2026-09-01")

    assert (found.level, found.heading) == (Verdict.ROOM, "To be deleted after Sept. 1, 2031")
    assert [case.says for case in found.cases] == [
        "Paid off on Sept. 1, 2026: to be deleted after Sept. 1, 2031. 57 months to go."
    ]
    assert found.picture.table.rows == (("Case 1", "March 10, 2026", "Sept. 1, 2026", "September 2031"),)


@pytest.mark.parametrize(
    ("paid", "heading", "says", "is_to_be_gone"),
    [
        ("2021-11-29", "To be deleted after Nov. 29, 2026", "Less than a month to go.", False),  # today is its last day
        ("2021-11-28", "The five years are over", "It should be gone.", True),
        ("2026-11-29", "To be deleted after Nov. 29, 2031", "Paid off on Nov. 29, 2026: ", False),
        ("2026-11-30", "To be deleted after Nov. 30, 2031", "If it is paid off on Nov. 30, 2026: ", False),
    ],
)
def test_last_day_belongs_to_the_five_years_and_today_is_no_day_to_come(paid, heading, says, is_to_be_gone) -> None:
    found = answer(paid_1=paid)

    assert found.heading == heading
    assert says in found.cases[0].says
    assert any("If it still shows what should be gone" in words for words in found.to_do) is is_to_be_gone


def test_unpaid_entry_has_no_date_at_all() -> None:
    found = answer(late_1="2019-01-10", open_1="on")

    assert (found.level, found.heading) == (Verdict.TIGHT, "The five years have not begun")
    assert "Paid off today, it would have to be deleted after Nov. 29, 2031." in found.says
    assert found.cases[0].says == "Not paid off: it stays, and the five years have not begun."
    assert found.picture.table.rows[0][3] == "not begun"
    assert "2024" not in found.cases[0].says  # five years from the day it fell due are no five years


def test_unpaid_entry_without_any_day_has_no_date_either() -> None:
    found = answer(open_1="on")

    assert found.cases[0].says == "Not paid off: it stays, and the five years have not begun."
    assert found.picture.table.rows == (("Case 1", "–", "–", "not begun"),)


def test_several_cases_are_headed_by_the_one_that_is_not_paid() -> None:
    found = answer(name_1="A", paid_1="2026年9月1日", name_2="B", open_2="on", name_3="C", paid_3="2020/05/01")

    assert found.level == Verdict.TIGHT
    assert found.heading == "Not paid off: 1 of 3. There the five years have not begun"
    assert [case.name for case in found.cases] == ["A", "B", "C"]
    assert found.cases[2].says == "Paid off on May 1, 2020: the five years ended on May 1, 2025. It should be gone."
    assert any("dispute the entry" in step for step in found.to_do)


def test_last_date_heads_several_paid_ones() -> None:
    assert answer(paid_1="2026-01-01", paid_2="2025-06-01").heading == "The last is to be deleted after Jan. 1, 2031"
    assert answer(paid_1="2020-01-01", paid_2="2019-06-01").heading == "The five years are over"


def test_day_to_come_says_if() -> None:
    assert answer(paid_1="2027-01-31").cases[0].says == (
        "If it is paid off on Jan. 31, 2027: to be deleted after Jan. 31, 2032."
    )


def test_what_is_missing_or_does_not_fit_is_said_at_its_box() -> None:
    ask = "Enter the day, or tick “not paid off yet”."
    assert errors() == {"paid_1": ask}
    assert errors(name_1="A") == {"paid_1": ask}
    assert errors(late_2="2026-01-01", paid_1="2026-01-01") == {"paid_2": ask}
    assert errors(paid_1="2026-01-01", open_1="on") == {"paid_1": "Either a day or “not paid off yet”, not both."}
    assert set(errors(late_1="2026-03-02", paid_1="2026-03-01")) == {"paid_1"}
    assert errors(paid_1="0226-01-01") == {"paid_1": "Check the year: 1990 to 2060."}
    assert errors(paid_1="soon") == {"paid_1": "Write the day like 2026-12-15."}


def test_rows_grow_by_one_up_to_five() -> None:
    assert read().rows == 1
    assert read(open_1="on").rows == 2
    assert read(open_4="on").rows == 5
    assert (read(open_5="on").rows, read(open_5="on").has_room) == (5, False)


def test_picture_draws_each_case_once_in_both_languages() -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            found = answer(late_1="2026-03-10", paid_1="2026-09-01", open_2="on")
            assert found.picture.svg.count('class="fw"') == 1
            assert found.picture.svg.count('class="fr"') == 3  # the late part of the first; bar and arrow of the second
            assert values(found.picture) == []


def test_nothing_is_overdue_since_a_day_to_come() -> None:
    assert errors(late_1="2026-11-30", open_1="on") == {"late_1": "This day is still to come."}
    assert errors(late_1="2026-11-30", paid_1="2026-12-30") == {"late_1": "This day is still to come."}
    assert answer(late_1="2026-11-29", open_1="on").heading == "The five years have not begun"
