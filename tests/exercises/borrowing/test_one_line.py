"""A whole plan typed into the box for what is paid back: read where it is clear, asked about where it is not."""

import re
from html import unescape

import pytest
from django.test import Client

from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.exercises.borrowing.loan_check.result import check_result

LANGUAGES = ("en", "zh-hans")
HAND = {"received": "10000"}


def read(total: str, **boxes: str) -> LoanCheckForm:
    return LoanCheckForm({**HAND, "total": total, **boxes})


def asked(total: str, **boxes: str) -> list[dict[str, str]]:
    """What the buttons would fill."""
    form = read(total, **boxes)
    assert not form.is_valid()
    (problem,) = form.problems()
    assert problem.anchor == "exercise-total"
    names = ("total", "when", "count", "rhythm")
    return [{name: one.data[name] for name in names if name in one.data} for one in problem.choices]


@pytest.mark.parametrize(
    ("total", "boxes"),
    [
        ("12期共1.2万", {"when": "12-months"}),
        ("分12期，一共还12000", {"when": "12-months"}),
        ("１２期，共１２０００", {"when": "12-months"}),
        ("12 payments, 12,000 in all", {"when": "12-months"}),
        ("12期共1.2万", {"when": "another", "count": "12", "rhythm": "each-month"}),
        ("12期共1.2万", {"when": "another", "rhythm": "each-month"}),
        ("12个月共1.2万", {"when": "12-months"}),
        ("每月1000,12期", {}),
        ("12 monthly payments of 1,000", {}),
        ("1000 a month for 12 months", {}),
        ("total of 12000 in 12 monthly payments", {}),
    ],
)
def test_clear_line_is_the_same_as_its_boxes_filled_in(total, boxes) -> None:
    form, filled = read(total, **boxes), read("12000", when="12-months")
    assert form.is_valid(), form.errors
    assert filled.is_valid()

    assert form.paid == filled.paid
    assert check_result(form).says == check_result(filled).says
    assert form.sent["total"] == "12000"  # the box shows it


@pytest.mark.parametrize("total", ["7天后还1000", "7天后共1000"])
def test_line_of_one_payment_is_read(total) -> None:
    form, filled = LoanCheckForm({"received": "700", "total": total}), LoanCheckForm(
        {"received": "700", "total": "1000", "when": "7-days"}
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert filled.is_valid()

    assert check_result(form).says == check_result(filled).says


MONTHLY = {"total": "12000", "when": "12-months"}


def test_payments_whose_distance_is_not_said_are_asked_about() -> None:
    assert asked("12期共1.2万") == asked("12 payments, 12,000 in all") == [
        MONTHLY,
        *({"total": "12000", "when": "another", "count": "12", "rhythm": f"each-{gap}"}
          for gap in ("week", "two_weeks", "day")),
    ]  # fmt: skip


def test_sum_that_may_be_of_one_payment_or_of_all_is_asked_about() -> None:
    both = [{"total": "1000", "when": "12-months"}, MONTHLY]

    assert asked("12期 1000", when="12-months") == asked("12 payments, 1000", when="12-months") == both


def test_time_that_may_end_in_one_payment_is_asked_about() -> None:
    at_end = {"total": "12000", "when": "another", "count": "12", "rhythm": "once-month"}

    assert asked("12个月共1.2万") == asked("12 months, 12000 in all") == [MONTHLY, at_end]


def test_line_that_contradicts_the_choice_beside_it_is_asked_about() -> None:
    assert asked("每月1000，12期", when="7-days") == [MONTHLY]
    assert asked("12 monthly payments, 12000 in all", when="6-months") == [
        MONTHLY,
        {"total": "12000", "when": "6-months"},
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_to_what_is_asked_leads_to_the_result(language: str) -> None:
    client, page = Client(), f"/{language}/exercises/loan-check/"
    asking = client.post(page, {**HAND, "total": "12期共1.2万"})
    first = asking.content.decode().split('class="error-summary"')[1].split("</form>")[0]
    hidden = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', first)}

    answer = client.post(page, hidden)

    assert (asking.status_code, answer.status_code) == (422, 200)
    assert {"en": "¥2,000", "zh-hans": "2,000 元"}[language] in answer.content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Read as ¥12,000 in all, in 12 monthly payments."),
        ("zh-hans", "读作：一共 12,000 元，每月还，12 次。"),
    ],
)
def test_page_says_how_the_line_was_read(language: str, words: str) -> None:
    page = Client().post(f"/{language}/exercises/loan-check/", {**HAND, "total": "每月1000,12期"}).content.decode()

    assert words in page.replace("\N{NO-BREAK SPACE}", " ")


def test_line_is_never_read_better_than_its_boxes() -> None:
    """600 each time is less than reaches somebody only where it is taken for the whole."""
    form = read("12期，一共600", when="12-months")

    assert not form.is_valid()
    assert "You would pay back less than reaches you" in str(form.errors["total"])
