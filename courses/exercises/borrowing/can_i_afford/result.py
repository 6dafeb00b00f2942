"""The result page as plain values, in the order in which it is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.exercises.borrowing.can_i_afford.case import BudgetCase, work_out
from courses.exercises.borrowing.can_i_afford.findings.box import LoanBox, box_of
from courses.exercises.borrowing.can_i_afford.findings.figures import KeyFigure, key_figures
from courses.exercises.borrowing.can_i_afford.findings.next_steps import next_steps
from courses.exercises.borrowing.can_i_afford.findings.pictures import month_picture, months_picture, share_words
from courses.exercises.borrowing.can_i_afford.findings.price import Price, price_of
from courses.exercises.borrowing.can_i_afford.findings.reasons import ReasonLine, reason_lines
from courses.exercises.borrowing.can_i_afford.findings.stress import StressLine, stress_lines
from courses.exercises.borrowing.can_i_afford.findings.verdict import verdict_words
from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.borrowing.can_i_afford.what_if import BudgetWhatIf, LoanDifference, difference, what_ifs
from courses.exercises.forms import options
from courses.exercises.forms.read_back import Doubt, doubts
from courses.exercises.results.price_lines import lines_that_apply
from courses.exercises.results.price_ruler import price_ruler
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import cent_words, money, span
from courses.loans.affordability.budget import Purpose
from courses.loans.offer import PriceLevel, hangs_on_a_cent

OUR_LINES = ("BUD-09",)
FOR_COMPARISON = ("BUD-08",)  # says something else about 36 %, and is not where our line comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class AffordResult:
    """`picture` stands first, about whatever heads the box. `month` and `ruler` are folded; the one that is `picture`
    is None."""

    verdict: str  # of the budget alone
    box: LoanBox
    figures: tuple[KeyFigure, ...]
    picture: Drawing
    month: Drawing | None
    months: Drawing | None
    ruler: Drawing | None
    lines: str
    to_do: tuple[str, ...]
    guess: str
    difference: LoanDifference | None
    difference_verdict: str
    doubts: tuple[Doubt, ...]
    payments: tuple[str, ...]
    left: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]
    price: Price
    share: str
    stress: tuple[StressLine, ...]
    buffer: str
    lumps: tuple[str, ...]
    largest: str
    what_ifs: tuple[BudgetWhatIf, ...]
    other_ways: tuple[str, ...]
    sources: tuple[CitedFact, ...]
    for_comparison: tuple[CitedFact, ...]


def afford_result(form: AffordForm) -> AffordResult:
    """Everything the result shows; raises LoanError when nothing can be calculated."""
    case = work_out(form)
    price = price_of(case.cost, is_over_in_a_month=case.is_over_in_a_month)
    changed = difference(form, case)
    box, ways = box_of(case, price), tuple(_other_ways(case))
    month, ruler = month_picture(case), price_ruler(case.cost, lines_that_apply(case.offer.lender))
    to_do = next_steps(case, price, box, ways)
    is_about_price = price.level == PriceLevel.OVER and ruler is not None
    return AffordResult(
        verdict=case.afford.verdict.value,
        box=box,
        figures=key_figures(case),
        picture=replace(ruler, note="") if is_about_price and ruler else month,
        month=month if is_about_price else None,
        months=months_picture(case),
        ruler=None if is_about_price else ruler,
        lines=ruler.note if is_about_price and ruler else "",
        to_do=to_do,
        guess=_guess(form, case),
        difference=changed,
        difference_verdict=verdict_words(changed.before) if changed else "",
        doubts=tuple(doubts(form)),
        payments=tuple(_payments(case)),
        left=tuple(_left(case)),
        reasons=reason_lines(case),
        price=price,
        share=share_words(case),
        stress=stress_lines(case),
        buffer=_buffer(case),
        lumps=tuple(_lumps(case)),
        largest="" if price.level == PriceLevel.OVER else _largest(case),
        what_ifs=what_ifs(form, case),
        other_ways=tuple(way for way in ways if way not in to_do),
        sources=cited((*OUR_LINES, *price.facts)),
        for_comparison=cited(FOR_COMPARISON),
    )


def _guess(form: AffordForm, case: BudgetCase) -> str:
    typed = form.cleaned_data["guess"]
    if typed is None:
        return ""
    if case.afford.left < 0:
        return _("Your guess was %(guess)s left each month. These numbers come to %(left)s short.") % {
            "guess": money(typed.value), "left": money(-case.afford.left),
        }  # fmt: skip
    return _("Your guess was %(guess)s left each month. These numbers come to %(left)s.") % {
        "guess": money(typed.value), "left": money(case.afford.left),
    }  # fmt: skip


def _payments(case: BudgetCase) -> Iterator[str]:
    cost = case.cost
    often = dict(options.INTERVALS)[case.offer.term.interval]
    words = {
        "instalment": money(cost.instalment),
        "often": often,
        "count": cost.count,
        "last": money(cost.last_instalment),
    }
    if cost.count == 1:
        yield _("You would pay %(instalment)s once, at the end.") % words
    elif cost.last_instalment != cost.instalment:
        yield _("You would pay %(instalment)s %(often)s, %(count)s times; the last one is %(last)s.") % words
    else:
        yield _("You would pay %(instalment)s %(often)s, %(count)s times.") % words
    if cost.count > 1 and not (case.is_monthly and case.is_the_same_each_month):
        yield _month_words(case) % {"monthly": money(case.afford.monthly), "month": case.afford.fullest}
    if hangs_on_a_cent(cost):
        yield cent_words()
    totals = {"total": money(cost.total_paid), "cost": money(cost.cost), "received": money(cost.received)}
    if cost.lower_bound:
        yield _("In all at least %(total)s for %(received)s in hand: the loan costs at least %(cost)s.") % totals
    else:
        yield _("In all %(total)s for %(received)s in hand: the loan costs %(cost)s.") % totals


def _month_words(case: BudgetCase) -> str:
    """How much of it falls into one month: nothing is divided over months in which nothing is due."""
    if case.is_over_in_a_month:
        return _("All of it, %(monthly)s, falls into one month.")
    if case.is_the_same_each_month:
        return _("That is %(monthly)s a month.")
    return _("That is up to %(monthly)s in one month, first in month %(month)s.")


def _left(case: BudgetCase) -> Iterator[str]:
    if case.is_the_same_each_month and case.afford.left >= 0:
        words = {"left": money(case.afford.left), "day": money(case.afford.left_per_day)}
        if case.is_left_a_bound:
            yield _("Left over: at most %(left)s a month, that is %(day)s a day for everything else.") % words
        else:
            yield _("Left over: %(left)s a month, that is %(day)s a day for everything else.") % words
    else:
        before = case.left_before
        if before >= 0:
            yield _("In a month without a payment %(left)s is left.") % {"left": money(before)}
        if case.afford.left < 0:
            words = {"gap": money(-case.afford.left), "month": str(case.afford.fullest)}
            yield _("In month %(month)s the month’s own income is %(gap)s short.") % words
        elif not case.is_all_at_end:
            words = {"left": money(case.afford.left), "month": str(case.afford.fullest)}
            yield _("In month %(month)s, the one with most to pay, %(left)s is left.") % words
    if case.has_unknowns:
        yield _("Something is not known yet, so the real figures cannot be better than these.")


def _buffer(case: BudgetCase) -> str:
    if case.afford.buffer_months is None:
        return ""
    if case.budget.savings is None:
        return _("Your savings are not filled in, so no month without income is covered.")
    if case.afford.buffer_months <= 0:
        return _("Without any income there would be nothing to pay essentials, debts and this loan from.")
    return _("Without any income, your savings would pay essentials, debts and this loan for %(span)s.") % {
        "span": span(case.afford.buffer_months)
    }


def _lumps(case: BudgetCase) -> Iterator[str]:
    for lump in case.afford.lumps:
        words = {"month": lump.month, "amount": money(lump.amount), "have": money(lump.have)}
        yield _("In month %(month)s %(amount)s is due at once; by then you would have %(have)s.") % words


def _largest(case: BudgetCase) -> str:
    largest = case.afford.largest_loan
    if largest is None:
        return ""
    if case.afford.lumps and largest > 0:  # the large last payment may be what decides
        return _("At this price and term a loan above %(loan)s would cross one of our lines.") % {
            "loan": money(largest)
        }
    line = min(case.afford.largest_by, key=lambda name: case.afford.largest_by[name])
    words = {"loan": money(largest), "line": LINE_WORDS[line]()}
    if largest <= 0:
        return _("At this price and term any loan would cross one of our lines. Reached first: %(line)s.") % words
    return _(
        "At this price and term a loan above %(loan)s would cross one of our lines. Reached first: %(line)s."
    ) % words  # fmt: skip


LINE_WORDS: Mapping[str, Callable[[], str]] = {
    "debt_share": lambda: _("more than 36%% of income for debts") % {},
    "income_drop": lambda: _("a fall of one fifth in income leaves money short"),
    "buffer": lambda: _("savings for less than one month"),
}


def _other_ways(case: BudgetCase) -> Iterator[str]:
    months = case.afford.months_to_save
    if months == 0:
        yield _("Your savings would cover this and still leave one month of costs. Then no loan is needed.")
    elif months is not None:
        yield ngettext(
            "Put aside what is left without the loan: after %(count)s month you would have %(received)s, "
            "without interest.",
            "Put aside what is left without the loan: after %(count)s months you would have %(received)s, "
            "without interest.",
            months,
        ) % {"count": months, "received": money(case.cost.received)}
    if case.budget.purpose == Purpose.GOODS:
        yield _("Ask for the price when you pay at once, and compare it with %(total)s.") % {
            "total": money(case.cost.total_paid)
        }
    if case.left_before >= 0:
        yield _("Not borrowing: %(left)s would then be left each month.") % {"left": money(case.left_before)}
