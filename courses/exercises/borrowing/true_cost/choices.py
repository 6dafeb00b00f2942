"""The choices of the offer's page, in the page's language; values are those of courses.loans where it has them."""

from django.utils.translation import gettext_lazy as _

from courses.exercises.forms.options import Choices
from courses.loans.lateness.arrears import PenaltyBase
from courses.loans.money import RateUnit
from courses.loans.offer import FeeKind

NOT_SAID = ""

FEE_KINDS: Choices = (
    (FeeKind.SERVICE, _("Service or handling")),
    (FeeKind.INSURANCE, _("Insurance")),
    (FeeKind.MEMBERSHIP, _("Membership or a bundle of benefits")),
    (FeeKind.ACCOUNT, _("Account or transfer")),
    (FeeKind.ASSESSMENT, _("Review or assessment")),
    (FeeKind.OTHER, _("Something else")),
)

LENDER, GUARANTOR, INSURER, PLATFORM, BROKER, SELLER, SOMEBODY = (
    "lender", "guarantor", "insurer", "platform", "broker", "seller", "somebody"
)  # fmt: skip
PAYEES: Choices = (
    (NOT_SAID, _("I do not know")),
    (LENDER, _("The lender")),
    (GUARANTOR, _("A guarantee company")),
    (INSURER, _("An insurer")),
    (PLATFORM, _("The app or platform")),
    (BROKER, _("A broker or agent")),
    (SELLER, _("The seller")),
    (SOMEBODY, _("Somebody else")),
)

YES, NO = "yes", "no"
SAYS_SO: Choices = ((NOT_SAID, _("I do not know")), (YES, _("Yes, it says so")), (NO, _("No, it does not say so")))

MORE, TIMES = "more", "times"  # of the contract's own rate: so many percent on top, or so many times
LATE_UNITS: Choices = (
    (RateUnit.DAY, _("percent a day")),
    (RateUnit.MONTH, _("percent a month")),
    (RateUnit.YEAR, _("percent a year")),
    (MORE, _("percent on top of the loan’s own rate")),
    (TIMES, _("times the loan’s own rate")),
)

LATE_BASES: Choices = (
    (PenaltyBase.OVERDUE_PRINCIPAL, _("On the principal of the late payments")),
    (PenaltyBase.OVERDUE_INSTALMENT, _("On the whole late payments")),
    (PenaltyBase.WHOLE_BALANCE, _("On everything still owed")),
)
