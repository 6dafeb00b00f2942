"""Recomputes the figures that lessons show, so that no number in a text or an answer is merely typed in.

A sum stands under `sums:` of a lesson (with `shows:`, results and their texts) or as the `sum:` of a number question
(with `gives:`, one result, in percent points for a rate). Numbers are whole or quoted: 12000, "0.6", "874.51".
`places` (0 to 4, by default 2) rounds the results, half up. There are three forms:

1. A loan, as in the true-cost form. Alone, `rate` and `unit` give `yearly`.
   amount            what the contract says
   received          what really reaches the borrower, if less
   cash_price        of goods bought in instalments
   repayment         equal_instalments (default), equal_principal, flat_fee, interest_first, single_payment, custom
   count, interval   12 and month (default), week, two_weeks, four_weeks, quarter, year, day;
                     single_payment: the length of the loan, such as 7 and day
   rate, unit        in percent, a year (default), month, day or instalment; basis: 365 (default) or 360 days
   instalment, last  as stated, in place of a rate, without `fee`; payments: a list, for custom
   fee or fee_share  an amount, or percent of `amount`; fee_when: each_instalment (default), kept_back, upfront,
                     financed, at_end; more than one: fees: [{fee: "40", fee_when: upfront}, …]
   number            of one instalment, from 1: for the results interest_part, principal_part, balance
   settle_after      that many instalments, repaid early: for to_pay, saved, balance; charge or charge_share (percent
                     of the balance) and fees_stop: true (default) or false
   Results: received, instalment (with its fees), last, total, cost, cost_per_100, interest, fees (cost less interest),
   yearly (rate x periods), nominal (internal rate x 12), effective (compounded), pboc_simple; and those just named.
2. penalty: {principal: 1000, rate: "18", multiple: "1.5", days: 30, basis: 365, late_fee: 50}; without a multiple
   `rate` is the penalty rate itself; late_fee may be left out.
   Results: penalty_rate, penalty, per_day, to_pay (principal, penalty and late fee).
3. One of add, subtract, multiply, divide, each with a list; subtract and divide go from left to right.
   Results: is, percent (the same times 100, with %).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import reduce

from courses.catalog.arithmetic.sum_fields import (
    LOAN_FIELDS,
    Fields,
    SumError,
    decimal,
    needed,
    offer,
    optional_number,
    refuse_unknown,
    whole_number,
    yearly_rate,
)
from courses.loans.errors import InvalidInput, LoanError
from courses.loans.lateness.arrears import penalty_interest
from courses.loans.offer import OfferCost, settle_early, true_cost

MOST_PLACES = 4
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(MOST_PLACES + 1))
RESULT_KEYS = frozenset({"shows", "gives", "places"})
Raw = dict[str, tuple[Decimal | float | None, bool]]  # by result: the value, and whether it is a rate
PENALTY_FIELDS = frozenset({"principal", "rate", "multiple", "days", "basis", "late_fee"})
ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "add": lambda one, other: one + other,
    "subtract": lambda one, other: one - other,
    "multiply": lambda one, other: one * other,
    "divide": lambda one, other: one / other,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One result as texts print it: 13.03%, 1,072, 874.51."""

    value: Decimal  # in percent points for a rate
    is_percent: bool = False

    def __str__(self) -> str:
        if self.is_percent:
            return f"{self.value.normalize():,f}%"
        whole = self.value == self.value.to_integral_value()
        return f"{self.value:,.0f}" if whole else f"{self.value:,f}"


def results_of(fields: Fields) -> dict[str, Figure]:
    """Every result of a sum, by name. Raises SumError."""
    places = whole_number(fields, "places", default=2)
    if not 0 <= places <= MOST_PLACES:
        raise SumError("places", "places must be 0 to 4")
    given = {name: value for name, value in fields.items() if name not in RESULT_KEYS}
    results: Raw
    try:
        if given.keys() & ARITHMETIC.keys():
            results = _arithmetic(given)
        elif "penalty" in given:
            results = _penalty(given)
        else:
            results = _loan(given)
    except InvalidInput as problem:
        raise SumError(problem.field, f"{problem.field}: {problem.code}") from None
    except LoanError as problem:
        raise SumError("", f"no result: {problem.code}") from None
    except InvalidOperation:
        raise SumError("", "no result: the numbers do not allow it") from None
    return {name: _figure(value, is_rate, places) for name, (value, is_rate) in results.items() if value is not None}


