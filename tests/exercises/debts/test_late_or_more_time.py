"""Paying late and getting more time: the checked tables come out, what is not known is asked, no fit is called good."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from courses.exercises.debts.late_or_more_time.case import work_out
from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.result import LateResult, late_result
from courses.exercises.links.handing_on import on_to_late
from courses.loans.schedules.schedule import equal_instalments
from tests.exercises.debts.late_or_more_time import FILLED

PAGE = "/en/exercises/late-or-more-time/"


def _filled(**changes: str) -> dict[str, str]:
    return {name: value for name, value in {**FILLED, **changes}.items() if value}


def _form(**changes: str) -> LateForm:
    form = LateForm(_filled(**changes))
    assert form.is_valid(), form.errors
    return form


def _result(**changes: str) -> LateResult:
    return late_result(_form(**changes))


def _problems(**changes: str) -> dict[str, str]:
    form = LateForm(_filled(**changes))
    assert not form.is_valid()
    return {name: str(errors[0]) for name, errors in form.errors.items()}


NOT_LATE = {"arrears": "", "days_late": ""}


@pytest.mark.parametrize(
    ("place", "name", "heaviest", "total", "beside", "ends"),
    [
        (0, "As agreed, with the overdue ¥250 next month", "¥1,326.49", "¥9,938.39", "the same", "after 9 months"),
        (1, "Pay the overdue ¥250 today, then as agreed", "¥1,076.49", "¥9,938.39", "the same", "after 9 months"),
        (2, "3 months without a payment, interest runs on", "¥1,149.27", "¥10,343.39", "¥405 more", "after 12 months"),
        (3, "Spread over 18 instalments", "¥590.28", "¥10,623.68", "¥685.29 more", "after 18 months"),
        (4, "12 instalments without interest", "¥770.87", "¥9,250", "¥688.39 less", "after 12 months"),
        (5, "Borrow elsewhere to pay this", "¥920.75", "¥11,048.56", "¥1,110.17 more", "after 12 months"),
    ],
)
def test_ways_are_those_of_the_checked_table(
    place: int, name: str, heaviest: str, total: str, beside: str, ends: str
) -> None:
    way = _result().ways[place]
    assert (way.name, way.heaviest, way.total, way.beside, way.ends) == (name, heaviest, total, beside, ends)


def test_pause_with_the_same_end_and_without_interest() -> None:
    same_end, free = _result(pause_ends="same_end").ways[2], _result(pause_interest="no").ways[2]
    assert (same_end.heaviest, same_end.total, same_end.ends) == ("¥1,688.90", "¥10,133.37", "after 9 months")
    assert (free.heaviest, free.beside) == ("¥1,104.27", "the same")


def test_late_days_are_those_of_the_checked_table() -> None:
    left = equal_instalments(Decimal(10_000), Decimal("0.015"), 12).instalments[1].balance
    days = _result(principal=str(left), count="10", **NOT_LATE).days
    assert [row.charges for row in days] == ["¥0.58", "¥17.53", "¥52.85", "¥106.24"]
    assert [row.total for row in days] == ["¥917.38", "¥934.33", "¥1,886.45", "¥2,856.64"]
    assert [row.worst for row in days] == ["¥917.48", "¥937.15", "¥1,895.09", "¥2,874.29"]


def test_sum_that_is_late_already_counts_from_today() -> None:
    """250 at 27 % is 0.18 a day; the next instalment falls due in 22 days."""
    days = _result().days
    assert (days[0].missed, days[0].charges, days[0].total) == ("¥250.00", "¥0.18", "¥250.18")
    assert days[1].missed == "¥1,326.49"


def test_penalty_rate_that_is_not_known_is_asked_and_not_guessed() -> None:
    result = _result(multiple="")
    assert {row.charges for row in result.days} == {row.total for row in result.days} == {"ask"}
    assert result.to_do[0] == "Find three lines in the contract: at what rate, of which sum, what else."
    assert result.picture is not None
    assert result.picture.kind == "debt-line"
    assert [(one.data["multiple"], one.effect) for one in result.what_ifs[:1]] == [("1.5", "30 days: ¥11.12")]


def test_own_rate_of_the_contract_is_used() -> None:
    result = _result(multiple="own", penalty_rate="0.05 a day", **NOT_LATE)
    assert result.days[1].charges == "¥14.12"  # 941.49 x 0.05 % x 30
    assert any("18.25% a year" in line for line in result.counted)


def test_sum_that_is_not_known_gives_two_bounds() -> None:
    result = _result(base="")
    assert result.days[1].charges == "at least ¥11.12"
    assert result.days[1].worst == "¥1,531.76"  # 1,326.49, and 9,250 x 27 % x 30 / 365 = 205.27
    assert any(line.startswith("Of which sum is not known.") for line in result.counted)


@pytest.mark.parametrize("open_line", [{"late_fee": ""}, {"goes_on": ""}])
def test_each_line_that_is_not_known_makes_a_bound(open_line: dict[str, str]) -> None:
    assert _result(**open_line).days[1].total.startswith("at least ")


def test_known_clause_gives_no_bound() -> None:
    assert _result().days[1].total == "¥1,337.61"


def _court(result: LateResult) -> str:
    return " ".join(result.sections[0].lines)


def _facts(result: LateResult) -> list[str]:
    return [cited.id for section in result.sections for cited in section.sources]


@pytest.mark.parametrize("lender", ["bank", "consumer_finance"])
def test_banks_and_consumer_finance_are_measured_with_the_court_line(lender: str) -> None:
    above = _result(lender=lender)
    assert "27" in _court(above)
    assert "That is above 24%." in _court(above)
    assert "CN-RATE-07" in _facts(above)
    assert "That is not above 24%." in _court(_result(lender=lender, rate="15"))


def test_court_line_of_banks_says_nothing_about_others() -> None:
    private = _result(lender="private")
    assert "24%" not in _court(private)
    assert "CN-RATE-07" not in _facts(private)
    assert "CN-RATE-03" in _facts(private)
    assert "depends on who lends" in _court(_result())


def test_default_charges_are_held_against_the_loss_of_our_assumption() -> None:
    high, low = _result(late_fee="50", **NOT_LATE), _result(late_fee="1", **NOT_LATE)
    assert "The charges are above that." in _court(high)
    assert "The charges are not above that." in _court(low)
    assert "CN-RATE-33" in _facts(high)
    assert "CN-RATE-33" not in _facts(_result())


def test_part_payment_clears_costs_interest_and_then_principal() -> None:
    part = {"arrears": "1052.19", "part": "500", "costs_due": "30", "interest_due": "22.19"}
    says = " ".join(_result(**part).sections[1].lines)
    assert "¥30 clear costs, ¥22.19 interest and penalty, ¥447.81 principal" in says
    assert "¥552.19 would still be owed" in says
    assert "principal first" not in says


@pytest.mark.parametrize(
    ("typed", "days"),
    [("逾期3天", 3), ("两周", 14), ("2 weeks late", 14), ("半个月", 15), ("90天以上", 90), ("九十天", 90), ("８", 8)],
)
def test_days_late_are_read_as_people_say_them(typed: str, days: int) -> None:
    form = LateForm({**FILLED, "days_late": typed})
    assert form.is_valid(), form.errors
    assert form.terms.days_late == days


@pytest.mark.parametrize("typed", ["M2", "逾期2期", "三四天", "1.5个月", "4000", "很久"])
def test_days_late_that_do_not_say_are_asked_for_in_days(typed: str) -> None:
    form = LateForm({**FILLED, "days_late": typed})
    assert list(form.errors) == ["days_late"]


def test_card_91_days_late_clears_principal_first() -> None:
    part = {"arrears": "1052.19", "part": "500", "costs_due": "30", "interest_due": "22.19", "lender": "card"}
    assert "¥500 principal" in " ".join(_result(**part, days_late="91").sections[1].lines)
    assert "¥447.81 principal" in " ".join(_result(**part, days_late="90").sections[1].lines)


@pytest.mark.parametrize("can_pay", ["1", "600", "800", "1100", "1400", "99999"])
def test_no_fit_is_ever_called_good(can_pay: str) -> None:
    with translation.override("en"):
        body = Client().post(PAGE, _filled(can_pay=can_pay)).content.decode()
    assert re.search(r'class="verdict (warn|bad)"', body)
    assert "tag good" not in body


def test_way_that_fits_stands_with_its_total() -> None:
    box = _result().box
    assert box.heading == "As agreed, it does not fit into ¥600 a month"
    assert "¥590.28 at most: ¥10,623.68 in all, ¥685.29 more than as agreed" in box.says
    assert [way.fits for way in _result().ways] == [False, False, False, True, False, False]


def test_way_that_the_lender_decides_on_is_named_with_that_in_the_box() -> None:
    assert _result().box.says.startswith("The heaviest payment would be ¥1,326.49.")
    assert "more than as agreed. Only if the lender agrees." in _result().box.says


def test_way_that_is_the_borrowers_own_is_named_without_a_yes() -> None:
    box = _result(can_pay="1100", spread="2", free="2").box
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
    result = _result(**changes)
    best = sorted(result.best, key=lambda way: first.index(way.name) if way.name in first else 9)
    assert [way.name for way in best] == first
    assert {*result.best, *result.others} == set(result.ways)
    body = Client().post(PAGE, _filled(**changes)).content.decode()
    table = body.partition('id="exercise-ways"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + len(result.ways)
    assert body.index("The other ways") < body.index("Borrow elsewhere to pay this</h4>")


def test_month_that_carries_nothing_leads_to_help() -> None:
    box = _result(can_pay="100").box
    assert (box.level, box.needs_help) == ("bad", True)
    assert "¥590.28 a month" in box.says


def test_unknown_month_says_nothing_about_fitting() -> None:
    result = _result(can_pay="", can_pay_unknown="on")
    assert {way.fits for way in result.ways} == {None}
    assert result.box.heading == "One more day late costs ¥0.18"


def test_fee_of_a_plan_that_is_not_known_is_no_nothing() -> None:
    ways = _result(plan_fee="").ways
    assert (ways[3].total, ways[3].beside) == ("at least ¥10,623.68", "at least ¥685.29 more")
    assert ways[0].total == "¥9,938.39"
    assert _result(plan_fee="100").ways[4].total == "¥9,350"


def test_interest_of_a_pause_that_is_not_known_is_counted_and_called_at_most() -> None:
    way = _result(pause_interest="").ways[2]
    assert (way.name, way.total) == ("3 months without a payment, interest not known", "at most ¥10,343.39")


def test_new_loan_is_shown_as_an_example_that_moves_the_debt() -> None:
    way = _result().ways[-1]
    assert way.is_elsewhere
    assert "made-up example" in way.note
    assert "¥9,736.84" in way.note
    dear = _result(rate="30").ways[-1]
    assert "30% a year" in dear.note  # never cheaper than the debt itself


def test_rate_is_worked_out_from_the_instalment() -> None:
    case = work_out(_form(rate="", instalment="1076.49"))
    assert round(case.terms.debt.annual_rate, 4) == Decimal("0.1800")
    assert abs(case.agreed.total - (250 + 9 * Decimal("1076.49"))) <= Decimal("0.05")  # fen of the rounded rate


def test_rate_and_instalment_that_differ_are_asked_about() -> None:
    form = LateForm(_filled(instalment="1200"))
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
    form = LateForm(_filled(**changes))
    if form.is_valid():
        response = Client().post(PAGE, _filled(**changes))
        assert response.status_code == 422
        assert f'id="exercise-{box}_error"' in response.content.decode()
    else:
        assert list(form.errors) == [box]


def test_chinese_hand_is_read() -> None:
    form = _form(
        principal="九千", count="9期", rate="月息1.5%", arrears="２５０元", days_late="8天", can_pay="600元/月",
        multiple="own", penalty_rate="日息万分之五",
    )  # fmt: skip
    assert work_out(form).agreed.total == Decimal("9938.39")


def test_page_asks_six_questions_and_names_no_promise() -> None:
    with translation.override("zh-hans"):
        body = Client().post("/zh-hans/exercises/late-or-more-time/", _filled()).content.decode()
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


def test_letter_takes_whom_what_and_how_much() -> None:
    (on,) = _result(lender="consumer_finance").on_with
    assert (on.kind, dict(on.data)) == (
        "letter",
        {"about": "hardship", "lender_kind": "consumer", "instalment": "1076.49", "offer": "600", "request": "more"},
    )
    body = Client().post("/en/exercises/letter/", {**on.data, "brought": "1"}).content.decode()
    assert 'value="600"' in body
    assert 'class="error-summary"' not in body


def test_line_of_the_month_is_drawn_where_it_does_not_dwarf_the_payments() -> None:
    assert 'class="st dash"' in _result(can_pay="1400").ways[0].picture
    assert "¥1,400" in _result(can_pay="1400").ways_key
    dwarfed = _result(can_pay="99999")
    assert 'class="st dash"' not in dwarfed.ways[0].picture
    assert "99,999" not in dwarfed.ways_key


def test_letter_is_the_main_thing_only_where_something_presses() -> None:
    assert _result(can_pay="1400").on_with[0].is_main
    assert _result(can_pay="600", **NOT_LATE).on_with[0].is_main
    assert not _result(can_pay="1400", **NOT_LATE).on_with[0].is_main


def test_letter_is_one_press_away_from_the_result() -> None:
    with translation.override("en"):
        body = Client().post(PAGE, _filled()).content.decode()
    assert 'action="/en/exercises/letter/"' in body
    assert f'class="button" href="{reverse("help-now")}"' in body


# ---- paid every week or every two weeks

WEEKLY = {
    "interval": "week", "principal": "5200", "count": "26", "rate": "0", "arrears": "200", "days_late": "5",
    "can_pay": "900", "pause": "3", "spread": "52", "free": "26",
}  # fmt: skip


def test_weekly_payments_are_held_against_a_month_and_a_month_may_hold_five_weeks() -> None:
    agreed, _part, pause, spread, *_others = _result(**WEEKLY).ways
    assert agreed.name == "As agreed, with the overdue ¥200 at the next payment"
    assert (agreed.heaviest, agreed.total, agreed.ends, agreed.fits) == ("¥1,000", "¥5,400", "after 6 months", False)
    assert pause.name == "3 months without a payment, interest runs on"
    assert pause.ends == "after 9 months"
    assert (spread.heaviest, spread.total, spread.fits) == ("¥519.25", "¥5,400", True)  # 103.85 five times
    result = _result(**WEEKLY)
    assert result.box.heading == "As agreed, it does not fit into ¥900 a month"
    assert "¥200 each time." in result.counted[0]


def test_thirty_days_of_weekly_payments_miss_as_many_as_fall_due_in_them() -> None:
    case = work_out(_form(**WEEKLY))
    due = [0, 4, 9, 13]  # the next one in two days, then one every seven
    assert [row.missed for row in case.rows] == [1 + count for count in due]  # with the overdue one


@pytest.mark.parametrize(("interval", "each"), [("week", "208.07"), ("two_weeks", "416.58"), ("month", "909.27")])
def test_rate_follows_from_the_instalment_however_often_is_paid(interval: str, each: str) -> None:
    count = {"week": "26", "two_weeks": "13", "month": "6"}[interval]
    form = _form(interval=interval, principal="5200", count=count, rate="", instalment=each)
    assert abs(form.terms.debt.annual_rate - Decimal("0.16")) < Decimal("0.01")
    again = _form(interval=interval, principal="5200", count=count, rate="16", instalment=each)  # they fit together
    assert again.terms.schedule.instalments[0].years == form.terms.debt.interval.years


def test_sum_of_a_month_is_no_instalment_of_a_week() -> None:
    assert set(_problems(**WEEKLY | {"rate": "", "instalment": "800元/月"})) == {"instalment"}
    assert _form(**WEEKLY | {"rate": "", "instalment": "210元/周"}).terms.debt.annual_rate > 0


def test_chinese_bound_has_no_space_on_either_side() -> None:
    body = Client().post(PAGE.replace("/en/", "/zh-hans/"), _filled(plan_fee="")).content.decode()
    assert "至少多付" in body
    assert re.findall("[\u4e00-\u9fff] 至[少多]|至[少多] [\u4e00-\u9fff]", body) == []


# ---- all of it is overdue: a loan due in one sum

ALL_OVERDUE = {
    "principal": "0", "count": "0", "rate": "24", "arrears": "5000", "days_late": "12", "spread": "", "free": "",
}  # fmt: skip


def test_loan_that_is_wholly_overdue_has_ways_out_beside_the_letter() -> None:
    result = _result(**ALL_OVERDUE)
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
    way = _result(**ALL_OVERDUE, part="2000").ways[1]
    assert (way.name, way.today, way.heaviest, way.total) == (
        "Pay ¥2,000 today, the rest next month", "¥2,000", "¥3,000", "¥5,000",
    )  # fmt: skip


def test_days_of_a_loan_that_is_wholly_overdue_grow_by_penalty_alone() -> None:
    days = _result(**ALL_OVERDUE).days
    assert [row.missed for row in days] == ["¥5,000.00"] * 4
    assert days[1].charges == "¥147.95"  # 5,000 x 36 % x 30 / 365


@pytest.mark.parametrize("count", ["", "0", "１", "12"])
def test_instalments_left_mean_nothing_where_all_is_overdue(count: str) -> None:
    assert _form(**ALL_OVERDUE | {"count": count}).terms.debt.instalments_left == 0


def test_nothing_owed_and_nothing_overdue_is_asked_about() -> None:
    assert "enter 0 here and the overdue sum below" in _problems(principal="0", **NOT_LATE)["principal"]
    assert "enter 0 here and the overdue sum below" in _problems(principal="0.5")["principal"]
    assert list(_problems(principal="0", arrears="x")) == ["arrears"]


def test_rate_is_needed_where_something_is_owed_beside_the_overdue_sum() -> None:
    assert list(_problems(rate="", instalment="")) == ["rate"]


NO_RATE = ALL_OVERDUE | {"rate": "", "instalment": ""}


@pytest.mark.parametrize("instalment", ["", "5000"])
def test_wholly_overdue_without_a_rate_shows_the_ways_that_need_none(instalment: str) -> None:
    result = _result(**NO_RATE | {"instalment": instalment, "free": "12", "part": "2000", "pause_interest": "no"})

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
    result = _result(**NO_RATE | {"pause_interest": runs})

    assert [way.name for way in result.ways] == [
        "The overdue ¥5,000, all of it next month", "Borrow elsewhere to pay this",
    ]  # fmt: skip
    assert (result.box.level, result.box.needs_help) == ("bad", True)
    assert result.box.says.endswith("Whether another way fits cannot be said without the rate of the contract.")


def test_missing_rate_is_said_and_a_press_shows_the_other_ways() -> None:
    (doubt,) = _result(**NO_RATE).doubts
    tried = LateForm(doubt.choices[0].data)

    assert "they are missing here" in doubt.says
    assert doubt.choices[0].label == "Look at them at 24% a year"
    assert tried.is_valid()
    assert [way.name for way in late_result(tried).ways] == [way.name for way in _result(**ALL_OVERDUE).ways]


def test_late_days_of_an_unknown_rate_are_asked_about_and_those_of_its_own_penalty_rate_are_counted() -> None:
    multiple = _result(**NO_RATE)
    own = _result(**NO_RATE | {"multiple": "own", "penalty_rate": "36", "late_fee": "50"})

    assert {row.charges for row in multiple.days} == {"ask"}
    assert "The penalty is a multiple of the contract rate, which is not known: ask. We do not guess it." in (
        multiple.counted
    )
    assert own.days[1].charges == "¥147.95"  # 5,000 x 36 % x 30 / 365
    assert "If the lender’s loss is the contract’s interest" not in _court(own)


def test_sum_typed_as_owed_and_as_overdue_is_asked_about() -> None:
    twice = _form(**ALL_OVERDUE | {"principal": "5000", "count": "1"})
    (doubt,) = late_result(twice).doubts
    assert "Is it the same money?" in doubt.says
    again = LateForm(doubt.choices[0].data)
    assert again.is_valid()
    assert again.terms.owed == Decimal(5000)
    assert _result().doubts == ()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("interval", ["month", "two_weeks", "week"])
def test_page_of_a_loan_that_is_wholly_overdue_is_whole(language: str, interval: str) -> None:
    for more in ({}, {"part": "2000"}, {"part": "5000"}, {"pause_ends": "same_end"}, {"multiple": ""}, {"free": "6"}):
        for rate in ({}, {"rate": ""}, {"rate": "", "can_pay": "", "can_pay_unknown": "on"}):
            _is_whole(language, {**more, **rate, "interval": interval})


def _is_whole(language: str, changes: dict[str, str]) -> None:
    response = Client().post(PAGE.replace("/en/", f"/{language}/"), _filled(**{**ALL_OVERDUE, **changes}))
    assert response.status_code == 200
    assert "5,000" in response.content.decode()


# ---- instalments without interest are the lender's to offer


def test_instalments_without_interest_are_no_way_out_until_they_are_offered() -> None:
    result = _result(free="")
    assert [way.name for way in result.ways if "without interest" in way.name] == []
    asked = next(one for one in result.what_ifs if "without interest" in one.label and "instalments" in one.label)
    assert asked.label == "If you asked, and the lender agreed to 12 instalments without interest"
    assert asked.effect == "¥770.87 a month, ¥688.39 less"
    offered = LateForm(asked.data)
    assert offered.is_valid()
    assert "12 instalments without interest" in [way.name for way in late_result(offered).ways]


def test_month_that_only_an_unoffered_way_would_fit_is_not_called_fitting() -> None:
    assert _result(free="", can_pay="560", spread="12").box.level == "bad"
    assert _result(free="17", can_pay="560", spread="12").box.level == "warn"


def test_ways_that_cost_the_same_are_not_said_to_cost_more() -> None:
    same = _result(rate="0", multiple="", free="", plan_fee="0")
    assert same.picture is not None
    assert same.picture.caption == "In all they cost the same as what was agreed"


def test_penalty_that_multiplies_no_interest_is_not_tried() -> None:
    assert [one.label for one in _result(rate="0", multiple="").what_ifs if "penalty" in one.label] == []
    assert [one.label for one in _result(multiple="").what_ifs if "penalty" in one.label] == [
        "If the penalty rate is 1.5 times the contract rate"
    ]


def test_one_instalment_is_one() -> None:
    names = [way.name for way in _result(free="1", spread="1").ways]
    assert "Spread over 1 instalment" in names
    assert "1 instalment without interest" in names


@pytest.mark.parametrize("typed", ["3期", "2次", "3 payments", "１期", "三期"])
def test_number_of_late_payments_is_no_number_of_days(typed: str) -> None:
    assert "Enter how many days late the oldest is" in _problems(days_late=typed)["days_late"]


@pytest.mark.parametrize("typed", ["0", "0天", "０", "没有", "没逾期", "无", "none", "not late"])
def test_nothing_late_may_be_said_in_words(typed: str) -> None:
    assert _form(**{**NOT_LATE, "days_late": typed}).terms.days_late is None
    assert list(_problems(days_late=typed)) == ["days_late"]
