"""Flows of payments whose rates are asked for."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from courses.loans.errors import NoRate
from courses.loans.schedules.flows import CashFlow, repeat

MONTH, WEEK = Fraction(1, 12), Fraction(1, 52)


def flows_at(*pairs):
    return [CashFlow(Fraction(years), Decimal(str(amount))) for years, amount in pairs]


def level_loan(received, payment, count, step=MONTH):
    return [CashFlow(Fraction(0), Decimal(received)), *repeat(Decimal(payment), start=step, step=step, count=count)]


def reason_of(call):
    with pytest.raises(NoRate) as caught:
        call()
    return caught.value.reason


def several_changes(flows, changes, seed):
    """Monthly flows of random size whose sign changes so many times."""
    random = Random(seed)
    turns, sign, series = set(random.sample(range(1, flows), changes)), 1, []
    for month in range(flows):
        sign = -sign if month in turns else sign
        series.append(CashFlow(month * MONTH, sign * Decimal(random.randint(1, 10_000_000)) / 100))
    return series
