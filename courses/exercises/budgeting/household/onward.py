"""Buttons that send a household's figures to other exercises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.budgeting.household.sheet import MonthForm
from courses.exercises.results.wording import plain_decimal


@dataclass(frozen=True, slots=True)
class Onward:
    """A button that fills another exercise with these figures. Nothing is worked out there yet."""

    kind: ExerciseKind
    label: str
    boxes: Mapping[str, str]


def _debts(debts: Decimal | None) -> dict[str, str]:
    return {"debts_unknown": "on"} if debts is None else {"debts": plain_decimal(debts)}


def to_afford(income: Decimal, must_pay: Decimal, debts: Decimal | None) -> Onward:
    """`must_pay` is all that has to go out without debts, `debts` None where not known."""
    boxes = {"income": plain_decimal(income), "essentials": plain_decimal(must_pay), **_debts(debts)}
    return Onward(ExerciseKind.CAN_I_AFFORD, _("What a loan would do to this month"), boxes)


def to_cushion(needs: Decimal, set_aside: Decimal = Decimal(0)) -> Onward:
    boxes = {"essentials": plain_decimal(needs)}
    if set_aside > 0:
        boxes["set_aside"] = plain_decimal(set_aside)
    return Onward(ExerciseKind.CUSHION, _("Start a cushion"), boxes)


def to_steady_wage(must_pay: Decimal, debts: Decimal | None) -> Onward:
    boxes = {"needs": plain_decimal(must_pay), **_debts(debts)}
    return Onward(ExerciseKind.STEADY_WAGE, _("What comes in goes up and down"), boxes)


def to_month_sheet(wages: Decimal) -> Onward:
    """Return the button to the month sheet, with the lowest month as income."""
    return Onward(ExerciseKind.MONTH_SHEET, _("Put the lowest month on one page"), {"wages": plain_decimal(wages)})


def to_debt_list(available: Decimal) -> Onward:
    """Return the button that takes what a month has for debts to the list of debts."""
    boxes = {"available": plain_decimal(available)} if available > 0 else {}
    return Onward(ExerciseKind.DEBT_LIST, _("Put every debt on one list"), boxes)


def to_sheet(kind: ExerciseKind, label: str, form: MonthForm) -> Onward:
    """Return the button that takes the whole sheet to the other exercise that reads it."""
    return Onward(kind, label, form.sent)


def from_month(form: MonthForm) -> Iterator[Onward]:
    """Return the buttons that lead on from a month."""
    month = form.month
    must_pay = month.needs + month.family
    debts = month.debts if month.debts_are_known else None
    if debts is None or debts:
        yield to_debt_list(month.income - must_pay - month.wants)
    yield to_cushion(month.needs, month.left)
    yield to_steady_wage(must_pay, debts)
    yield to_afford(month.income, must_pay, debts)
