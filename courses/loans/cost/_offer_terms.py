"""A loan offer as a lender or a contract states it, checked when it is made."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from courses.loans._checks import (
    MAX_INSTALMENTS,
    MAX_OWN_PAYMENTS,
    MAX_YEARLY_RATE,
    MAX_YEARS,
    amount,
    decimal,
    fraction,
    whole,
    within,
)
from courses.loans._fields import (
    choice,
    optional_amount,
    optional_choice,
    optional_number,
    positive_amount,
    put,
    short_text,
)
from courses.loans.ceilings import LenderKind
from courses.loans.errors import InvalidInput
from courses.loans.lateness._plan_kinds import most_instalments
from courses.loans.lateness.arrears import PenaltyRule
from courses.loans.money import QuotedRate, RateUnit
from courses.loans.schedules.flows import Interval

MAX_FEES = 20
DAY_BASES = (360, 365)


class Repayment(StrEnum):
    """How the loan is repaid."""

    EQUAL_INSTALMENTS = "equal_instalments"
    EQUAL_PRINCIPAL = "equal_principal"
    FLAT_FEE = "flat_fee"
    INTEREST_FIRST = "interest_first"
    SINGLE_PAYMENT = "single_payment"
    CUSTOM = "custom"


class FeeWhen(StrEnum):
    """How a fee is collected."""

    KEPT_BACK = "kept_back"
    UPFRONT = "upfront"
    FINANCED = "financed"
    EACH_INSTALMENT = "each_instalment"
    AT_END = "at_end"


class FeeKind(StrEnum):
    """What a fee is for."""

    SERVICE = "service"
    GUARANTEE = "guarantee"
    INSURANCE = "insurance"
    MEMBERSHIP = "membership"
    ACCOUNT = "account"
    ASSESSMENT = "assessment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OfferTerm:
    """How many instalments and how far apart; of a single payment, the length of the loan, e.g. Term(7, DAY)."""

    count: int
    interval: Interval = Interval.MONTH

    @property
    def years(self) -> Fraction:
        """The length in years."""
        return self.count * self.interval.years


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee beside the interest: an amount, or a share of the contract amount; neither = not known."""

    kind: FeeKind
    when: FeeWhen
    amount: Decimal | None = None
    share: Decimal | None = None
    payee: str = ""
    compulsory: bool = True


@dataclass(frozen=True, slots=True)
class EarlyRepayment:
    """What early repayment costs: an amount, a share of the balance, and whether later fees stop. None = not known."""

    charge: Decimal | None
    share: Decimal | None
    fees_stop: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOffer:
    """Everything a learner can read from an offer. None and `fees_complete=False` mean "not known", never 0.

    `contract_amount` is the debt written down, financed fees included. `stated_instalment` and `stated_last` are
    without the fees of `fees`; of a single payment, the instalment is the whole sum due.
    """

    contract_amount: Decimal
    repayment: Repayment
    term: OfferTerm
    quoted_rate: QuotedRate | None
    amount_received: Decimal | None = None
    cash_price: Decimal | None = None
    stated_instalment: Decimal | None = None
    stated_last: Decimal | None = None
    stated_payments: tuple[tuple[Fraction, Decimal], ...] = ()
    fees: tuple[Fee, ...] = ()
    fees_complete: bool = False
    balloon: Decimal = Decimal(0)
    amortise_over: int | None = None
    start: date | None = None
    first_due: date | None = None
    rate_can_change: bool = False
    stated_all_in: Decimal | None = None
    capped: bool | None = None
    misuse_multiple: Decimal | None = None
    penalty: PenaltyRule | None = None
    early_repayment: EarlyRepayment | None = None
    payee: str = ""
    lender: LenderKind | None = None

    def __post_init__(self) -> None:
        _check_kinds(self)
        _check_amounts(self)
        _check_rates(self)
        _check_own_list(self)
        _check_repayment(self)
        _check_dates(self)


def _check_kinds(offer: LoanOffer) -> None:
    """Choices, texts, term and fees: they decide what the other checks compare with."""
    repayment = choice(Repayment, offer.repayment, "repayment")
    interval = choice(Interval, offer.term.interval, "term.interval")
    most = MAX_YEARS * interval.per_year
    if repayment != Repayment.SINGLE_PAYMENT:
        most = most_instalments(interval)
    count = whole(offer.term.count, "term.count", least=1, most=most)
    whole(len(offer.fees), "fees", least=0, most=MAX_FEES)
    put(
        offer,
        repayment=repayment,
        term=OfferTerm(count, interval),
        lender=optional_choice(LenderKind, offer.lender, "lender"),
        payee=short_text(offer.payee, "payee"),
        fees=tuple(_checked_fee(fee, f"fees[{index}]") for index, fee in enumerate(offer.fees)),
    )


def _checked_fee(fee: Fee, field: str) -> Fee:
    if fee.amount is not None and fee.share is not None:
        raise InvalidInput(f"{field}.share", "conflict")
    return replace(
        fee,
        kind=choice(FeeKind, fee.kind, f"{field}.kind"),
        when=choice(FeeWhen, fee.when, f"{field}.when"),
        amount=optional_amount(fee.amount, f"{field}.amount"),
        share=optional_number(fee.share, f"{field}.share", Decimal(1)),
        payee=short_text(fee.payee, f"{field}.payee"),
    )


