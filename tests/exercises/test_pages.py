"""The exercise's page: what GET and POST answer, in both languages, with and without a mistake."""

import re

import pytest
from django.test import Client
from django.utils import translation

from courses.exercises.registry import EXERCISES
from tests.exercises.sample import filled

PAGE = "/en/exercises/can-i-afford/"
CHINESE = "/zh-hans/exercises/can-i-afford/"


@pytest.fixture
def visitor() -> Client:
    return Client()


def test_get_shows_an_empty_form_and_says_that_nothing_is_saved(visitor: Client) -> None:
    response = visitor.get(PAGE)
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert "Nothing you type here is saved: it is calculated and forgotten." in page
    assert 'id="exercise-result"' not in page


def test_get_in_chinese_is_chinese(visitor: Client) -> None:
    page = visitor.get(CHINESE).content.decode()
    assert "<h1>这笔贷款我还得起吗？</h1>" in page
    assert "你在这里填的都不保存，用完即丢。" in page


def test_post_answers_the_whole_page_with_the_result_in_focus(visitor: Client) -> None:
    response = visitor.post(PAGE, filled())
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert '<section id="exercise-result" class="verdict tight" role="group" tabindex="-1" autofocus' in page
    assert page.count(" autofocus") == 1
    assert "¥1,383.20 a month would be left." in page
    assert "Of ¥8,000 a month, ¥1,383.20 is left" in page


