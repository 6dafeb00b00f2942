"""The answer as plain values: one box, the lines it was measured with, what to do, and how it was worked out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Choice
from courses.exercises.borrowing.loan_check.form import SIGNS, LoanCheckForm
from courses.exercises.borrowing.loan_check.rhythm import when_words
from courses.exercises.borrowing.loan_check.verdict import LoanCheckVerdict, VerdictLevel, WarningSign, judge
from courses.exercises.borrowing.loan_check.words import SIGN_WORDS, heading, worked_out
from courses.exercises.forms import options
from courses.exercises.forms.options import LENDERS
from courses.exercises.links.handing_on import OnWith, on_to_late
from courses.exercises.results import advice
from courses.exercises.results.price_lines import price_lines
from courses.exercises.results.price_ruler import lines_in_words, price_ruler, whole_percent
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money, percent, plain_decimal
from courses.loans.ceilings import Country, LenderKind
from courses.loans.offer import Repayment

FACTS_OF = {
    WarningSign.PAY_FIRST: "CN-SCAM-01", WarningSign.NOTHING_IN_HAND: "CN-SCAM-01",
    WarningSign.SHORT_AND_DEAR: "CN-SCAM-10",
    WarningSign.OVER_1000: "CN-SCAM-10", WarningSign.MORE_ON_PAPER: "CN-RATE-04",
}  # fmt: skip
LENDERS_TO_TRY = (LenderKind.PLATFORM_BANK, LenderKind.MICROLOAN, LenderKind.PRIVATE)


@dataclass(frozen=True, slots=True)
class LoanCheckLine:
    """A dated line beside the rate, and whether the loan stays within it."""

    says: str
    is_within: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    level: VerdictLevel
    icon: str
    heading: str
    says: str
    within: str
    signs: tuple[str, ...]
    ruler: Drawing | None  # where a yearly rate can be worked out
    lines: tuple[LoanCheckLine, ...]
    to_do: tuple[str, ...]
    what_else: tuple[Choice, ...]
    worked_out: tuple[str, ...]
    on_with: tuple[OnWith, ...]
    sources: tuple[CitedFact, ...]

    @property
    def is_dangerous(self) -> bool:
        return self.level == VerdictLevel.BAD


ICONS = {
    VerdictLevel.BAD: "parts/icons/cross.html",
    VerdictLevel.WARN: "parts/icons/warn.html",
    VerdictLevel.GOOD: "parts/icons/check.html",
}


def check_result(form: LoanCheckForm) -> AnswerShown:
    """Everything the page shows; raises LoanError when nothing can be calculated."""
    verdict = judge(form, price_lines(), country=Country(settings.LOANS_COUNTRY), on=timezone.localdate())
    return AnswerShown(
        level=verdict.level,
        icon=ICONS[verdict.level],
        heading=heading(verdict),
        says=_price(form, verdict),
        signs=tuple(SIGN_WORDS[sign]() for sign in verdict.signs if sign in SIGN_WORDS),
        within=_within(verdict),
        ruler=_ruler(verdict),
        lines=tuple(_lines(verdict)),
        to_do=tuple(str(step) for step in _to_do(verdict)),
        what_else=tuple(_what_else(form, verdict)),
        worked_out=tuple(worked_out(form, verdict)),
        on_with=tuple(_on_with(form, is_safe_enough=verdict.level != VerdictLevel.BAD))
        if verdict.cost is not None
        else (),
        sources=cited(tuple(_facts(verdict))),
    )


def _price(form: LoanCheckForm, verdict: LoanCheckVerdict) -> str:
    """The figures in one sentence; above 1,000 % a year no rate is named."""
    cost = verdict.cost
    if cost is None:
        return _("Nothing reaches you, and you would pay %(total)s.") % {
            "total": money(form.cleaned_data["total"].value)
        }
    words = {
        "received": money(cost.received), "total": money(cost.total_paid), "cost": money(cost.cost),
        "when": when_words(form.paid), "per_100": money(cost.cost_per_100 or 0),
    }  # fmt: skip
    if cost.cost == 0:
        return _("%(received)s reaches you, %(total)s goes back %(when)s: by these figures it costs nothing.") % words
    if verdict.is_beyond_digits or cost.rates.nominal is None:
        return _("%(received)s reaches you, %(total)s goes back %(when)s: %(per_100)s on top of every ¥100.") % words
    says = _(
        "%(received)s reaches you, %(total)s goes back %(when)s: the loan costs %(cost)s, that is %(rate)s a year."
    )
    return says % {**words, "rate": percent(cost.rates.nominal)}


def _ruler(verdict: LoanCheckVerdict) -> Drawing | None:
    lines = (*verdict.below, *verdict.above)
    return price_ruler(verdict.cost, lines, names_lines=False) if verdict.cost is not None else None


def _lines(verdict: LoanCheckVerdict) -> Iterator[LoanCheckLine]:
    below = {line.yearly for line in verdict.below}
    for yearly, words in lines_in_words((*verdict.below, *verdict.above)):
        yield LoanCheckLine(f"{whole_percent(yearly)}{_(': ')}{words}", yearly in below)


def _within(verdict: LoanCheckVerdict) -> str:
    """Of a loan without a sign of danger: the dated line that it was measured with, in the box itself."""
    if verdict.level != VerdictLevel.GOOD:
        return ""
    return _("It is within the lowest line that could apply, %(line)s.") % {"line": next(_lines(verdict)).says}


def _to_do(verdict: LoanCheckVerdict) -> Iterator[object]:
    if verdict.level == VerdictLevel.BAD:
        yield advice.STOP
        if verdict.cost is None or WarningSign.PAY_FIRST in verdict.signs:
            yield _("Pay nothing first. If you have paid already, Help now says what to do.")
        if verdict.cost is not None:
            yield advice.MONEY_HAS_COME
        yield advice.THREATENED
        return
    if WarningSign.DEPENDS_ON_LENDER in verdict.signs:
        yield advice.FIND_THE_LENDER
    if WarningSign.INTEREST_ONLY in verdict.signs or WarningSign.ALL_WITHIN_A_MONTH in verdict.signs:
        yield advice.FIND_THE_LARGE_PAYMENT
    yield advice.ASK_FOR_EVERY_COST
    yield _("A fair price is not all: see what would be left each month.")


def _what_else(form: LoanCheckForm, verdict: LoanCheckVerdict) -> Iterator[Choice]:
    """What three boxes cannot say, one press each: who lends, and what was asked or written."""
    if WarningSign.DEPENDS_ON_LENDER in verdict.signs and not form.cleaned_data["lender"]:
        names = dict(LENDERS)
        for lender in LENDERS_TO_TRY:
            yield Choice(str(names[lender]), form.with_changes(lender=lender))
    for sign in SIGNS:
        is_ticked = form.cleaned_data[sign]
        fits = sign != "interest_only" or not (form.paid.is_once or form.paid.count == 1)
        if not is_ticked and fits and verdict.cost is not None:
            yield Choice(str(form.fields[sign].label), form.with_changes(**{sign: "on"}))


def _on_with(form: LoanCheckForm, *, is_safe_enough: bool) -> Iterator[OnWith]:
    """Return buttons that take the same figures to exercises that ask for more."""
    loan = _loan(form)
    left = _("See what would be left each month")
    yield OnWith(kind=ExerciseKind.CAN_I_AFFORD, label=left, data=loan, is_main=is_safe_enough)
    nothing_else = {**loan, "fees": options.NOTHING_ELSE}  # all payments and fees were added up already
    yield OnWith(kind=ExerciseKind.TRUE_COST, label=_("See what the offer leaves out"), data=nothing_else)
    is_one_payment = form.paid.is_once or form.paid.count == 1
    if is_one_payment or not form.cleaned_data["interest_only"]:  # that exercise counts level instalments
        due_at_once = plain_decimal(form.cleaned_data["total"].value) if is_one_payment else ""
        yield from on_to_late(loan, due_at_once=due_at_once)


def _loan(form: LoanCheckForm) -> dict[str, str]:
    offer = form.offer
    if offer is None or offer.stated_instalment is None:
        return {}
    loan = {
        "received": plain_decimal(offer.amount_received or offer.contract_amount),
        "count": str(offer.term.count), "interval": offer.term.interval.value,
        "instalment": plain_decimal(offer.stated_instalment),
        "lender": offer.lender.value if offer.lender else "",
    }  # fmt: skip
    if offer.stated_last is not None and offer.stated_last != offer.stated_instalment:
        loan["last"] = plain_decimal(offer.stated_last)
    if offer.repayment != Repayment.EQUAL_INSTALMENTS:
        loan["repayment"] = offer.repayment.value
    return {name: value for name, value in loan.items() if value}


def _facts(verdict: LoanCheckVerdict) -> Iterator[str]:
    yield from dict.fromkeys(FACTS_OF[sign] for sign in verdict.signs if sign in FACTS_OF)
    yield from dict.fromkeys(line.fact for line in (*verdict.below, *verdict.above))
