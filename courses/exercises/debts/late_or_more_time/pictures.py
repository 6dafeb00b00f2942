"""The result's pictures: what late days cost, how the debt falls, and each way's payments beside what a month has."""

from collections import Counter
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share, unit
from courses.catalog.drawings.kinds import debt_line, late
from courses.catalog.drawings.printing import days, short_percent
from courses.exercises.debts.late_or_more_time.case import LateCase
from courses.exercises.debts.late_or_more_time.words import name_of
from courses.exercises.results.wording import money
from courses.loans.lateness.arrears import AsAgreed, Deferral, Overdue, PlanResult, Respread

HIGH, TOP = 64, 8
LEAST_MONTHS = 18  # a short plan keeps narrow bars, so that plans can be compared by eye


def late_picture(case: LateCase) -> Drawing | None:
    """What is paid on top after each number of days; None while the penalty rate is not known."""
    if case.month.charges is None:
        return None
    rows = [_row(case, row) for row in case.rows]
    last = case.rows[-1]
    worst = case.worst(last)
    if worst is not None and worst > (last.total or 0):
        name = _("%(late)s, if the contract is read at its hardest") % {"late": _late(case, last)}
        rows.append(late.LateRow(name, worst - last.instalments, style="fr"))
    words = {"day": money(case.rows[0].per_day or 0), "later": money(last.per_day or 0)}
    caption = _("One more day costs %(day)s at first, and %(later)s after 90 days") % words
    head = (_("Case"), _("Extra"))
    table = DrawingTable(_table_words(case), head, tuple((row.name, money(row.cost)) for row in rows))
    key = [("fw", _("Penalty interest"))]
    if any(row.fee for row in rows):
        key.append(("fk", _("Late fee")))
    if rows[-1].style == "fr":
        key.append(("fr", _("At its hardest")))
    return late.draw_cases(rows, caption, table, tuple(key) if len(key) > 1 else ())


def _row(case: LateCase, row: Overdue) -> late.LateRow:
    return late.LateRow(
        _late(case, row), (row.penalty or Decimal(0)) + (row.extra_interest or Decimal(0)), row.late_fees
    )


def _late(case: LateCase, row: Overdue) -> str:
    return _("%(days)s more") % {"days": days(row.days)} if case.terms.is_late else late.late_words(row.days)


def _table_words(case: LateCase) -> str:
    return _("Paid on top of the instalments (penalty rate %(rate)s a year, %(basis)s days)") % {
        "rate": short_percent(case.month.annual_rate or 0), "basis": case.month.basis or 365,
    }  # fmt: skip


def debt_picture(case: LateCase) -> Drawing | None:
    """How the debt falls as agreed, after a pause, and spread out."""
    shown = [way for way in case.ways if isinstance(way.plan, AsAgreed | Deferral | Respread)]
    if len(shown) < 2 or case.terms.contract_rate is None:
        return None
    paths = tuple(
        debt_line.Path(name_of(way, case.terms), way.owed, _usual(way), way.total - case.terms.owed) for way in shown
    )
    dear = max(shown, key=lambda way: way.total)
    caption = _("In all they cost the same as what was agreed")
    if dear.extra:
        words = {"name": name_of(dear, case.terms), "sum": money(dear.extra)}
        caption = _("%(name)s: %(sum)s more in all than as agreed") % words
    about = _("%(amount)s, %(rate)s a year") % {
        "amount": money(case.terms.owed), "rate": short_percent(case.terms.debt.annual_rate),
    }  # fmt: skip
    return debt_line.draw_paths(paths, caption, about)


def _usual(way: PlanResult) -> Decimal:
    """Return the most frequent payment of the months."""
    return Counter(way.payments).most_common(1)[0][0]


def strip(way: PlanResult, can_pay: Decimal | None, most: Decimal, months: int) -> SafeString:
    """One bar a month, as high as its payment; a dashed line is what the month has. All strips share one scale."""
    picture, wide = Picture(), WIDTH / max(months, LEAST_MONTHS)
    paid = dict(zip(way.due, way.payments, strict=True))
    style = "fb0" if way.fits else "fw"
    steps = ""
    for month in range(1, way.ends_after + 1):
        high = share(paid.get(month, Decimal(0)), most, HIGH)
        if high:
            left, gap = wide * (month - 1), min(wide / 6, 1.5)
            steps += f"M{unit(left + gap)} {unit(TOP + HIGH)}v-{unit(high)}h{unit(wide - 2 * gap)}v{unit(high)}z"
    if steps:
        picture.path(steps, style)
    picture.path(f"M0 {TOP + HIGH}.5h{WIDTH}", "sl")
    if can_pay is not None and can_pay <= most:
        picture.path(f"M0 {unit(TOP + HIGH - share(can_pay, most, HIGH))}h{WIDTH}", "st dash")
    words = _("At most %(sum)s a month, for %(count)s months") % {"sum": money(way.heaviest), "count": way.ends_after}
    return picture.svg(words, TOP + HIGH + 4)
