"""What the form asks and reads: rates, days and sums as people type them, and offers sent on from other pages."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.debts.late_or_more_time.case import work_out
from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.links.handing_on import on_to_late
from tests.exercises.debts.late_or_more_time import FILLED
from tests.exercises.debts.lateness.late_loan import NOT_LATE, PAGE, filled, form_of, problems_of, result_of


@pytest.mark.parametrize("typed", ["M2", "逾期2期", "三四天", "1.5个月", "4000", "很久"])
def test_days_late_that_do_not_say_are_asked_for_in_days(typed: str) -> None:
    form = LateForm({**FILLED, "days_late": typed})
    assert list(form.errors) == ["days_late"]


def test_card_91_days_late_clears_principal_first() -> None:
    part = {"arrears": "1052.19", "part": "500", "costs_due": "30", "interest_due": "22.19", "lender": "card"}
    assert "¥500 principal" in " ".join(result_of(**part, days_late="91").sections[1].lines)
    assert "¥447.81 principal" in " ".join(result_of(**part, days_late="90").sections[1].lines)


def test_rate_is_worked_out_from_the_instalment() -> None:
    case = work_out(form_of(rate="", instalment="1076.49"))
    assert round(case.terms.debt.annual_rate, 4) == Decimal("0.1800")
    assert abs(case.agreed.total - (250 + 9 * Decimal("1076.49"))) <= Decimal("0.05")  # fen of the rounded rate


def test_rate_and_instalment_that_differ_are_asked_about() -> None:
    form = LateForm(filled(instalment="1200"))
    assert not form.is_valid()
    (problem,) = form.problems()
    assert [(one.label, one.data.get("rate"), one.data.get("instalment")) for one in problem.choices] == [
        ("Count with the rate", "18", None), ("Count with the instalment", None, "1200"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"arrears": ""}, "arrears"), ({"days_late": ""}, "days_late"), ({"can_pay": ""}, "can_pay"),
        ({"rate": ""}, "rate"), ({"multiple": "own"}, "penalty_rate"), ({"penalty_rate": "0.05 a day"}, "penalty_rate"),
        ({"interest_due": "251"}, "interest_due"), ({"part": "9250.01"}, "part"),
        ({"rate": "", "instalment": "900"}, "instalment"), ({"pause": "9", "pause_ends": "same_end"}, "pause"),
        ({"can_pay_unknown": "on"}, "can_pay"),
    ],
)  # fmt: skip
def test_figures_that_do_not_fit_are_asked_about_at_their_box(changes: dict[str, str], box: str) -> None:
    form = LateForm(filled(**changes))
    if form.is_valid():
        response = Client().post(PAGE, filled(**changes))
        assert response.status_code == 422
        assert f'id="exercise-{box}_error"' in response.content.decode()
    else:
        assert list(form.errors) == [box]


def test_chinese_hand_is_read() -> None:
    form = form_of(
        principal="九千", count="9期", rate="月息1.5%", arrears="２５０元", days_late="8天", can_pay="600元/月",
        multiple="own", penalty_rate="日息万分之五",
    )  # fmt: skip
    assert work_out(form).agreed.total == Decimal("9938.39")


def test_page_asks_six_questions_and_names_no_promise() -> None:
    with translation.override("zh-hans"):
        body = Client().post("/zh-hans/exercises/late-or-more-time/", filled()).content.decode()
    assert body.count("这段时间利息算不算？") == 1
    assert "贷款人同意才行。" in body
    for never in ("推荐", "放心", "违法", "一定能"):
        assert never not in body.split('id="exercise-all"')[1].split("<details")[0]


def _handed(**data: str) -> dict[str, str]:
    (on,) = on_to_late(data)
    return dict(on.data)


def test_offer_arrives_under_the_names_of_this_form() -> None:
    offer = {"received": "9500", "amount": "10000", "count": "12", "interval": "month", "rate": "18", "late_fee": "20"}
    handed = _handed(**offer, late_rate="0.05", late_unit="day", late_on="whole_balance")
    assert {name: handed.get(name) for name in ("principal", "multiple", "penalty_rate", "penalty_unit", "base")} == {
        "principal": "10000", "multiple": "own", "penalty_rate": "0.05", "penalty_unit": "day",
        "base": "whole_balance",
    }  # fmt: skip
    body = Client().post(PAGE, {**handed, "brought": "1"}).content.decode()
    assert 'value="10000"' in body
    assert 'class="error-summary"' not in body


@pytest.mark.parametrize(
    ("rate", "unit", "multiple"),
    [("50", "more", "1.5"), ("30", "more", "1.3"), ("1.5", "times", "1.5"), ("2", "times", None), ("", "day", None)],
)
def test_penalty_of_an_offer_is_chosen_or_asked_again(rate: str, unit: str, multiple: str | None) -> None:
    assert _handed(received="1000", late_rate=rate, late_unit=unit).get("multiple") == multiple


@pytest.mark.parametrize(("interval", "is_handed"), [("week", True), ("two_weeks", True), ("day", False)])
def test_loan_is_handed_on_where_its_payments_can_be_counted(interval: str, is_handed: bool) -> None:
    handed = [on.data for on in on_to_late({"received": "1000", "interval": interval})]
    assert handed == ([{"principal": "1000", "interval": interval}] if is_handed else [])


@pytest.mark.parametrize("typed", ["3期", "2次", "3 payments", "１期", "三期"])
def test_number_of_late_payments_is_no_number_of_days(typed: str) -> None:
    assert "Enter how many days late the oldest is" in problems_of(days_late=typed)["days_late"]


@pytest.mark.parametrize("typed", ["0", "0天", "０", "没有", "没逾期", "无", "none", "not late"])
def test_nothing_late_may_be_said_in_words(typed: str) -> None:
    assert form_of(**{**NOT_LATE, "days_late": typed}).terms.days_late is None
    assert list(problems_of(days_late=typed)) == ["days_late"]
