"""I am already late: five questions lead to one box, three steps, a number and lessons; no answer is kept."""

import logging
import re
from dataclasses import replace
from itertools import chain

import pytest
from django.db import connection
from django.test import Client

from courses.catalog.late_sort import MOST_LESSONS, STEPS, all_answers, sort_out
from courses.catalog.published.library import catalog
from courses.exercises.registry import EXERCISES
from literacy.help.late_form import LateSortForm
from literacy.help.late_page import late_page

LANGUAGES = ("en", "zh-hans")
SORT = catalog().late_sort
ANSWERED = {"danger": "none", "happening": "nothing", "late": "month", "owe": "bank", "money": "some"}
DANGERS = ("threat", "self")


def sent(client: Client, answers: dict[str, str], language: str = "en", status: int = 200) -> str:
    reply = client.post(f"/{language}/already-late/", answers)
    assert reply.status_code == status
    assert reply["Cache-Control"] == "no-store"
    return reply.content.decode().split("<main")[1].split("</main>")[0]


def asked(main: str) -> list[str]:
    """The questions that can be answered on a page, by the names of their buttons."""
    return list(dict.fromkeys(re.findall(r'<button name="([a-z]+)" value="[a-z-]+"', main)))


def test_every_answer_leads_to_three_steps_a_number_and_lessons() -> None:
    ways = list(all_answers(SORT))
    assert len(ways) == 3 * 4 * 4 * 5 * 4 + len(DANGERS)
    for answers in ways:
        found = sort_out(SORT, answers)
        pages = {(one.exercise and (one.exercise.kind, one.exercise.start), one.help) for one in found.steps}
        assert len(found.steps) == len(pages) == len({one.title.en for one in found.steps}) == STEPS, answers
        assert found.lines, answers
        assert found.says, answers


def test_lessons_that_fit_are_two_to_four_and_published() -> None:
    published = {lesson.slug for course in catalog().courses.values() for lesson in course.lessons}
    for answers in all_answers(SORT):
        is_full = len(answers) == len(SORT.questions)
        outcome = late_page(SORT, LateSortForm(SORT, answers | ({"go_on": "1"} if is_full else {}))).outcome
        assert outcome is not None
        assert 2 <= len(outcome.lessons) <= MOST_LESSONS, answers
        assert {lesson.slug for lesson in outcome.lessons} <= published


def test_lesson_that_is_not_published_falls_out(monkeypatch) -> None:
    course = catalog().courses["missing-a-payment"]
    fewer = replace(course, lessons=tuple(one for one in course.lessons if one.slug != "first-48-hours"))
    without = replace(catalog(), courses={**catalog().courses, course.slug: fewer})
    monkeypatch.setattr("literacy.help.late_page.catalog", lambda: without)
    outcome = late_page(SORT, LateSortForm(SORT, ANSWERED)).outcome
    assert [lesson.slug for lesson in outcome.lessons] == ["ask-early", "weigh-the-plan"]


@pytest.mark.parametrize("danger", DANGERS)
def test_danger_always_shows_an_emergency_number_and_its_page_of_help_first(danger) -> None:
    for answers in all_answers(SORT):
        if answers["danger"] == danger:
            found = sort_out(SORT, answers)
            assert "cn-110" in found.box.lines, answers
            assert found.steps[0].help == found.box.help in ("in-danger", "cannot-cope")


def test_nothing_it_says_frees_anybody_from_a_debt() -> None:
    said = [one for box in SORT.boxes for one in box.says] + [*SORT.notes] + [step.says for step in SORT.every_step]
    for text in said:
        assert not re.search(r"need not (re)?pay|no need to pay|do not have to pay", text.en, re.I)
        if "不用" in text.in_language("zh-hans"):
            assert "要还" in text.in_language("zh-hans")  # a relative's debt, and who does owe it


def test_friend_or_relative_gets_plain_words_and_no_formal_letter() -> None:
    for answers in all_answers(SORT):
        found = sort_out(SORT, answers)
        if answers["danger"] == "none" and answers.get("owe") == "person" and answers["happening"] != "court":
            assert not [one for one in found.steps if one.exercise and one.exercise.start], answers
            assert not [one for one in found.steps if "firm" in one.says.en], answers


def test_nobody_is_told_to_answer_a_caller_they_do_not_know() -> None:
    for answers in all_answers(SORT):
        if answers.get("owe") == "unknown":
            said = [one.en for one in sort_out(SORT, answers).says]
            assert not [one for one in said if "tell the truth" in one], answers


