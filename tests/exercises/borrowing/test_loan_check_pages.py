"""The pages of the loan check: wrong input, what is handed on, and nothing kept."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from tests.exercises.borrowing.checked_loans import SHORT, YEAR, answer
from tests.exercises.test_privacy import _found, _stored_texts

PAGES = ("/en/exercises/loan-check/", "/zh-hans/exercises/loan-check/")


@pytest.mark.parametrize(
    ("changes", "box", "words"),
    [
        ({"received": ""}, "received", "Enter the money that reaches you, like 700."),
        ({"total": "abc"}, "total", "We cannot read this as a number."),
        ({"total": "0"}, "total", ""),
        ({"total": "600"}, "total", "You would pay back less than reaches you."),
        ({"when": ""}, "when_0", "Choose by when it is paid back."),
        ({"when": "nonsense"}, "when_0", "Choose by when it is paid back."),
        ({"when": "another"}, "count", "Enter how many days, weeks, months or payments"),
        ({"when": "another", "count": "30"}, "rhythm", "Choose days, weeks, months or payments."),
        ({"when": "another", "count": "x", "rhythm": "each-day"}, "count", "We cannot read this as a number."),
        ({"when": "another", "count": "999999", "rhythm": "each-month"}, "count", ""),
        ({"lender": "aunt"}, "lender", "Choose who lends."),
    ],
)
def test_wrong_input_is_422_and_said_at_its_box(changes, box, words) -> None:
    reply = Client().post(PAGES[0], {**SHORT, **changes})
    page = reply.content.decode()

    assert reply.status_code == 422
    assert f'<a href="#exercise-{box}">' in page
    assert f'id="exercise-{box}"' in page
    assert words in page
    assert 'id="exercise-result"' not in page


def test_result_leads_on_with_the_same_figures_and_asks_nothing_twice() -> None:
    client = Client()
    page = client.post(PAGES[0], {**YEAR, "lender": "platform_bank"}).content.decode()
    form = page.split('action="/en/exercises/can-i-afford/"')[1].split("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert 'class="main"' in form

    reply = client.post("/en/exercises/can-i-afford/", hidden)

    there = reply.content.decode()
    assert reply.status_code == 200
    assert "There is a problem" not in there
    assert re.search(r'name="received" value="10000"', there)
    assert re.search(r'name="instalment" value="916.8"', there)
    assert re.search(r'name="last" value="916.81"', there)
    assert re.search(r'<option value="platform_bank" selected>', there)
    assert "Your figures are filled in." in there


def test_brought_figures_are_not_shown_to_the_next_reader() -> None:
    Client().post("/en/exercises/can-i-afford/", {"brought": "1", "received": "7654321"})

    assert "7654321" not in Client().get("/en/exercises/can-i-afford/").content.decode()


def test_dangerous_result_has_help_as_its_one_main_button() -> None:
    main = Client().post(PAGES[0], SHORT).content.decode().split("<main")[1]

    assert re.findall(r'class="(?:button )?main"', main.split('<details class="fold no-print">')[0]) == [
        'class="button main"'
    ]
    assert '<a class="button main" href="/en/help-now/">' in main


def test_chinese_answer_is_chinese() -> None:
    page = Client().post(PAGES[1], SHORT).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "危险。先别签" in page
    assert "到手 700 元，7 天后一共还 1,000 元：每 100 元要多付 42.86 元。" in page
    with translation.override("zh-hans"):
        assert "每月还，12 次一共还 11,001.61 元" in answer(**YEAR).says


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("changes", [{}, {"when": "nonsense"}])
def test_figures_leave_no_trace(guest_client, page, changes) -> None:
    reply = guest_client.post(page, {"received": "7654321", "total": "7999999", "when": "7-days", **changes})

    assert "7654321" in reply.content.decode()
    assert reply["Cache-Control"] == "no-store"
    assert _found(_stored_texts()) == []
    assert _found([str(reply.cookies), str(dict(guest_client.session)), str(dict(reply.items()))]) == []


def test_front_page_sends_its_three_boxes_by_post_and_costs_no_query(db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        page = Client().get("/en/").content.decode()

    form = page.split('<form method="post" action="/en/exercises/loan-check/"')[1].split("</form>")[0]
    assert set(re.findall(r'name="(\w+)"', form)) == {"csrfmiddlewaretoken", "received", "total", "when"}


def test_result_says_once_in_one_box_and_folds_the_form(db) -> None:
    page = Client().post(PAGES[0], SHORT).content.decode()

    assert page.count('class="verdict') == 1
    assert page.index('id="exercise-result"') < page.index('name="received" value="700"')
    assert page.count(" autofocus") == 1


@pytest.mark.parametrize(
    ("typed", "late"),
    [
        (SHORT, {"principal": "0", "count": "0", "arrears": "1000"}),
        ({**SHORT, "when": "1-month", "lender": "bank"},
         {"principal": "0", "count": "0", "arrears": "1000", "lender": "bank"}),
        ({**YEAR, "total": "12000"},
         {"principal": "10000", "count": "12", "interval": "month", "instalment": "1000"}),
    ],
)  # fmt: skip
def test_loan_in_one_payment_that_is_late_is_wholly_overdue(typed: dict[str, str], late: dict[str, str]) -> None:
    assert dict(answer(**typed).on_with[-1].data) == late
    body = Client().post("/en/exercises/late-or-more-time/", {**late, "brought": "1"}).content.decode()
    assert f'name="principal" value="{late["principal"]}"' in re.sub(
        r' (inputmode|autocomplete|class|type)="[^"]*"', "", body
    )


def test_ways_on_of_whoever_is_late_differ_in_what_they_do() -> None:
    found = answer(**SHORT)
    assert str(found.on_with[-1].label) == "Work out what being late costs"  # beside “I am already late: what first?”


def test_loan_of_interest_only_is_not_handed_on_as_if_it_were_level() -> None:
    asked = answer(**YEAR, interest_only="on")
    assert "late-or-more-time" not in [on.kind for on in asked.on_with]


@pytest.mark.parametrize("total", ["每月950", "950/月", "每期950", "950 a month", "950 each"])
def test_what_is_paid_each_time_is_offered_as_the_sum_of_all(total: str) -> None:
    form = LoanCheckForm({**YEAR, "total": total})
    (problem,) = form.problems()

    assert "Enter all payments added up, not what you pay each time." in problem.message
    assert [choice.label for choice in problem.choices] == ["¥950 each time, 12 times: ¥11,400 in all"]
    assert answer(**problem.choices[0].data).heading


@pytest.mark.parametrize(("total", "when"), [("每周950", "12-months"), ("950/年", "6-months"), ("每天200", "1-month")])
def test_sum_of_another_time_is_no_sum_of_all(total: str, when: str) -> None:
    (problem,) = LoanCheckForm({**YEAR, "total": total, "when": when}).problems()

    assert (problem.anchor, problem.choices) == ("exercise-total", ())


def test_interest_alone_is_never_taken_for_all_that_is_paid_back() -> None:
    """Of 1,200, which may be all interest or that of a month, the loan itself is not paid."""
    (problem,) = LoanCheckForm({**YEAR, "total": "1200", "interest_only": "on"}).problems()

    assert [choice.label for choice in problem.choices] == [
        "¥1,200 of interest and the loan of ¥10,000: ¥11,200 in all",
        "¥14,400 of interest and the loan of ¥10,000: ¥24,400 in all",
    ]
    rates = [answer(**choice.data).says for choice in problem.choices]
    assert "12.00% a year" in rates[0]
    assert "144.00% a year" in rates[1]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("data", "main"),
    [(SHORT, "help-now"), ({**SHORT, "received": "0"}, "help-now"), (YEAR, "can-i-afford"),
     ({**YEAR, "lender": "bank"}, "can-i-afford")],
)  # fmt: skip
def test_one_thing_to_do_next_stands_out_and_the_others_are_quiet(page: str, data: dict[str, str], main: str) -> None:
    html = Client().post(page, data).content.decode()
    aside = html.partition("<aside>")[2].partition("</aside>")[0]
    pressed = re.findall(r"<(?:a|button)\b[^>]*>", aside)

    assert ["main" in one for one in pressed].count(True) == 1
    assert all("main" in one or "quiet" in one for one in pressed)
    (first, *_others) = re.findall(r'(?:href|action)="[^"]*/([a-z-]+)/"', aside)
    assert first == main
    assert "main" in pressed[0]
