"""Several debts paid down in two orders: the figures of the drawn example, and a second way of computing them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.loans.errors import InvalidInput, NeverRepaid
from courses.loans.paydown import ListedDebt, PaydownOrder, due_in_all, pay_down, turns_of
from tests.loans.offers import D

APP = ListedDebt(owed=D(12_000), annual_rate=D("0.24"), least=D(600))
CARD = ListedDebt(owed=D(8_000), annual_rate=D("0.1825"), least=D(300))
FRIDGE = ListedDebt(owed=D(3_000), annual_rate=D("0.12"), least=D(200))
LIST = (APP, CARD, FRIDGE)


@pytest.mark.parametrize(
    ("order", "turns", "ends", "interest"),
    [
        (PaydownOrder.DEAREST, (0, 1, 2), (11, 15, 15), "3009.48"),
        (PaydownOrder.SMALLEST, (2, 1, 0), (15, 10, 4), "3415.78"),
    ],
)
def test_two_orders_give_the_drawn_example(
    order: PaydownOrder, turns: tuple[int, ...], ends: tuple[int, ...], interest: str
) -> None:
    result = pay_down(LIST, D(1_800), order)

    assert (result.turns, result.ends, result.interest) == (turns, ends, D(interest))
    assert (result.months, result.owed[0], result.owed[-1]) == (15, D(23_000), D(0))


def test_balances_of_each_debt_end_in_its_month_and_add_up() -> None:
    result = pay_down(LIST, D(1_800), PaydownOrder.SMALLEST)
    assert [len(course) - 1 for course in result.balances] == list(result.ends)
    assert [course[-1] for course in result.balances] == [0, 0, 0]
    assert sum(course[3] for course in result.balances) == result.owed[3]


def test_debt_that_grows_beyond_all_limits_is_never_repaid() -> None:
    dear = ListedDebt(owed=D(10_000), annual_rate=D(12), least=D(100))
    with pytest.raises(NeverRepaid) as problem:
        pay_down((dear, FRIDGE), D(400), PaydownOrder.DEAREST)
    assert problem.value.first_interest == D(10_030)


def test_cost_of_a_day_and_of_a_month() -> None:
    assert [debt.interest_a_day for debt in LIST] == [D("7.89"), D("4.00"), D("0.99")]
    assert due_in_all(LIST) == D(1_100)


def test_first_debt_gone_is_the_earliest_end() -> None:
    assert pay_down(LIST, D(1_800), PaydownOrder.SMALLEST).first_gone == 4


def test_priority_debt_comes_first_in_both_orders() -> None:
    rent = ListedDebt(owed=D(5_000), annual_rate=D(0), least=D(0), comes_first=True)
    for order in PaydownOrder:
        assert turns_of((*LIST, rent), order)[0] == 3
        result = pay_down((*LIST, rent), D(1_800), order)
        assert result.ends[3] == 8  # 5,000 at the 700 a month that the others leave


def test_rate_that_is_not_known_costs_no_known_sum_a_day() -> None:
    unknown = ListedDebt(owed=D(1_000), least=D(100))
    assert unknown.interest_a_day is None
    assert pay_down((unknown,), D(100), PaydownOrder.DEAREST).interest == 0


def test_debt_without_a_payment_asks_for_its_interest() -> None:
    debt = ListedDebt(owed=D(1_000), annual_rate=D("0.24"))
    assert debt.due_a_month == D("20.00")
    result = pay_down((debt, FRIDGE), D(220), PaydownOrder.SMALLEST)
    assert result.owed[1] == D(1_000) + D(3_000) + D(30) - D(200)


def test_last_payment_is_no_more_than_what_is_owed() -> None:
    assert ListedDebt(owed=D(50), annual_rate=D("0.12"), least=D(200)).due_a_month == D("50.50")


def test_money_that_covers_only_the_interest_never_repays() -> None:
    with pytest.raises(NeverRepaid) as problem:
        pay_down((ListedDebt(owed=D(10_000), annual_rate=D("0.24"), least=D(0)),), D(200), PaydownOrder.DEAREST)
    assert (problem.value.reason, problem.value.balance_after_12) == ("too_long", D(10_000))


@pytest.mark.parametrize(("count", "code"), [(0, "too_small"), (11, "too_large")])
def test_list_without_debts_or_beyond_ten_is_refused(count: int, code: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        pay_down((FRIDGE,) * count, D(5_000), PaydownOrder.DEAREST)
    assert (problem.value.field, problem.value.code) == ("debts", code)


def _again(debts: tuple[ListedDebt, ...], a_month: int, turns: tuple[int, ...]) -> tuple[list[int], int]:
    """The same in whole fen and exact fractions: the months of the ends, and all interest."""
    owed = [int(debt.owed * 100) for debt in debts]
    ends, charged, month = [0] * len(debts), 0, 0
    while any(owed):
        month += 1
        purse = a_month * 100
        for one, debt in enumerate(debts):
            grown = Fraction(owed[one]) * Fraction(debt.annual_rate or 0) / 12
            fen = int(Decimal(grown.numerator / Decimal(grown.denominator)).quantize(Decimal(1), ROUND_HALF_UP))
            charged += fen
            paid = min(owed[one] + fen, int((debt.least or 0) * 100))
            owed[one] += fen - paid
            purse -= paid
        for one in turns:
            paid = min(purse, owed[one])
            owed[one], purse = owed[one] - paid, purse - paid
        for one, balance in enumerate(owed):
            if not balance and not ends[one]:
                ends[one] = month
    return ends, charged


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(100, 50_000), st.integers(0, 36)), min_size=1, max_size=10), st.integers(1, 3_000)
)
def test_second_way_gives_the_same_months_and_fen(rows: list[tuple[int, int]], more: int) -> None:
    debts = tuple(
        ListedDebt(owed=D(owed), annual_rate=D(rate) / 100, least=D(owed) / 20 + D(owed * rate // 1200 + 1))
        for owed, rate in rows
    )
    a_month = int(due_in_all(debts)) + 1 + more
    for order in PaydownOrder:
        result = pay_down(debts, D(a_month), order)
        ends, charged = _again(debts, a_month, result.turns)
        assert (list(result.ends), result.interest * 100) == (ends, charged)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(500, 50_000), st.integers(1, 36)), min_size=2, max_size=6))
def test_dearest_first_costs_no_more_than_smallest_first(rows: list[tuple[int, int]]) -> None:
    debts = tuple(ListedDebt(owed=D(owed), annual_rate=D(rate) / 100, least=D(owed) / 10) for owed, rate in rows)
    a_month = due_in_all(debts) + 500
    dearest, smallest = (pay_down(debts, a_month, order) for order in (PaydownOrder.DEAREST, PaydownOrder.SMALLEST))
    assert dearest.interest <= smallest.interest + D("0.01") * len(debts) * smallest.months  # fen are rounded
