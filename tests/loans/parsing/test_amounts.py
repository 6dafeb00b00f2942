"""Amounts as they are printed and typed."""

from decimal import Context, Decimal, localcontext

import pytest

from courses.loans.errors import InvalidInput
from courses.loans.money import QuotedRate, RateUnit, as_percent, cents, read_amount, read_count, read_rate
from tests.loans.refusals import refused


# Rounding and printing
@pytest.mark.parametrize(
    ("x", "places", "printed"),
    [
        ("2.675", 2, "2.68"),
        ("-2.675", 2, "-2.68"),
        ("-0.004", 2, "0.00"),
        ("0.5", 0, "1"),
        ("12", 2, "12.00"),
        ("1e300", 0, "1" + 300 * "0"),
        ("1e-999999", 2, "0.00"),
    ],
)
def test_cents_rounds_half_up_and_never_to_minus_zero(x, places, printed) -> None:
    assert str(cents(Decimal(x), places)) == printed


@pytest.mark.parametrize(
    ("rate", "places", "printed"),
    [
        (0.130342, 2, "13.03"),
        (0.12345, 2, "12.35"),
        (Decimal("0.12345"), 2, "12.35"),
        (2.7220355, 1, "272.2"),
        (-0.00001, 2, "0.00"),
        (Decimal("-0.00001"), 2, "0.00"),
        (0.0, 2, "0.00"),
        (-0.2, 2, "-20.00"),
        (1e308, 0, "1" + 310 * "0"),
        (5e-324, 2, "0.00"),
    ],
)
def test_as_percent_rounds_half_up_and_never_to_minus_zero(rate, places, printed) -> None:
    assert str(as_percent(rate, places)) == printed


def test_printing_does_not_depend_on_the_callers_decimal_context() -> None:
    with localcontext(Context(prec=2)):
        assert (str(cents(Decimal("1234.567"))), str(as_percent(0.123456, 4))) == ("1234.57", "12.3456")


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        (lambda: cents(Decimal("NaN")), ("x", "not_finite")),
        (lambda: cents(Decimal("Infinity")), ("x", "not_finite")),
        (lambda: cents(Decimal("1e400")), ("x", "too_large")),
        (lambda: cents(Decimal(1), 11), ("places", "too_large")),
        (lambda: cents(Decimal(1), -1), ("places", "too_small")),
        (lambda: as_percent(float("nan")), ("rate", "not_finite")),
        (lambda: as_percent(float("-inf")), ("rate", "not_finite")),
        (lambda: as_percent(Decimal("1e999999")), ("rate", "too_large")),
    ],
)
def test_printing_refuses_what_it_cannot_print(call, refusal) -> None:
    assert refused(call) == refusal


@pytest.mark.parametrize("x", [1.5, "1.5", None, True])
def test_cents_refuses_other_types(x) -> None:
    with pytest.raises(TypeError):
        cents(x)


def test_quoted_rate_is_a_yearly_rate_of_365_days_unless_it_says_otherwise() -> None:
    assert QuotedRate(Decimal("0.12")) == QuotedRate(Decimal("0.12"), RateUnit.YEAR, 365)


# Amounts
@pytest.mark.parametrize(
    "text",
    [
        "12,000",
        "１２，０００",
        "12 000",
        "12\u00a0000",
        "12\u2009000",
        "12\u3000000",
        "1,2000",
        "1.2万",
        "１．２万",
        "1万2千",
        "1万2000",
        "一万二千",
        "壹万贰仟元整",
        "¥12000元",
        "￥12,000",
        "人民币12000元",
        "12000.00",
        " 12000 ",
        "12\u200b000",
        "12千",
        "1万2,000",
        "+12000",
    ],
)
def test_amount_of_twelve_thousand_is_read(text) -> None:
    assert (str(read_amount(text).value), read_amount(text).text) == ("12000.00", text.strip())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0.00"),
        ("零", "0.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("零点五", "0.50"),
        ("1,234.56", "1234.56"),
        ("1 234 567.89", "1234567.89"),
        ("1,2345,6789", "123456789.00"),
        ("十五", "15.00"),
        ("二十五", "25.00"),
        ("一百零五", "105.00"),
        ("两千", "2000.00"),
        ("一万零二百", "10200.00"),
        ("1万零2", "10002.00"),
        ("一点二五万", "12500.00"),
        ("三千五百万", "35000000.00"),
        ("1.000001万", "10000.01"),
        ("10亿", "1000000000.00"),
        ("1百万", "1000000.00"),
    ],
)
def test_amount_is_read(text, value) -> None:
    assert str(read_amount(text).value) == value


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("1万2", "12000", "10002"),
        ("一万二", "12000", "10002"),
        ("一万二。", "12000", "10002"),
        ("1万20", "12000", "10020"),
        ("1万2千5", "12500", "12005"),
        ("一百五", "150", "105"),
        ("1,20", "1.20", "120"),
        ("12,5", "12.5", "125"),
        ("0,123", "0.123", "123"),
        ("1,2万", "12000", "120000"),
        ("1.234,56", "1234.56", "123456"),
        ("1 234,56", "1234.56", "123456"),
    ],
)
def test_amount_with_two_readings_is_asked_for(text, a, b) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_amount(text)

    assert caught.value.code == "ambiguous"
    assert caught.value.numbers == {"a": Decimal(a), "b": Decimal(b)}
    assert "E" not in "".join(map(str, caught.value.numbers.values()))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-5", "negative"),
        ("−5", "negative"),
        ("－５", "negative"),
        ("-¥5", "negative"),
        ("¥-5", "negative"),
        ("-一万", "negative"),
        *((text, "not_a_number") for text in ["NaN", "inf", "-inf", "1e5", "0x10", "1_000", "10²", "٣٤", "१२", "12m"]),
        *((text, "not_a_number") for text in ["--5", "-", "¥", "元", "万", "千", "点", "1.2.3", "1,2,3", "1.2万3千"]),
        *(
            (text, "not_a_number")
            for text in ["一二三", "二〇二五", "1二", "1万零", "1万2万", "1千12345", "12 00", "abc"]
        ),
        ("0.005", "too_many_decimals"),
        ("12.000", "too_many_decimals"),
        ("0.00001万", None),
        ("1000000001", "too_large"),
        ("1000000000.01", "too_large"),
        ("1万亿", "too_large"),
        ("9" * 40, "too_large"),
        ("9" * 41, "too_long"),
        (" " * 41, "too_long"),
        ("", "empty"),
        (" \u3000\u00a0\u200b", "empty"),
    ],
)
def test_amount_that_cannot_be_read_says_why(text, code) -> None:
    if code is None:
        assert read_amount(text).value == Decimal("0.10")
    else:
        assert refused(lambda: read_amount(text)) == ("amount", code)


def test_amount_outside_its_own_limits_is_refused() -> None:
    assert refused(lambda: read_amount("99", field="fees[0].amount", least=Decimal(100))) == (
        "fees[0].amount",
        "too_small",
    )
    assert refused(lambda: read_amount("101", most=Decimal(100))) == ("amount", "too_large")


@pytest.mark.parametrize("text", [None, 12, 12.5, b"12"])
def test_reading_anything_but_text_is_a_mistake_of_the_program(text) -> None:
    for read in (read_amount, read_rate, read_count):
        with pytest.raises(TypeError):
            read(text)
