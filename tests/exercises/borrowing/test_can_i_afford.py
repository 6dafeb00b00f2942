"""The result of the affordability exercise: verdicts, reasons with their own numbers, price, charts, and stress."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.borrowing.can_i_afford.exercise import EXERCISE as CAN_I_AFFORD
from tests.exercises.sample import FILLED, codes, comfortable, filled, form_of, result_of

# ---- the checked example of the loan mathematics: 10,000 at 18 % in 12, income 8,000


def test_example_on_the_page_is_the_checked_example() -> None:
    assert {name: value for name, value in CAN_I_AFFORD.example.items() if name not in ("guess", "unit")} == FILLED
    assert CAN_I_AFFORD.example["unit"] == "year"


def test_example_is_tight_and_says_why_with_its_own_numbers() -> None:
    result = result_of(filled())
    assert result.verdict == "tight"
    assert result.box.heading == ("On these numbers the payments fit, but only just: ¥1,383.20 a month would be left.")
    assert [(reason.code, reason.says, reason.change) for reason in result.reasons] == [
        (
            "income_drop",
            "If your income fell by 20%, you would be ¥216.80 short each month.",
            "With an instalment of ¥700 or less this point would go away.",
        ),
        (
            "small_buffer",
            "Without income your savings would last just under a month. Below one month we say “tight”.",
            "With an instalment of ¥300 or less this point would go away.",
        ),
    ]


def test_example_shows_what_is_paid_and_what_is_left() -> None:
    result = result_of(filled())
    assert result.payments == (
        "You would pay ¥916.80 every month, 12 times; the last one is ¥916.81.",
        "In all ¥11,001.61 for ¥10,000 in hand: the loan costs ¥1,001.61.",
    )
    assert result.left == ("Left over: ¥1,383.20 a month, that is ¥46.11 a day for everything else.",)


def test_example_price_stands_in_the_box_with_its_method_below() -> None:
    result = result_of(filled())
    price = result.price
    assert result.box.beside == (
        "The price is 18.00% a year. Whether that is within a line depends on who lends: look for the name in the "
        "contract. The highest line we know is 24%; for some lenders it is lower."
    )
    assert (price.label, price.headline, price.second) == (
        "Yearly cost, all fees included", "18.00%", "with compounding 19.56%",
    )  # fmt: skip
    assert price.quoted == "18.00% includes everything: without interest on interest."
    assert price.flags == ()


def test_example_chart_adds_up_to_the_income() -> None:
    picture = result_of(filled()).picture
    assert picture.caption == "Of ¥8,000 a month, ¥1,383.20 is left"
    assert picture.table.rows == (
        ("Must be paid", "¥4,500", "56%"),
        ("Debts so far", "¥1,200", "15%"),
        ("This loan", "¥916.80", "11%"),
        ("Left", "¥1,383.20", "17%"),
    )
    places = re.findall(r'<rect class="\w+" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', picture.svg)
    assert [x for x, _width in places] == ["0", "202.5", "256.5", "297.8"]
    assert sum(map(float, places[-1])) <= 360


def test_example_shares_stand_beside_our_line() -> None:
    assert result_of(filled()).share == "Debt payments take 15.0% of income now and 26.5% with this loan."
    page = Client().post("/en/exercises/can-i-afford/", filled()).content.decode()
    assert "36%, one fifth and one month are our caution. They are not a law" in page


def test_example_stress_is_listed_worst_first() -> None:
    lines = result_of(filled()).stress
    assert [(line.says, line.then, line.lowest, line.is_short) for line in lines] == [
        ("Income 30% lower", "¥1,016.80 short each month. Savings used up after 5 months.", "−¥6,201.61", True),
        ("One month without income", "Savings used up after just under a month.", "−¥616.80", True),
        ("Income 20% lower, and a bill of ¥2,250", "Made up for after 19 months.", "¥1,148.39", False),
        (
            "Income 20% lower",
            "¥216.80 short each month. ¥2,601.61 of your savings goes, then the loan is paid.",
            "¥3,398.39",
            False,
        ),
        ("An unexpected bill of ¥2,250", "Made up for after about a month and a half.", "¥5,133.20", False),
        ("Income 10% lower", "Savings are not touched.", "¥6,583.20", False),
    ]


def test_savings_used_up_ends_with_the_loan() -> None:
    data = filled(received="12000", rate="0.6", unit="instalment", repayment="flat_fee", lender="bank")
    lines = {line.says: line for line in result_of(data).stress}
    assert lines["Income 20% lower"].then == (
        "¥372 short each month. ¥4,464 of your savings goes, then the loan is paid."
    )
    assert lines["Income 20% lower"].lowest == "¥1,536.00"


def test_example_names_the_line_that_binds() -> None:
    assert result_of(filled()).largest == (
        "At this price and term a loan above ¥3,200 would cross one of our lines. "
        "Reached first: savings for less than one month."
    )


def test_example_lists_ways_without_this_loan() -> None:
    assert result_of(filled()).other_ways == (
        "Put aside what is left without the loan: after 5 months you would have ¥10,000, without interest.",
        "Ask for the price when you pay at once, and compare it with ¥11,001.61.",
        "Not borrowing: ¥2,300 would then be left each month.",
    )


def test_our_lines_are_shown_as_ours_with_their_sources() -> None:
    result = result_of(comfortable(lender="card"))
    assert [cited.id for cited in result.sources] == ["BUD-09"]
    assert [cited.id for cited in result.for_comparison] == ["BUD-08"]  # says something else about 36 %


# ---- verdicts


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


def test_months_are_drawn_to_the_end_of_the_loan_and_no_further() -> None:
    months = {count: result_of(filled(count=str(count))).months for count in (1, 2, 3, 12)}

    assert months[1] is None  # the picture of the month shows it
    assert [len(months[count].table.rows) for count in (2, 3, 12)] == [2, 3, 12]
    assert "in 2 months" in result_of(filled(count="2", income="7000")).months.caption


def test_missing_money_is_drawn_beside_the_income_line() -> None:
    picture = result_of(filled(income="6000")).picture
    assert picture.table.rows[-1] == ("Missing", "¥616.80", "10%")
    assert '<path class="st s3" d="M326.4 ' in picture.svg
    assert [name for name, _sum, _share in picture.table.rows[:-1]] == ["Must be paid", "Debts so far", "This loan"]


def test_three_figures_are_of_the_month_the_cost_and_the_year() -> None:
    assert [(one.name, one.value) for one in result_of(filled()).figures] == [
        ("To pay a month (¥)", "916.80"), ("The loan costs (¥)", "1,001.61"), ("A year, all included", "18.00%"),
    ]  # fmt: skip
    assert [one.value for one in result_of(filled(fees="unknown")).figures][1:] == [
        "at least 1,001.61", "at least 18.00%",
    ]  # fmt: skip


def test_months_follow_each_payment_and_the_savings() -> None:
    months = result_of(filled()).months
    assert months is not None
    assert months.caption == "With 20% less income, ¥2,601.61 is missing in 12 months"
    assert months.note == "Savings of ¥6,000 fill the gap; ¥3,398.39 of them are left."
    assert months.table.rows[-1] == ("12", "1,383.19", "−216.81", "3,398.39")
    large = result_of(filled(received="20000", rate="10", repayment="interest_first", lender="bank")).months
    assert large is not None
    assert "month 12, missing: ¥17,866.67" in large.svg


def test_price_stands_on_the_ruler_with_dated_lines() -> None:
    ruler = result_of(filled(lender="microloan")).ruler
    assert ruler is not None
    assert ruler.caption == "18.00% a year, beside the lines that could apply"
    assert ruler.table.rows == (("This loan", "18.00%"), ("A small-loan company (since December 2025)", "24%"))


@pytest.mark.parametrize(
    ("data", "steps"),
    [
        (filled(income="6000", lender="bank"), ("Do not sign on these numbers", "Talk to your present lender")),
        (comfortable(rate="40"), ("Nothing signed yet: stop",)),
        (comfortable(fees="unknown"), ("Ask for every cost in writing",)),
        (comfortable(lender=""), ("Look in the contract for the lender’s name",)),
        (filled(lender="bank"), ("Put aside one month of costs first (¥6,616.80)", "If you already have a loan")),
        (comfortable(repayment="interest_first"), ("Write down where the large payment is to come from",)),
    ],
)
def test_steps_fit_the_facts(data: dict[str, str], steps: tuple[str, ...]) -> None:
    found = result_of(data).to_do
    assert len(found) <= 3
    assert [one[: len(step)] for one, step in zip(found, steps, strict=False)] == list(steps)


# ---- other loans


def test_guess_stands_beside_the_result() -> None:
    assert result_of(filled(guess="2000")).guess == (
        "Your guess was ¥2,000 left each month. These numbers come to ¥1,383.20."
    )
    assert result_of(filled(guess="2000", income="6000")).guess == (
        "Your guess was ¥2,000 left each month. These numbers come to ¥616.80 short."
    )
    assert result_of(filled()).guess == ""


def test_money_kept_back_raises_the_price_and_is_flagged() -> None:
    price = result_of(filled(received="8500", amount="10000", rate="12")).price
    assert (price.headline, price.second) == ("44.05%", "with compounding 54.13%")
    assert price.flags[0] == (
        "¥10,000 on paper, ¥8,500 in hand. If interest was taken off first, by law you owe and pay interest on "
        "¥8,500. Ask in writing what was kept back, and do not just pay less."
    )
    assert price.facts[0] == "CN-RATE-04"


def test_fee_kept_back_counts_once_whether_typed_as_fee_or_as_amount() -> None:
    as_fee = result_of(filled(received="9000", rate="12", fees="some", fee="1000", fee_when="kept_back")).price
    as_amount = result_of(filled(received="9000", amount="10000", rate="12")).price
    assert (as_fee.headline, as_amount.headline) == ("32.50%", "32.50%")


def test_fee_with_every_instalment_is_in_the_price_and_the_quote_is_explained() -> None:
    price = result_of(filled(rate="12", fees="some", fee="83.33", fee_when="each_instalment")).price
    assert price.headline == "29.38%"
    assert price.quoted == "12.00% is interest only. Left out: the extra costs. With them 29.38%."


def test_flat_fee_names_its_method_beside_the_real_rate() -> None:
    price = result_of(filled(rate="0.6", unit="instalment", repayment="flat_fee")).price
    assert price.headline == "13.03%"
    assert price.quoted.startswith("7.20% is the fee per instalment times")
    assert price.quoted.endswith("Really 13.03%.")


def test_stated_instalment_that_does_not_match_is_asked_about() -> None:
    flags = result_of(filled(instalment="950")).price.flags
    assert flags[0] == ("At the quoted rate the instalment would be ¥916.80, not ¥950. Ask what the other ¥33.20 is.")


def test_lender_with_a_dated_line_is_compared_and_cited() -> None:
    result = result_of(filled(rate="30", lender="microloan"))
    assert result.box.heading == (
        "The price is above the line for this kind of lender: 30.00% a year. "
        "The line for this kind of lender is 24% (since December 2025)."
    )
    assert len(result.price.facts) == 1
    assert result.price.facts[0] in [cited.id for cited in result.sources]
    assert result_of(filled(rate="20", lender="microloan")).price.level == "named"


def test_price_over_a_thousand_percent_shows_no_digits() -> None:
    price = result_of(
        comfortable(received="1400", rate="", instalment="2000", count="7", interval="day", repayment="single_payment")
    ).price
    assert price.headline == "over 1,000% a year: ¥42.86 on top of every ¥100 you receive"
    assert price.second == ""


def test_weekly_payments_are_added_up_by_the_month() -> None:
    result = result_of(comfortable(received="100", rate="", instalment="3.50", count="52", interval="week"))
    assert "That is up to ¥17.50 in one month, first in month 3." in result.payments


def test_single_payment_is_a_lump_at_its_month() -> None:
    result = result_of(comfortable(repayment="single_payment"))
    assert result.payments[0] == "You would pay ¥11,800 once, at the end."
    assert result.lumps[0].startswith("In month 12 ¥11,800 is due at once; by then you would have")


def test_doubtful_rate_asks_what_was_meant_and_offers_it() -> None:
    (doubt,) = result_of(filled(rate="0.12", unit="year")).doubts
    assert doubt.says == "Read as 0.12% a year: ¥12 on ¥10,000. Did you mean 12% a year?"
    assert [choice.label for choice in doubt.choices] == ["12%"]
    assert (
        form_of(dict(doubt.choices[0].data)).cleaned_data["rate"].value
        == form_of(filled(rate="12")).cleaned_data["rate"].value
    )


def test_very_high_rate_asks_to_check() -> None:
    (doubt,) = result_of(filled(rate="150")).doubts
    assert doubt.says.endswith("That is more than 100% a year. Check that this is what the lender says.")
    assert doubt.choices == ()


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


@pytest.mark.parametrize(
    ("changes", "is_said"),
    [
        ({"rate": "36", "count": "480"}, True),  # 300.00 is the interest to the cent: nothing is repaid
        ({"rate": "36", "count": "360"}, True),  # 300.01 repays all of it eleven payments early
        ({"rate": "36", "count": "120"}, False),
        ({"rate": "6", "count": "480"}, False),
        ({"rate": "36", "count": "480", "instalment": "301"}, False),  # as the contract has it
        ({"rate": "36", "count": "480", "repayment": "interest_first"}, False),
    ],
)
def test_last_payment_that_hangs_on_a_cent_is_explained(changes: dict[str, str], *, is_said: bool) -> None:
    said = "Each payment repays hardly anything"
    payments = result_of(filled(income="50000", **changes)).payments
    assert any(line.startswith(said) for line in payments) is is_said
    offer = {
        "amount": "10000", "received": "10000", "interval": "month", "unit": "year", "fees": "none", **changes,
    }  # fmt: skip
    assert (said in Client().post("/en/exercises/true-cost/", offer).content.decode()) is is_said
