"""The boxes that this exercise has several of, and which of them stand together behind one press."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.exercises.forms.fields import AmountField, FigureField

FOLDS = (
    (_("Paid every week or every two weeks"), ("interval",)),
    (_("The contract names a penalty rate of its own"), ("penalty_rate", "penalty_unit", "unit", "year_days")),
    (_("Compounding, ordinary interest, days of grace"), ("compounds", "goes_on", "grace")),
    (_("A pause that you are offered, or would ask for"), ("pause", "pause_interest", "pause_ends")),
    (_("Other ways: spread out, without interest, for a fee"), ("spread", "free", "plan_fee")),
    (_("If you can pay a part today"), ("part", "interest_due", "costs_due")),
)
USUAL = {  # as they stand untouched
    "interval": ("", "month"), "unit": ("", "year"), "year_days": ("", "365"), "pause_ends": ("", "longer"),
}  # fmt: skip
COUNTS = ("count", "days_late", "grace", "pause", "spread", "free")


def count_box(label: Any, *, help_text: Any = "", ask: Any = "") -> FigureField:
    """A whole number; needed where `ask` says what to enter."""
    return FigureField(
        label=label, help_text=help_text, ask=ask, required=bool(ask),
        says={
            "not_a_number": _("We cannot read this as a number. Write it in digits, like 12."),
            "negative": _("Enter 1 or more."),
            "unit_conflict": _("Write only the number."),
        },
    )  # fmt: skip


def rate_box(label: Any) -> FigureField:
    return FigureField(
        label=label,
        help_text=_("18 means 18 percent a year. You can also write “0.05 a day” or “1.5 a month”."),
        says={
            "not_a_number": _("We cannot read this as a rate. Write it in digits, like 18."),
            "too_large": _("At most 10,000 percent a year."),
        },
        unit="%",
        required=False,
    )  # fmt: skip


def sum_box(label: Any, help_text: Any) -> AmountField:
    return AmountField(label=label, help_text=help_text, required=False)


def a_month(label: Any, help_text: Any = "", *, ask: Any = "") -> AmountField:
    """A sum that may be said to be for a month."""
    return AmountField(label=label, help_text=help_text, ask=ask, periods=("month", "instalment"), required=False)
