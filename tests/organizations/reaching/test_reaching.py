"""People are reached without e-mail: the list to call in order of need, slips, and a message that names nobody."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from courses.catalog.published.library import catalog
from courses.organizations.models import AccessLog, Group
from tests.conftest import NOW
from tests.organizations.cast import make_member
from tests.organizations.pages import text_of, url
from tests.organizations.reports.learning import give, work


@pytest.fixture(autouse=True)
def _today(time_machine) -> None:
    time_machine.move_to(NOW + timedelta(days=30), tick=False)


@pytest.fixture
def course():
    return catalog().courses["reading-a-loan"]


def message(client: Client, group: Group, **asked: str) -> str:
    page = client.get(url("reach", group.pk), asked).content.decode()
    return unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]).strip()


# ---- the list to call


def test_list_to_call_names_who_needs_a_word_in_order_of_need(group, course, facilitator_client) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons[:2]), due_on=(NOW + timedelta(days=90)).date())
    well, idle, stuck = (make_member(group, name) for name in ("Well", "Idle", "Stuck"))
    make_member(group, "Nothing")
    make_member(group, "Waiting", joined_at=None)
    for lesson in course.lessons[:2]:
        work(well.learner, lesson)
    work(idle.learner, course.lessons[0], at=NOW)
    work(stuck.learner, course.lessons[0], at=NOW + timedelta(days=29), done=False, stuck=True)

    page = facilitator_client.get(url("call-list", group.pk)).content.decode()

    names = re.findall(r'<th scope="row"><bdi>(\w+)</bdi>', page)
    assert names[:2] in (["Idle", "Stuck"], ["Stuck", "Idle"])
    assert names[2:] == ["Nothing", "Waiting"]
    assert "on the list, has not come yet" in page
    assert list(AccessLog.objects.values_list("what", flat=True)) == ["export"]


def test_list_to_call_before_anything_was_given_names_who_has_not_come(group, member, facilitator_client) -> None:
    make_member(group, "Waiting", joined_at=None)

    page = facilitator_client.get(url("call-list", group.pk)).content.decode()

    assert re.findall(r'<th scope="row"><bdi>(\w+)</bdi>', page) == ["Waiting"]


def test_list_to_call_says_so_when_nobody_needs_a_word(group, member, facilitator_client) -> None:
    assert "Nobody needs a word" in text_of(facilitator_client, url("call-list", group.pk))


def test_long_list_to_call_says_how_many_are_left_out(group, facilitator_client, monkeypatch) -> None:
    monkeypatch.setattr("courses.organizations.reaching.call_list.MOST_CALLED", 2)
    for number in range(5):
        make_member(group, f"Waiting{number}", joined_at=None)

    page = text_of(facilitator_client, url("call-list", group.pk))

    assert ("Waiting1" in page, "Waiting2" in page) == (True, False)
    assert "3 more people stand on the list of results." in page


# ---- the message


@pytest.mark.parametrize("occasion", ["invitation", "reminder", "workshop"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_message_has_the_link_and_the_code_and_no_name(
    group, member, course, facilitator, facilitator_client, occasion, language
) -> None:
    give(group, course, due_on=(NOW + timedelta(days=40)).date())
    text = message(facilitator_client, group, occasion=occasion, language=language)

    assert f"http://testserver/j/{group.code}" in text
    assert group.printed_code in text
    assert not any(name in text for name in (member.nickname, facilitator.username))
    assert course.title.in_language(language) in text


def test_reminder_says_the_next_day_in_the_language_of_the_message(group, course, facilitator_client) -> None:
    give(group, course, due_on=(NOW + timedelta(days=40)).date())

    assert "“Reading a loan”, by Jan. 4, 2027" in message(facilitator_client, group, language="en")
    assert "2027 年 1 月 4 日前完成" in message(facilitator_client, group, language="zh-hans")


def test_reminder_says_how_many_lessons_of_a_course(group, course, facilitator_client) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons[:2]), due_on=(NOW + timedelta(days=40)).date())

    assert "“Reading a loan, 2 lessons”, by Jan. 4, 2027" in message(facilitator_client, group, language="en")


def test_message_is_in_the_language_of_the_organisations_paper_unless_asked(group, facilitator_client) -> None:
    type(group.organization).objects.update(language="zh-hans")

    assert message(facilitator_client, group).startswith("大家好")
    assert message(facilitator_client, group, language="en").startswith("Hello everybody")
    assert message(facilitator_client, group, language="xx", occasion="no").startswith("大家好")


def test_one_part_of_an_address_that_is_not_valid_takes_nothing_from_the_others(
    group, member, facilitator_client
) -> None:
    assert message(facilitator_client, group, language="zh-hans", occasion="no").startswith("大家好")
    assert "meets on" in message(facilitator_client, group, language="xx", occasion="workshop")
    slips = facilitator_client.get(url("slips", group.pk), {"whom": "each", "language": "xx"}).content.decode()
    assert member.nickname in slips
    people = facilitator_client.get(url("people", group.pk), {"q": "nobody like this", "page": "x"}).content.decode()
    assert f">{member.nickname}<" not in people


def test_message_of_a_workshop_leaves_day_and_place_to_be_filled_in(group, facilitator_client) -> None:
    assert "on [day and time] at [place]" in message(facilitator_client, group, occasion="workshop")


def test_text_can_be_copied_without_scripts(group, facilitator_client) -> None:
    page = facilitator_client.get(url("reach", group.pk)).content.decode()

    assert re.search(r'<button[^>]*data-copy="chat-message"[^>]*hidden', page)
    assert "Press long on the text" in page.split("<noscript>")[1].split("</noscript>")[0]


# ---- slips


def test_slips_for_everybody_name_nobody_and_fill_a_sheet(group, member, facilitator_client) -> None:
    page = facilitator_client.get(url("slips", group.pk)).content.decode()

    assert page.count('href="#join-qr"') == 8
    assert member.nickname not in page
    assert "testserver/j<" in page
    assert AccessLog.objects.count() == 0


def test_slips_for_each_say_how_to_come_in_and_what_to_do_next(group, member, course, facilitator_client) -> None:
    give(group, course, due_on=(NOW + timedelta(days=40)).date())
    make_member(group, "Waiting", joined_at=None)

    page = text_of(facilitator_client, url("slips", group.pk) + "?whom=each&language=en")

    assert "Nickname: 小林" in page
    assert page.count("Sign in with this nickname and your secret code") == 1
    assert page.count("Join with this nickname") == 1
    assert page.count("What to do next: Reading a loan · due by Jan. 4, 2027") == 2
    assert AccessLog.objects.get().what == "export"


@pytest.mark.parametrize(("language", "english", "chinese"), [("en", 8, 0), ("zh-hans", 0, 8), ("both", 4, 4)])
def test_slips_are_in_the_language_asked_for(group, facilitator_client, language, english, chinese) -> None:
    page = text_of(facilitator_client, url("slips", group.pk) + f"?language={language}")

    assert page.count("Choose a nickname and a secret code") == english
    assert page.count("起一个昵称，想一个只有你知道的暗号") == chinese


def test_archived_group_has_no_slips(group, facilitator_client) -> None:
    Group.objects.update(archived_at=NOW)

    page = facilitator_client.get(url("slips", group.pk)).content.decode()

    assert ("#join-qr" in page, group.printed_code in page) == (False, False)


def test_task_for_some_people_is_on_no_slip(group, member, course, facilitator_client) -> None:
    give(group, course, people=(member,))

    assert "What to do next" not in text_of(facilitator_client, url("slips", group.pk) + "?whom=each")
