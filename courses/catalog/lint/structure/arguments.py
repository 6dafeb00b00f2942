"""What an exercise's own line in a lesson may fill in: form field names of each kind, and how a value is checked."""

import re
from collections.abc import Callable, Mapping

from courses.catalog.model.schema import ExerciseKind
from courses.loans.affordability.budget import Purpose
from courses.loans.ceilings import LenderKind
from courses.loans.lateness.arrears import PenaltyBase
from courses.loans.money import RateUnit
from courses.loans.offer import FeeWhen, Repayment
from courses.loans.schedules.flows import Interval

_AMOUNT = re.compile(r"\d{1,10}(?:\.\d{1,2})?")
_RATE = re.compile(r"\d{1,3}(?:\.\d{1,4})?")
_IDS = re.compile(r"[a-z0-9][a-z0-9-]{0,39}(?:,[a-z0-9][a-z0-9-]{0,39})*")
_ROUND = re.compile(r"[3-9]|10")
_COUNT = re.compile(r"[1-9]\d{0,3}")


def _matches(pattern: re.Pattern[str], said: str) -> Callable[[str], str]:
    return lambda value: "" if pattern.fullmatch(value) else said


def _one_of(*values: str) -> Callable[[str], str]:
    return lambda value: "" if value in values else f"one of {', '.join(values)}"


_FIRST_BILLS = ("rent", "utilities", "medical", "home_loan", "judgment", "support")  # BUD-05
_DAY = re.compile(r"[1-9]|[12]\d|3[01]")
_DEBTS = range(1, 11)
_LATE = range(1, 6)
_A_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_WHOLE = _matches(_COUNT, "a whole number like 12")
_MONEY = _matches(_AMOUNT, "an amount like 12000 or 83.33")
_FEES = _one_of("none", "some", "unknown")
_HOW_OFTEN = _one_of(Interval.DAY, Interval.WEEK, Interval.MONTH, Interval.QUARTER, Interval.YEAR)


def _lines(*names: str) -> dict[str, Callable[[str], str]]:
    """Lines of a household sheet: a sum, and how often it comes or goes."""
    return {**dict.fromkeys(names, _MONEY), **dict.fromkeys((f"{name}_per" for name in names), _HOW_OFTEN)}


_SIX_MONTHS = dict.fromkeys(("m1", "m2", "m3", "m4", "m5", "m6"), _MONEY)
_MONTH_SHEET = {
    **_SIX_MONTHS,
    **_lines("wages", "gig", "other_in", "housing", "food", "bills", "care", "yearly"),
    **_lines("family", "debts", "pay_later", "wants"),
}
_LOAN: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("amount", "received", "instalment", "last"), _MONEY),
    "rate": _matches(_RATE, "a rate in percent like 18 or 0.6"),
    "count": _matches(_COUNT, "a whole number like 12"),
    "unit": _one_of(*RateUnit),
    "repayment": _one_of(*(one for one in Repayment if one != Repayment.CUSTOM)),
    "interval": _one_of(*Interval),
}
ABOUT: Mapping[str, str] = {  # kinds that are about an entry of content, and the group that holds it
    ExerciseKind.SCENE: "scenes",
    ExerciseKind.WRITE_DOWN: "prompts",
    ExerciseKind.LETTER: "letters",
}
ABOUT_ALWAYS = frozenset({ExerciseKind.SCENE, ExerciseKind.WRITE_DOWN})  # the others let the reader choose
ARGUMENTS: Mapping[ExerciseKind, Mapping[str, Callable[[str], str]]] = {  # what is wanted instead, or ""
    ExerciseKind.CAN_I_AFFORD: {
        **_LOAN,
        **dict.fromkeys(("income", "essentials", "debts", "savings", "bill"), _MONEY),
        "purpose": _one_of(*Purpose),
        "fees": _FEES,
        "fee": _MONEY,
        "fee_when": _one_of(*FeeWhen),
        "lender": _one_of(*LenderKind),
    },
    ExerciseKind.LATE_OR_MORE_TIME: {
        **dict.fromkeys(("principal", "instalment", "arrears", "can_pay", "late_fee", "plan_fee", "part"), _MONEY),
        **dict.fromkeys(("interest_due", "costs_due"), _MONEY),
        **dict.fromkeys(("rate", "penalty_rate"), _matches(_RATE, "a rate in percent like 18 or 0.05")),
        **dict.fromkeys(("count", "days_late", "grace", "pause", "spread", "free"), _WHOLE),
        **dict.fromkeys(("unit", "penalty_unit"), _one_of(*RateUnit)),
        "lender": _one_of(*LenderKind),
        "multiple": _one_of("1", "1.3", "1.5", "own"),
        "base": _one_of(*PenaltyBase),
        **dict.fromkeys(("compounds", "goes_on", "pause_interest"), _one_of("yes", "no")),
        "year_days": _one_of("365", "360"),
        "pause_ends": _one_of("longer", "same_end"),
    },
    ExerciseKind.DEBT_LIST: {
        "available": _MONEY,
        **{f"kind_{number}": _one_of(*LenderKind, *_FIRST_BILLS) for number in _DEBTS},
        **{f"{name}_{number}": _MONEY for name in ("owed", "payment") for number in _DEBTS},
        **{f"rate_{number}": _matches(_RATE, "a rate in percent like 18 or 0.6") for number in _DEBTS},
        **{f"due_{number}": _matches(_DAY, "a day of the month like 18") for number in _DEBTS},
        **{f"register_{number}": _one_of("yes", "no") for number in _DEBTS},
    },
    ExerciseKind.DELETION_DATE: {
        **{f"{name}_{row}": _matches(_A_DAY, "a day like 2026-03-10") for name in ("late", "paid") for row in _LATE},
        **{f"open_{row}": _one_of("on") for row in _LATE},
    },
    ExerciseKind.SPOT_AD: {
        "only": _matches(_IDS, "ids of warning signs with commas, like pay-first,no-check"),
        "count": _matches(_ROUND, "a whole number from 3 to 10"),
    },
    ExerciseKind.SCENE: {"about": _matches(_IDS, "the id of a scene")},
    ExerciseKind.LETTER: {"about": _matches(_IDS, "the id of a letter in content/letters")},
    ExerciseKind.MONTH_SHEET: {**_MONTH_SHEET, "people": _matches(_COUNT, "a whole number like 3")},
    ExerciseKind.BUDGET_SPLIT: _MONTH_SHEET,
    ExerciseKind.STEADY_WAGE: {**_SIX_MONTHS, **_lines("needs", "debts", "extra"), "buffer": _MONEY},
    ExerciseKind.CUSHION: {
        **_lines("essentials", "set_aside"),
        "savings": _MONEY,
        "target": _one_of("week", "two-weeks", "month", "three-months", "own"),
        "own_target": _MONEY,
    },
    ExerciseKind.WRITE_DOWN: {"about": _matches(_IDS, "the id of a prompt in content/write-down.yaml")},
    ExerciseKind.TRUE_COST: {
        **_LOAN,
        **dict.fromkeys(("guarantee", "fee", "cash_price"), _MONEY),
        **dict.fromkeys(("guarantee_when", "fee_when"), _one_of(*FeeWhen)),
        **dict.fromkeys(("stated_all_in", "early"), _matches(_RATE, "a rate in percent like 18 or 0.6")),
        "fees": _FEES,
        "lender": _one_of(*LenderKind),
    },
}
