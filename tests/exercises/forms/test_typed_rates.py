"""Rates typed into exercises: a period is never guessed, and each question leads to its answer."""

import re

import pytest
from django.test import Client

from courses.exercises.borrowing.can_i_afford.case import work_out
from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.forms.read_back import doubts
from tests.exercises.forms.typed_forms import CHINESE, PAGE, asked
from tests.exercises.sample import comfortable, filled, form_of, result_of

FLAT = {"repayment": "flat_fee"}


def _nominal(data: dict[str, str]) -> str:
    """The yearly cost without compounding, in percent."""
    nominal = work_out(form_of(data)).cost.rates.nominal
    assert nominal is not None
    return f"{100 * nominal:.2f}"


def _pressed(data: dict[str, str], label: str) -> dict[str, str]:
    return next(dict(choice.data) for choice in asked(data).choices if choice.label == label)


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
    problem = asked(data)

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
    problem = asked(filled(**changes))

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
