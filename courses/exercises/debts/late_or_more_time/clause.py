"""The penalty clause as far as it is known, and the two rules that come of it: the mildest and the hardest reading."""

from dataclasses import dataclass
from decimal import Decimal

from courses.loans.lateness.arrears import PenaltyBase, PenaltyRule
from courses.loans.money import QuotedRate


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """None means not known. What is not known is never guessed: the mildest reading is "at least", the hardest "at
    most", and the page asks."""

    multiple: Decimal | None
    rate: QuotedRate | None
    base: str | None
    late_fee: Decimal | None
    compounds: bool | None
    interest_goes_on: bool | None
    grace: int
    year_days: int

    @property
    def is_rate_known(self) -> bool:
        return self.multiple is not None or self.rate is not None

    @property
    def is_open(self) -> bool:
        """Whether more may be owed than the mildest reading says."""
        return None in (self.base, self.late_fee, self.interest_goes_on)

    @property
    def mildest(self) -> PenaltyRule:
        return self._rule(
            PenaltyBase(self.base or PenaltyBase.OVERDUE_PRINCIPAL),
            goes_on=bool(self.interest_goes_on), compounds=bool(self.compounds),
        )  # fmt: skip

    @property
    def hardest(self) -> PenaltyRule:
        return self._rule(
            PenaltyBase(self.base or PenaltyBase.WHOLE_BALANCE),
            goes_on=self.interest_goes_on is not False, compounds=self.compounds is not False,
        )  # fmt: skip

    def _rule(self, base: PenaltyBase, *, goes_on: bool, compounds: bool) -> PenaltyRule:
        return PenaltyRule(
            multiple=self.multiple, rate=self.rate, basis=self.year_days, on=base, late_fee=self.late_fee or Decimal(0),
            grace_days=self.grace, replaces_interest=not goes_on, compounds=compounds,
        )  # fmt: skip
