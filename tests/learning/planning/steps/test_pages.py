"""The buttons at the end of a lesson, the question on later days, and the smaller step."""

import pytest
from django.test import Client
from django.utils.translation import override

from courses.accounts.models import User
from courses.catalog.markup.rendering import inline
from courses.catalog.published.library import catalog
from courses.learning.models import StepChoice
from courses.learning.planning.steps import actions
from courses.learning.planning.steps.shown import SMALLER_STEPS
from tests.conftest import NOW, VISITOR_TOKEN, make_account, make_guest, sign_in
from tests.learning.answers import Browser
from tests.learning.planning.steps.presser import DAY, Presser, bare, forms, say, take_up

pytestmark = pytest.mark.django_db
PLACES = ("/en/", "/en/me/")


def stored() -> list[tuple]:
    return list(StepChoice.objects.order_by("pk").values_list())


# ---- at the end of the lesson


@pytest.mark.parametrize(
    ("language", "will", "not_for_me"), [("en", "I’ll do it", "Not for me"), ("zh-hans", "我去做", "不适合我")]
)
def test_lesson_offers_two_buttons_and_stores_nothing_for_looking(client, lesson, language, will, not_for_me) -> None:
    presser = Presser(client, lesson, language)
    page = client.get(presser.lesson_page).content.decode()

    assert [form["label"] for form in forms(page) if "/steps/" in form[""]] == [will, not_for_me]
    assert User.objects.count() == 0


def test_pressing_makes_a_visitor_a_guest_who_is_led_back_to_the_lesson(presser, at) -> None:
    reply = presser.press("I’ll do it", presser.lesson_page)

    assert (reply.status_code, reply["Location"]) == (303, f"{presser.lesson_page}?step=1")
    row = StepChoice.objects.get()
    assert row.learner.is_guest
    assert (row.course, row.lesson, row.action) == ("reading-a-loan", "one-yardstick", "find-yearly-rate")
    assert (row.choice, row.chosen_at, row.wants_mail) == ("will", NOW, False)
    page = presser.client.get(reply["Location"]).content.decode()
    assert page.count("autofocus") == 1
    assert "From Dec. 2, 2026 on we ask you how it went" in presser.text(reply["Location"])


def test_pressing_again_changes_nothing_and_the_other_button_changes_it(presser, at) -> None:
    form = presser.form("I’ll do it", presser.lesson_page)
    presser.send(form)
    before = stored()
    at(NOW + DAY)

    assert presser.send(form).status_code == 303
    assert stored() == before

    presser.press("Not for me", presser.lesson_page)
    assert StepChoice.objects.get().choice == "not-for-me"
    presser.press("I’ll do it", presser.lesson_page)
    row = StepChoice.objects.get()
    assert (row.choice, row.chosen_at) == ("will", NOW + DAY)


def test_taking_up_again_what_was_given_up_begins_anew(guest, lesson) -> None:
    take_up(guest, lesson)
    say(guest, lesson, 7, "not-for-me", now=NOW + 7 * DAY)

    row = take_up(guest, lesson, now=NOW + 8 * DAY)

    row.refresh_from_db()
    assert (row.choice, row.after_7, row.after_7_at, row.chosen_at) == ("will", "", None, NOW + 8 * DAY)


def test_saying_again_i_will_after_done_changes_nothing(guest, lesson) -> None:
    take_up(guest, lesson)
    say(guest, lesson, 7, "done", now=NOW + 7 * DAY)
    before = stored()

    take_up(guest, lesson, now=NOW + 8 * DAY)

    assert stored() == before


def test_another_action_in_the_lesson_is_offered_anew(guest_client, guest, lesson) -> None:
    row = take_up(guest, lesson)
    StepChoice.objects.filter(pk=row.pk).update(action="an-earlier-one", after_7="partly", after_7_at=NOW)
    presser = Presser(guest_client, lesson)

    presser.press("Not for me", presser.lesson_page)

    row.refresh_from_db()
    assert (row.action, row.choice, row.after_7) == ("find-yearly-rate", "not-for-me", "")


