"""The buttons at the end of a lesson, and the list of what was taken up."""

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.catalog.markup.rendering import inline
from courses.catalog.published.library import catalog
from courses.learning.models import StepChoice
from courses.learning.planning.steps import actions
from tests.conftest import NOW, sign_in
from tests.learning.answers import Browser
from tests.learning.planning.steps.presser import DAY, Presser, bare, forms, say, take_up
from tests.learning.planning.steps.stored_steps import PLACES, buttons, stored

pytestmark = pytest.mark.django_db


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
