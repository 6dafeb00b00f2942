"""A debt under way, and the ways of paying it: each checks its own terms."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from courses.loans._checks import MAX_INSTALMENTS, MAX_OWN_PAYMENTS, MAX_YEARS, amount, whole, working
from courses.loans._fields import choice, number_up_to, optional_number, positive_amount, put
from courses.loans.errors import InvalidInput
from courses.loans.money import cents
from courses.loans.schedules.flows import Interval

MAX_KEPT = Decimal("0.9")


def most_instalments(interval: Interval) -> int:
    """At most 1,040 instalments, 600 when monthly, and never more than 50 years."""
    most = MAX_OWN_PAYMENTS if interval == Interval.MONTH else MAX_INSTALMENTS
    return min(most, MAX_YEARS * interval.per_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A loan under way: the principal still owed, its rate, the instalments left and the sum already overdue.

    Where all of it is overdue, there is no principal beside the overdue sum and no instalment left.
    """

    principal: Decimal
    annual_rate: Decimal
    instalments_left: int
    arrears: Decimal = Decimal(0)
    interval: Interval = Interval.MONTH

    def __post_init__(self) -> None:
        interval = choice(Interval, self.interval, "interval")
        arrears, left = amount(self.arrears, "arrears"), self.instalments_left
        check = amount if arrears and left == 0 else positive_amount
        principal = check(self.principal, "principal")
        whole(left, "instalments_left", least=1 if principal else 0, most=most_instalments(interval))
        put(
            self,
            principal=principal,
            annual_rate=number_up_to(self.annual_rate, "annual_rate"),
            arrears=arrears,
            interval=interval,
        )

    @property
    def is_all_overdue(self) -> bool:
        return not self.principal

    @property
    def period_rate(self) -> Fraction:
        """The interest of one interval."""
        return Fraction(self.annual_rate) * self.interval.years


@dataclass(frozen=True, slots=True)
class AsAgreed:
    """Pay the overdue sum with the next instalment, then go on as agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """No payment for some instalments. `then`: "longer" keeps their number, "same_end" keeps the last date."""

    instalments: int
    interest_runs: bool | None = None
    fee: Decimal = Decimal(0)
    then: Literal["longer", "same_end"] = "longer"

    def __post_init__(self) -> None:
        whole(self.instalments, "instalments", least=1, most=MAX_INSTALMENTS)
        put(self, fee=amount(self.fee, "fee"))
        if self.then not in ("longer", "same_end"):
            raise InvalidInput("then", "not_known")


@dataclass(frozen=True, slots=True)
class Respread:
    """A new level schedule on everything owed; `annual_rate` None keeps the rate."""

    instalments: int
    annual_rate: Decimal | None = None
    fee: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        whole(self.instalments, "instalments", least=1, most=MAX_INSTALMENTS)
        put(self, annual_rate=optional_number(self.annual_rate, "annual_rate"), fee=amount(self.fee, "fee"))


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestFree:
    """Equal parts without interest, after what is waived and what is paid today."""

    instalments: int
    waived: Decimal = Decimal(0)
    down_payment: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        whole(self.instalments, "instalments", least=1, most=MAX_INSTALMENTS)
        put(
            self,
            waived=amount(self.waived, "waived"),
            down_payment=amount(self.down_payment, "down_payment"),
            fee=amount(self.fee, "fee"),
        )


@dataclass(frozen=True, slots=True)
class PartPayment:
    """A part paid today: it clears the overdue sum first; what is left of that comes with the next instalment.

    What is above the overdue sum lowers the principal, and the instalments with it.
    """

    now: Decimal

    def __post_init__(self) -> None:
        put(self, now=positive_amount(self.now, "now"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowElsewhere:
    """A new loan that pays everything owed. `kept_share` of it is kept back, so more must be borrowed than is owed."""

    instalments: int
    annual_rate: Decimal
    kept_share: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        whole(self.instalments, "instalments", least=1, most=MAX_INSTALMENTS)
        put(
            self,
            annual_rate=number_up_to(self.annual_rate, "annual_rate"),
            kept_share=number_up_to(self.kept_share, "kept_share", MAX_KEPT),
        )

    def borrowed(self, debt: Debt) -> Decimal:
        """The sum on paper whose part in hand is what is owed."""
        with working():
            return cents((debt.principal + debt.arrears) / (1 - self.kept_share))


Plan = AsAgreed | Deferral | Respread | InterestFree | PartPayment | BorrowElsewhere
