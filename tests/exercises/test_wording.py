"""Every code of the loan mathematics has a sentence in both languages; numbers are written as each language does."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from courses.exercises.borrowing.can_i_afford.findings.price import flag_words, quote_words
from courses.exercises.borrowing.can_i_afford.findings.price_level import LEVEL_WORDS
from courses.exercises.borrowing.can_i_afford.findings.reasons import REASONS
from courses.exercises.borrowing.can_i_afford.findings.stress import STRESS_WORDS
from courses.exercises.results.wording import (
    INPUT_WORDS,
    money,
    money_in_words,
    number,
    percent,
    problem_words,
    rate_error_words,
    span,
    table_money,
)
from courses.loans.errors import InvalidInput, LoanError, NeverRepaid, NoRate, NotRepaid, SeveralRates

LOANS = Path(settings.BASE_DIR) / "courses" / "loans"
SOURCES = "\n".join(path.read_text() for path in sorted(LOANS.rglob("*.py")))


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _codes_raised() -> set[str]:
    calls = re.findall(r'InvalidInput\(\s*(?:f?"[^"]*"|[\w.]+),\s*([^\n]*)', SOURCES)
    return {code for call in calls for code in re.findall(r'"([a-z_]+)"', call)}


def test_codes_are_found_in_the_loan_mathematics() -> None:
    assert {"empty", "ambiguous", "need_rate_or_instalment", "too_large", "conflict"} <= _codes_raised()


def test_every_code_raised_has_words() -> None:
    assert _codes_raised() - set(INPUT_WORDS) == set()


@pytest.mark.parametrize("code", sorted(INPUT_WORDS))
def test_input_code_has_words_in_both_languages(code: str) -> None:
    problem = InvalidInput("income", code)
    with translation.override("en"):
        english = problem_words(problem)
    with translation.override("zh-hans"):
        chinese = problem_words(problem)
    assert english
    assert not _has_chinese(english)
    assert _has_chinese(chinese)


REASONS_OF_NO_RATE = ("one_sided", "no_time", "no_solution", "out_of_range", "too_irregular", "too_many")


def test_every_reason_of_no_rate_is_covered() -> None:
    raised = {code for line in re.findall(r"NoRate\(([^)]*)\)", SOURCES) for code in re.findall(r'"([a-z_]+)"', line)}
    assert raised == set(REASONS_OF_NO_RATE)


@pytest.mark.parametrize(
    "problem",
    [
        *(NoRate(reason) for reason in REASONS_OF_NO_RATE),
        SeveralRates((0.1, 0.2)),
        *(
            NeverRepaid(reason, payment=Decimal(150), first_interest=Decimal(200), balance_after_12=Decimal("10670.60"))
            for reason in ("below_interest", "too_long", "rest_unpaid")
        ),
        NotRepaid(total=Decimal(3600), received=Decimal(10_000)),
        LoanError("unheard_of"),
    ],
    ids=str,
)
def test_error_has_words_in_both_languages(problem: LoanError) -> None:
    with translation.override("en"):
        assert not _has_chinese(problem_words(problem))
    with translation.override("zh-hans"):
        assert _has_chinese(problem_words(problem))


def test_never_repaid_names_its_numbers() -> None:
    problem = NeverRepaid(
        "below_interest", payment=Decimal(150), first_interest=Decimal(200), balance_after_12=Decimal("10670.60")
    )
    assert problem_words(problem) == (
        "¥150 does not cover the first interest of ¥200. After 12 payments you would still owe ¥10,670.60."
    )


@pytest.mark.parametrize("reason", [*REASONS_OF_NO_RATE, "several", "never_repaid", "negative_cost"])
def test_missing_rate_is_explained_in_both_languages(reason: str) -> None:
    with translation.override("zh-hans"):
        assert _has_chinese(rate_error_words(reason))


def stress_sentences() -> dict[str, str]:
    return {code: words() for code, words in STRESS_WORDS.items()}


def level_sentences() -> dict[str, str]:
    return {reason: words() for reason, words in LEVEL_WORDS.items()}


@pytest.mark.parametrize("words", [flag_words, quote_words, stress_sentences, level_sentences])
def test_sentences_exist_in_both_languages(words) -> None:
    english = words()
    with translation.override("zh-hans"):
        chinese = words()
    assert all(_has_chinese(sentence) for sentence in chinese.values())
    assert not any(_has_chinese(sentence) for sentence in english.values())


def test_every_reason_of_the_verdict_has_words() -> None:
    raised = set(re.findall(r'Reason\(\s*"([a-z_0-9]+)"', SOURCES)) | set(re.findall(r'yield "([a-z_]+)", \{', SOURCES))
    assert raised <= set(REASONS)
    assert len(REASONS) == 12


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("8000", "¥8,000", "8,000 元"),
        ("1383.20", "¥1,383.20", "1,383.20 元"),
        ("-216.8", "−¥216.80", "−216.80 元"),
        ("0", "¥0", "0 元"),
    ],
)
def test_money_is_written_as_each_language_does(value: str, english: str, chinese: str) -> None:
    assert money(Decimal(value)) == english
    with translation.override("zh-hans"):
        assert money(Decimal(value)) == chinese


def test_large_sums_are_said_in_ten_thousands_in_chinese_only() -> None:
    assert money_in_words(Decimal("50000.00")) == "¥50,000"
    with translation.override("zh-hans"):
        assert money_in_words(Decimal("50000.00")) == "5 万元（50,000 元）"
        assert money_in_words(Decimal(10_000)) == "1 万元（10,000 元）"
        assert money_in_words(Decimal("9999.99")) == "9,999.99 元"


def test_columns_keep_two_decimals_and_a_real_minus() -> None:
    assert table_money(Decimal("-1016.8")) == "−¥1,016.80"
    assert table_money(Decimal("0.5")) == "¥0.50"
    assert number(Decimal("-0.001")) == "0"
    assert percent(Decimal("-0.2"), 0) == "−20%"
    assert percent(0.130342) == "13.03%"


@pytest.mark.parametrize(
    ("months", "lasts", "takes", "chinese"),
    [
        ("0.2", "a few days", "a few days", "几天"),
        ("0.49", "about half a month", "about half a month", "大约半个月"),
        ("0.99", "just under a month", "just under a month", "将近一个月"),
        ("1", "about a month", "about a month", "大约一个月"),
        ("1.5", "about a month and a half", "about a month and a half", "大约一个半月"),
        ("2.1", "about two months", "about two months", "大约两个月"),
        ("2.5", "about two and a half months", "about two and a half months", "大约两个半月"),
        ("3", "3 months", "3 months", "3 个月"),
        ("5.9", "5 months", "6 months", "5 个月"),
        ("27.68", "27 months", "28 months", "27 个月"),
        ("500", "more than ten years", "more than ten years", "十年以上"),
    ],
)
def test_span_of_time_is_said_as_a_person_says_it(months: str, lasts: str, takes: str, chinese: str) -> None:
    assert (span(Decimal(months)), span(Decimal(months), is_to_come=True)) == (lasts, takes)
    with translation.override("zh-hans"):
        assert span(Decimal(months)).strip() == chinese
