"""What people type: read and echoed, or a message at its own box in the page's language. Never a crash."""

import pytest
from django.utils import translation

from courses.exercises.borrowing.can_i_afford.form import AffordForm
from tests.exercises.sample import answered, filled

READ = [
    ("12,000", "12000"),
    ("１２，０００", "12000"),
    ("12 000", "12000"),
    ("1,2000", "12000"),
    ("1.2万", "12000"),
    ("1万2千", "12000"),
    ("一万二千", "12000"),
    ("¥12000元", "12000"),
    ("８０００", "8000"),
    (" 8000 ", "8000"),
    ("8000.50", "8000.50"),
    ("0", "0"),
]


@pytest.mark.parametrize(("typed", "value"), READ)
def test_amount_as_people_type_it_is_understood(typed: str, value: str) -> None:
    form = AffordForm(filled(savings=typed))
    assert form.is_valid(), form.errors
    assert str(form.cleaned_data["savings"].value) == f"{float(value):.2f}"


HOSTILE = [
    ("", "empty"),
    ("   ", "empty"),
    ("NaN", "not_a_number"),
    ("inf", "not_a_number"),
    ("-Infinity", "not_a_number"),
    ("1e308", "not_a_number"),
    ("1e5", "not_a_number"),
    ("0x10", "not_a_number"),
    ("1_000", "not_a_number"),
    ("10²", "not_a_number"),
    ("٣٤٥", "not_a_number"),
    ("hello", "not_a_number"),
    ("<script>alert(1)</script>", "not_a_number"),
    ("'; DROP TABLE x;--", "not_a_number"),
    ("a\0b", "not_a_number"),
    ("💸", "not_a_number"),
    ("-5", "negative"),
    ("－5", "negative"),
    ("0.005", "too_many_decimals"),
    ("1000000001", "too_large"),
    ("9" * 41, "too_long"),
    ("8" * 100_000, "too_long"),
    ("1万2", "ambiguous"),
    ("1,20", "ambiguous"),
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("typed", "code"), HOSTILE)
def test_amount_that_cannot_be_read_gets_a_message_at_its_box(typed: str, code: str, language: str) -> None:
    with translation.override(language):
        form = AffordForm({**filled(), "income": typed})
        errors = form.errors.as_data()
        assert list(errors) == ["income"]
        assert [error.code for error in errors["income"]] == [code]
        words = form.errors["income"][0]
    assert words
    assert any("\u4e00" <= sign <= "\u9fff" for sign in words) == (language == "zh-hans")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1000000000", "too_large"), ("0", "too_small"), ("1.5", "not_whole"), ("-3", "negative"), ("", "empty"),
        ("a dozen", "not_a_number"), ("12周", "unit_conflict"),
    ],
)  # fmt: skip
def test_count_out_of_reach_is_refused_before_anything_is_computed(typed: str, code: str) -> None:
    form = AffordForm({**filled(), "count": typed})
    assert {name: [one.code for one in errors] for name, errors in form.errors.as_data().items()} == {"count": [code]}


@pytest.mark.parametrize(("typed", "count"), [("12", 12), ("12期", 12), ("１２", 12)])
def test_count_as_people_type_it_is_understood(typed: str, count: int) -> None:
    form = AffordForm(filled(count=typed))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["count"] == count


@pytest.mark.parametrize(
    ("typed", "unit", "value", "read_unit"),
    [
        ("18", "", "0.18", "year"), ("18%", "", "0.18", "year"), ("１８％", "", "0.18", "year"),
        ("1.5", "month", "0.015", "month"), ("日息万分之五", "", "0.0005", "day"), ("月息8厘", "", "0.008", "month"),
        ("0.05%/天", "", "0.0005", "day"), ("百分之十二", "", "0.12", "year"),
    ],
)  # fmt: skip
def test_rate_as_people_type_it_is_understood(typed: str, unit: str, value: str, read_unit: str) -> None:
    form = AffordForm(filled(rate=typed, unit=unit))
    assert form.is_valid(), form.errors
    rate = form.cleaned_data["rate"]
    assert (float(rate.value), rate.unit) == (float(value), read_unit)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("8厘", "unit_needed"), ("万分之五", "unit_needed"), ("10001", "too_large"), ("-1", "negative"),
     ("NaN", "not_a_number"), ("1e400", "not_a_number")],
)  # fmt: skip
def test_rate_that_cannot_be_read_gets_a_message_at_its_box(typed: str, code: str) -> None:
    form = AffordForm(filled(rate=typed))
    assert {name: [one.code for one in errors] for name, errors in form.errors.as_data().items()} == {"rate": [code]}


def test_rate_above_the_limit_names_the_limit_in_percent() -> None:
    assert AffordForm(filled(rate="10001")).errors["rate"] == ["At most 10,000 percent a year."]


def test_ambiguous_amount_offers_both_readings_with_the_rest_of_the_form() -> None:
    (problem,) = AffordForm(filled(income="1万2")).problems()
    assert [choice.label for choice in problem.choices] == ["12,000", "10,002"]
    assert [choice.data["income"] for choice in problem.choices] == ["12000", "10002"]
    assert {name: value for name, value in problem.choices[0].data.items() if name != "income"} == {
        name: value for name, value in filled().items() if name != "income"
    }


