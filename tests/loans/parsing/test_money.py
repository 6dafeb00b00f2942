"""Typed amounts, rates and counts: every row of the reading table, and any text at all."""

from decimal import Context, Decimal, localcontext
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.loans.errors import InvalidInput
from courses.loans.money import QuotedRate, RateUnit, as_percent, cents, read_amount, read_count, read_rate
from courses.loans.schedules.flows import Interval
from tests.loans.refusals import refused

# The characters that readers type or paste, so that the random texts come close to numbers.
LIKELY = "0123456789.,-+ %‰‱年月日天期息厘分点万千百十亿"
LIKELY += "之零一二两三九半元块¥eExX_²٣kwW约起到~/没有每\u3000\u00a0\u200b，。１％−"
TEXTS = st.text(max_size=40) | st.text(alphabet=LIKELY, max_size=40)
seeded = settings(derandomize=True, deadline=None, max_examples=300)


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


# Rates


@pytest.mark.parametrize(
    ("text", "unit", "value", "read_as"),
    [
        ("12", None, "0.12", "year"),
        ("12%", None, "0.12", "year"),
        ("12％", "year", "0.12", "year"),
        ("0.6", "month", "0.006", "month"),
        ("0.05%/天", None, "0.0005", "day"),
        ("日息万分之五", None, "0.0005", "day"),
        ("日利率0.05%", None, "0.0005", "day"),
        ("万分之五", "day", "0.0005", "day"),
        ("5‱", "day", "0.0005", "day"),
        ("5‰", "month", "0.005", "month"),
        ("月息8厘", None, "0.008", "month"),
        ("8厘", "year", "0.08", "year"),
        ("8厘", "day", "0.0008", "day"),
        ("月息2分", None, "0.02", "month"),
        ("月息1分2厘", None, "0.012", "month"),
        ("月息一分五", None, "0.015", "month"),
        ("年息1分", "year", "0.1", "year"),
        ("百分之十二", None, "0.12", "year"),
        ("百分之三点六五", None, "0.0365", "year"),
        ("千分之六", "month", "0.006", "month"),
        ("3个点", "year", "0.03", "year"),
        ("年化利率18.25%", None, "0.1825", "year"),
        ("每期0.6%", None, "0.006", "instalment"),
        ("0.6%每期", None, "0.006", "instalment"),
        ("12% a year", None, "0.12", "year"),
        ("12% p.a.", None, "0.12", "year"),
        ("0.5 % per month", "month", "0.005", "month"),
        ("0.05%/day", None, "0.0005", "day"),
        ("0", None, "0", "year"),
    ],
)
def test_rate_is_read(text, unit, value, read_as) -> None:
    typed = read_rate(text, unit=unit)

    assert (typed.value, typed.unit, typed.doubt, typed.text) == (Decimal(value), read_as, None, text)


@pytest.mark.parametrize(
    ("text", "unit", "per_year", "value", "doubt"),
    [
        ("0.12", "year", 12, "0.0012", "very_low"),
        ("0.006", "month", 12, "0.00006", "very_low"),
        ("0.5", "year", 12, "0.005", None),
        ("0.01", "instalment", 52, "0.0001", None),
        ("0.01", "instalment", 12, "0.0001", "very_low"),
        ("100", "year", 12, "1", None),
        ("100.01", "year", 12, "1.0001", "very_high"),
        ("1", "day", 12, "0.01", "very_high"),
        ("2", "instalment", 52, "0.02", "very_high"),
        ("10000", "year", 12, "100", "very_high"),
    ],
)
def test_rate_that_looks_like_a_slip_is_doubted(text, unit, per_year, value, doubt) -> None:
    typed = read_rate(text, unit=RateUnit(unit), per_year=per_year)

    assert (typed.value, typed.doubt) == (Decimal(value), doubt)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("万分之五", None, "unit_needed"),
        ("5‱", None, "unit_needed"),
        ("8厘", None, "unit_needed"),
        ("2分", None, "unit_needed"),
        ("8厘", "instalment", "unit_needed"),
        ("日息万分之五", "year", "unit_conflict"),
        ("0.6%/月", "day", "unit_conflict"),
        ("月息1%/年", None, "unit_conflict"),
        ("10001", "year", "too_large"),
        ("28", "day", "too_large"),
        ("1,5%", None, "ambiguous"),
        ("-3%", None, "negative"),
        ("百分之-3", None, "negative"),
        *(
            (text, None, "not_a_number")
            for text in ["abc", "年", "%", "%%", "12%%", "三分之一", "厘", "分", "10²%", "1e1"]
        ),
        ("", None, "empty"),
        ("1" * 41, None, "too_long"),
    ],
)
def test_rate_that_cannot_be_read_says_why(text, unit, code) -> None:
    assert refused(lambda: read_rate(text, unit=unit)) == ("rate", code)


