"""The result page as plain values, in the order in which it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Choice
from courses.exercises.debts.late_or_more_time.box import MoreTimeBox, box_of
from courses.exercises.debts.late_or_more_time.case import LateCase, work_out
from courses.exercises.debts.late_or_more_time.days import DayRow, day_rows, how_counted
from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.pictures import debt_picture, late_picture, strip
from courses.exercises.debts.late_or_more_time.sections import ResultSection, sections
from courses.exercises.debts.late_or_more_time.terms import OUR_RATE
from courses.exercises.debts.late_or_more_time.what_if import MoreTimeWhatIf, what_ifs
from courses.exercises.debts.late_or_more_time.words import beside_agreed, ends_words, name_of, note_on, total_of
from courses.exercises.debts.letter.lenders import letter_lender
from courses.exercises.forms.read_back import Doubt, doubts
from courses.exercises.links.handing_on import OnWith
from courses.exercises.results import advice
from courses.exercises.results.wording import money, plain_decimal, sentences
from courses.loans.lateness.arrears import BorrowElsewhere, Deferral, PlanResult, Respread
from courses.loans.money import RateUnit

LETTER_REQUESTS = {Respread: "more", Deferral: "later"}  # values of its box “What you ask for”
TRIED_RATE = plain_decimal(100 * OUR_RATE)
TALLEST = 2  # the line of what a month has stands at most this many times above the highest bar


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTimeWay:
    """One way out, as a card. `fits` None: what the month has is not known."""

    name: str
    picture: SafeString
    heaviest: str
    today: str
    fits: bool | None
    ends: str
    total: str
    beside: str
    note: str
    is_elsewhere: bool
    is_best: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LateResult:
    box: MoreTimeBox
    doubts: tuple[Doubt, ...]
    picture: Drawing | None
    to_do: tuple[str, ...]
    what_ifs: tuple[MoreTimeWhatIf, ...]
    ways: tuple[MoreTimeWay, ...]  # the best of them stand open, the others folded
    ways_key: str
    debt: Drawing | None
    to_ask: tuple[str, ...]
    days: tuple[DayRow, ...]
    counted: tuple[str, ...]
    sections: tuple[ResultSection, ...]
    on_with: tuple[OnWith, ...]

    @property
    def best(self) -> tuple[MoreTimeWay, ...]:
        return tuple(way for way in self.ways if way.is_best)

    @property
    def others(self) -> tuple[MoreTimeWay, ...]:
        return tuple(way for way in self.ways if not way.is_best)


def late_result(form: LateForm) -> LateResult:
    """Everything the result shows; raises LoanError when nothing can be calculated."""
    case = work_out(form)
    late, debt = late_picture(case), debt_picture(case)
    return LateResult(
        box=box_of(case),
        doubts=(*doubts(form), *_counted_twice(form), *_without_a_rate(form)),
        picture=late or debt,
        to_do=tuple(str(step) for step in _to_do(case)),
        what_ifs=what_ifs(form, case),
        ways=tuple(_ways(case)),
        ways_key=_ways_key(case),
        debt=debt if late else None,
        to_ask=tuple(_to_ask()),
        days=day_rows(case),
        counted=tuple(how_counted(case)),
        sections=sections(case),
        on_with=tuple(_on_with(case)),
    )


def _counted_twice(form: LateForm) -> Iterator[Doubt]:
    """A loan that was due in one sum is easily typed as still owed and as overdue."""
    debt = form.terms.debt
    if 0 < debt.principal <= debt.arrears:
        says = _(
            "What is overdue is not less than what is still owed beside it. Is it the same money? Then it is counted "
            "twice here."
        )
        all_overdue = form.with_changes(principal="0", count="0")
        yield Doubt(says, (Choice(_("It is the same money: all of it is overdue"), all_overdue),))


def _without_a_rate(form: LateForm) -> Iterator[Doubt]:
    """What is not among the ways, and a rate with which it may be looked at."""
    if form.terms.contract_rate is None:
        says = _(
            "The rate of the contract is not filled in. Spreading the sum out, and a pause in which interest runs, are "
            "counted with it: they are missing here. Look for it in the contract, or ask. Until then, %(rate)s%% shows "
            "them without looking too good."
        )
        words = {"rate": TRIED_RATE}
        tried = form.with_changes(rate=TRIED_RATE, unit=RateUnit.YEAR.value)
        yield Doubt(says % words, (Choice(_("Look at them at %(rate)s%% a year") % words, tried),))


def _ways(case: LateCase) -> Iterator[MoreTimeWay]:
    most = _scale(case)
    months, best = max(way.ends_after for way in case.ways), case.best
    for way in case.ways:
        yield MoreTimeWay(
            name=name_of(way, case.terms),
            picture=strip(way, case.terms.can_pay, most, months),
            heaviest=money(way.heaviest),
            today=_today(way),
            fits=way.fits,
            ends=ends_words(way),
            total=total_of(way, case.terms),
            beside=beside_agreed(way, case.terms),
            note=note_on(way, case.terms),
            is_elsewhere=isinstance(way.plan, BorrowElsewhere),
            is_best=way in best,
        )


def _scale(case: LateCase) -> Decimal:
    """The sum that fills a picture: what the month has too, where it does not dwarf the payments."""
    most, has = max(way.heaviest for way in case.ways), case.terms.can_pay or Decimal(0)
    return max(most, has) if has <= TALLEST * most else most


def _ways_key(case: LateCase) -> str:
    bars = _("One bar is one month, as high as its payment.")
    if case.terms.can_pay is None or case.terms.can_pay > _scale(case):
        return bars
    words = {"sum": money(case.terms.can_pay)}
    line = _("The dashed line is the %(sum)s that your month has.") % words
    return sentences(bars, line, _("Fitting does not make a way good: look at the total beside it."))


def _today(way: PlanResult) -> str:
    return money(way.payments[0]) if way.due[0] == 0 else ""


def _to_do(case: LateCase) -> Iterator[object]:
    if not case.terms.clause.is_rate_known:
        yield _("Find three lines in the contract: at what rate, of which sum, what else.")
    if case.terms.is_late:
        yield _("Today, contact the lender by the number in its own app. Name a sum that you can keep to.")
    else:
        yield _("Before the day it is due, ask the lender for more time. Name a sum that you can keep to.")
    yield _("Have the answers to the six questions below given in writing.")
    if case.terms.clause.is_rate_known:
        yield advice.NO_LOAN_FOR_A_LOAN


def _to_ask() -> Iterator[str]:
    yield _("Does interest run during this time?")
    yield _("Is there a fee for it?")
    yield _("What happens if one more payment is late?")
    yield _("How will it be reported to the credit register?")
    yield _("Does collection stop?")
    yield _("From which day does it apply?")


def _on_with(case: LateCase) -> Iterator[OnWith]:
    """A letter asking for a plan: whom, how much a month, and which way was found to fit."""
    terms, way = case.terms, next(iter(case.fitting), None)
    found = {
        "about": "hardship",
        "lender_kind": letter_lender(terms.lender.value if terms.lender else ""),
        "instalment": plain_decimal(terms.instalment),
        "offer": "" if terms.can_pay is None else plain_decimal(terms.can_pay),
        "request": LETTER_REQUESTS.get(type(way.plan), "") if way is not None and not case.agreed.fits else "",
    }
    data = {name: value for name, value in found.items() if value}
    is_pressing = terms.is_late or not case.agreed.fits
    yield OnWith(kind=ExerciseKind.LETTER, label=_("Write the letter to the lender"), data=data, is_main=is_pressing)
