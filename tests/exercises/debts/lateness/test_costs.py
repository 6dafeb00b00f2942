"""What lateness costs: ways out and late days as in the checked tables, bounds for what is not known."""

from decimal import Decimal

import pytest

from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.result import LateResult
from courses.loans.schedules.schedule import equal_instalments
from tests.exercises.debts.late_or_more_time import FILLED
from tests.exercises.debts.lateness.late_loan import NOT_LATE, court_line, result_of


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
    way = result_of().ways[place]
    assert (way.name, way.heaviest, way.total, way.beside, way.ends) == (name, heaviest, total, beside, ends)


def test_pause_with_the_same_end_and_without_interest() -> None:
    same_end, free = result_of(pause_ends="same_end").ways[2], result_of(pause_interest="no").ways[2]
    assert (same_end.heaviest, same_end.total, same_end.ends) == ("¥1,688.90", "¥10,133.37", "after 9 months")
    assert (free.heaviest, free.beside) == ("¥1,104.27", "the same")


def test_late_days_are_those_of_the_checked_table() -> None:
    left = equal_instalments(Decimal(10_000), Decimal("0.015"), 12).instalments[1].balance
    days = result_of(principal=str(left), count="10", **NOT_LATE).days
    assert [row.charges for row in days] == ["¥0.58", "¥17.53", "¥52.85", "¥106.24"]
    assert [row.total for row in days] == ["¥917.38", "¥934.33", "¥1,886.45", "¥2,856.64"]
    assert [row.worst for row in days] == ["¥917.48", "¥937.15", "¥1,895.09", "¥2,874.29"]


def test_sum_that_is_late_already_counts_from_today() -> None:
    """250 at 27 % is 0.18 a day; the next instalment falls due in 22 days."""
    days = result_of().days
    assert (days[0].missed, days[0].charges, days[0].total) == ("¥250.00", "¥0.18", "¥250.18")
    assert days[1].missed == "¥1,326.49"


def test_penalty_rate_that_is_not_known_is_asked_and_not_guessed() -> None:
    result = result_of(multiple="")
    assert {row.charges for row in result.days} == {row.total for row in result.days} == {"ask"}
    assert result.to_do[0] == "Find three lines in the contract: at what rate, of which sum, what else."
    assert result.picture is not None
    assert result.picture.kind == "debt-line"
    assert [(one.data["multiple"], one.effect) for one in result.what_ifs[:1]] == [("1.5", "30 days: ¥11.12")]


def test_own_rate_of_the_contract_is_used() -> None:
    result = result_of(multiple="own", penalty_rate="0.05 a day", **NOT_LATE)
    assert result.days[1].charges == "¥14.12"  # 941.49 x 0.05 % x 30
    assert any("18.25% a year" in line for line in result.counted)


def test_sum_that_is_not_known_gives_two_bounds() -> None:
    result = result_of(base="")
    assert result.days[1].charges == "at least ¥11.12"
    assert result.days[1].worst == "¥1,531.76"  # 1,326.49, and 9,250 x 27 % x 30 / 365 = 205.27
    assert any(line.startswith("Of which sum is not known.") for line in result.counted)


@pytest.mark.parametrize("open_line", [{"late_fee": ""}, {"goes_on": ""}])
def test_each_line_that_is_not_known_makes_a_bound(open_line: dict[str, str]) -> None:
    assert result_of(**open_line).days[1].total.startswith("at least ")


def test_known_clause_gives_no_bound() -> None:
    assert result_of().days[1].total == "¥1,337.61"


def _facts(result: LateResult) -> list[str]:
    return [cited.id for section in result.sections for cited in section.sources]


@pytest.mark.parametrize("lender", ["bank", "consumer_finance"])
def test_banks_and_consumer_finance_are_measured_with_the_court_line(lender: str) -> None:
    above = result_of(lender=lender)
    assert "27" in court_line(above)
    assert "That is above 24%." in court_line(above)
    assert "CN-RATE-07" in _facts(above)
    assert "That is not above 24%." in court_line(result_of(lender=lender, rate="15"))


def test_court_line_of_banks_says_nothing_about_others() -> None:
    private = result_of(lender="private")
    assert "24%" not in court_line(private)
    assert "CN-RATE-07" not in _facts(private)
    assert "CN-RATE-03" in _facts(private)
    assert "depends on who lends" in court_line(result_of())


def test_default_charges_are_held_against_the_loss_of_our_assumption() -> None:
    high, low = result_of(late_fee="50", **NOT_LATE), result_of(late_fee="1", **NOT_LATE)
    assert "The charges are above that." in court_line(high)
    assert "The charges are not above that." in court_line(low)
    assert "CN-RATE-33" in _facts(high)
    assert "CN-RATE-33" not in _facts(result_of())


def test_part_payment_clears_costs_interest_and_then_principal() -> None:
    part = {"arrears": "1052.19", "part": "500", "costs_due": "30", "interest_due": "22.19"}
    says = " ".join(result_of(**part).sections[1].lines)
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


def test_one_instalment_is_one() -> None:
    names = [way.name for way in result_of(free="1", spread="1").ways]
    assert "Spread over 1 instalment" in names
    assert "1 instalment without interest" in names