# ---- the question


@pytest.mark.parametrize("place", PLACES)
def test_question_comes_after_seven_days_at_the_next_visit(presser, at, place) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 6 * DAY)
    assert "Did you do it?" not in presser.text(place)

    at(NOW + 9 * DAY)
    assert "Did you do it?" in presser.text(place)
    reply = presser.press("Done", place)

    assert (reply.status_code, reply["Location"]) == (303, f"{presser.page}?step=1")
    row = StepChoice.objects.get()
    assert (row.after_7, row.after_7_at, row.after_30) == ("done", NOW + 9 * DAY, "")
    assert "Done. We will not ask about it again." in presser.text(reply["Location"])
    at(NOW + 90 * DAY)
    assert "Did you do it?" not in presser.text(place)


def test_partly_done_is_asked_about_once_more_after_thirty_days(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 7 * DAY)
    reply = presser.press("Partly", "/en/")
    assert "We ask once more from Dec. 25, 2026 on." in presser.text(reply["Location"])
    assert "Did you do it?" not in presser.text("/en/")

    at(NOW + 30 * DAY)
    presser.press("Done", "/en/")

    row = StepChoice.objects.get()
    assert (row.after_7, row.after_30) == ("partly", "done")
    assert "Did you do it?" not in presser.text("/en/")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("reason", "label", "zh"),
    [
        ("forgot", "I forgot", "忘了"),
        ("too-hard", "Too hard", "太难"),
        ("no-time", "No time", "没时间"),
        ("not-needed", "No longer needed", "不再需要"),
    ],
)
def test_not_yet_asks_why_and_answers_with_a_smaller_step(client, lesson, at, language, reason, label, zh) -> None:
    presser = Presser(client, lesson, language)
    presser.press("I’ll do it" if language == "en" else "我去做", presser.lesson_page)
    at(NOW + 7 * DAY)
    reply = presser.press("Not done yet" if language == "en" else "还没做", f"/{language}/")
    assert ("What was in the way?" if language == "en" else "是什么原因？") in presser.text(reply["Location"])

    reply = presser.press(label if language == "en" else zh, reply["Location"])

    assert StepChoice.objects.get().reason == reason
    with override(language):
        assert str(SMALLER_STEPS[reason]) in presser.text(reply["Location"])
    at(NOW + 30 * DAY)
    question = "Did you do it?" if language == "en" else "你做了吗？"
    assert (question in presser.text(f"/{language}/")) is (reason != "not-needed")


def test_answer_can_be_changed_and_takes_its_reason_along(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 7 * DAY)
    presser.press("Not done yet", "/en/")
    presser.press("I forgot")

    presser.press("Partly")

    row = StepChoice.objects.get()
    assert (row.after_7, row.reason) == ("partly", "")


def test_answer_sent_twice_is_kept_once(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 7 * DAY)
    form = presser.form("Not done yet", "/en/")
    presser.send(form)
    presser.press("I forgot")
    before = stored()
    at(NOW + 8 * DAY)

    assert presser.send(form).status_code == 303
    assert stored() == before


def test_only_one_question_is_asked_the_one_that_waits_longest(guest_client, guest, course, at) -> None:
    first, second, *_ = course.lessons
    take_up(guest, second, now=NOW)
    take_up(guest, first, now=NOW + DAY)
    at(NOW + 10 * DAY)

    page = guest_client.get("/en/").content.decode()

    assert page.count("Did you do it?") == 1
    asked = {form[""] for form in forms(page) if form[""].startswith("/en/steps/")}
    assert asked == {f"/en/steps/{second.course}/{second.slug}/answer/"}


