"""The one box at the top: whether a month carries the debt as agreed, and what would fit. No fit is called good."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.exercises.debts.late_or_more_time.case import LateCase
from courses.exercises.debts.late_or_more_time.words import name_of, needs_a_yes, total_of
from courses.exercises.results.wording import money, sentences

BAD, WARN = "bad", "warn"
ICONS = {BAD: "parts/icons/cross.html", WARN: "parts/icons/warn.html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTimeBox:
    level: str
    heading: str
    says: str
    days: str
    needs_help: bool

    @property
    def icon(self) -> str:
        return ICONS[self.level]


def box_of(case: LateCase) -> MoreTimeBox:
    none_fits = case.terms.can_pay is not None and not case.agreed.fits and not case.fitting
    return MoreTimeBox(
        level=BAD if none_fits else WARN,
        heading=_heading(case),
        says=_says(case),
        days=days_words(case) if case.terms.can_pay is not None else "",
        needs_help=none_fits,
    )


def _heading(case: LateCase) -> str:
    can_pay = case.terms.can_pay
    if can_pay is None:
        if case.month.charges is None:
            return _("The contract decides what each day costs")
        return _("One more day late costs %(day)s") % {"day": money(case.rows[0].per_day or 0)}
    words = {"sum": money(can_pay)}
    if case.agreed.fits:
        return _("As agreed, it stays within %(sum)s a month") % words
    if case.fitting or case.terms.contract_rate is None:
        return _("As agreed, it does not fit into %(sum)s a month") % words
    return _("None of these ways fits into %(sum)s a month") % words


def _says(case: LateCase) -> str:
    if case.terms.can_pay is None:
        return days_words(case)
    heaviest = _("The heaviest payment would be %(sum)s.") % {"sum": money(case.agreed.heaviest)}
    if case.agreed.fits:
        return sentences(heaviest, _("Catch up before more days are added.") if case.terms.is_late else "")
    if not case.fitting and case.terms.contract_rate is None:
        return sentences(heaviest, _("Whether another way fits cannot be said without the rate of the contract."))
    if not case.fitting:
        lightest = min(case.offers, key=lambda way: way.heaviest)
        words = {"name": name_of(lightest, case.terms), "sum": money(lightest.heaviest)}
        return sentences(heaviest, _("Even the lightest, “%(name)s”, asks for %(sum)s a month.") % words)
    return sentences(heaviest, _fit(case), needs_a_yes(case.fitting[0]))


def _fit(case: LateCase) -> str:
    way = case.fitting[0]
    words = {
        "name": name_of(way, case.terms), "heaviest": money(way.heaviest), "total": total_of(way, case.terms),
        "extra": money(abs(way.extra)),
    }  # fmt: skip
    if way.extra > 0:
        return _(
            "“%(name)s” would fit, with %(heaviest)s at most: %(total)s in all, %(extra)s more than as agreed."
        ) % words  # fmt: skip
    if way.extra < 0:
        return _(
            "“%(name)s” would fit, with %(heaviest)s at most: %(total)s in all, %(extra)s less than as agreed."
        ) % words  # fmt: skip
    return _("“%(name)s” would fit, with %(heaviest)s at most: %(total)s in all.") % words


def days_words(case: LateCase) -> str:
    """What 30 days cost, in one sentence."""
    row = case.month
    if row.charges is None or row.total is None:
        return _("At what rate, of which sum, and what else: these three lines are missing. Find them first.")
    words = {"charges": money(row.charges), "day": money(row.per_day or 0), "total": money(row.total)}
    if case.terms.clause.is_open:
        words = {name: _("at least %(value)s") % {"value": value} for name, value in words.items()}
    if case.terms.is_late:
        says = _("30 more days cost %(charges)s, and each day after that %(day)s.") % words
    else:
        says = _("30 days late cost %(charges)s, and each day after that %(day)s.") % words
    return sentences(says, _("To catch up then: %(total)s.") % words)
