"""Paper and hand: what reaches the borrower is the principal, and what is asked on top of it shows."""

from decimal import Decimal

import pytest

from courses.catalog.drawings.kinds.paper_hand import KIND, PaperHand
from courses.catalog.drawings.registry import drawn
from courses.loans.money import QuotedRate
from courses.loans.offer import LoanOffer, OfferTerm, Repayment, true_cost
from tests.catalog.drawings.reading import cells, refused, values

LESSON = PaperHand(contract=Decimal(10000), kept=Decimal(1200), rate=Decimal(12), months=12)
SEVEN_DAYS = PaperHand(contract=Decimal(1000), kept=Decimal(300), days=7)
EXAMPLES = (LESSON, SEVEN_DAYS)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_lawful_repayment_is_computed_on_the_money_in_hand(language) -> None:
    drawing = drawn(KIND, LESSON, language)
    offer = LoanOffer(
        contract_amount=Decimal(8800),
        repayment=Repayment.SINGLE_PAYMENT,
        term=OfferTerm(12),
        quoted_rate=QuotedRate(Decimal("0.12")),
    )

    assert true_cost(offer).total_paid == Decimal(9856)
    assert values(drawing) == [10000, 8800, 1200, 9856, 9856, 144]
    assert cells(drawing, 1) == [10000, 1200, 8800, 1056, 9856, 10000, 144]


def test_bars_are_as_long_as_their_sums() -> None:
    drawing = drawn(KIND, LESSON, "en")

    assert 'width="360" height="26" rx="4" data-value="10000"' in drawing.svg
    assert 'width="316.8" height="26" rx="4" data-value="8800"' in drawing.svg


def test_without_a_rate_the_price_is_per_hundred_in_hand() -> None:
    drawing = drawn(KIND, SEVEN_DAYS, "en")

    assert values(drawing) == [1000, 700, 300, 700, 300]
    assert cells(drawing, 1) == [1000, 300, 700, 1000, 300, Decimal("42.86")]
    assert drawing.caption == "¥1,000 on paper, ¥700 in hand"
    assert drawn(KIND, SEVEN_DAYS, "zh-hans").caption == "合同写 1,000 元，到手 700 元"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("contract=1000 kept=1000 days=7", "kept must be less than contract"),
        ("contract=1000 kept=300", "write either months= or days="),
        ("contract=1000 kept=300 days=7 months=1", "write either months= or days="),
        ("kept=300 days=7", "needs contract=: an amount like"),
        ("contract=viel kept=300 days=7", 'contract cannot be "viel". Write an amount like'),
        ("contract=1000 kept=300 weeks=1", 'paper-hand has no argument "weeks". Use words, contract'),
        ("contract=1000 kept=300 kept=200 days=7", '"kept" stands here twice'),
    ],
)
def test_wrong_arguments_say_what_to_write(arguments, says) -> None:
    assert says in refused(KIND, arguments)