def _figure(value: Decimal | float, is_rate: bool, places: int) -> Figure:
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    points = exact * 100 if is_rate else exact
    return Figure(points.quantize(_STEPS[places], ROUND_HALF_UP), is_rate)


def _arithmetic(given: Fields) -> Raw:
    if len(given) != 1:
        raise SumError("", f"use one of {', '.join(ARITHMETIC)}, and nothing beside it")
    name, values = next(iter(given.items()))
    if not isinstance(values, list | tuple) or len(values) < 2:
        raise SumError(name, f"{name} needs a list of at least two numbers")
    numbers = [decimal(value, name) for value in values]
    if name == "divide" and 0 in numbers[1:]:
        raise SumError(name, "nothing can be divided by 0")
    result = reduce(ARITHMETIC[name], numbers)
    return {"is": (result, False), "percent": (result, True)}


def _penalty(given: Fields) -> Raw:
    penalty = given["penalty"]
    if len(given) != 1 or not isinstance(penalty, Mapping):
        raise SumError("penalty", "write penalty: {principal: 1000, rate: …, days: …}, and nothing beside it")
    refuse_unknown(penalty, PENALTY_FIELDS)
    principal = needed(penalty, "principal")
    rate = needed(penalty, "rate") / 100 * (optional_number(penalty, "multiple") or 1)
    days, basis = whole_number(penalty, "days", default=1), whole_number(penalty, "basis", default=365)
    interest = penalty_interest(principal=principal, annual_rate=rate, days=days, basis=basis)
    one_day = penalty_interest(principal=principal, annual_rate=rate, days=1, basis=basis)
    to_pay = principal + interest + (optional_number(penalty, "late_fee") or 0)
    return {
        "penalty_rate": (rate, True),
        "penalty": (interest, False),
        "per_day": (one_day, False),
        "to_pay": (to_pay, False),
    }


def _loan(given: Fields) -> Raw:
    refuse_unknown(given, LOAN_FIELDS)
    yearly = {"yearly": (yearly_rate(given), True)}
    if "amount" not in given:
        if "rate" not in given:
            raise SumError("", "give at least amount, or rate and unit")
        return {**yearly}
    cost = true_cost(offer(given))
    interest = cost.schedule.interest
    return {
        "received": (cost.received, False),
        "instalment": (cost.instalment, False),
        "last": (cost.last_instalment, False),
        "total": (cost.total_paid, False),
        "cost": (cost.cost, False),
        "cost_per_100": (cost.cost_per_100, False),
        "interest": (interest, False),
        "fees": (cost.cost - interest, False),
        **yearly,
        "nominal": (cost.rates.nominal, True),
        "effective": (cost.rates.effective, True),
        "pboc_simple": (cost.rates.pboc_simple, True),
        **_one_line(given, cost),
        **_settlement(given, cost),
    }


def _one_line(given: Fields, cost: OfferCost) -> Raw:
    if "number" not in given:
        return {}
    number = whole_number(given, "number", default=1)
    if not 1 <= number <= len(cost.schedule.instalments):
        raise SumError("number", f"number must be 1 to {len(cost.schedule.instalments)}")
    line = cost.schedule.instalments[number - 1]
    return {
        "interest_part": (line.interest, False),
        "principal_part": (line.principal, False),
        "balance": (line.balance, False),
    }


def _settlement(given: Fields, cost: OfferCost) -> Raw:
    if "settle_after" not in given:
        return {}
    settlement = settle_early(cost, after=whole_number(given, "settle_after", default=1))
    return {
        "balance": (settlement.balance, False),
        "to_pay": (settlement.to_pay, False),
        "saved": (settlement.saved, False),
    }
