"""Buttons that take the same figures to another exercise: its form comes up filled, and nothing is worked out yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.debts.late_or_more_time.options import INTERVALS_COUNTED
from courses.loans.schedules.flows import Interval

NAMES_FOR_LATE = {  # what that exercise calls the boxes of an offer; a contract's amount comes after what was received
    "received": "principal",
    "amount": "principal",
    "late_on": "base",
}
OF_INSTALMENTS = ("interval", "instalment", "last", "repayment")  # they say nothing of one payment
MULTIPLES = {"more": {"0": "1", "30": "1.3", "50": "1.5"}, "times": {"1": "1", "1.3": "1.3", "1.5": "1.5"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnWith:
    """A button that fills the form of the exercise `kind`; `data` are its fields."""

    kind: str
    label: str
    data: Mapping[str, str]
    is_main: bool = False


def on_to_late(data: Mapping[str, str], *, due_at_once: str = "") -> Iterator[OnWith]:
    """Yield the button that takes a loan to “What if I pay late?”; none for an interval that is not counted there.

    `due_at_once` is the only payment of a loan that has one: late, all of it is overdue and nothing is left beside it.
    """
    if due_at_once or data.get("interval", Interval.MONTH) in INTERVALS_COUNTED:
        late = {NAMES_FOR_LATE.get(name, name): value for name, value in data.items() if value}
        late |= _penalty(late.pop("late_rate", ""), late.pop("late_unit", ""))
        if due_at_once:
            late = {name: value for name, value in late.items() if name not in OF_INSTALMENTS}
            late |= all_overdue(due_at_once)
        yield OnWith(kind=ExerciseKind.LATE_OR_MORE_TIME, label=_("Work out what being late costs"), data=late)


def all_overdue(owed: str) -> dict[str, str]:
    """The boxes of a debt of which nothing is owed beside the overdue sum."""
    return {"principal": "0", "count": "0", "arrears": owed}


def _penalty(rate: str, unit: str) -> dict[str, str]:
    """A penalty rate of its own, or one of the multiples that the list there has; any other is asked there."""
    if not rate:
        return {}
    if unit in MULTIPLES:
        multiple = MULTIPLES[unit].get(rate)
        return {"multiple": multiple} if multiple else {}
    return {"multiple": "own", "penalty_rate": rate, "penalty_unit": unit}