def test_rate_with_two_readings_gives_both_as_fractions() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_rate("1,5%")

    assert caught.value.numbers == {"a": Decimal("0.015"), "b": Decimal("0.15")}


# Counts


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12", None, 12),
        ("12期", None, 12),
        ("１２", None, 12),
        ("十二期", Interval.MONTH, 12),
        ("12个月", Interval.MONTH, 12),
        ("12个月", None, 12),
        ("52周", Interval.WEEK, 52),
        ("3个季度", Interval.QUARTER, 3),
        ("24 months", Interval.MONTH, 24),
        ("12 instalments", Interval.WEEK, 12),
        ("1,040", None, 1040),
    ],
)
def test_count_is_read(text, unit, value) -> None:
    assert read_count(text, unit=unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("1.5", None, "not_whole"),
        ("0", None, "too_small"),
        ("1041", None, "too_large"),
        ("1000000000", None, "too_large"),
        ("-1", None, "negative"),
        ("1,20", None, "ambiguous"),
        ("12周", Interval.MONTH, "unit_conflict"),
        ("12 months", Interval.WEEK, "unit_conflict"),
        ("月", None, "not_a_number"),
        ("a dozen", None, "not_a_number"),
        ("", None, "empty"),
        ("1" * 41, None, "too_long"),
    ],
)
def test_count_that_cannot_be_read_says_why(text, unit, code) -> None:
    assert refused(lambda: read_count(text, unit=unit)) == ("count", code)


# Any text


def _reads_or_refuses(read, text):
    try:
        return read(text)
    except InvalidInput as refusal:
        return refusal.code


@seeded
@given(TEXTS)
def test_any_text_is_read_or_refused(text) -> None:
    amount, rate, count = (_reads_or_refuses(read, text) for read in (read_amount, read_rate, read_count))

    assert isinstance(amount, str) or 0 <= amount.value <= 10**9
    assert isinstance(rate, str) or 0 <= rate.value <= 100
    assert isinstance(count, str) or 1 <= count <= 1040


@seeded
@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_amount_is_read_back_as_it_is_printed(value) -> None:
    assert read_amount(f"{value}").value == read_amount(f"¥{value:,}元").value == value


@seeded
@given(st.integers(1, 99_999_999))
def test_chinese_amount_is_read_back(value) -> None:
    digits, units, written, pause = "零一二三四五六七八九", ["千", "百", "十", ""], "", False
    for section, name in ((value // 10_000, "万"), (value % 10_000, "")):
        for unit, digit in zip(units, f"{section:04d}", strict=True):
            if digit == "0":
                pause = bool(written)
                continue
            written += ("零" if pause else "") + digits[int(digit)] + unit
            pause = False
        written += name if section else ""

    assert read_amount(written).value == value


@pytest.mark.parametrize(
    "text", ["1," * 20, "万" * 40, "1万" * 20, "十" * 40, "9" * 40, "分之" * 20, "点" * 40, "零" * 40]
)
@pytest.mark.parametrize("read", [read_amount, read_rate, read_count])
def test_no_text_takes_long(read, text) -> None:
    start = process_time()

    assert isinstance(_reads_or_refuses(read, text), str)
    assert process_time() - start <= 3 * 0.050
