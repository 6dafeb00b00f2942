"""What the facts say, each part beside this debt's own figures: the court's lines, what a part clears, the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalog.drawings.printing import short_percent
from courses.catalog.model.lessons import CitedFact
from courses.exercises.debts.late_or_more_time.case import LateCase, settles_principal_first
from courses.exercises.results.price_lines import price_lines
from courses.exercises.results.price_ruler import whole_percent
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money
from courses.loans.ceilings import Country, LenderKind, PriceLine, lines_in_force

COURT_LINE, PRIVATE_LINE, DEFAULT_CHARGES = "CN-RATE-07", "CN-RATE-03", "CN-RATE-33"
ORDER_OF_PAYMENT, CARD_ORDER, BANK_ORDER = "CN-RATE-26", "CN-RATE-35", "CN-RATE-36"
USUAL_PENALTY, CARD_PLAN, CARD_TERMS = "CN-RATE-17", "CN-RATE-16", "CN-RATE-20"
REGISTER = ("CN-CRED-01", "CN-CRED-05")
ASKING = ("CN-PATH-01", "CN-PATH-08", "CN-PATH-10", "CN-SCAM-28")
ABOVE_LOSS = Decimal("1.3")  # the 30 % of CN-RATE-33


@dataclass(frozen=True, slots=True)
class ResultSection:
    """A folded part: our sentences about this debt, then the facts themselves."""

    title: str
    lines: tuple[str, ...]
    sources: tuple[CitedFact, ...]


def sections(case: LateCase) -> tuple[ResultSection, ...]:
    lender = case.terms.lender
    is_card = lender == LenderKind.CARD
    return (
        ResultSection(_("The lines that a court uses"), tuple(_court(case)), cited(tuple(_court_facts(case)))),
        ResultSection(_("What a part payment clears"), tuple(_clears(case)), cited(tuple(_order_facts(lender)))),
        ResultSection(
            _("The credit register"), (_("Ask before you agree: how will it be reported?"),), cited(REGISTER)
        ),
        ResultSection(_("Before you ask"), (), cited((*ASKING, *((CARD_PLAN, CARD_TERMS) if is_card else ())))),
    )


def _order_facts(lender: LenderKind | None) -> Iterator[str]:
    """The order of the law, and the exceptions that this lender's contracts may have."""
    yield ORDER_OF_PAYMENT
    if lender in (LenderKind.CARD, None):
        yield CARD_ORDER
    if lender in (LenderKind.BANK, LenderKind.PLATFORM_BANK, None):
        yield BANK_ORDER


def _court_facts(case: LateCase) -> Iterator[str]:
    yield USUAL_PENALTY
    if _line(case) is not None:
        yield COURT_LINE
    if case.terms.lender in (LenderKind.PRIVATE, None):
        yield PRIVATE_LINE
    if case.rows[-1].late_fees:
        yield DEFAULT_CHARGES


def _line(case: LateCase) -> PriceLine | None:
    """The line of the court's opinion, where the fact gives it for this lender or the lender is not known."""
    country, today = Country(settings.LOANS_COUNTRY), timezone.localdate()
    lines = lines_in_force(price_lines(), country=country, on=today)
    lender = case.terms.lender
    return next((one for one in lines if one.fact == COURT_LINE and (lender is None or lender in one.lenders)), None)


def _court(case: LateCase) -> Iterator[str]:
    yield from _beside_the_line(case)
    yield from _default_charges(case)


def _beside_the_line(case: LateCase) -> Iterator[str]:
    """What being late costs in a year, beside the line; the source says what a court may do and who must ask."""
    line, yearly = _line(case), case.rows[-1].charges_a_year
    if line is None or yearly is None:
        return
    words = {"rate": short_percent(yearly), "line": whole_percent(line.yearly)}
    if case.terms.clause.is_open:
        words["rate"] = _("at least %(value)s") % {"value": words["rate"]}
    yield _("Counted over 90 days, being late costs %(rate)s a year of the overdue principal.") % words
    if case.terms.lender is None:
        yield _(
            "Whether the %(line)s line applies depends on who lends. Look for the lender’s name in the contract."
        ) % (words)
    elif yearly > line.yearly:
        yield _("That is above %(line)s. What is above has to be raised in court; what is below stays due.") % words
    else:
        yield _("That is not above %(line)s.") % words


def _default_charges(case: LateCase) -> Iterator[str]:
    """Default charges beside the lender's loss, if that is the contract's interest: our assumption, and called so."""
    row = case.rows[-1]
    rate = case.terms.contract_rate
    if not row.late_fees or row.basis is None or rate is None:
        return
    loss = row.principal_days * rate / row.basis
    words = {"fees": money(row.late_fees), "loss": money(loss), "line": money(loss * ABOVE_LOSS)}
    yield _(
        "Default charges in 90 days: %(fees)s. If the lender’s loss is the contract’s interest on the overdue "
        "principal (our assumption), it is %(loss)s, and 30%% above it is %(line)s."
    ) % words  # fmt: skip
    if row.late_fees > loss * ABOVE_LOSS:
        yield _("The charges are above that. You have to raise it yourself, with what shows the loss.")
    else:
        yield _("The charges are not above that.")


def _clears(case: LateCase) -> Iterator[str]:
    went, terms = case.cleared, case.terms
    if went is not None and terms.part is not None:
        words = {
            "part": money(terms.part), "costs": money(went.costs), "interest": money(went.interest),
            "principal": money(went.principal),
            "left": money((terms.overdue_principal or Decimal(0)) - went.principal),
        }  # fmt: skip
        yield _(
            "Of %(part)s, %(costs)s clear costs, %(interest)s interest and penalty, %(principal)s principal. Of the "
            "overdue principal %(left)s would still be owed."
        ) % words  # fmt: skip
        if settles_principal_first(terms):
            yield _("Counted as for a card that is 91 days late or more: principal first.")
    elif terms.is_late:
        yield _("Ask before you pay a part: how much of it goes to costs, to interest and to principal?")
