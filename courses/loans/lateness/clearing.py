"""What a payment that is too small clears: costs, interest and principal, in the order of the law or the contract."""

from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import amount, working


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What a payment went to, part by part, and what it left over."""

    costs: Decimal
    interest: Decimal
    principal: Decimal
    left_over: Decimal


def clear(
    paid: Decimal, *, costs: Decimal, interest: Decimal, principal: Decimal, principal_first: bool = False
) -> Cleared:
    """Costs of recovery first, interest next, principal last (CN-RATE-26); `principal_first` is the card's exception.

    Each part is what is due of it. For cards 91 days late the bank terms settle the principal first, then the rest.
    """
    left = amount(paid, "now")
    due = {
        "costs": amount(costs, "costs"), "interest": amount(interest, "interest"),
        "principal": amount(principal, "principal"),
    }  # fmt: skip
    order = ("principal", "costs", "interest") if principal_first else tuple(due)
    went = {}
    with working():
        for name in order:
            went[name] = min(left, due[name])
            left -= went[name]
    return Cleared(**went, left_over=left)
