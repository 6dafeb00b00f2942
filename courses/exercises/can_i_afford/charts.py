"""Positions of the chart's parts, worked out on the server; the template only draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.exercises.can_i_afford.case import NOTHING, Case
from courses.exercises.wording import percent, table_money

WIDTH, GAP = 1000, 4  # drawing units; neighbouring parts are told apart by the gap, their order and their labels
CAUTION_SHARE = Decimal("0.36")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bar, and its line in the table; `x` and `width` are drawing units."""

    name: str
    label: str
    amount: str
    share: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """Where a month's money goes. `income_x` and `missing` are set when more goes out than comes in."""

    title: str
    parts: tuple[Part, ...]
    income_x: int | None = None
    missing: Part | None = None


@dataclass(frozen=True, slots=True)
class ShareBars:
    """Debt payments as a share of income, now and with the loan, and our line of caution."""

    title: str
    before: str
    after: str
    before_width: int
    after_width: int
    line: str
    line_x: int


def money_bar(case: Case) -> MoneyBar:
    """The month with the largest payments; where everything is paid at the end, that month."""
    income, loan = case.budget.income, max(case.afford.due) if case.is_all_at_end else case.afford.monthly
    going_out = case.budget.essentials + case.debts + loan
    whole = max(income, going_out)
    amounts = [
        ("essentials", _("Must be paid"), case.budget.essentials),
        ("debts", _("Debts now"), case.debts),
        ("loan", _("This loan"), loan),
    ]
    title = _title(case, is_short=going_out > income)
    if going_out <= income:
        amounts.append(("left", _("Left over"), income - going_out))
        return MoneyBar(title, _parts(amounts, whole, income))
    missing = _part(("missing", _("Missing"), going_out - income), income, whole, income)
    return MoneyBar(title, _parts(amounts, whole, income), _scaled(income, whole), missing)


def _title(case: Case, *, is_short: bool) -> str:
    if case.is_the_same_each_month:
        return _("More goes out each month than comes in") if is_short else _("Where each month’s money goes")
    words = {"month": len(case.afford.due) if case.is_all_at_end else case.afford.fullest}
    if is_short:
        return _("In month %(month)s more goes out than comes in") % words
    return _("Where the money goes in month %(month)s, the one with most to pay") % words


def share_bars(case: Case) -> ShareBars | None:
    """None without income: a share of nothing is no number."""
    before, after = case.afford.share_before, case.afford.share_after
    if before is None or after is None:
        return None
    return ShareBars(
        title=_share_title(case)
        % {
            "before": percent(before, 1),
            "after": percent(after, 1),
            "month": case.afford.fullest,
        },  # fmt: skip
        before=percent(before, 1),
        after=percent(after, 1),
        before_width=_scaled(min(before, Decimal(1)), Decimal(1)),
        after_width=_scaled(min(after, Decimal(1)), Decimal(1)),
        line=percent(CAUTION_SHARE, 0),
        line_x=_scaled(CAUTION_SHARE, Decimal(1)),
    )


def _share_title(case: Case) -> str:
    if case.is_the_same_each_month or case.is_all_at_end:
        return _("Debt payments take %(before)s of income now and %(after)s with this loan")
    return _("Debt payments take %(before)s of income now and %(after)s with this loan in month %(month)s")


def _scaled(amount: Decimal, whole: Decimal) -> int:
    return int((amount / whole * WIDTH).to_integral_value()) if whole else 0


def _parts(amounts: Sequence[tuple[str, str, Decimal]], whole: Decimal, income: Decimal) -> tuple[Part, ...]:
    starts = [sum((amount for _name, _label, amount in amounts[:place]), NOTHING) for place in range(len(amounts))]
    return tuple(_part(one, start, whole, income) for one, start in zip(amounts, starts, strict=True))


def _part(of: tuple[str, str, Decimal], start: Decimal, whole: Decimal, income: Decimal) -> Part:
    name, label, amount = of
    share = percent(amount / income, 1) if income else ""
    width = max(0, _scaled(amount, whole) - GAP) if amount else 0
    return Part(name, label, table_money(amount), share, _scaled(start, whole), width)
