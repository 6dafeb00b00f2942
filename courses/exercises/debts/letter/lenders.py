"""The kinds of lender that a letter knows, by those of the loan exercises."""

from courses.loans.ceilings import LenderKind

_LETTER_KINDS = {
    LenderKind.BANK: "bank", LenderKind.PLATFORM_BANK: "bank", LenderKind.CARD: "card",
    LenderKind.CONSUMER_FINANCE: "consumer", LenderKind.MICROLOAN: "microloan",
}  # fmt: skip


def letter_lender(lender: str) -> str:
    """The value of the box “What kind of lender is it?”; empty while nobody knows."""
    return _LETTER_KINDS.get(LenderKind(lender), "other") if lender else ""
