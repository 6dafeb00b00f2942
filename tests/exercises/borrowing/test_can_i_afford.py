"""The result of the affordability exercise: the example on its page, charts, months and steps."""

import re

import pytest
from django.test import Client

from courses.exercises.borrowing.can_i_afford.exercise import EXERCISE as CAN_I_AFFORD
from tests.exercises.sample import FILLED, comfortable, filled, result_of


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
