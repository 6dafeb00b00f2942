"""The result page as plain values, in the order in which it is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.model.lessons import CitedFact
from courses.exercises.can_i_afford import options
from courses.exercises.can_i_afford.case import Case, work_out
from courses.exercises.can_i_afford.charts import MoneyBar, ShareBars, money_bar, share_bars
from courses.exercises.can_i_afford.form import AffordForm
from courses.exercises.can_i_afford.price import Price, cited, price_of
from courses.exercises.can_i_afford.read_back import Doubt, doubts
from courses.exercises.can_i_afford.reasons import ReasonLine, reason_lines
from courses.exercises.can_i_afford.stress import StressLine, stress_lines
from courses.exercises.can_i_afford.what_if import CODES, Difference, WhatIf, difference, what_ifs
from courses.exercises.wording import money, months
from courses.loans.budget import Purpose, Verdict

OUR_LINES = ("BUD-08", "BUD-09")
MARKS = {Verdict.ROOM: "○", Verdict.TIGHT: "!", Verdict.SHORT: "✗"}  # no tick: this is no pass


@dataclass(frozen=True, slots=True, kw_only=True)
class AffordResult:
    verdict: str
    mark: str
    heading: str
    guess: str
    difference: Difference | None
    difference_verdict: str
    doubts: tuple[Doubt, ...]
    payments: tuple[str, ...]
    left: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]
    talk_to_lender: bool
    price: Price
    bar: MoneyBar
    shares: ShareBars | None
    stress: tuple[StressLine, ...]
    buffer: str
    lumps: tuple[str, ...]
    largest: str
    what_ifs: tuple[WhatIf, ...]
    other_ways: tuple[str, ...]
    sources: tuple[CitedFact, ...]


def afford_result(form: AffordForm) -> AffordResult:
    """Everything the result shows; raises LoanError when nothing can be calculated."""
    case = work_out(form)
    price = price_of(case.cost)
    changed = difference(form.data, form, case) if form.data.get("changed") in CODES else None
    return AffordResult(
        verdict=case.afford.verdict.value,
        mark=MARKS[case.afford.verdict],
        heading=verdict_words(case),
        guess=_guess(form, case),
        difference=changed,
        difference_verdict=verdict_words(changed.before) if changed else "",
        doubts=tuple(doubts(form)),
        payments=tuple(_payments(case)),
        left=tuple(_left(case)),
        reasons=reason_lines(case),
        talk_to_lender=case.afford.verdict == Verdict.SHORT or case.budget.purpose == Purpose.REPAY_DEBT,
        price=price,
        bar=money_bar(case),
        shares=share_bars(case),
        stress=stress_lines(case),
        buffer=_buffer(case),
        lumps=tuple(_lumps(case)),
        largest=_largest(case),
        what_ifs=what_ifs(form, case),
        other_ways=tuple(_other_ways(case)),
        sources=cited((*OUR_LINES, *price.facts)),
    )


def verdict_words(case: Case) -> str:
    words = {"left": money(case.afford.left)}
    if case.afford.verdict == Verdict.SHORT:
        return _short_words(case)
    if case.is_left_a_bound:
        return _("Something is not known yet: at most %(left)s a month would be left.") % words
    if case.afford.verdict == Verdict.TIGHT:
        return _("On these numbers the payments fit, but only just: %(left)s a month would be left.") % words
    return _("On these numbers the payments fit: %(left)s a month would be left.") % words


def _short_words(case: Case) -> str:
    gap = -case.afford.left
    if gap <= 0:  # the months fit, one large payment does not; the reasons name it
        return _("On these numbers the money does not reach.")
    if case.is_left_a_bound:
        return _("On these numbers the money does not reach: at least %(gap)s a month would be missing.") % {
            "gap": money(gap)
        }
    return _("On these numbers the money does not reach: %(gap)s a month would be missing.") % {"gap": money(gap)}


def _guess(form: AffordForm, case: Case) -> str:
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


def _payments(case: Case) -> Iterator[str]:
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
    if not case.is_monthly and cost.count > 1:
        yield _("That is %(monthly)s a month.") % {"monthly": money(case.afford.monthly)}
    totals = {"total": money(cost.total_paid), "cost": money(cost.cost), "received": money(cost.received)}
    if cost.lower_bound:
        yield _("In all at least %(total)s for %(received)s in hand: the loan costs at least %(cost)s.") % totals
    else:
        yield _("In all %(total)s for %(received)s in hand: the loan costs %(cost)s.") % totals


def _left(case: Case) -> Iterator[str]:
    if case.afford.left >= 0 and case.is_left_a_bound:
        words = {"left": money(case.afford.left), "day": money(case.afford.left_per_day)}
        yield _("Left over: at most %(left)s a month, that is %(day)s a day for everything else.") % words
    elif case.afford.left >= 0:
        words = {"left": money(case.afford.left), "day": money(case.afford.left_per_day)}
        yield _("Left over: %(left)s a month, that is %(day)s a day for everything else.") % words
    else:
        yield _("%(gap)s a month would be missing.") % {"gap": money(-case.afford.left)}
    if case.has_unknowns:
        yield _("Something is not known yet, so the real figures cannot be better than these.")


def _buffer(case: Case) -> str:
    if case.afford.buffer_months is None:
        return ""
    if case.budget.savings is None:
        return _("Your savings are not filled in, so no month without income is covered.")
    return _("Without any income, your savings would pay for %(months)s months of essentials, debts and this loan.") % {
        "months": months(case.afford.buffer_months)
    }


def _lumps(case: Case) -> Iterator[str]:
    for lump in case.afford.lumps:
        words = {"month": lump.month, "amount": money(lump.amount), "have": money(lump.have)}
        yield _("In month %(month)s %(amount)s is due at once; by then you would have %(have)s.") % words


def _largest(case: Case) -> str:
    largest = case.afford.largest_loan
    if largest is None:
        return ""
    line = min(case.afford.largest_by, key=lambda name: case.afford.largest_by[name])
    words = {"loan": money(largest), "line": line_words()[line]}
    if largest <= 0:
        return _("At this price and term any loan would cross one of our lines. Reached first: %(line)s.") % words
    return _(
        "At this price and term a loan above %(loan)s would cross one of our lines. Reached first: %(line)s."
    ) % words  # fmt: skip


def line_words() -> dict[str, str]:
    return {
        "debt_share": _("more than 36%% of income for debts") % {},
        "income_drop": _("a fall of one fifth in income leaves money short"),
        "buffer": _("savings for less than one month"),
    }


def _other_ways(case: Case) -> Iterator[str]:
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
