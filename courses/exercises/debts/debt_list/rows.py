"""The boxes of one debt, and what was read in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.exercises.debts.debt_list.kinds import FIRST, KINDS
from courses.exercises.debts.due import DueDebt
from courses.exercises.debts.late_or_more_time.boxes import rate_box
from courses.exercises.forms.fields import AmountField, FigureField, SelectField
from courses.loans.paydown import MAX_DEBTS, ListedDebt

NUMBERS = range(1, MAX_DEBTS + 1)
PARTS = ("kind", "owed", "due", "payment", "rate", "register")
FOLDED = ("rate", "register")
YES, NO = "yes", "no"
REGISTER = (("", _("I do not know")), (YES, _("yes")), (NO, _("no")))


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtRow:
    """One debt as typed. A payment, a rate or a day that is None is not known."""

    number: int
    kind: str
    debt: ListedDebt
    due: DueDebt | None
    in_register: bool | None

    @property
    def comes_first(self) -> bool:
        return self.debt.comes_first

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due.is_late


@cache
def boxes_of(number: int) -> Mapping[str, forms.Field]:
    """The boxes of debt `number`; none of them is needed, for the row may stay empty. They serve every reader."""

    def name(label: Any) -> Any:
        return format_lazy("{} · {}", number, label)

    return {
        f"kind_{number}": SelectField(label=name(_("Who is it owed to?")), choices=KINDS, required=False,
                                      ask=_("Choose who it is owed to.")),
        f"owed_{number}": AmountField(label=name(_("What is still owed, in all")), required=False, least=Decimal(1),
                                      ask=_("Enter what is still owed, like 3000."),
                                      says={"too_small": _("Enter 1 or more.")}),
        f"due_{number}": FigureField(label=name(_("Next day it is due, or how late it is")), required=False,
                                     help_text=_("Like 12-3, the 3rd, or “12 days late”.")),
        f"payment_{number}": AmountField(label=name(_("To pay each month")), required=False,
                                         help_text=_("For cards: the minimum payment."),
                                         periods=("month", "instalment"),
                                         ask=_("Enter what has to be paid each month, or the rate.")),
        f"rate_{number}": rate_box(name(_("Rate, in percent"))),
        f"register_{number}": SelectField(label=name(_("Does it stand in your credit report?")), choices=REGISTER,
                                          required=False, ask=_("Choose one.")),
    }  # fmt: skip


def comes_first(kind: str) -> bool:
    return kind in FIRST
