"""Whom a debt is owed to, and which debts come first because of what follows when they are not paid."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from courses.exercises.forms.options import Choices
from courses.loans.ceilings import LenderKind

HOME_LOAN = "home_loan"
COMES_FIRST: Choices = (  # BUD-05
    ("rent", _("Rent")),
    ("utilities", _("Power, water, gas, heating")),
    ("medical", _("Medicine, hospital")),
    (HOME_LOAN, _("Loan on your home")),
    ("judgment", _("Court judgment")),
    ("support", _("Support for a child")),
)
LOANS: Choices = (
    (LenderKind.CARD, _("Credit card")),
    (LenderKind.BANK, _("Bank loan")),
    (LenderKind.PLATFORM_BANK, _("Bank loan through an app")),
    (LenderKind.CONSUMER_FINANCE, _("Consumer finance company")),
    (LenderKind.MICROLOAN, _("Small-loan company")),
    (LenderKind.PRIVATE, _("Private person, family, friend")),
    (LenderKind.OTHER, _("Other debt")),
)
KINDS: Choices = (("", _("Choose")), *LOANS, *COMES_FIRST)
FIRST = frozenset(str(kind) for kind, _name in COMES_FIRST)
NAMES: Mapping[str, object] = {str(kind): name for kind, name in (*COMES_FIRST, *LOANS)}


def lender_of(kind: str) -> str:
    """The kind of lender as the other exercises know it; empty where it is none."""
    if kind == HOME_LOAN:
        return LenderKind.BANK.value
    return "" if kind in FIRST else kind
