"""The choices of the form, in the page's language. "" always means: not known, and is asked about."""

from django.utils.translation import gettext_lazy as _

from courses.exercises.forms.options import INTERVALS, Choices
from courses.loans.lateness.arrears import PenaltyBase
from courses.loans.money import RateUnit
from courses.loans.schedules.flows import Interval

INTERVALS_COUNTED = (Interval.MONTH, Interval.TWO_WEEKS, Interval.WEEK)
RHYTHMS: Choices = tuple((one, words) for one, words in INTERVALS if one in INTERVALS_COUNTED)
OWN_RATE = "own"
MULTIPLES: Choices = (
    ("", _("I do not know")),
    ("1.5", _("1.5 times the contract rate (50% more)")),
    ("1.3", _("1.3 times the contract rate (30% more)")),
    ("1", _("the contract rate")),
    (OWN_RATE, _("a rate of its own: I fill it in below")),
)
BASES: Choices = (
    ("", _("I do not know")),
    (PenaltyBase.OVERDUE_PRINCIPAL, _("of the overdue principal")),
    (PenaltyBase.OVERDUE_INSTALMENT, _("of the whole overdue sum")),
    (PenaltyBase.WHOLE_BALANCE, _("of everything still owed")),
)
PENALTY_UNITS: Choices = (
    ("", _("as written in the box; if unclear, we ask")),
    (RateUnit.YEAR, _("a year")),
    (RateUnit.MONTH, _("a month")),
    (RateUnit.DAY, _("a day")),
)
YES, NO = "yes", "no"
COMPOUNDS: Choices = (("", _("I do not know")), (YES, _("yes, it is compounded")), (NO, _("no")))
GOES_ON: Choices = (
    ("", _("I do not know")),
    (NO, _("the penalty takes its place")),
    (YES, _("it runs on beside the penalty")),
)
YEAR_DAYS: Choices = (("365", _("365 days")), ("360", _("360 days")))
PAUSE_INTEREST: Choices = (("", _("I do not know")), (YES, _("yes, interest runs")), (NO, _("no interest")))
LONGER, SAME_END = "longer", "same_end"
PAUSE_ENDS: Choices = (
    (LONGER, _("the end moves back")),
    (SAME_END, _("the end stays, the instalments grow")),
)
