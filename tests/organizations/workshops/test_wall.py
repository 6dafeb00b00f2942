"""The facilitator's side: beginning, turning the wall, hands and papers, the report, and who may see any of it."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.organizations.models import Event, HandCount, SessionAnswer, SessionQuestion, SessionRun
from courses.organizations.workshops.actions import KEPT, forget_old_runs
from courses.privacy.retention import age_out
from literacy.demo.learner import right_answer
from tests.conftest import make_account, sign_in
from tests.learning.answers import wrong_answer
from tests.organizations.cast import make_group, make_lead, make_organization
from tests.organizations.workshops.room import HTMX, Phone, begin


def test_beginning_makes_a_code_and_all_questions(room, lesson, facilitator) -> None:
    page = room.page()

    assert re.fullmatch("[2-9A-HJKMNP-Z]{6}", room.run.code)
    assert f"{room.run.code[:3]}-{room.run.code[3:]}" in page
    assert '<svg class="qr"' in page
    assert list(room.run.questions.order_by("position").values_list("question", flat=True)) == list(lesson.questions)
    event = Event.objects.get(what="session-opened")
    assert (event.actor, event.group, event.about) == (facilitator, room.group, f"{lesson.course}/{lesson.slug}")


def test_beginning_pressed_twice_makes_one_workshop(facilitator_client, group, lesson) -> None:
    page = facilitator_client.get(f"/en/groups/{group.pk}/workshops/").content.decode()
    sent = {"key": re.search(r'name="key" value="([^"]+)"', page)[1], "lesson": f"{lesson.course}/{lesson.slug}"}

    places = {facilitator_client.post(f"/en/groups/{group.pk}/workshops/", sent)["Location"] for _press in range(2)}

    assert (len(places), SessionRun.objects.count()) == (1, 1)


def test_form_made_for_somebody_else_begins_nothing(facilitator_client, owner_client, group, lesson) -> None:
    page = owner_client.get(f"/en/groups/{group.pk}/workshops/").content.decode()
    sent = {"key": re.search(r'name="key" value="([^"]+)"', page)[1], "lesson": f"{lesson.course}/{lesson.slug}"}

    answer = facilitator_client.post(f"/en/groups/{group.pk}/workshops/", sent)

    assert (answer.status_code, SessionRun.objects.count()) == (422, 0)


@pytest.mark.parametrize("lesson_typed", ["", "nope/nope", "reading-a-loan", "x" * 400, "\x00"])
def test_unknown_lesson_is_refused(facilitator_client, group, lesson_typed) -> None:
    answer = facilitator_client.post(f"/en/groups/{group.pk}/workshops/", {"lesson": lesson_typed, "key": "x"})

    assert (answer.status_code, SessionRun.objects.count()) == (422, 0)


def test_archived_group_begins_no_workshop(facilitator_client, group, lesson) -> None:
    page = facilitator_client.get(f"/en/groups/{group.pk}/workshops/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    group.archived_at = timezone.now()
    group.save()

    answer = facilitator_client.post(
        f"/en/groups/{group.pk}/workshops/", {"key": key, "lesson": f"{lesson.course}/{lesson.slug}"}
    )

    assert answer.status_code == 422
    assert "A workshop needs an open group" in answer.content.decode()
    assert SessionRun.objects.count() == 0


def test_next_pressed_twice_turns_once(room) -> None:
    version = room.run.version

    first = room.press("next", version=version)
    second = room.press("next", version=version)

    room.run.refresh_from_db()
    assert room.run.position == 1
    assert (first["Location"], second["Location"]) == (room.url, f"{room.url}?changed=1")


def test_second_facilitator_is_told_that_the_wall_has_changed(room, owner_client) -> None:
    version = room.run.version
    room.press("next")

    answer = owner_client.post(f"{room.url}steps/next/", {"version": version})

    assert "somebody else changed it meanwhile" in owner_client.get(answer["Location"]).content.decode()


def test_one_question_is_open_at_a_time(room) -> None:
    room.press("next")
    room.press("next")

    open_ones = SessionQuestion.objects.filter(opened_at__isnull=False, closed_at=None)
    assert [one.position for one in open_ones] == [2]


def test_going_back_shows_the_closed_question_with_its_counts(room, phone, single) -> None:
    room.turn_to(single.id)
    phone.send(single, right_answer(single))
    room.press("next")

    room.press("previous")

    assert "Question" in room.page()
    assert "no longer open" in room.page()
    assert "What the room says" in phone.page()


def test_question_can_be_opened_again(room, phone, single) -> None:
    room.turn_to(single.id)
    room.press("close")
    room.press("open")

    phone.send(single, right_answer(single))

    assert SessionAnswer.objects.count() == 1


def test_answer_is_shown_to_all_when_the_facilitator_says_so(room, phone, single) -> None:
    room.turn_to(single.id)
    room.press("close")
    hidden = phone.page()

    room.press("show-answer")

    assert "Right answer" not in hidden
    assert "✓ right" not in hidden
    assert "✓ right" not in hidden
    assert "Right answer" in phone.page()
    assert "Right answer" in room.page()


def test_wall_never_tells_the_right_one_before_that(room, lesson) -> None:
    for question in lesson.questions.values():
        room.turn_to(question.id)
        room.press("close")

        assert "tag good" not in room.page()
        assert "Right answer" not in room.page()


def test_wall_polls_and_keeps_its_focus_while_nothing_changes(room, phone, single) -> None:
    room.turn_to(single.id)
    address = re.search(r'hx-get="([^"]+)" hx-trigger', room.page())[1]

    same = room.client.get(address, **HTMX)
    phone.send(single, right_answer(single))
    changed = room.client.get(address, **HTMX)

    assert (same.status_code, changed.status_code) == (204, 200)
    assert "1 phone has answered." in changed.content.decode()


@pytest.mark.parametrize("sent", [{}, {"version": "x"}, {"version": "9" * 40}, {"version": "-1"}])
def test_step_without_a_version_changes_nothing(room, sent) -> None:
    answer = room.client.post(f"{room.url}steps/next/", sent)

    room.run.refresh_from_db()
    assert (answer.status_code, room.run.position) == (303, 0)


def test_unknown_step_is_not_found(room) -> None:
    assert room.press("dance").status_code == 404


def test_hands_phones_and_papers_end_in_one_report(room, phone, other_phone, single) -> None:
    row = room.turn_to(single.id)
    right, wrong = right_answer(single), wrong_answer(single)
    phone.send(single, right)
    other_phone.send(single, wrong)
    room.press("close")

    room.count(row.position, {right: 4}, {right: 2, wrong: 3})
    room.client.post(f"{room.url}end/")

    sheet = room.client.get(f"{room.url}report.csv")
    lines = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    counted = {tuple(line[6:]) for line in lines if line[2] == str(row.position) and line[9] != "0"}
    assert counted == {("1", "4", "2", "7"), ("1", "0", "3", "4")}
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    page = room.client.get(f"{room.url}report/").content.decode()
    for words in ("<strong>7</strong>", "<strong>4</strong>", "✓ right"):
        assert words in page


def test_file_has_no_formula(room, lesson) -> None:
    from courses.accounts.http.csv_files import safe_cell

    assert [safe_cell(text) for text in ("=1", "+1", "-1", "@x", "＝1", "1")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@x",
        "'＝1",
        "1",
    ]


def test_question_asked_on_paper_only_is_in_the_report(room, single) -> None:
    row = room.run.questions.get(question=single.id)

    room.count(row.position, {}, {right_answer(single): 9})

    assert "<strong>9</strong>" in room.client.get(f"{room.url}report/").content.decode()


def test_second_of_two_typing_counts_is_told_and_nothing_is_overwritten(room, owner_client, single) -> None:
    row = room.turn_to(single.id)
    key = right_answer(single)
    room.count(row.position, {key: 4})

    theirs = owner_client.post(
        f"{room.url}questions/{row.position}/counts/", {f"hands-{key}": "6", f"was-hands-{key}": "0"}
    )

    page = theirs.content.decode()
    assert theirs.status_code == 409
    assert "Somebody else typed in numbers meanwhile" in page
    assert 'value="6"' in page
    assert "theirs: 4" in page
    assert HandCount.objects.get().count == 4


def test_counts_typed_again_replace_the_number(room, single) -> None:
    row = room.turn_to(single.id)
    key = right_answer(single)
    room.count(row.position, {key: 4})

    room.client.post(f"{room.url}questions/{row.position}/counts/", {f"hands-{key}": "５", f"was-hands-{key}": "4"})

    assert HandCount.objects.get().count == 5


@pytest.mark.parametrize("typed", ["-1", "1.5", "x", "10001", "9" * 40, "\x00", "١"])
def test_count_that_is_no_number_is_refused_with_its_reason(room, single, typed) -> None:
    row = room.turn_to(single.id)

    answer = room.count(row.position, {right_answer(single): typed})

    assert answer.status_code == 422
    assert "Enter a whole number from 0 to 10,000" in answer.content.decode()
    assert HandCount.objects.count() == 0


def test_every_kind_of_question_can_be_counted_by_hand(room, lesson) -> None:
    for position, question in enumerate(lesson.questions.values(), 1):
        page = room.client.get(f"{room.url}questions/{position}/counts/").content.decode()

        names = re.findall(r'name="(hands-[^"]+)"', page)
        assert len(names) >= 2, question.id


def test_report_stays_open_after_the_end_and_the_code_does_not(room, client) -> None:
    room.client.post(f"{room.url}end/")
    room.client.post(f"{room.url}end/")

    assert Event.objects.filter(what="session-closed").count() == 1
    assert client.get(f"/en/s/{room.run.code}/").status_code == 404
    assert room.client.get(f"{room.url}report/").status_code == 200
    assert room.press("next")["Location"].endswith("?changed=1")


GETS = ("", "report/", "report.csv", "questions/1/counts/")
POSTS = ("steps/next/", "end/", "questions/1/counts/")


@pytest.mark.parametrize("who", ["stranger", "viewer", "member", "other facilitator", "other organisation"])
def test_others_find_no_workshop(room, who, stranger_client, viewer_client, member_client, organization) -> None:
    if who == "other facilitator":
        other = sign_in(Client(), make_account("other"))
        make_lead(make_group(organization, "Morning"), _user(other))
    elif who == "other organisation":
        other = sign_in(Client(), make_account("elsewhere"))
        make_organization("Elsewhere", owner=_user(other))
    else:
        other = {"stranger": stranger_client, "viewer": viewer_client, "member": member_client}[who]

    statuses = {other.get(f"{room.url}{page}").status_code for page in GETS}
    statuses |= {other.post(f"{room.url}{page}", {"version": 1}).status_code for page in POSTS}
    statuses |= {other.get(f"/en/groups/{room.group.pk}/workshops/").status_code}

    room.run.refresh_from_db()
    assert statuses == {404}
    assert (room.run.position, room.run.closed_at) == (0, None)


def _user(client: Client):
    from courses.accounts.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])


def test_workshop_is_not_found_under_another_group(room, organization, facilitator) -> None:
    other = make_group(organization, "Morning")
    make_lead(other, facilitator)

    assert room.client.get(f"/en/groups/{other.pk}/workshops/{room.run.pk}/").status_code == 404


def test_visitor_is_led_to_sign_in(room, client) -> None:
    assert "/account/login/" in client.get(room.url)["Location"]


def test_owner_may_run_it_too(room, owner_client) -> None:
    assert owner_client.get(room.url).status_code == 200


@pytest.mark.parametrize("page", GETS)
def test_pages_need_few_queries_however_many_answered(
    room, lesson, single, page, group, django_assert_max_num_queries
) -> None:
    row = room.turn_to(single.id)
    SessionAnswer.objects.bulk_create(
        SessionAnswer(
            organization=group.organization, question=row, phone=f"{number:064d}", given=right_answer(single),
            is_right=True, at=timezone.now(),
        )
        for number in range(200)
    )  # fmt: skip

    with django_assert_max_num_queries(10):
        assert room.client.get(f"{room.url}{page}").status_code == 200


def test_list_of_workshops_needs_few_queries(room, group, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        assert room.client.get(f"/en/groups/{group.pk}/workshops/").status_code == 200


def test_old_workshops_are_forgotten_with_their_answers(room, phone, single, facilitator_client, group, lesson) -> None:
    room.turn_to(single.id)
    phone.send(single, right_answer(single))
    young = begin(facilitator_client, group, lesson)
    now = timezone.now()
    SessionRun.objects.filter(pk=room.run.pk).update(opened_at=now - KEPT)

    age_out(now=now)

    assert list(SessionRun.objects.all()) == [young.run]
    assert SessionAnswer.objects.count() == 0


def test_workshop_is_kept_until_its_thirtieth_day(room) -> None:
    now = timezone.now()
    SessionRun.objects.update(opened_at=now - KEPT + timedelta(seconds=1))

    assert forget_old_runs(now) == 0


def test_wall_and_phone_are_in_chinese_too(room, single) -> None:
    room.turn_to(single.id)
    page = room.client.get(room.url.replace("/en/", "/zh-hans/")).content.decode()
    phone = Client().get(f"/zh-hans/s/{room.run.code}/").content.decode()

    assert single.body.ask.in_language("zh-hans")[:8] in page
    assert 'lang="zh-Hans"' in phone
    assert Phone(room.run.code).page() != phone
