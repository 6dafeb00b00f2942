"""Ruler: every price is brought to a year by the loan mathematics; lines come from facts, with their dates."""

from decimal import Decimal

import pytest

from courses.catalog.drawings.arguments import read_arguments
from courses.catalog.drawings.kinds.ruler import KIND, Quote, Ruler, RulerLine
from courses.catalog.drawings.registry import drawn
from courses.loans.ceilings import LenderKind
from courses.loans.money import QuotedRate, RateUnit, as_percent
from courses.loans.offer import Fee, FeeKind, FeeWhen, LoanOffer, OfferTerm, Repayment, true_cost
from courses.loans.schedules.flows import Interval
from tests.catalog.drawings.reading import cells, elements, refused

QUOTES = Ruler(
    quotes=(Quote("day", Decimal("0.04")), Quote("month", Decimal("1.2")), Quote("first", Decimal("0.8"))), count=12
)
PLATFORM = RulerLine(Decimal("0.24"), (LenderKind.PLATFORM_BANK,), "2025-10-01", is_read=False)
COURT = RulerLine(Decimal("0.24"), (LenderKind.BANK, LenderKind.CONSUMER_FINANCE), "2017-08", is_read=False)
PRIVATE = RulerLine(Decimal("0.12"), (LenderKind.PRIVATE,), "2025-05-20", is_read=True)
OFFER = Ruler(amount=Decimal(6000), rate=Decimal(15), count=12, fee=Decimal(30), lines=(PLATFORM, COURT))
BETWEEN = Ruler(quotes=(Quote("year", Decimal(18)),), lines=(PRIVATE, PLATFORM))
DEAR = Ruler(amount=Decimal(10000), rate=Decimal(12), count=12, kept=Decimal(2000))
EXAMPLES = (QUOTES, OFFER, BETWEEN, DEAR)


def percents(drawing) -> list[str]:
    return [one.attrib["data-value"] for one in elements(drawing) if "data-value" in one.attrib]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_quotes_are_brought_to_a_year(language) -> None:
    drawing = drawn(KIND, QUOTES, language)
    flat = LoanOffer(
        contract_amount=Decimal(10000),
        repayment=Repayment.FLAT_FEE,
        term=OfferTerm(12, Interval.MONTH),
        quoted_rate=QuotedRate(Decimal("0.008"), RateUnit.MONTH),
    )

    assert percents(drawing) == ["14.6%", "14.4%", "17.27%"]
    assert [row[1] for row in drawing.table.rows] == percents(drawing)
    assert as_percent(true_cost(flat).rates.nominal or 0) == Decimal("17.27")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_offer_is_drawn_with_all_its_costs_beside_its_lines(language) -> None:
    drawing = drawn(KIND, OFFER, language)
    offer = LoanOffer(
        contract_amount=Decimal(6000),
        repayment=Repayment.EQUAL_INSTALMENTS,
        term=OfferTerm(12, Interval.MONTH),
        quoted_rate=QuotedRate(Decimal("0.15")),
        fees=(Fee(kind=FeeKind.OTHER, when=FeeWhen.EACH_INSTALMENT, amount=Decimal(30)),),
        fees_complete=True,
    )

    assert as_percent(true_cost(offer).rates.nominal or 0) == Decimal("25.44")
    assert percents(drawing) == ["15%", "25.44%"]
    assert [row[1] for row in drawing.table.rows] == ["15%", "25.44%", "24%", "24%"]


def test_every_line_says_whose_it_is_since_when_and_how_far_it_was_checked() -> None:
    drawing = drawn(KIND, OFFER, "zh-hans")

    assert drawing.note == (
        "24%：银行经平台放款，2025 年 10 月 1 日起；24%：银行、消费金融公司，2017 年 8 月起。"
        "多方报道，还没核对官方文本。"
    )
    read = drawn(KIND, Ruler(quotes=(Quote("year", Decimal(18)),), lines=(PRIVATE,)), "en")
    assert read.note == "12%: private lenders, since May 20, 2025."


def test_the_dearest_that_looks_smallest_is_the_message() -> None:
    assert drawn(KIND, QUOTES, "zh-hans").caption == "0.8% 看着比 1.2% 小，换成一年却最贵"
    assert drawn(KIND, OFFER, "zh-hans").caption == "只算利息没过 24% 的线，全部算上是 25.44%，过了"
    plain = Ruler(amount=Decimal(6000), rate=Decimal(15), count=12, fee=Decimal(30))
    assert drawn(KIND, plain, "en").caption == "All costs counted, it is 25.44% a year, not 15%"


def test_bars_end_where_the_ruler_says() -> None:
    drawing = drawn(KIND, BETWEEN, "en")
    (bar,) = [one for one in elements(drawing) if one.attrib.get("data-value") == "18%"]

    top = Decimal("0.25")
    assert float(bar.attrib["width"]) == pytest.approx(float(Decimal("0.18") / top * 344), abs=0.1)


def test_lines_are_read_from_facts(facts) -> None:
    pairs = (("quotes", "year:18"), ("lines", "CN-RATE-08,CN-RATE-05"), ("on", "2025-12-01"))
    given = read_arguments(KIND, (pairs[2], *pairs[:2]), None, facts)

    assert isinstance(given, Ruler)
    assert [(line.yearly, line.since) for line in given.lines] == [
        (Decimal("0.24"), "2025-10-01"),
        (Decimal("0.12"), "2025-05-20"),
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("quotes=week:1", "each quote is one of year, month, day, first, a colon and a rate"),
        ("quotes=day:much", "each quote is one of"),
        ("quotes=first:0.8", "needs count="),
        ("lines=CN-RATE-08", "CN-RATE-08 is no fact with lines"),
        ("count=12", "write quotes=, or amount="),
        ("quotes=day:1", "365% a year is off the ruler"),
    ],
)
def test_what_no_ruler_can_show_is_refused(arguments, says) -> None:
    assert says in refused(KIND, arguments)


def test_a_fact_with_several_lines_needs_a_day(facts) -> None:
    from courses.catalog.drawings.arguments import WrongArguments

    with pytest.raises(WrongArguments, match="CN-RATE-05 has 4 lines; write on="):
        read_arguments(KIND, (("quotes", "year:18"), ("lines", "CN-RATE-05")), None, facts)
    assert cells(drawn(KIND, BETWEEN, "en"), 1) == [18, 12, 24]
