"""What people type into the boxes of the exercise: a period is never guessed, and each question leads to its answer."""

import html
import re
from random import Random

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.base import InputProblem
from courses.exercises.borrowing.can_i_afford.case import work_out
from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.forms.read_back import doubts
from courses.loans.errors import LoanError
from courses.loans.money import TypedAmount, TypedRate
from tests.exercises.sample import comfortable, filled, form_of, result_of

PAGE, CHINESE = "/en/exercises/can-i-afford/", "/zh-hans/exercises/can-i-afford/"
FLAT = {"repayment": "flat_fee"}


def _nominal(data: dict[str, str]) -> str:
    """The yearly cost without compounding, in percent."""
    nominal = work_out(form_of(data)).cost.rates.nominal
    assert nominal is not None
    return f"{100 * nominal:.2f}"


def _asked(data: dict[str, str]) -> InputProblem:
    """The one thing that the form asks about."""
    (problem,) = AffordForm(data).problems()
    return problem


def _pressed(data: dict[str, str], label: str) -> dict[str, str]:
    return next(dict(choice.data) for choice in _asked(data).choices if choice.label == label)


# ---- a period is never guessed


@pytest.mark.parametrize(
    ("typed", "label", "nominal"),
    [
        ("0.75", "per instalment", "16.22"),
        ("0.6", "per instalment", "13.03"),
        ("1", "per instalment", "21.46"),
        ("0.75", "per month", "16.22"),
        ("0.75", "per year", "1.38"),
        ("0.75%", "per instalment", "16.22"),
    ],
)
def test_fee_on_the_first_amount_is_asked_for_its_period(typed: str, label: str, nominal: str) -> None:
    data = filled(rate=typed, **FLAT)
    problem = _asked(data)

    assert problem.message == "Rate, in percent: Per instalment, month or year?"
    assert [choice.label for choice in problem.choices] == ["per instalment", "per month", "per year"]
    assert _nominal(_pressed(data, label)) == nominal


@pytest.mark.parametrize(
    ("changes", "labels"),
    [
        ({"rate": "18", **FLAT}, ["per instalment", "per month", "per year"]),
        ({"rate": "3个点"}, ["per month", "per year", "per instalment"]),
        ({"rate": "1.5"}, ["per month", "per year", "per instalment"]),
        ({"rate": "0.05%"}, ["per day", "per month", "per year", "per instalment"]),
        ({"rate": "1.5", "interval": "week", "count": "52"}, ["per instalment", "per month", "per year"]),
        ({"rate": "8厘"}, ["per day", "per month", "per year"]),
        ({"rate": "2分"}, ["per day", "per month", "per year"]),
    ],
)
def test_rate_that_two_periods_would_fit_is_asked_for(changes: dict[str, str], labels: list[str]) -> None:
    problem = _asked(filled(**changes))

    assert [choice.label for choice in problem.choices] == labels
    assert all(AffordForm(choice.data).is_valid() for choice in problem.choices)
    results = {_nominal(dict(choice.data)) for choice in problem.choices}
    assert len(results) == len(labels) - ("repayment" in changes)  # each month is an instalment of a monthly fee


def test_period_chosen_in_the_list_is_not_asked_for_again() -> None:
    assert _nominal(filled(rate="0.75", unit="instalment", **FLAT)) == "16.22"
    assert _nominal(filled(rate="0.75%/期", **FLAT)) == "16.22"
    assert _nominal(filled(rate="1% per month", **FLAT)) == "21.46"


@pytest.mark.parametrize("rate", ["21", "23", "4.5", "7.5", "18%", "0"])
def test_rate_that_only_a_year_fits_is_read_as_a_year(rate: str) -> None:
    assert form_of(filled(rate=rate)).cleaned_data["rate"].unit == "year"


