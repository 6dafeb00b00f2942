"""The choices that forms about a loan share, in the page's language; values are those of courses.loans."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.loans.affordability.budget import Purpose
from courses.loans.ceilings import LenderKind
from courses.loans.money import RateUnit
from courses.loans.offer import FeeWhen, Repayment
from courses.loans.schedules.flows import Interval

Choices = tuple[tuple[str, Any], ...]

PURPOSES: Choices = (
    (Purpose.GOODS, _("To buy something")),
    (Purpose.NEED, _("A bill or an emergency that cannot wait")),
    (Purpose.EVERYDAY_BILLS, _("Everyday costs such as food and rent")),
    (Purpose.REPAY_DEBT, _("To pay another loan or a card")),
    (Purpose.OTHER, _("Something else")),
)

INTERVALS: Choices = (
    (Interval.MONTH, _("every month")),
    (Interval.DAY, _("every day")),
    (Interval.WEEK, _("every week")),
    (Interval.TWO_WEEKS, _("every two weeks")),
    (Interval.FOUR_WEEKS, _("every four weeks")),
    (Interval.QUARTER, _("every three months")),
    (Interval.YEAR, _("every year")),
)

# One payment at the end of a time that people give in days or weeks.
AT_ONCE: Choices = (
    (Interval.WEEK, _("1 payment, after a week")),
    (Interval.TWO_WEEKS, _("1 payment, after two weeks")),
    (Interval.FOUR_WEEKS, _("1 payment, after four weeks")),
    (Interval.MONTH, _("1 payment, after a month")),
    (Interval.QUARTER, _("1 payment, after three months")),
    (Interval.YEAR, _("1 payment, after a year")),
)

AS_TYPED = ""
UNITS: Choices = (
    (AS_TYPED, _("as written in the box; if unclear, we ask")),
    (RateUnit.YEAR, _("a year")),
    (RateUnit.MONTH, _("a month")),
    (RateUnit.DAY, _("a day")),
    (RateUnit.INSTALMENT, _("with each instalment")),
)

REPAYMENTS: Choices = (
    (Repayment.EQUAL_INSTALMENTS, _("The same amount each time")),
    (Repayment.EQUAL_PRINCIPAL, _("The same part of the loan each time, plus interest")),
    (Repayment.FLAT_FEE, _("A fixed fee on the first amount each time")),
    (Repayment.INTEREST_FIRST, _("Interest each time, the whole loan at the end")),
    (Repayment.SINGLE_PAYMENT, _("Everything at once at the end")),
)

NOTHING_ELSE, SOME_FEES, FEES_UNKNOWN = "none", "some", "unknown"
FEES: Choices = (
    (NOTHING_ELSE, _("Nothing else")),
    (SOME_FEES, _("Yes, and all of it is listed below")),
    (FEES_UNKNOWN, _("I do not know")),
)

FEE_TIMES: Choices = (
    (FeeWhen.EACH_INSTALMENT, _("with every instalment")),
    (FeeWhen.UPFRONT, _("once, when you get the money")),
    (FeeWhen.KEPT_BACK, _("kept back from the money you get")),
    (FeeWhen.FINANCED, _("added to the loan")),
    (FeeWhen.AT_END, _("once, at the end")),
)

LENDERS: Choices = (
    ("", _("I do not know")),
    (LenderKind.BANK, _("A bank")),
    (LenderKind.PLATFORM_BANK, _("A bank, through an app or a platform")),
    (LenderKind.CARD, _("A credit card")),
    (LenderKind.CONSUMER_FINANCE, _("A consumer finance company")),
    (LenderKind.MICROLOAN, _("A small-loan company")),
    (LenderKind.PRIVATE, _("A private person")),
    (LenderKind.OTHER, _("Somebody else")),
)

PER: Mapping[str, Any] = {
    RateUnit.YEAR: _("a year"),
    RateUnit.MONTH: _("a month"),
    RateUnit.DAY: _("a day"),
    RateUnit.INSTALMENT: _("with each instalment"),
}