def test_my_progress_lists_what_was_taken_up(guest_client, guest, course, at) -> None:
    waiting, answered, declined, later = course.lessons[:4]
    for lesson in (waiting, answered, declined):
        take_up(guest, lesson)
    say(guest, answered, 7, "partly", now=NOW + 7 * DAY)
    Presser(guest_client, declined).press("Not for me")
    take_up(guest, later, now=NOW + 5 * DAY)
    at(NOW + 10 * DAY)

    page = Presser(guest_client, waiting).text("/en/me/")

    part = page.partition("Things to do that you took up")[2]
    promised = [bare(inline(lesson.action.in_language("en"), "en")) for lesson in (waiting, answered, later)]
    titles = [lesson.page("en").title for lesson in (waiting, answered, later)]
    assert part.index(f"{promised[0]} How did it go? · From the lesson: {titles[0]}") < part.index(
        f"{promised[1]} Partly · From the lesson: {titles[1]}"
    )
    assert f"{promised[2]} We ask you on Dec. 7, 2026 · From the lesson: {titles[2]}" in part
    assert f"{declined.page('en').title} " not in part.partition("Where this is kept")[0]


def test_retired_lesson_is_not_asked_about(guest_client, guest, lesson, at) -> None:
    row = take_up(guest, lesson)
    StepChoice.objects.filter(pk=row.pk).update(lesson="no-longer-there")
    at(NOW + 10 * DAY)

    for place in PLACES:
        reply = guest_client.get(place)
        assert reply.status_code == 200
        assert "Did you do it?" not in reply.content.decode()


# ---- refusals


def buttons(presser: Presser) -> dict[str, dict[str, str]]:
    key = presser.form("Not for me", presser.lesson_page)["key"]
    return {
        "choose": {"key": key, "choice": "will"},
        "answer": {"key": key, "days": "7", "answer": "done"},
        "reason": {"key": key, "reason": "forgot"},
        "mail": {"key": key, "wanted": "yes"},
    }


@pytest.mark.parametrize("button", ["choose", "answer", "reason", "mail"])
def test_form_of_somebody_else_records_nothing(client, guest, lesson, at, settings, button) -> None:
    take_up(guest, lesson)
    say(guest, lesson, 7, "not-yet", now=NOW + 7 * DAY)
    sent = buttons(Presser(Client(), lesson))[button]
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    before = stored()

    reply = client.post(f"{Presser(client, lesson).page}{button}/", sent)

    assert (reply.status_code, stored()) == (422, before)
    page = reply.content.decode()
    assert "This form was opened earlier or by somebody else, so nothing was recorded." in page
    assert "<title>Error: " in page
    assert page.count("autofocus") == 1
    assert 'id="step"' in page


@pytest.mark.parametrize("stood_on", ["lesson", "step"])
def test_refused_press_is_repeated_from_where_it_stood(presser, lesson, stood_on) -> None:
    place = presser.lesson_page if stood_on == "lesson" else presser.page
    refused = presser.press("I’ll do it", place, key="of.another")

    form = next(form for form in forms(refused.content.decode()) if form["label"] == "I’ll do it")
    reply = presser.send(form)

    assert (refused.status_code, reply["Location"]) == (422, f"{place}?step=1")


@pytest.mark.parametrize("button", ["answer", "reason", "mail"])
def test_what_is_not_asked_is_not_kept_and_makes_no_guest(presser, button) -> None:
    sent = buttons(presser)[button]

    reply = presser.client.post(f"{presser.page}{button}/", sent)

    assert reply.status_code == 422
    assert "This is not asked any more" in reply.content.decode()
    assert (User.objects.count(), StepChoice.objects.count()) == (0, 0)