def test_facts_it_rests_on_are_published_and_printed_with_their_weight(client) -> None:
    main = sent(client, {**ANSWERED, "happening": "others", "owe": "finance"})
    found = sort_out(SORT, {**ANSWERED, "happening": "others", "owe": "finance"})
    assert set(found.cites) <= set(catalog().facts)
    assert main.split('<ul class="sources">')[1].split("</ul>")[0].count("<li>") == len(found.cites)
    assert "Regulator’s rule</span>" in main.split("Three steps")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_come_one_by_one_and_then_the_steps(client, language) -> None:
    page = client.get(f"/{language}/already-late/").content.decode().split("<main")[1]
    answers: dict[str, str] = {}
    for key, answer in ANSWERED.items():
        assert asked(page) == [key]
        assert SORT.questions[key].ask.in_language(language) in page
        assert all(f'name="{one}" value="{given}"' in page for one, given in answers.items())
        answers[key] = answer
        page = sent(client, answers, language)
    assert asked(page) == []
    steps = page.split('<ol class="todo">')[1].split("</ol>")[0]
    assert re.findall(r'href="([^"]+)"', steps) == [
        f"/{language}/exercises/debt-list/", f"/{language}/exercises/letter/?start=hardship",
        f"/{language}/exercises/late-or-more-time/", "tel:12378",
    ]  # fmt: skip


@pytest.mark.parametrize("danger", DANGERS)
def test_danger_is_answered_at_once_and_the_other_questions_are_offered(client, danger) -> None:
    main = sent(client, {"danger": danger})
    assert main.index("tel:110") < main.index('<ol class="todo">')
    assert f"/en/help-now/{'in-danger' if danger == 'threat' else 'cannot-cope'}/" in main.split('<ol class="todo">')[0]
    assert 'name="go_on" value="1"' in main
    further = sent(client, {"danger": danger, "go_on": "1"})
    assert asked(further) == ["happening"]
    assert '<input type="hidden" name="go_on" value="1">' in further
    last = sent(client, {**ANSWERED, "danger": danger, "go_on": "1"})
    assert last.index("tel:110") < last.index('<ol class="todo">')


def test_back_asks_the_question_before_and_marks_what_was_answered(client) -> None:
    main = sent(client, {"danger": "none", "happening": "me", "ask_again": "happening"})
    assert asked(main) == ["happening"]
    assert 'value="me" class="chosen"' in main
    assert 'name="ask_again" value="danger"' in main
    again = sent(client, {**ANSWERED, "ask_again": "late"})
    assert asked(again) == ["late"]
    assert '<input type="hidden" name="money" value="some">' in again
    assert '<ol class="todo">' in sent(client, {**ANSWERED, "late": "longer"})


@pytest.mark.parametrize(
    ("answers", "question"),
    [({}, "danger"), ({"danger": "no-such"}, "danger"), ({"danger": "none", "happening": "<u>"}, "happening")],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_that_is_none_brings_its_question_again(client, language, answers, question) -> None:
    main = sent(client, answers, language, status=422)
    assert asked(main) == [question]
    assert 'class="error"' in main
    assert "<u>" not in main


@pytest.mark.django_db
def test_answers_leave_no_trace(client, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    client.get("/zh-hans/already-late/")
    for length in range(1, 6):
        reply = client.post("/zh-hans/already-late/", dict([*ANSWERED.items()][:length]) | {"owe": "unknown"})
        main = reply.content.decode().split("<main")[1]
        links = re.findall(r'(?:href|action|hx-post)="([^"]+)"', main)
        assert not [one for one in links if "owe" in one or "danger=" in one]
    with connection.cursor() as cursor:
        stored = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            stored += [str(value) for row in cursor.fetchall() if table != "django_migrations" for value in row]
    assert not [value for value in stored if "happening" in value]
    assert not [record for record in caplog.records if "happening" in record.getMessage()]
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.django_db
def test_sort_asks_the_database_nothing(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get("/en/already-late/")
        sent(client, ANSWERED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_front_page_and_help_and_exercises_lead_to_it(client, language) -> None:
    door = f'href="/{language}/already-late/"'
    assert door in client.get(f"/{language}/").content.decode().split('class="hero"')[1].split("</section>")[0]
    assert door in client.get(f"/{language}/help-now/").content.decode()
    for kind in ("loan-check", "late-or-more-time"):
        example = {name: str(value) for name, value in EXERCISES[kind].example.items()}
        assert door in client.post(f"/{language}/exercises/{kind}/", example).content.decode(), kind


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "query"), [("en", "already late"), ("zh-hans", "已经晚了"), ("zh-hans", "打给我妈")]
)
def test_search_finds_it(client, language, query) -> None:
    page = client.get(f"/{language}/search/", {"q": query}).content.decode()
    assert f'href="/{language}/already-late/"' in page.split("<main")[1].split("</main>")[0]


def test_all_texts_stand_in_both_languages() -> None:
    options = chain.from_iterable(question.options.values() for question in SORT.questions.values())
    for text in chain(options, (box.title for box in SORT.boxes), (step.title for step in SORT.every_step)):
        assert text.en != text.in_language("zh-hans")
