"""The answer as plain values: one box, the lines it was measured with, what to do, and how it was worked out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.catalog.model.lessons import CitedFact
from courses.exercises.base import Choice
from courses.exercises.can_i_afford.options import LENDERS
from courses.exercises.can_i_afford.price import cited, price_lines
from courses.exercises.loan_check.form import SIGNS, LoanCheckForm
from courses.exercises.loan_check.verdict import Level, Sign, Verdict, judge
from courses.exercises.loan_check.words import SIGN_WORDS, heading, when_words, worked_out
from courses.exercises.wording import money, percent, plain_decimal
from courses.loans.ceilings import Country, LenderKind, PriceLine
from courses.loans.money import as_percent
from courses.loans.offer import Repayment

FACTS_OF = {
    Sign.PAY_FIRST: "CN-SCAM-01", Sign.NOTHING_IN_HAND: "CN-SCAM-01", Sign.SHORT_AND_DEAR: "CN-SCAM-10",
    Sign.OVER_1000: "CN-SCAM-10", Sign.MORE_ON_PAPER: "CN-RATE-04",
}  # fmt: skip
LENDERS_TO_TRY = (LenderKind.PLATFORM_BANK, LenderKind.MICROLOAN, LenderKind.PRIVATE)


@dataclass(frozen=True, slots=True)
class Line:
    """A dated line beside the rate, and whether the loan stays within it."""

    says: str
    is_within: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    level: Level
    icon: str
    heading: str
    says: str
    within: str
    signs: tuple[str, ...]
    lines: tuple[Line, ...]
    to_do: tuple[str, ...]
    what_else: tuple[Choice, ...]
    worked_out: tuple[str, ...]
    can_go_on: bool
    on_with: Mapping[str, str]
    sources: tuple[CitedFact, ...]

    @property
    def is_dangerous(self) -> bool:
        return self.level == Level.BAD


ICONS = {Level.BAD: "parts/icons/cross.html", Level.WARN: "parts/icons/warn.html", Level.GOOD: "parts/icons/check.html"}


def check_result(form: LoanCheckForm) -> CheckAnswer:
    """Everything the page shows; raises LoanError when nothing can be calculated."""
    verdict = judge(form, price_lines(), country=Country(settings.LOANS_COUNTRY), on=timezone.localdate())
    return CheckAnswer(
        level=verdict.level,
        icon=ICONS[verdict.level],
        heading=heading(verdict),
        says=_price(form, verdict),
        signs=tuple(SIGN_WORDS[sign]() for sign in verdict.signs if sign in SIGN_WORDS),
        within=_within(verdict),
        lines=tuple(_lines(verdict)),
        to_do=tuple(_to_do(verdict)),
        what_else=tuple(_what_else(form, verdict)),
        worked_out=tuple(worked_out(form, verdict)),
        can_go_on=verdict.cost is not None,
        on_with=_on_with(form),
        sources=cited(tuple(_facts(verdict))),
    )


def _price(form: LoanCheckForm, verdict: Verdict) -> str:
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


LINE_WORDS: Mapping[bool, Callable[[], str]] = {
    True: lambda: _("%(lenders)s (%(times)s times the one-year LPR of %(reference)s, last seen on %(seen)s)"),
    False: lambda: _("%(lenders)s (since %(since)s)"),
}


def _lines(verdict: Verdict) -> Iterator[Line]:
    """One for each yearly price, the lowest first; those that share it stand together."""
    lines = sorted((*verdict.below, *verdict.above), key=lambda line: (line.yearly, line.since))
    for yearly, same in groupby(lines, key=lambda line: line.yearly):
        kinds = list(same)
        says = _("; ").join(_lender_words(line) for line in kinds)
        yield Line(f"{_whole_percent(yearly)}{_(': ')}{says}", kinds[0] in verdict.below)


def _within(verdict: Verdict) -> str:
    """Of a loan without a sign of danger: the dated line that it was measured with, in the box itself."""
    if verdict.level != Level.GOOD:
        return ""
    return _("It is within the lowest line that could apply, %(line)s.") % {"line": next(_lines(verdict)).says}


def _lender_words(line: PriceLine) -> str:
    names = dict(LENDERS)
    kinds = [kind for kind in LenderKind if kind in line.lenders and kind in names]
    words: dict[str, Any] = {
        "lenders": pgettext("list of names", ", ").join(str(names[kind]) for kind in kinds),
        "since": date_format(line.since, "YEAR_MONTH_FORMAT"),
        "seen": date_format(line.seen or line.since, "DATE_FORMAT"),
        "times": line.multiple,
        "reference": "" if line.reference is None else _whole_percent(line.reference),
    }
    return LINE_WORDS[line.reference is not None]() % words


def _whole_percent(rate: Any) -> str:
    return f"{as_percent(rate).normalize():f}%"


def _to_do(verdict: Verdict) -> Iterator[str]:
    if verdict.level == Level.BAD:
        yield _("Nothing signed yet: stop, and tap nothing.")
        if verdict.cost is None or Sign.PAY_FIRST in verdict.signs:
            yield _("Pay nothing first. If you have paid already, Help now says what to do.")
        if verdict.cost is not None:
            yield _(
                "The money has come already: keep the contract, the payout note and the bank statement. Ask in "
                "writing what was kept back, and do not just pay less."
            )
        yield _("Somebody threatens you: your safety first. Call the police.")
        return
    if Sign.DEPENDS_ON_LENDER in verdict.signs:
        yield _("Look in the contract for the lender’s name; the app is often not the lender.")
    if Sign.INTEREST_ONLY in verdict.signs or Sign.ALL_WITHIN_A_MONTH in verdict.signs:
        yield _("Write down where the large payment is to come from. If you do not know, do not borrow it.")
    yield _("Ask for every cost in writing: service, guarantee, insurance, membership.")
    yield _("A fair price is not all: see what would be left each month.")


def _what_else(form: LoanCheckForm, verdict: Verdict) -> Iterator[Choice]:
    """What three boxes cannot say, one press each: who lends, and what was asked or written."""
    if Sign.DEPENDS_ON_LENDER in verdict.signs and not form.cleaned_data["lender"]:
        names = dict(LENDERS)
        for lender in LENDERS_TO_TRY:
            yield Choice(str(names[lender]), form.with_changes(lender=lender))
    for sign in SIGNS:
        is_ticked = form.cleaned_data[sign]
        fits = sign != "interest_only" or not (form.paid.is_once or form.paid.count == 1)
        if not is_ticked and fits and verdict.cost is not None:
            yield Choice(str(form.fields[sign].label), form.with_changes(**{sign: "on"}))


def _on_with(form: LoanCheckForm) -> dict[str, str]:
    """The same figures for “Can I afford this loan?”, by the names of its boxes."""
    offer = form.offer
    if offer is None or offer.stated_instalment is None:
        return {}
    on_with = {
        "received": plain_decimal(offer.amount_received or offer.contract_amount),
        "count": str(offer.term.count), "interval": offer.term.interval.value,
        "instalment": plain_decimal(offer.stated_instalment), "repayment": offer.repayment.value,
        "lender": offer.lender.value if offer.lender else "",
    }  # fmt: skip
    if offer.stated_last is not None and offer.stated_last != offer.stated_instalment:
        on_with["last"] = plain_decimal(offer.stated_last)
    if offer.repayment == Repayment.EQUAL_INSTALMENTS:
        del on_with["repayment"]
    return {name: value for name, value in on_with.items() if value}


def _facts(verdict: Verdict) -> Iterator[str]:
    yield from dict.fromkeys(FACTS_OF[sign] for sign in verdict.signs if sign in FACTS_OF)
    yield from dict.fromkeys(line.fact for line in (*verdict.below, *verdict.above))
