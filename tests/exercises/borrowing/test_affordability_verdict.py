"""The verdict on a loan and its reasons: never room while something is unknown, never praise."""

import pytest
from django.utils import translation

from tests.exercises.sample import codes, comfortable, filled, result_of


def test_room_has_no_reasons_and_still_shows_the_stress() -> None:
    result = result_of(comfortable())
    assert (result.verdict, result.box.level, result.reasons, result.box.talk_to_lender) == ("room", "room", (), False)
    assert result.box.heading == "On these numbers the payments fit: ¥6,083.20 a month would be left."
    assert result.box.icon == "parts/icons/ring.html"
    assert result.stress


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({"fees": "unknown"}, "Something is not known yet: at most ¥1,383.20 a month would be left."),
        (
            {"fees": "unknown", "income": "6000"},
            "On these numbers the money does not reach: at least ¥616.80 a month would be missing.",
        ),
        (
            {"debts": "", "debts_unknown": "on"},
            "Something is not known yet: at most ¥2,583.20 a month would be left.",
        ),
    ],
)
def test_heading_gives_only_a_bound_while_a_cost_is_unknown(changes: dict[str, str], heading: str) -> None:
    assert result_of(filled(**changes)).box.heading == heading


def test_short_says_so_and_sends_to_the_present_lender() -> None:
    result = result_of(filled(income="6000"))
    assert (result.verdict, result.box.talk_to_lender) == ("short", True)
    assert result.box.heading == "On these numbers the money does not reach: ¥616.80 a month would be missing."
    assert result.reasons[0].says == "With this loan you would be ¥616.80 short each month."
    assert result.reasons[0].change == "With an instalment of ¥300 or less this point would go away."


@pytest.mark.parametrize(
    ("changes", "verdict", "code"),
    [
        ({"income": "0"}, "short", "no_income"),
        ({"income": "4000"}, "short", "short_before_loan"),
        ({"income": "5500"}, "short", "short_each_month"),
        ({"income": "5500", "savings": "0", "repayment": "single_payment"}, "short", "lump_not_covered"),
        ({"income": "7000"}, "tight", "income_drop"),
        ({"savings": "1000"}, "tight", "small_buffer"),
        ({"debts": "4000"}, "tight", "debt_share"),
        ({"purpose": "repay_debt"}, "tight", "borrowing_to_repay"),
        ({"purpose": "everyday_bills"}, "tight", "borrowing_for_bills"),
        ({"fees": "unknown"}, "tight", "cost_unknown"),
        ({"debts": "", "debts_unknown": "on"}, "tight", "debts_unknown"),
        ({"savings": "", "savings_unknown": "on"}, "tight", "savings_unknown"),
    ],
)
def test_reason_decides_the_verdict(changes: dict[str, str], verdict: str, code: str) -> None:
    assert result_of(comfortable(**changes)).verdict == verdict
    assert code in codes(comfortable(**changes))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("changes", [{"income": "0"}, {"income": "4000", "fees": "unknown"}, {"debts": "9000"}])
def test_at_most_three_reasons_each_with_what_would_change_it(changes: dict[str, str], language: str) -> None:
    with translation.override(language):
        reasons = result_of(comfortable(**changes)).reasons
    assert 1 <= len(reasons) <= 3
    assert all(reason.says and reason.change for reason in reasons)


UNKNOWNS = [
    {"fees": "unknown"},
    {"debts": "", "debts_unknown": "on"},
    {"savings": "", "savings_unknown": "on"},
    {"fees": "unknown", "fee": "10"},
]


@pytest.mark.parametrize("changes", UNKNOWNS)
def test_unknown_never_gives_room_and_is_said(changes: dict[str, str]) -> None:
    assert result_of(comfortable()).verdict == "room"
    result = result_of(comfortable(**changes))
    assert result.verdict != "room"
    assert "Something is not known yet, so the real figures cannot be better than these." in result.left


def test_unknown_cost_makes_every_price_a_lower_bound() -> None:
    result = result_of(comfortable(fees="unknown"))
    assert result.price.headline == "at least 18.00%"
    assert result.payments[-1] == ("In all at least ¥11,001.61 for ¥10,000 in hand: the loan costs at least ¥1,001.61.")


def test_no_income_shows_no_share() -> None:
    result = result_of(filled(income="0"))
    assert (result.share, result.months) == ("", None)
    assert [share for _name, _sum, share in result.picture.table.rows] == ["", "", "", ""]


# ---- words that never appear
NEVER = ("you can afford", "approved", "good deal", "we recommend", "usury", "illegal", "✓")
NEVER_CHINESE = ("放心借", "可以借", "推荐", "通过", "违法", "高利贷", "不用还", "✓")


@pytest.mark.parametrize("data", [comfortable(), filled(), filled(income="6000"), filled(fees="unknown")])
def test_result_never_praises_borrowing(data: dict[str, str]) -> None:
    english = repr(result_of(data)).lower()
    with translation.override("zh-hans"):
        chinese = repr(result_of(data)).replace("通过 App 或平台放款", "")  # the name of a kind of lender
    assert [words for words in NEVER if words in english] == []
    assert [words for words in NEVER_CHINESE if words in chinese] == []
