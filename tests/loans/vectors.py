"""The published cases: how each type of terms is computed through the public interface of the package."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from courses.loans.ceilings import highest_charge, multiple_of
from courses.loans.schedules.flows import CashFlow, eu_interval, repeat
from courses.loans.schedules.rates import (
    UnitPeriodFlow,
    cycle_apr,
    dated_effective_rate,
    effective_annual_rate,
    nominal_annual_rate,
    simple_annual_cost,
    simple_fee_apr,
    simple_interest,
    us_actuarial_apr,
)
from courses.loans.schedules.schedule import (
    Schedule,
    equal_instalments,
    equal_principal,
    level_instalment,
    level_payment,
    minimum_payments,
)

DATA = Path(__file__).parent / "data"
VECTORS: list[dict[str, Any]] = json.loads((DATA / "loan_vectors.json").read_text(encoding="utf-8"))
HOUSE_CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads((DATA / "loan_house_cases.json").read_text(encoding="utf-8"))
}

Terms = dict[str, Any]


def terms_of(vector: Terms) -> Terms:
    return vector.get("terms") or vector["cash_flows"]


def cash_flows(terms: Terms) -> list[CashFlow]:
    flows: list[CashFlow] = []
    for row in terms["flows"]:
        start, amount = Fraction(str(row["t"])), Decimal(row["amount"])
        flows += repeat(amount, start=start, step=Fraction(row.get("step", "1")), count=row.get("count", 1))
    return flows


def _us_actuarial(terms: Terms) -> float:
    flows = [
        UnitPeriodFlow(row["t"] + k, Fraction(row["f"]), Decimal(row["amount"]))
        for row in terms["flows"]
        for k in range(row.get("count", 1))
    ]
    return us_actuarial_apr(flows, unit_periods_per_year=Fraction(terms["unit_periods_per_year"]))


def _irr(terms: Terms) -> float:
    if terms["annualise"] == "nominal":
        return nominal_annual_rate(cash_flows(terms), periods_per_year=terms["periods_per_year"])
    return effective_annual_rate(cash_flows(terms))


def _xirr(terms: Terms) -> float:
    return dated_effective_rate((date.fromisoformat(day), Decimal(amount)) for day, amount in terms["flows"])


def generated_schedule(terms: Terms) -> Schedule:
    principal, rate = Decimal(terms["principal"]), Fraction(terms["rate_per_period"])
    step = Fraction(terms["step"])
    if terms["generator"] == "equal_principal":
        return equal_principal(principal, rate, terms["n"], step=step, places=None)
    share, least = Decimal(terms["percent"]), Decimal(terms["minimum"])
    return minimum_payments(principal, rate, share=share, least=least, step=step, places=None)


def _irr_generated(terms: Terms) -> float:
    return effective_annual_rate(generated_schedule(terms).flows(upfront=Decimal(terms["upfront_fee"])))


def _level_payment(terms: Terms) -> Decimal:
    rate = Fraction(terms["rate_per_period"])
    if "advance" in terms:
        return level_payment(Decimal(terms["principal"]), rate, terms["n"], advance=terms["advance"])
    return level_payment(Decimal(terms["principal"]), rate, terms["n"], due=terms["timing"])


def unrounded_schedule(terms: Terms) -> Schedule:
    return equal_instalments(Decimal(terms["principal"]), Fraction(terms["rate_per_period"]), terms["n"], places=None)


def _cumulative_interest(terms: Terms) -> Decimal:
    return unrounded_schedule(terms).interest_between(terms["from"], terms["to"])


def _pboc_simple(terms: Terms) -> float:
    principal, count = Fraction(1000), terms["n"]
    fee = Fraction(terms["fee_per_period_percent"]) / 100
    in_use = [(Fraction(1, 12), principal * (count - k) / count) for k in range(count)]
    return simple_annual_cost(cost=principal * fee * count, outstanding=in_use)


def _simple_fee(terms: Terms) -> float:
    return simple_fee_apr(amount=Decimal(terms["amount"]), fee=Decimal(terms["fee"]), days=terms["days"])


def _open_end(terms: Terms) -> float:
    charge, base = Decimal(terms["charge"]), Decimal(terms["base"])
    return cycle_apr(charge=charge, base=base, cycles_per_year=terms["periods_per_year"])


def _daily_interest(terms: Terms) -> Decimal:
    principal, rate = Decimal(terms["principal"]), Decimal(terms["daily"])
    return simple_interest(principal=principal, daily_rate=rate, days=terms["days"])


def _cap(terms: Terms) -> Decimal:
    return highest_charge(
        principal=Decimal(terms["principal"]),
        daily_rate=Decimal(terms["daily"]),
        days=terms["days"],
        total_cap=Decimal(terms["total_cap"]),
    )


def _lpr_multiple(terms: Terms) -> Decimal:
    return multiple_of(Decimal(terms["lpr_percent"]) / 100, terms["multiple"])


# What is a rate is compared in percent, what is money as it is.
RATES: dict[str, Callable[[Terms], float | Decimal]] = {
    "us_actuarial": _us_actuarial,
    "irr": _irr,
    "irr_generated": _irr_generated,
    "xirr": _xirr,
    "pboc_simple_equal_principal": _pboc_simple,
    "simple_fee_apr": _simple_fee,
    "open_end": _open_end,
    "lpr_multiple": _lpr_multiple,
}
MONEY: dict[str, Callable[[Terms], Decimal]] = {
    "level_payment": _level_payment,
    "level_payment_advance": _level_payment,
    "cumulative_interest": _cumulative_interest,
    "daily_simple_interest": _daily_interest,
    "cap": _cap,
}


def answer(vector: Terms) -> Decimal:
    """The one number of a case: percent or money."""
    terms = terms_of(vector)
    if terms["type"] in RATES:
        rate = RATES[terms["type"]](terms)
        return 100 * (Decimal(repr(rate)) if isinstance(rate, float) else rate)
    return MONEY[terms["type"]](terms)


def interval(terms: Terms) -> Fraction:
    return eu_interval(date.fromisoformat(terms["from"]), date.fromisoformat(terms["to"]), terms["unit"])


def schedule_figures(terms: Terms) -> dict[str, Decimal]:
    """The figures that a published schedule of level instalments prints."""
    schedule = unrounded_schedule(terms)
    principal, rate = Decimal(terms["principal"]), Fraction(terms["rate_per_period"])
    first = schedule.instalments[0]
    return {
        "interest_month_1": first.interest,
        "principal_month_1": first.principal,
        "balance_after_12": schedule.instalments[11].balance,
        "instalment_rounded": schedule.regular,
        "interest_year_1": schedule.interest_between(1, 12),
        "interest_total_unrounded": schedule.interest,
        "total_payable_with_rounded_instalments": level_instalment(principal, rate, terms["n"]) * terms["n"],
    }
