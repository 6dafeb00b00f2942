"""Making a path in a browser: nothing kept before a press, each press counts once, no answer is lost, all goes back."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.exams.actions import start_check
from courses.learning.models import CheckAttempt, LearningPath, LessonProgress
from courses.learning.planning.paths.goals import GOALS
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account, sign_in
from tests.learning.answers import Browser
from tests.learning.exams.sitting import key_in
from tests.learning.planning.paths.walker import Walker, asked
from tests.literacy.pages.test_chinese_spacing import BLANK

pytestmark = pytest.mark.django_db
LATE = "missing-a-payment"


@pytest.fixture
def walker(client: Client) -> Walker:
    return Walker(client)


def mains(page: str) -> list[str]:
    return re.findall(r'<(?:a|button)[^>]*class="(?:button )?main"[^>]*>', page)


def headings(page: str) -> list[str]:
    return re.findall(r"<h2>\s*\d\. <a[^>]*>([^<]+)</a>", page)


# ---- what matters


@pytest.mark.parametrize(
    ("language", "title", "goal"),
    [
        ("en", "What matters to you today?", "I am late with a repayment, or soon will be"),
        ("zh-hans", "你眼下最要紧的是什么？", "已经逾期，或者快还不上了"),
    ],
)
def test_first_page_asks_and_keeps_nothing(client, language, title, goal) -> None:
    page = Walker(client, language).read(f"/{language}/me/path/new/")

    assert title in page
    assert goal in page
    assert len(re.findall(r'type="checkbox"', page)) == len(GOALS) == 6
    assert f'href="/{language}/help-now/"' in page.split("<form", 1)[1]
    assert len(mains(page)) == 1
    assert (User.objects.count(), LearningPath.objects.count()) == (0, 0)


def test_path_that_was_never_made_leads_to_making_one(walker) -> None:
    reply = walker.client.get(walker.root)

    assert (reply.status_code, reply["Location"]) == (302, "/en/me/path/new/")


def test_pressing_begins_a_path_of_a_guest(walker) -> None:
    reply = walker.start("late", "month")

    path = LearningPath.objects.get()
    assert (reply.status_code, reply["Location"]) == (303, f"/en/me/path/{path.pk}/1/")
    assert path.learner.username is None
    assert (path.goals, path.made_at, path.put_away_at) == (["late", "month"], None, None)
    assert len(path.drawn) == 2 * len(catalog().courses)


def test_same_press_twice_makes_one_path(walker) -> None:
    key = key_in(walker.read(f"{walker.root}new/"))

    first, second = walker.start("late", key=key), walker.start("late", key=key)

    assert first["Location"] == second["Location"]
    assert LearningPath.objects.count() == 1


def test_same_press_after_the_path_was_made_leads_to_it(walker) -> None:
    key = key_in(walker.read(f"{walker.root}new/"))
    walker.start("late", key=key)
    walker.press("make", 2)

    assert walker.start("late", key=key)["Location"] == "/en/me/path/"
    assert LearningPath.objects.count() == 1


@pytest.mark.parametrize("goals", [["gone"], ["late", "<b>"], ["late", ""]])
def test_goal_that_is_not_in_the_list_comes_back(walker, goals) -> None:
    reply = walker.start(*goals)

    page = reply.content.decode()
    assert reply.status_code == 422
    assert "Choose from the list, or choose nothing" in page
    assert LearningPath.objects.count() == 0


@pytest.mark.parametrize("key", ["", "made-up", "made-up.mark"])
def test_form_of_somebody_else_records_nothing_and_keeps_what_was_chosen(walker, key) -> None:
    walker.read(f"{walker.root}new/")
    reply = walker.client.post(f"{walker.root}new/", {"key": key, "goals": ["late"], "questions": "yes"})

    assert reply.status_code == 422
    assert "nothing was recorded" in reply.content.decode()
    assert re.search(r'value="late"[^>]*checked', reply.content.decode())
    assert LearningPath.objects.count() == 0


def test_path_of_what_was_said_alone(walker) -> None:
    reply = walker.start("calls", questions="no")

    page = walker.read()
    assert reply["Location"] == "/en/me/path/"
    assert headings(page)[0] == "If you are going to miss a payment"
    assert "You said: “Calls, messages or threats trouble me”." in page.replace("&quot;", '"')
    assert 'href="/en/help-now/in-danger/"' in page
    assert LearningPath.objects.get().drawn == []


def test_whoever_is_late_is_led_to_the_first_steps(walker) -> None:
    walker.made("late")
    assert 'href="/en/already-late/"' in walker.read()

    walker.made("month")
    assert "Cannot wait for a course?" not in walker.read()


def test_nothing_said_and_no_questions_is_said_to_be_the_usual_order(walker) -> None:
    walker.made()

    page = walker.read()
    assert "so this is the usual order" in page
    assert len(headings(page)) == len(catalog().courses)


def test_answers_alone_make_a_path(walker) -> None:
    walker.begun()
    walker.wrong(1)
    walker.press("make", 2)

    assert "Made of 1 answer." in walker.read()
    assert "You said" not in walker.read()


# ---- questions


def test_each_answer_is_kept_and_leads_to_the_next(walker) -> None:
    walker.begun("late")

    assert walker.answer(1)["Location"] == walker.page(2)
    assert walker.wrong(2)["Location"] == walker.page(3)
    assert walker.press("unknown", 3)["Location"] == walker.page(4)
    assert walker.press("leave-out", 4)["Location"] == walker.page(5)

    path = walker.path
    assert path.results == {"1": "right", "2": "wrong", "3": "unknown", "4": "left-out"}
    assert path.given["1"] == [right_answer(asked(path, 1)), asked(path, 1).version]
    assert set(path.given) == {"1", "2", "3"}
    assert path.made_at is None


def test_question_page_says_nothing_about_right_and_shows_the_way_out(walker) -> None:
    walker.begun("late")
    walker.wrong(1)

    page = walker.read(walker.page(1))

    assert "checked" in page or 'value="' in page
    for words in ("Leave this one out", "Leave out the rest: show my path", "I don’t know", "No test"):
        assert words in page
    for words in ("Not yet", "Correct", "Here is how it works"):
        assert words not in page
    assert len(mains(page)) == 1


def test_same_answer_again_and_another_one_leave_one_answer(walker) -> None:
    walker.begun()
    for _ in range(2):
        walker.answer(1)
    assert walker.path.results == {"1": "right"}

    walker.wrong(1)

    assert walker.path.results == {"1": "wrong"}


def test_no_answer_chosen_comes_back_with_the_reason(walker) -> None:
    walker.begun()
    reply = walker.client.post(f"{walker.page(1)}save/", {"key": walker.key(1)})

    assert reply.status_code == 422
    assert "There is a problem" in reply.content.decode()
    assert walker.path.results == {}


@pytest.mark.parametrize("name", ["save", "unknown", "leave-out", "make"])
def test_press_with_a_key_of_nobody_comes_back(walker, name) -> None:
    walker.begun()

    assert walker.press(name, 1, key="made-up.mark").status_code == 422
    assert (walker.path.results, walker.path.made_at) == ({}, None)


def test_last_answer_makes_the_path(walker) -> None:
    path = walker.begun("month")
    last = len(path.drawn)
    for place in range(1, last):
        walker.press("leave-out", place)
    assert walker.path.made_at is None

    assert walker.answer(last)["Location"] == "/en/me/path/"
    assert walker.path.made_at is not None


def test_leaving_out_the_rest_makes_the_path_of_what_there_is(walker) -> None:
    walker.begun("month")
    walker.wrong(1)

    assert walker.press("make", 2)["Location"] == "/en/me/path/"

    page = walker.read()
    assert "Made of what you said and of 1 answer." in page
    assert "So few questions measure little: this is a hint, not a test, and all lessons stay open." in page
    assert "Right so far: 0 of 1 question on it." in page
    assert "was not right yet; the lesson shows how." in page


def test_making_and_answering_twice_changes_nothing(walker) -> None:
    walker.begun("month")
    key = walker.key(1)
    walker.answer(1, key=key)
    walker.press("make", 2)
    before = LearningPath.objects.values().get()

    assert walker.press("make", 2, key=key).status_code == 303
    assert walker.press("unknown", 1, key=key)["Location"] == walker.page(2)  # the first one left out

    assert LearningPath.objects.values().get() == before


def test_questions_left_out_can_be_answered_later_and_answered_ones_stay(walker) -> None:
    walker.begun("month")
    walker.answer(1)
    walker.press("make", 2)

    assert f'href="{walker.page(2)}"' in walker.read()
    assert walker.wrong(2)["Location"] == walker.page(3)
    assert walker.client.get(walker.page(1))["Location"] == walker.page(3)
    assert walker.path.results == {"1": "right", "2": "wrong"}


def test_going_on_later_comes_to_the_first_question_without_an_answer(walker) -> None:
    walker.begun("month")
    walker.answer(1)
    walker.press("leave-out", 2)

    page = walker.read(f"{walker.root}new/")
    assert f'href="{walker.page(3)}"' in page
    assert "Your answers so far are saved" in page
    assert re.search(r'value="month"[^>]*checked', page)


def test_other_goals_on_the_way_keep_the_answers(walker) -> None:
    walker.begun("month")
    walker.answer(1)

    walker.begun("late", "calls")

    assert LearningPath.objects.count() == 1
    assert (walker.path.goals, walker.path.results) == (["calls", "late"], {"1": "right"})


def test_question_that_left_its_course_is_passed(walker) -> None:
    path = walker.begun()
    path.drawn[0][3] = "no-longer-there"
    path.save()

    assert walker.client.get(walker.page(1))["Location"] == walker.page(2)
    assert walker.client.get(walker.page(99)).status_code == 404
    assert f"Question 1 of {len(path.drawn) - 1}" in walker.read(walker.page(2))


@pytest.mark.parametrize("kind", ["visitor", "guest", "account"])
def test_path_of_another_learner_is_the_404_of_one_that_does_not_exist(walker, kind) -> None:
    path = walker.begun("late")
    other = Client()
    if kind == "guest":
        Walker(other).made()
    elif kind == "account":
        sign_in(other, make_account("other"))
    key = key_in(other.get("/en/me/path/new/").content.decode())

    for pk in (path.pk, 999_999):
        assert other.get(f"/en/me/path/{pk}/1/").status_code == 404
        for name in ("1/save", "1/unknown", "1/leave-out", "1/make", "put-away", "take-up"):
            assert other.post(f"/en/me/path/{pk}/{name}/", {"key": key}).status_code == 404

    path.refresh_from_db()
    assert (path.results, path.made_at) == ({}, None)


# ---- following it


def test_front_page_and_my_progress_follow_the_path(walker) -> None:
    walker.made("calls")

    for address in ("/en/", "/en/me/"):
        page = walker.read(address)
        (main,) = mains(page)
        assert f'href="/en/learn/{LATE}/collectors-limits/"' in main
        assert "On your path" in page
        assert "You said: “Calls, messages or threats trouble me”." in page
        assert 'href="/en/me/path/"' in page
    assert re.findall(r'class="course" href="/en/courses/([^/]+)/"', walker.read("/en/"))[0] == LATE
    assert "Courses, in the order of your path" in walker.read("/en/")


def test_path_in_chinese_gives_its_reasons_in_chinese(client) -> None:
    walker = Walker(client, "zh-hans")
    walker.made("late")

    page = walker.read()
    assert "你说：“已经逾期，或者快还不上了”。" in page
    assert headings(page)[0] == "快还不上了怎么办"
    assert "按你的路线" in walker.read("/zh-hans/")
    assert BLANK.findall(page) == []


def test_half_read_lesson_and_then_the_path(walker, course) -> None:
    walker.made("calls")
    lesson = course.lessons[2]
    browser = Browser(walker.client, lesson)
    browser.answer(lesson.marked_questions[0], right_answer(lesson.marked_questions[0]))
    assert f'href="/en/learn/{course.slug}/{lesson.slug}/go-on/"' in mains(walker.read("/en/"))[0]

    browser.finish()

    assert f'href="/en/learn/{LATE}/collectors-limits/"' in mains(walker.read("/en/"))[0]


def test_end_of_a_lesson_on_the_path_leads_to_the_next_of_the_path(walker) -> None:
    walker.made("calls")
    lesson = catalog().lesson(LATE, "collectors-limits")
    Browser(walker.client, lesson).finish()

    assert f'href="/en/learn/{LATE}/family-and-contacts/"' in mains(Browser(walker.client, lesson).read())[-1]
    assert f'href="/en/learn/{LATE}/family-and-contacts/"' in mains(walker.read("/en/"))[0]


def test_path_put_away_and_taken_up_again(walker) -> None:
    path = walker.made("calls")
    usual = next(iter(catalog().courses.values()))
    key = key_in(walker.read("/en/me/"))

    assert walker.press("put-away", key=key)["Location"] == "/en/me/path/"

    page = walker.read()
    assert "You put this path away on" in page
    assert len(mains(page)) == 1
    assert f'href="/en/learn/{usual.slug}/{usual.lessons[0].slug}/"' in mains(walker.read("/en/"))[0]
    assert "Your path is put away" in walker.read("/en/")

    walker.press("put-away", key=key)
    assert walker.press("take-up", key=key_in(page)).status_code == 303

    path.refresh_from_db()
    assert path.put_away_at is None
    assert f'href="/en/learn/{LATE}/collectors-limits/"' in mains(walker.read("/en/"))[0]


def test_path_made_anew_counts_and_the_earlier_one_can_be_taken_up_again(walker) -> None:
    first = walker.made("calls")
    second = walker.made("month")
    page = walker.read()
    assert headings(page)[0] == "Money in, money out"
    assert "Earlier paths" in page

    walker.press("take-up", path=first.pk)

    assert headings(walker.read())[0] == "If you are going to miss a payment"
    assert f"/en/me/path/{second.pk}/take-up/" in walker.read()


def test_button_with_a_key_of_nobody_comes_back(walker) -> None:
    path = walker.made("calls")

    reply = walker.press("put-away", key="made-up.mark")

    assert reply.status_code == 422
    assert "nothing was recorded" in reply.content.decode()
    path.refresh_from_db()
    assert path.put_away_at is None


def test_all_learned_leaves_a_path_of_finished_courses(guest, guest_client) -> None:
    for course in catalog().courses.values():
        for lesson in course.lessons:
            LessonProgress.objects.create(
                learner=guest, course=course.slug, lesson=lesson.slug, opened_at=NOW, touched_at=NOW, completed_at=NOW
            )
    walker = Walker(guest_client)

    assert walker.start("calls")["Location"] == "/en/me/path/"  # there is nothing to ask

    page = walker.read()
    assert page.count("You have finished it.") == len(catalog().courses)
    assert mains(page) == []


def test_page_of_a_path_costs_few_queries(walker, django_assert_max_num_queries) -> None:
    walker.made("calls")

    with django_assert_max_num_queries(4):
        walker.read()


@pytest.mark.parametrize("address", ["/en/", "/en/me/"])
def test_path_costs_one_query_more_and_no_path_none(guest_client, address) -> None:
    def about_paths() -> list[str]:
        with CaptureQueriesContext(connection) as found:
            guest_client.get(address)
            return [one["sql"] for one in found if 'FROM "learning_learningpath"' in one["sql"]]

    assert ["UNION" in sql for sql in about_paths()] == [True]

    Walker(guest_client).made("calls")

    assert ["UNION" in sql for sql in about_paths()] == [True, False]


# ---- beside checks


def test_check_draws_no_question_that_the_path_asked(guest, guest_client, course) -> None:
    walker = Walker(guest_client)
    path = walker.begun("offer")
    asked_there = {(row[1], row[3]) for row in path.drawn if row[0] == course.slug}
    assert asked_there

    for seed in range(8):
        attempt = start_check(
            learner=lambda _now: guest, course=course, kind="final", key=f"k{seed}", seed=seed, now=NOW
        )  # fmt: skip
        assert asked_there & {(row[0], row[2]) for row in attempt.drawn} == set()
        CheckAttempt.objects.all().delete()