def test_post_in_chinese_uses_the_wording_of_the_design(visitor: Client) -> None:
    page = visitor.post(CHINESE, filled()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "按你填的数字，勉强安排得下，但很紧：每月只剩 1,383.20 元。" in page
    assert "如果收入少两成，每月会差 216.80 元。" in page
    assert "一旦没了收入，积蓄只够撑将近一个月。不到一个月，我们就算“紧”。" in page
    assert "每期还款不超过 700 元，这一条就不成立了。" in page


def test_mistake_is_422_with_a_summary_and_what_was_typed(visitor: Client) -> None:
    response = visitor.post(PAGE, {**filled(), "income": "NaN"})
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (422, "no-store")
    assert "<title>Error: Can I afford this loan?" in page
    assert '<div class="error-summary" role="group" tabindex="-1" autofocus' in page
    assert '<a href="#exercise-income">Money coming in, after tax: We cannot read this as a number.' in page
    assert 'value="NaN"' in page
    assert 'value="4500"' in page
    assert page.count(" autofocus") == 1


@pytest.mark.parametrize(
    ("box", "typed", "words"),
    [
        ("count", "abc", "We cannot read this as a number. Write it in digits, like 12."),
        ("count", "12周", "Write only how many payments there are: 12 for a year of monthly payments."),
        ("count", "-1", "Enter 1 or more."),
        ("rate", "abc", "We cannot read this as a rate. Write it in digits, like 18."),
        ("received", "-5", "Enter 1 or more."),
    ],
)
def test_mistake_says_what_this_box_needs(visitor: Client, box: str, typed: str, words: str) -> None:
    response = visitor.post(PAGE, {**filled(), box: typed})
    assert response.status_code == 422
    assert response.content.decode().count(words) == 2  # in the summary and at the box


def test_empty_post_names_every_box_that_is_needed(visitor: Client) -> None:
    page = visitor.post(PAGE, {}).content.decode()
    for anchor in (
        "income",
        "essentials",
        "debts",
        "savings",
        "purpose_0",
        "received",
        "interval",
        "count",
        "rate",
        "fees_0",
    ):
        assert f'<a href="#exercise-{anchor}">' in page
        assert f'id="exercise-{anchor}"' in page


def test_typed_markup_is_escaped(visitor: Client) -> None:
    page = visitor.post(PAGE, {**filled(), "income": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_ambiguous_number_offers_two_forms_that_keep_the_rest(visitor: Client) -> None:
    page = visitor.post(PAGE, {**filled(), "income": "1万2"}).content.decode()
    assert "<button>12,000</button>" in page
    assert "<button>10,002</button>" in page
    assert page.count('<input type="hidden" name="essentials" value="4500">') == 2


def test_figures_in_the_address_are_ignored(visitor: Client) -> None:
    response = visitor.get(PAGE, {"income": "7654321", "rate": "99"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "7654321" not in page.partition("<main")[2]
    assert 'value="99"' not in page
    assert 'id="exercise-result"' not in page


def test_example_is_filled_in_without_a_result(visitor: Client) -> None:
    page = visitor.get(PAGE, {"example": "1"}).content.decode()
    assert '<input type="text" name="income" value="8000"' in page
    assert "Made-up numbers are filled in." in page
    assert 'id="exercise-result"' not in page


def test_worksheet_has_lines_to_write_on_and_no_form(visitor: Client) -> None:
    response = visitor.get(PAGE, {"print": "1", "blank": "1"})
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('<span class="write">') == 17
    assert "<form" not in page.partition("<main")[2]
    assert "Above 36%: tight" in page


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(visitor: Client, method: str) -> None:
    assert getattr(visitor, method)(PAGE).status_code == 405


def test_list_of_exercises_refuses_post(visitor: Client) -> None:
    assert visitor.post("/en/exercises/").status_code == 405


def test_list_links_every_exercise(visitor: Client) -> None:
    page = visitor.get("/en/exercises/").content.decode()
    found = re.findall(r'<a href="(/en/exercises/[^"]+)">(?:(?!</a>).)*<b>([^<]+)</b>', page, re.DOTALL)
    with translation.override("en"):
        assert found == [(f"/en/exercises/{kind}/", str(exercise.title)) for kind, exercise in EXERCISES.items()]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["nothing", "can-i-afford-it"])
def test_unknown_exercise_is_not_found(visitor: Client, kind: str) -> None:
    assert visitor.get(f"/en/exercises/{kind}/").status_code == 404


def test_forms_keep_figures_out_of_the_browsers_memory(visitor: Client) -> None:
    page = visitor.post(PAGE, filled()).content.decode().partition("<main")[2]
    forms = [form.partition(">")[0] for form in page.split("<form ")[1:]]
    assert len(forms) == 2  # what it would be if one thing changed, and the boxes
    assert all('method="post"' in form and 'autocomplete="off"' in form for form in forms)
    assert 'inputmode="decimal"' in page


def test_every_form_swaps_the_one_region(visitor: Client) -> None:
    page = visitor.post(PAGE, filled()).content.decode().partition("<main")[2]
    forms = [form.partition(">")[0] for form in page.split("<form ")[1:]]
    wanted = ('hx-select="#exercise"', 'hx-target="#exercise"', 'hx-swap="outerHTML"', 'hx-sync="this:replace"')
    assert [form for form in forms if not all(one in form for one in wanted)] == []
    assert page.count('<section id="exercise"') == 1


def test_post_without_a_csrf_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post(PAGE, filled()).status_code == 403


def test_no_inline_style_is_used(visitor: Client) -> None:
    assert " style=" not in visitor.post(PAGE, filled()).content.decode()


@pytest.mark.parametrize("lesson", ["nothing", "a/b", "../../etc", "reading-a-loan/", "/", "x" * 5000])
def test_unknown_lesson_is_ignored(visitor: Client, lesson: str) -> None:
    response = visitor.post(PAGE, {**filled(), "lesson": lesson})
    assert response.status_code == 200
    assert "Back to the lesson" not in response.content.decode()


def test_printed_result_lists_the_numbers_instead_of_the_form(visitor: Client) -> None:
    data = filled(debts="", debts_unknown="on", fee_when="upfront")
    page = visitor.post(PAGE, data).content.decode()
    assert '<tr><th scope="row">When?</th>' not in page
    assert '<form class="no-print" method="post"' in page
    assert '<tr><th scope="row">Money coming in, after tax</th><td>¥8,000</td></tr>' in page
    assert '<tr><th scope="row">Number of payments</th><td>12</td></tr>' in page
    assert '<tr><th scope="row">Rate, in percent</th><td>18% a year</td></tr>' in page
    assert '<tr><th scope="row">What is the loan for?</th><td>To buy something</td></tr>' in page
    assert '<tr><th scope="row">Payments on loans and cards you already have: not known</th><td>yes</td></tr>' in page