def _check_amounts(offer: LoanOffer) -> None:
    early = offer.early_repayment
    if early is not None:
        early = EarlyRepayment(
            optional_amount(early.charge, "early_repayment.charge"),
            optional_number(early.share, "early_repayment.share", Decimal(1)),
            early.fees_stop,
        )
    put(
        offer,
        contract_amount=positive_amount(offer.contract_amount, "contract_amount"),
        amount_received=optional_amount(offer.amount_received, "amount_received"),
        cash_price=optional_amount(offer.cash_price, "cash_price"),
        stated_instalment=optional_amount(offer.stated_instalment, "stated_instalment"),
        stated_last=optional_amount(offer.stated_last, "stated_last"),
        balloon=amount(offer.balloon, "balloon"),
        early_repayment=early,
    )
    if offer.balloon > offer.contract_amount:
        raise InvalidInput("balloon", "too_large", most=offer.contract_amount)


def _check_rates(offer: LoanOffer) -> None:
    put(
        offer,
        stated_all_in=optional_number(offer.stated_all_in, "stated_all_in"),
        misuse_multiple=optional_number(offer.misuse_multiple, "misuse_multiple"),
    )
    quoted = offer.quoted_rate
    if quoted is None:
        return
    value = within(decimal(quoted.value, "quoted_rate"), "quoted_rate", most=MAX_YEARLY_RATE)
    unit = choice(RateUnit, quoted.unit, "quoted_rate")
    if quoted.day_basis not in DAY_BASES:
        raise InvalidInput("quoted_rate", "not_known")
    if yearly_rate(QuotedRate(value, unit, quoted.day_basis), offer) > MAX_YEARLY_RATE:
        raise InvalidInput("quoted_rate", "too_large", most=MAX_YEARLY_RATE)
    put(offer, quoted_rate=QuotedRate(value, unit, quoted.day_basis))


def yearly_rate(quoted: QuotedRate, offer: LoanOffer) -> Fraction:
    """The quoted rate brought to a year without compounding, exactly: daily x day basis, monthly x 12."""
    if quoted.unit == RateUnit.INSTALMENT:
        single = offer.repayment == Repayment.SINGLE_PAYMENT
        return Fraction(quoted.value) / (offer.term.years if single else offer.term.interval.years)
    return Fraction(quoted.value) * {RateUnit.MONTH: 12, RateUnit.DAY: quoted.day_basis}.get(quoted.unit, 1)


def _check_own_list(offer: LoanOffer) -> None:
    own = offer.stated_payments
    if (offer.repayment == Repayment.CUSTOM) != bool(own):
        raise InvalidInput("stated_payments", "conflict" if own else "empty")
    whole(len(own), "stated_payments", least=0, most=MAX_OWN_PAYMENTS)
    checked, since = [], Fraction(0)
    for index, (years, paid) in enumerate(own):
        field = f"stated_payments[{index}]"
        years = fraction(years, field)
        if years < since:
            raise InvalidInput(field, "not_ascending")
        if years > MAX_YEARS:
            raise InvalidInput(field, "too_large", most=MAX_YEARS)
        checked.append((years, amount(paid, field)))
        since = years
    put(offer, stated_payments=tuple(checked))


def _check_repayment(offer: LoanOffer) -> None:
    """A rate or an instalment must be there, and nothing that this kind of repayment cannot have."""
    level = offer.repayment == Repayment.EQUAL_INSTALMENTS
    custom = offer.repayment == Repayment.CUSTOM
    if not custom and offer.quoted_rate is None and offer.stated_instalment is None:
        raise InvalidInput("quoted_rate", "need_rate_or_instalment")
    if custom and offer.stated_instalment is not None:
        raise InvalidInput("stated_instalment", "conflict")
    if offer.stated_last is not None and offer.stated_instalment is None:
        raise InvalidInput("stated_instalment", "empty")
    if offer.balloon and (not level or offer.amortise_over is not None):
        raise InvalidInput("balloon", "conflict")
    if offer.amortise_over is not None:
        if not level:
            raise InvalidInput("amortise_over", "conflict")
        whole(offer.amortise_over, "amortise_over", least=offer.term.count, most=MAX_INSTALMENTS)
        if offer.quoted_rate is None and offer.stated_last is None:
            raise InvalidInput("stated_last", "empty")


def _check_dates(offer: LoanOffer) -> None:
    if offer.start is None or offer.first_due is None:
        return
    if offer.first_due < offer.start:
        raise InvalidInput("first_due", "before_start")
    periods = 0 if offer.repayment == Repayment.SINGLE_PAYMENT else offer.term.count - 1
    longest = MAX_YEARS - periods * offer.term.interval.years
    if Fraction((offer.first_due - offer.start).days, 366) > longest:
        raise InvalidInput("first_due", "too_large")
