"""Sums and times typed into exercises: rough ones are doubted, others are offered a reading."""

import pytest

from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.forms.read_back import doubts
from tests.exercises.forms.typed_forms import asked
from tests.exercises.sample import filled, form_of, result_of


@pytest.mark.parametrize("box", ["income", "essentials", "debts", "savings", "received", "bill", "guess"])
def test_rough_sum_is_read_and_doubted(box: str) -> None:
    form = form_of(filled(**{box: "大概8k"}))
    said = [doubt.says for doubt in doubts(form)]

    assert form.cleaned_data[box].value == 8000
    assert said == [
        f"{form[box].label}: Read as ¥8,000. You wrote that this is rough; we count with exactly this figure."
    ]


@pytest.mark.parametrize("typed", ["没有", "无", "none", "0"])
def test_none_is_zero_where_a_sum_is_needed(typed: str) -> None:
    form = form_of(filled(debts=typed, savings=typed))

    assert (form.cleaned_data["debts"].value, form.echo("savings")) == (0, "Read as ¥0.")


@pytest.mark.parametrize("box", ["instalment", "last", "amount"])
def test_none_is_an_empty_box_where_no_sum_need_be(box: str) -> None:
    form = form_of(filled(**{box: "没有"}))

    assert (form.cleaned_data[box], form.echo(box)) == (None, "Read as: there is none.")


# ---- questions with their readings as buttons


@pytest.mark.parametrize(
    ("changes", "labels", "boxes"),
    [
        ({"rate": "18,25"}, ["18.25%", "1,825%"], {"rate": "18.25"}),
        ({"rate": "0,05%/天"}, ["0.05%", "5%"], {"rate": "0.05", "unit": "day"}),
        ({"rate": "0,015%/天"}, ["0.015%", "15%"], {"rate": "0.015", "unit": "day"}),
        ({"rate": "7.2%-24%"}, ["7.2%", "24%"], {"rate": "7.2"}),
        ({"rate": "月息1-2分"}, ["1%", "2%"], {"rate": "1", "unit": "month"}),
        ({"income": "18,25"}, ["18.25", "1,825"], {"income": "18.25"}),
        ({"income": "一万五"}, ["15,000", "10,005"], {"income": "15000"}),
        ({"income": "8000-10000"}, ["8,000", "10,000"], {"income": "8000"}),
        ({"income": "年薪12万"}, ["¥10,000 a month"], {"income": "10000"}),
        ({"essentials": "700 weekly"}, ["¥3,033.33 a month"], {"essentials": "3033.33"}),
        ({"debts": "不知道"}, ["Not known"], {"debts": "", "debts_unknown": "on"}),
        ({"savings": "unknown"}, ["Not known"], {"savings": "", "savings_unknown": "on"}),
        ({"count": "大概12期"}, ["12"], {"count": "12"}),
        ({"count": "12-24"}, ["12", "24"], {"count": "12"}),
        (
            {"count": "52周"},
            ["12 payments, every month", "52 payments, every week", "1 payment, after a year"],
            {"count": "12"},
        ),
        (
            {"count": "30天"},
            ["30 payments, every day", "1 payment, after a month"],
            {"count": "30", "interval": "day"},
        ),
        (
            {"count": "8天"},
            ["8 payments, every day", "1 payment, after 8 days"],
            {"count": "8", "interval": "day"},
        ),
        ({"rate": "24/36"}, ["24%", "36%"], {"rate": "24"}),
        ({"rate": "7.2%/24%"}, ["7.2%", "24%"], {"rate": "7.2"}),
        ({"income": "五六千"}, ["5,000", "6,000"], {"income": "5000"}),
    ],
)
def test_question_offers_its_readings(changes: dict[str, str], labels: list[str], boxes: dict[str, str]) -> None:
    problem = asked(filled(**changes))
    first = dict(problem.choices[0].data)

    assert [choice.label for choice in problem.choices] == labels
    assert first == {name: value for name, value in {**filled(**changes), **boxes}.items() if value}
    assert AffordForm(first).is_valid() or list(AffordForm(first).errors) != list(changes)


@pytest.mark.parametrize(
    ("typed", "interval"),
    [("7天", "week"), ("14天", "two_weeks"), ("两周", "two_weeks"), ("28 days", "four_weeks"), ("30天", "month")],
)
def test_time_of_a_loan_is_offered_as_one_payment_at_its_end(typed: str, interval: str) -> None:
    once = asked(filled(count=typed)).choices[-1]

    assert once.label.startswith("1 payment, after ")
    assert {name: once.data[name] for name in ("count", "interval")} == {"count": "1", "interval": interval}


@pytest.mark.parametrize(
    ("typed", "count", "interval"),
    [("15天", "15", "day"), ("10 days", "10", "day"), ("半个月", "15", "day"), ("一个半月", "45", "day"),
     ("21日", "21", "day"), ("6周", "6", "week")],
)  # fmt: skip
def test_any_other_time_of_a_loan_is_offered_as_one_payment_at_its_end(typed: str, count: str, interval: str) -> None:
    """The loan of ten or fifteen days is the one that is sold as a help until pay day."""
    once = asked(filled(count=typed)).choices[-1]
    result = result_of(dict(once.data))

    assert once.label == f"1 payment, after {count} {interval}s"
    assert {name: once.data[name] for name in ("count", "interval", "repayment")} == {
        "count": count, "interval": interval, "repayment": "single_payment",
    }  # fmt: skip
    assert result.verdict != "room"


@pytest.mark.parametrize("changes", [{"rate": "12"}, {"rate": "18%", "count": "6"}, {"instalment": "900"}])
@pytest.mark.parametrize("received", ["10000.01", "10500", "2万"])
def test_more_in_hand_than_the_contract_names_is_asked_about(received: str, changes: dict[str, str]) -> None:
    """It would show a price below the one that is charged."""
    problem = asked(filled(amount="10000", received=received, **changes))

    assert "More would reach you than the contract names." in problem.message
    assert [choice.label for choice in problem.choices] == ["Leave out the amount in the contract"]
    assert "amount" not in problem.choices[0].data


@pytest.mark.parametrize(
    ("typed", "interval", "count"),
    [("12期", "month", 12), ("12 months", "month", 12), ("一年", "month", 12), ("半年", "month", 6),
     ("3年", "month", 36), ("36个月", "month", 36), ("一年", "week", 52)],
)  # fmt: skip
def test_length_of_a_loan_becomes_its_number_of_payments(typed: str, interval: str, count: int) -> None:
    assert form_of(filled(count=typed, interval=interval)).cleaned_data["count"] == count


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"instalment": "900/周"}, "instalment"),
        ({"instalment": "900/月", "interval": "week", "count": "52"}, "instalment"),
        ({"fees": "some", "fee": "20/月", "fee_when": "upfront"}, "fee"), ({"savings": "500/月"}, "savings"),
    ],
)  # fmt: skip
def test_sum_for_another_time_than_its_box_is_refused(changes: dict[str, str], box: str) -> None:
    assert list(AffordForm(filled(**changes)).errors) == [box]


@pytest.mark.parametrize("typed", ["950/月", "每月950元", "950 a month", "每期950", "950 each payment", "950元/期"])
def test_instalment_may_say_that_it_is_one(typed: str) -> None:
    assert form_of(filled(instalment=typed)).cleaned_data["instalment"].value == 950