def test_rate_without_a_period_offers_day_month_and_year() -> None:
    (problem,) = AffordForm(filled(rate="8厘")).problems()
    assert problem.message == "Rate, in percent: Per day, month or year?"
    assert [(choice.label, choice.data["unit"]) for choice in problem.choices] == [
        ("per day", "day"), ("per month", "month"), ("per year", "year"),
    ]  # fmt: skip
    assert all(AffordForm(choice.data).is_valid() for choice in problem.choices)


def test_rate_with_two_periods_offers_the_one_in_the_text() -> None:
    (problem,) = AffordForm(filled(rate="月息8厘", unit="year")).problems()
    form = AffordForm(problem.choices[0].data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["rate"].unit == "month"


ECHOES = [
    ("en", "income", "1.2万", "Read as ¥12,000."),
    ("en", "rate", "18", "Read as 18% a year: ¥1,800 on ¥10,000."),
    ("en", "rate", "0.05%/天", "Read as 0.05% a day: ¥5 on ¥10,000."),
    ("en", "count", "12", "Read as 12, every month."),
    ("zh-hans", "income", "1.2万", "读作 1.2 万元（12,000 元）。"),
    ("zh-hans", "income", "8000", "读作 8,000 元。"),
    ("zh-hans", "rate", "18", "读作每年 18%：借 10,000 元，利息 1,800 元。"),
]


@pytest.mark.parametrize(("language", "box", "typed", "words"), ECHOES)
def test_box_is_echoed_in_words(language: str, box: str, typed: str, words: str) -> None:
    with translation.override(language):
        form = AffordForm(filled(**{box: typed}))
        form.is_valid()
        assert form.echoes[box] == words


def test_every_figure_is_echoed() -> None:
    figures = {"income", "essentials", "debts", "savings", "received", "amount", "rate", "instalment", "count",
               "fee", "second_fee", "last", "bill", "guess"}  # fmt: skip
    data = filled(amount="11000", instalment="1010", fees="some", fee="1", second_fee="2", last="1011", bill="3",
                  guess="4")  # fmt: skip
    form = AffordForm(data)
    assert form.is_valid(), form.errors
    assert set(form.echoes) == figures


def test_unknown_and_a_number_at_once_is_asked_about() -> None:
    form = AffordForm(filled(debts="1200", debts_unknown="on"))
    assert form.errors["debts"] == ["Either a number or “not known”, not both."]


@pytest.mark.parametrize("box", ["debts", "savings"])
def test_empty_is_not_unknown(box: str) -> None:
    form = AffordForm(filled(**{box: ""}))
    assert [error.code for error in form.errors.as_data()[box]] == ["empty"]
    assert AffordForm(filled(**{box: "", f"{box}_unknown": "on"})).is_valid()


@pytest.mark.parametrize("box", ["purpose", "fees"])
@pytest.mark.parametrize("sent", ["", "something-else"])
def test_choice_must_be_made(box: str, sent: str) -> None:
    form = AffordForm(filled(**{box: sent}))
    assert list(form.errors) == [box]


def test_neither_rate_nor_instalment_is_asked_for_once() -> None:
    form = AffordForm(filled(rate=""))
    assert form.errors.as_data()["rate"][0].code == "need_rate_or_instalment"
    assert list(form.errors) == ["rate"]


def test_nothing_else_beside_an_extra_cost_is_asked_about() -> None:
    assert list(AffordForm(filled(fees="none", fee="50")).errors) == ["fees"]


def test_extra_costs_announced_but_not_listed_are_asked_for() -> None:
    assert list(AffordForm(filled(fees="some")).errors) == ["fee"]


@pytest.mark.parametrize("box", ["interval", "unit", "repayment", "lender", "fee_when"])
def test_forged_select_is_refused_at_its_box(box: str) -> None:
    assert list(AffordForm(filled(**{box: "forged"})).errors) == [box]


def test_two_centuries_of_instalments_are_refused_at_their_box() -> None:
    assert list(AffordForm(filled(count="200", interval="year")).errors) == ["count"]


def test_last_payment_without_an_instalment_asks_for_the_instalment() -> None:
    form = AffordForm(filled(last="5000"))
    assert form.errors["instalment"] == ["Enter the instalment too: the last payment alone is not enough."]


def test_instalment_that_no_rate_explains_is_refused_in_plain_words() -> None:
    form = AffordForm(filled(received="1", rate="", instalment="20000", repayment="equal_principal"))
    assert form.is_valid(), form.errors
    assert answered(form) == ["These numbers do not fit together. Check them."]


@pytest.mark.parametrize("typed", ["", "NaN", "-5", "1e308", "1万2", "999999999.99"])
def test_any_text_in_any_box_gets_an_answer(typed: str) -> None:
    for box in AffordForm.base_fields:
        form = AffordForm(filled(**{box: typed}))
        assert form.is_valid() or form.problems()
        if form.is_valid():
            answered(form)