def test_page_asks_with_buttons_that_keep_everything_typed() -> None:
    client = Client()
    data = {**filled(rate="0.75", guess="1234", **FLAT), "lesson": ""}
    response = client.post(PAGE, data)
    page = response.content.decode()
    forms = [form.partition("</form>")[0] for form in page.split("<form ")[1:]]
    again = next(form for form in forms if "<button>per instalment</button>" in form)
    boxes = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', again))
    boxes.pop("csrfmiddlewaretoken", None)

    assert response.status_code == 422
    assert boxes == {**filled(rate="0.75", guess="1234", **FLAT), "unit": "instalment"}
    assert 'method="post"' in again.partition(">")[0]
    assert client.post(PAGE, boxes).status_code == 200


def test_question_about_the_period_is_chinese_on_the_chinese_page() -> None:
    page = Client().post(CHINESE, filled(rate="0.75", **FLAT)).content.decode()

    assert "是每期、每月还是每年？" in page
    assert [label in page for label in ("<button>每期</button>", "<button>每月</button>", "<button>每年</button>")] == [
        True, True, True,
    ]  # fmt: skip


# ---- what is read, with its doubt


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("日息万五", "0.0005", "day"), ("月利3%", "0.03", "month"), ("每1000元每天0.5元", "0.0005", "day"),
        ("24% APR", "0.24", "year"), ("1.5% pm", "0.015", "month"),
    ],
)  # fmt: skip
def test_rate_is_read_without_a_doubt(typed: str, value: str, unit: str) -> None:
    form = form_of(filled(rate=typed))
    read = form.cleaned_data["rate"]

    assert (str(read.value), read.unit) == (value, unit)
    assert list(doubts(form)) == []


@pytest.mark.parametrize(
    ("typed", "says", "others"),
    [
        ("万5", "Read as 0.05% a day: ¥5 on ¥10,000. Without a period, ten-thousandths usually mean a day. "
                "Check it with the lender.", ["per month", "per year"]),
        ("万3", "Read as 0.03% a day: ¥3 on ¥10,000. Without a period, ten-thousandths usually mean a day. "
                "Check it with the lender.", ["per month", "per year"]),
        ("3分利", "Read as 3% a month: ¥300 on ¥10,000. Without a period, this usually means a month. "
                  "Check it with the lender.", ["per day", "per year"]),
        ("三分利息", "Read as 3% a month: ¥300 on ¥10,000. Without a period, this usually means a month. "
                     "Check it with the lender.", ["per day", "per year"]),
        ("3厘利息", "Read as 0.3% a month: ¥30 on ¥10,000. Without a period, this usually means a month. "
                    "Check it with the lender.", ["per day", "per year"]),
    ],
)  # fmt: skip
def test_period_meant_by_custom_is_said_with_the_others_as_buttons(typed: str, says: str, others: list[str]) -> None:
    form = form_of(filled(rate=typed))
    doubt = next(iter(doubts(form)))

    assert (doubt.says, [choice.label for choice in doubt.choices]) == (says, others)
    assert form.echo("rate") == says
    assert all(AffordForm(choice.data).is_valid() for choice in doubt.choices)


def test_lowest_rate_of_an_advertisement_is_doubted_and_never_gives_room() -> None:
    data = comfortable(rate="7.2%起")
    says = "You wrote that it can be more; we count with this figure, the lowest."

    assert result_of(comfortable(rate="7.2%")).verdict == "room"
    assert result_of(data).verdict != "room"
    assert work_out(form_of(data)).cost.lower_bound
    assert [doubt.says for doubt in doubts(form_of(data))] == [
        f"Rate, in percent: Read as 7.2% a year: ¥720 on ¥10,000. {says}"
    ]


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
    problem = _asked(filled(**changes))
    first = dict(problem.choices[0].data)

    assert [choice.label for choice in problem.choices] == labels
    assert first == {name: value for name, value in {**filled(**changes), **boxes}.items() if value}
    assert AffordForm(first).is_valid() or list(AffordForm(first).errors) != list(changes)


@pytest.mark.parametrize(
    ("typed", "interval"),
    [("7天", "week"), ("14天", "two_weeks"), ("两周", "two_weeks"), ("28 days", "four_weeks"), ("30天", "month")],
)
def test_time_of_a_loan_is_offered_as_one_payment_at_its_end(typed: str, interval: str) -> None:
    once = _asked(filled(count=typed)).choices[-1]

    assert once.label.startswith("1 payment, after ")
    assert {name: once.data[name] for name in ("count", "interval")} == {"count": "1", "interval": interval}