def test_question_that_is_not_due_yet_is_not_answered(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    before = stored()
    for days in ("7", "30"):
        form = {**buttons(presser)["answer"], "days": days, "": f"{presser.page}answer/"}
        assert presser.send(form).status_code == 422

    assert stored() == before


@pytest.mark.parametrize(
    ("button", "odd"),
    [
        ("choose", {"choice": "maybe"}), ("choose", {"choice": ""}), ("answer", {"days": "8"}),
        ("answer", {"days": "x", "answer": "DONE"}), ("reason", {"reason": "\x00"}), ("mail", {"wanted": "1"}),
        ("choose", {"key": "x" * 500}), ("choose", {"key": ""}), ("choose", {"page": "elsewhere"}),
    ],
)  # fmt: skip
def test_odd_input_is_refused(presser, button, odd) -> None:
    sent = {**buttons(presser)[button], **odd}

    assert presser.client.post(f"{presser.page}{button}/", sent).status_code == 422
    assert StepChoice.objects.count() == 0


def test_step_of_a_lesson_that_does_not_exist_is_404(client) -> None:
    assert client.get("/en/steps/reading-a-loan/nowhere/").status_code == 404
    assert client.post("/en/steps/nowhere/one-yardstick/choose/", {}).status_code == 404


def test_others_see_nothing_of_what_was_taken_up(guest, lesson, at) -> None:
    take_up(guest, lesson)
    at(NOW + 8 * DAY)
    stranger = Presser(Client(), lesson)
    nobody = stranger.text()

    make_guest("guest-of-the-tests-0002")
    other = Client()
    sign_in(other, make_account())

    assert "I’ll do it" in nobody
    assert "Did you take this up with an account?" in nobody
    assert "Did you do it?" not in nobody + Presser(other, lesson).text()


def test_page_of_a_step_is_not_kept_by_browsers(guest_client, lesson) -> None:
    assert guest_client.get(Presser(guest_client, lesson).page)["Cache-Control"] == "no-store"


# ---- mail


def test_mail_is_offered_only_where_there_is_an_address(client, lesson, account, at) -> None:
    sign_in(client, account)
    presser = Presser(client, lesson)
    presser.press("I’ll do it", presser.lesson_page)
    assert "Remind me by e-mail" not in presser.text()
    reply = client.post(f"{presser.page}mail/", buttons(presser)["mail"])
    assert reply.status_code == 422
    assert "no e-mail address" in reply.content.decode()

    account.email = "lin@example.org"
    account.save()
    presser.press("Remind me by e-mail")
    assert StepChoice.objects.get().wants_mail is True
    presser.press("No e-mail about this")
    assert StepChoice.objects.get().wants_mail is False


def test_giving_a_step_up_ends_its_mail(lesson, account) -> None:
    account.email = "lin@example.org"
    account.save()
    take_up(account, lesson, wants_mail=True)

    row = actions.choose(learner=lambda _now: account, lesson=lesson, choice="not-for-me", now=NOW + DAY)

    row.refresh_from_db()
    assert row.wants_mail is False


# ---- queries


def test_pages_need_few_queries_however_much_was_taken_up(
    guest_client, guest, course, at, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    for lesson in course.lessons:
        take_up(guest, lesson)
    Browser(guest_client, course.lessons[0]).finish()
    at(NOW + 10 * DAY)
    presser = Presser(guest_client, course.lessons[1])
    key = presser.form("Done")["key"]

    with django_assert_num_queries(2):  # guest, step
        guest_client.get(presser.page)
    with django_assert_max_num_queries(5):
        guest_client.get("/en/")
    with django_assert_max_num_queries(9):  # one of them for advertisements that come back
        guest_client.get("/en/me/")
    with django_assert_num_queries(6):  # begin, lock, step, step, last active, end
        guest_client.post(f"{presser.page}answer/", {"key": key, "days": "7", "answer": "done"})


def test_visitor_asks_the_database_nothing(client, lesson, django_assert_num_queries) -> None:
    presser = Presser(client, lesson)
    with django_assert_num_queries(0):
        Client().get(presser.page)
        Client().get(f"{presser.lesson_page}?step=1")


def test_catalogue_action_ids_fit_the_table() -> None:
    ids = [lesson.action.id for course in catalog().courses.values() for lesson in course.lessons]

    assert ids
    assert max(map(len, ids)) <= StepChoice._meta.get_field("action").max_length
