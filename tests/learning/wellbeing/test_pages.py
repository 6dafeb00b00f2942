"""The questionnaire as a browser without JavaScript meets it: the score, what is stored, and what is not."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import WellbeingResult
from courses.learning.wellbeing.scale import scale
from tests.conftest import make_account, sign_in
from tests.learning.planning.steps.presser import words
from tests.learning.wellbeing.filler import PUBLISHED, Filler, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def filler(client) -> Filler:
    return Filler(client)


def stored() -> tuple[int, int, int]:
    return WellbeingResult.objects.count(), User.objects.count(), Session.objects.count()


# ---- the questionnaire


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_page_asks_all_ten_and_says_where_it_comes_from(client, language) -> None:
    page = client.get(f"/{language}/wellbeing/").content.decode()

    text = words(page)
    assert all(item.text.in_language(language) in text.replace("&#x27;", "'") for item in scale().items)
    assert page.count('type="radio"') == 10 * 5 + 3 * 2
    assert "checked" not in page
    assert "CFPB" in text
    own, norms = (
        ("The Chinese wording is our own translation. It has not been validated", "There are no norms for China.")
        if language == "en"
        else ("中文题目由我们自己翻译，未经验证", "这份量表没有中国的参考分数。")
    )
    assert own in text
    assert norms in text


@pytest.mark.parametrize(
    ("age", "mode", "score"), [("62+", "self", 57), ("18-61", "self", 54), ("62+", "other", 54), ("18-61", "other", 55)]
)
def test_score_is_that_of_the_table(filler, age, mode, score) -> None:
    reply = filler.send(age=age, mode=mode)

    assert reply.status_code == 200
    assert f'<p class="score">{score}</p>' in reply.content.decode()


def test_seeing_the_score_stores_and_logs_nothing(filler, caplog) -> None:
    caplog.set_level(logging.DEBUG)

    reply = filler.send()

    assert reply["Cache-Control"] == "no-store"
    assert stored() == (0, 0, 0)
    assert [record for record in caplog.records if "item-" in record.getMessage()] == []


def test_what_is_missing_is_named_and_what_was_chosen_stays(filler) -> None:
    sent = filled()
    for name in ("item-3", "item-10", "mode"):
        del sent[name]

    reply = filler.client.post(filler.page, sent)

    page = reply.content.decode()
    assert (reply.status_code, reply["Cache-Control"], stored()) == (422, "no-store", (0, 0, 0))
    assert "<title>Error: " in page
    for anchor, message in (
        ("id_item-3_0", "Select an answer to statement 3"), ("id_item-10_0", "Select an answer to statement 10"),
        ("id_mode_0", "Select how you are filling this in"),
    ):  # fmt: skip
        assert f'<a href="#{anchor}">{message}</a>' in page
        assert f'id="{anchor}"' in page
    assert page.count(" checked") == len(sent)
    assert page.count("autofocus") == 1


@pytest.mark.parametrize(
    "odd",
    [{}, {"item-1": "5"}, {"item-1": "-1"}, {"item-1": "４"}, {"age": "0-17"}, {"mode": "read-self"},
     {"occasion": "now"}, {"item-2": "\x00"}],
)  # fmt: skip
def test_odd_input_is_422(filler, odd) -> None:
    sent = {**filled(), **odd} if odd else {}

    assert filler.client.post(filler.page, sent).status_code == 422
    assert filler.client.post(f"{filler.page}keep/", {**sent, "key": "x"}).status_code == 422
    assert stored() == (0, 0, 0)


# ---- keeping


def test_keeping_makes_a_visitor_a_guest_and_stores_answers_and_score(filler) -> None:
    reply = filler.keep()

    assert (reply.status_code, reply["Location"]) == (303, "/en/wellbeing/results/?kept=1")
    row = WellbeingResult.objects.get()
    assert row.learner.is_guest
    assert (row.occasion, row.age, row.mode, row.answers, row.score) == ("before", "62+", "self", list(PUBLISHED), 57)
    page = filler.client.get(reply["Location"])
    assert "The result is kept. Only you see it." in page.content.decode()
    assert page["Cache-Control"] == "no-store"


def test_keeping_twice_with_one_key_keeps_one(filler) -> None:
    form = filler.offered()
    address = f"{filler.page}keep/"

    replies = [filler.client.post(address, form)["Location"] for _ in range(2)]
    changed = filler.client.post(address, {**form, "occasion": "after"})

    assert replies == ["/en/wellbeing/results/?kept=1"] * 2
    assert changed["Location"] == "/en/wellbeing/results/?before=1"
    assert "This form had been sent before." in filler.client.get(changed["Location"]).content.decode()
    assert [row.occasion for row in WellbeingResult.objects.all()] == ["before"]


def test_form_of_somebody_else_keeps_nothing_and_shows_the_result_again(filler) -> None:
    form = filler.offered()
    other = sign_in(Client(), make_account())

    reply = other.post(f"{filler.page}keep/", form)

    page = reply.content.decode()
    assert (reply.status_code, WellbeingResult.objects.count()) == (422, 0)
    assert "This form was opened earlier or by somebody else, so nothing was recorded." in page
    assert '<p class="score">57</p>' in page
    assert page.count("autofocus") == 1


def test_score_that_is_sent_along_is_not_believed(filler) -> None:
    filler.client.post(f"{filler.page}keep/", {**filler.offered(), "score": "95", "learner": "1"})

    assert WellbeingResult.objects.get().score == 57


# ---- what was kept


@pytest.mark.parametrize(
    ("after", "sentence"),
    [((4,) * 10, "38 points more than before."), ((4, 3, 2, 1, 4, 3, 2, 3, 1, 1), "1 point more than before."),
     (PUBLISHED, "The same as before."), ((0,) * 10, "43 points less than before.")],
)  # fmt: skip
def test_change_is_shown_when_before_and_after_are_kept(filler, after, sentence) -> None:
    filler.keep()
    assert "than before" not in filler.results()

    filler.keep(answers=after, occasion="after")

    text = words(filler.results())
    assert sentence in text
    assert "Before 57, after " in text
    assert "can be chance" in text


def test_change_pairs_the_last_after_with_the_last_before_that_came_first(filler) -> None:
    for occasion, answers in (
        ("before", (0,) * 10), ("before", (2,) * 10), ("after", (3,) * 10), ("before", (4,) * 10),
    ):  # fmt: skip
        filler.keep(occasion=occasion, answers=answers)

    assert "Before 53, after 67" in words(filler.results())


def test_after_without_an_earlier_before_shows_no_change(filler) -> None:
    filler.keep(occasion="after")
    filler.keep(occasion="before")

    assert "than before" not in filler.results()
    assert "The same as before" not in filler.results()


def test_result_can_be_removed_and_removing_again_changes_nothing(filler) -> None:
    filler.keep()
    filler.keep(occasion="after")
    first = WellbeingResult.objects.order_by("pk")[0]
    key = filler.results().partition('name="key" value="')[2].partition('"')[0]
    address = f"{filler.results_page}{first.pk}/remove/"

    replies = [filler.client.post(address, {"key": key}).status_code for _ in range(2)]

    assert replies == [303, 303]
    assert [row.occasion for row in WellbeingResult.objects.all()] == ["after"]


def test_nobody_removes_or_sees_what_is_not_theirs(filler) -> None:
    filler.keep()
    row = WellbeingResult.objects.get()
    account = Filler(sign_in(Client(), make_account()))
    account.keep(occasion="after")
    key = account.results().partition('name="key" value="')[2].partition('"')[0]

    assert account.client.post(f"{account.results_page}{row.pk}/remove/", {"key": key}).status_code == 303
    assert Client().post(f"{account.results_page}{row.pk}/remove/", {"key": key}).status_code == 404
    assert filler.client.post(f"{account.results_page}{row.pk}/remove/", {"key": key}).status_code == 422
    assert WellbeingResult.objects.count() == 2
    assert "Before learning here" not in account.results()
    assert "You have not kept any result." in Client().get(account.results_page).content.decode()


# ---- around it


@pytest.mark.parametrize("page", ["/en/me/", "/en/courses/reading-a-loan/"])
def test_questionnaire_is_linked(client, page) -> None:
    assert '<a href="/en/wellbeing/">' in client.get(page).content.decode()


def test_pages_need_few_queries_however_many_results(filler, django_assert_num_queries) -> None:
    for occasion in ("before", "after", "after", "after"):
        filler.keep(occasion=occasion)
    form = filler.offered()

    with django_assert_num_queries(1):  # guest: whether somebody reads it out
        filler.send()
    with django_assert_num_queries(2):  # guest, results
        filler.results()
    with django_assert_num_queries(5):  # begin, lock, key, result, end
        filler.client.post(f"{filler.page}keep/", form)