@pytest.mark.parametrize(
    ("typed", "count", "interval"),
    [("15天", "15", "day"), ("10 days", "10", "day"), ("半个月", "15", "day"), ("一个半月", "45", "day"),
     ("21日", "21", "day"), ("6周", "6", "week")],
)  # fmt: skip
def test_any_other_time_of_a_loan_is_offered_as_one_payment_at_its_end(typed: str, count: str, interval: str) -> None:
    """The loan of ten or fifteen days is the one that is sold as a help until pay day."""
    once = _asked(filled(count=typed)).choices[-1]
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
    problem = _asked(filled(amount="10000", received=received, **changes))

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


# ---- any text at all

PIECES = [
    *"0123456789.,-+%‰‱~/ 年月日天周期息利厘分点万千百十亿零一二两三五半元块¥约起每kwKW\u3000\u200b²٣💸１％&e\0'",
    "个点", "大概", "左右", "以上", "不到", "没有", " a ", "year", "month", " per ", "pm", "apr", "none", "about ",
    "to", "分之", "日息", "月利", "每1000元", "<b>", "NaN",
]  # fmt: skip
FIGURES = ("income", "essentials", "debts", "savings", "received", "amount", "count", "rate", "instalment", "fee",
           "second_fee", "last", "bill", "guess")  # fmt: skip


def _anything(random: Random) -> str:
    """A few pieces around a figure, or a heap of them."""
    figure = random.choice(["", "8", "12", "8000", "0.5", "1.2", "18", "7.2%", "18,25", "三", "一万五"])
    pieces = [random.choice(PIECES) for _ in range(random.choice([0, 1, 1, 2, 2, 3, 9]))]
    pieces.insert(random.randint(0, len(pieces)), figure)
    return "".join(pieces)[:40]


def test_any_text_is_read_and_echoed_or_refused_in_words() -> None:
    random = Random(20261129)
    read, refused = 0, 0
    for turn in range(6000):
        box, typed = FIGURES[turn % len(FIGURES)], _anything(random)
        with translation.override(("en", "zh-hans")[turn % 2]):
            form = AffordForm(filled(fees="some", **{"fee": "1", box: typed}))
            form.is_valid()
            value = form.cleaned_data.get(box)
            if box in form.errors:
                refused += 1
                assert all(form.errors[box]), (box, typed)
                assert form.problems()
            elif isinstance(value, TypedAmount | TypedRate | int):
                read += 1
                assert form.echo(box), (box, typed)
    assert min(read, refused) > 500


def test_any_text_is_answered_by_the_page_with_what_was_read() -> None:
    random = Random(1129)
    client = Client()
    for turn in range(150):
        box, typed = FIGURES[turn % len(FIGURES)], _anything(random)
        data = filled(fees="some", **{"fee": "1", box: typed})
        response = client.post((PAGE, CHINESE)[turn % 2], data)
        page = html.unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
        assert response.status_code in (200, 422), (box, typed)
        with translation.override(("en", "zh-hans")[turn % 2]):
            form = AffordForm(data)
            form.is_valid()
            assert form.echo(box) in page, (box, typed)


def test_any_reading_offered_leads_on() -> None:
    """A button never sends the question back that it answers."""
    random = Random(29)
    pressed = 0
    for turn in range(3000):
        box, typed = FIGURES[turn % len(FIGURES)], _anything(random)
        form = AffordForm(filled(fees="some", **{"fee": "1", box: typed}))
        for problem in form.problems():
            for choice in problem.choices:
                pressed += 1
                again = AffordForm(choice.data)
                assert again.is_valid() or problem.message not in [one.message for one in again.problems()], (
                    box,
                    typed,
                )
    assert pressed > 50


def test_any_text_that_is_read_is_worked_out_or_refused() -> None:
    random = Random(7)
    for turn in range(400):
        form = AffordForm(filled(**{FIGURES[turn % len(FIGURES)]: _anything(random)}))
        if form.is_valid():
            try:
                work_out(form)
            except LoanError as problem:
                form.refuse(problem)
                assert form.problems()
