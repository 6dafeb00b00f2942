"""Is this loan dangerous? Three figures are answered truthfully: never good for what would hurt."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.exercises.borrowing.loan_check.result import AnswerShown, check_result
from courses.exercises.borrowing.loan_check.verdict import VerdictLevel
from tests.exercises.test_privacy import _found, _stored_texts

PAGES = ("/en/exercises/loan-check/", "/zh-hans/exercises/loan-check/")
SHORT = {"received": "700", "total": "1000", "when": "7-days"}
YEAR = {"received": "10000", "total": "11001.61", "when": "12-months"}


def answer(**data: str) -> AnswerShown:
    form = LoanCheckForm(data)
    assert form.is_valid(), form.errors
    return check_result(form)


def test_714_loan_is_dangerous_and_has_no_rate() -> None:
    found = answer(**SHORT)

    assert (found.level, found.heading) == (VerdictLevel.BAD, "Dangerous. Do not sign yet")
    assert found.says == "¥700 reaches you, ¥1,000 goes back after 7 days: ¥42.86 on top of every ¥100."
    assert "over 1,000% a year" in found.signs[0]
    assert "Very short and dear" in found.signs[1]
    assert not re.search(r"\d%", found.says)
    assert {line.is_within for line in found.lines} == {False}
    assert any(cited.id == "CN-SCAM-10" for cited in found.sources)


def test_rate_between_two_lines_depends_on_who_lends() -> None:
    found = answer(**YEAR)

    assert (found.level, found.heading) == (VerdictLevel.WARN, "It depends on who lends. Do not sign yet")
    assert "the loan costs ¥1,001.61, that is 18.00% a year" in found.says
    assert [(line.says[:3], line.is_within) for line in found.lines] == [("12%", False), ("24%", True)]
    assert {"A small-loan company", "A private person"} <= {choice.label for choice in found.what_else}


@pytest.mark.parametrize(
    ("lender", "level", "within"),
    [("platform_bank", "good", True), ("microloan", "good", True), ("private", "bad", False)],
)
def test_lender_decides_which_line_applies(lender, level, within) -> None:
    found = answer(**YEAR, lender=lender)

    assert found.level == level
    assert [line.is_within for line in found.lines] == [within]


def test_good_names_the_dated_line_and_claims_no_more() -> None:
    found = answer(**YEAR, lender="platform_bank")

    assert found.heading == "No danger sign found. Now see whether you can pay it"
    assert [line.says for line in found.lines] == ["24%: A bank, through an app or a platform (since October 2025)"]
    assert [cited.id for cited in found.sources] == ["CN-RATE-08"]
    assert found.within == f"It is within the lowest line that could apply, {found.lines[0].says}."


@pytest.mark.parametrize("data", [YEAR, SHORT])
def test_box_names_no_line_as_kept_where_one_could_be_exceeded(data) -> None:
    assert answer(**data).within == ""


def test_lender_without_a_known_line_is_never_good() -> None:
    assert answer(received="10000", total="10200", when="12-months", lender="card").level == VerdictLevel.WARN


@pytest.mark.parametrize(
    ("changes", "level", "words"),
    [
        ({"received": "0", "total": "300"}, "bad", "if you must pay first, do not believe it"),
        ({"total": "701"}, "warn", "All of it is due within a month"),
        ({"when": "14-days", "total": "750"}, "bad", "Very short and dear"),
        ({"when": "1-month", "total": "714"}, "warn", "All of it is due within a month"),
        ({"when": "another", "count": "30", "rhythm": "each-day", "total": "900"}, "bad", "Very short and dear"),
        ({"when": "12-months", "total": "740", "pay_first": "on"}, "bad", "if you must pay first"),
        ({"when": "12-months", "total": "740", "interest_only": "on"}, "warn", "Each payment is only interest"),
        ({"when": "12-months", "total": "740", "more_on_paper": "on"}, "warn", "names more than reaches you"),
        ({"when": "12-months", "total": "700"}, "warn", "A loan that costs nothing is rare"),
        ({"when": "12-months", "total": "5000"}, "bad", "above every line we know"),
        ({"received": "1", "total": "1000000000"}, "bad", "no yearly rate can be worked out"),
    ],
)
def test_pattern_keeps_a_loan_from_being_good(changes, level, words) -> None:
    found = answer(**{**SHORT, **changes})

    assert found.level == level
    assert any(words in sign for sign in found.signs)


def test_interest_only_is_worked_out_on_the_whole_loan() -> None:
    even, at_the_end = answer(**YEAR), answer(**YEAR, interest_only="on")

    assert "18.00% a year" in even.says
    assert "10.02% a year" in at_the_end.says


@pytest.mark.parametrize(
    ("received", "total"), [("７００", "１０００"), ("七百", "一千"), ("700元", "1,000元"), ("0.07万", "0.1万")]
)
def test_figures_are_read_as_people_type_them(received, total) -> None:
    assert answer(received=received, total=total, when="7-days").says == answer(**SHORT).says


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


def test_ruler_shows_the_price_beside_the_lines() -> None:
    found = answer(**YEAR)

    assert found.ruler is not None
    assert "18.00%" in found.ruler.svg or "18%" in found.ruler.svg
    assert "12%" in found.ruler.svg
    assert "24%" in found.ruler.svg


def test_ruler_of_a_714_loan_names_no_rate_and_runs_off() -> None:
    found = answer(**SHORT)

    assert found.ruler is not None
    assert "over 1,000%" in f"{found.ruler.caption} {found.ruler.svg}".lower()
    assert "2,2" not in found.ruler.svg  # (1,000 − 700) ÷ 700 in 7 days would be 2,234.69 % a year


def test_loan_that_gives_nothing_has_no_ruler() -> None:
    assert answer(received="0", total="1000", when="7-days").ruler is None


def test_page_shows_the_ruler_after_the_box() -> None:
    page = Client().post("/en/exercises/loan-check/", YEAR).content.decode()

    assert page.index('id="exercise-result"') < page.index("<figure") < page.index("The lines that could apply")


def test_lenders_after_the_first_are_named_as_within_a_sentence() -> None:
    low, high = (line.says for line in answer(**YEAR).lines)
    assert low.startswith("12%: A private person, somebody else (4 times")
    assert high.startswith("24%: A bank, a consumer finance company (since August 2017); a bank, through an app")


def test_less_in_all_than_reaches_somebody_may_be_what_is_paid_each_time() -> None:
    form = LoanCheckForm({"received": "12000", "total": "1072", "when": "12-months"})
    (problem,) = form.problems()
    (choice,) = problem.choices
    assert choice.label == "¥1,072 each time, 12 times: ¥12,864 in all"
    again = LoanCheckForm(dict(choice.data))
    assert again.is_valid()
    assert again.offer is not None
    assert again.offer.stated_instalment == 1072


@pytest.mark.parametrize(("total", "when"), [("1072", "7-days"), ("300", "12-months")])
def test_less_than_reaches_somebody_is_asked_about_where_no_other_reading_repays_it(total: str, when: str) -> None:
    (problem,) = LoanCheckForm({"received": "12000", "total": total, "when": when}).problems()
    assert problem.choices == ()


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
