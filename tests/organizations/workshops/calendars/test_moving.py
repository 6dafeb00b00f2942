"""A planned workshop is moved to another day: learners, calendars and the message follow, and there is a way back."""

from datetime import date, time, timedelta

import pytest
from django.test import Client

from courses.organizations.models import Event, PlannedWorkshop
from courses.organizations.reaching.chat_message import Occasion, chat_message
from courses.organizations.workshops.calendars import workshops
from courses.organizations.workshops.calendars.events import events_of
from tests.conftest import NOW, sign_in
from tests.organizations.pages import text_of, url

FIRST, SECOND = date(2026, 12, 5), date(2026, 12, 8)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(clock) -> None:
    """The cast's day."""


@pytest.fixture
def row(group, course, facilitator) -> PlannedWorkshop:
    return workshops.plan_workshop(
        group=group, lesson=course.lessons[0], day=FIRST, hour=time(18, 30), actor=facilitator, key="k", now=NOW
    )


def move(client: Client, group, row, day: str = "2026-12-08", hour: str = "19:00"):
    return client.post(url("workshop-move", group.pk, row.pk), {"day": day, "hour": hour})


def test_moved_workshop_stands_on_its_new_day_and_says_the_old_one(
    group, row, facilitator_client, member_client
) -> None:
    assert [move(facilitator_client, group, row).status_code for _press in range(2)] == [303, 303]

    row.refresh_from_db()
    assert (row.day, row.hour, row.day_before, row.hour_before) == (SECOND, time(19), FIRST, time(18, 30))
    assert Event.objects.filter(what="workshop-moved").count() == 1
    for page in (url("mine"), "/en/"):
        assert "Dec. 8, 2026, 19:00" in text_of(member_client, page)
        assert "before, it was Dec. 5, 2026, 18:30" in text_of(member_client, page)


def test_calendar_and_message_follow_the_new_day(group, row, member, facilitator) -> None:
    workshops.move_workshop(row=row, day=SECOND, hour=None, actor=facilitator, now=NOW)
    coming = workshops.coming_of([group.pk], since=NOW.date())[0]

    (event,) = [one for one in events_of(member.learner, str, NOW) if one.uid.startswith("workshop")]
    message = chat_message(Occasion.WORKSHOP, group, None, site="https://x.org", language="en", coming=coming)

    assert (event.uid, event.day, event.at, event.changed_at) == (f"workshop-{row.pk}", SECOND, None, NOW)
    assert "meets on Dec. 8, 2026 at [place]" in message
    assert "The day has changed: before, it was Dec. 5, 2026, 18:30." in message


def test_message_for_a_workshop_leaves_the_day_open_while_none_is_planned(group) -> None:
    message = chat_message(Occasion.WORKSHOP, group, None, site="https://x.org", language="en")

    assert "meets on [day and time] at [place]" in message


def test_page_of_the_message_names_the_workshop_planned_next(group, row, facilitator_client) -> None:
    assert "meets on Dec. 5, 2026, 18:30 at [place]" in text_of(
        facilitator_client, f"{url('reach', group.pk)}?occasion=workshop"
    )


def test_day_as_before_comes_back_the_next_day_and_once(group, row, facilitator, clock) -> None:
    leader = sign_in(Client(), facilitator)
    move(leader, group, row)
    clock.later(DAY, (leader, facilitator))
    number = int(NOW.timestamp())
    back = url("workshop-move-back", group.pk, row.pk, number)
    assert back in leader.get(url("workshops-coming", group.pk)).content.decode()

    for _press in range(2):
        leader.post(back)

    row.refresh_from_db()
    assert (row.day, row.hour, row.day_before) == (FIRST, time(18, 30), SECOND)


def test_day_that_has_passed_is_not_taken_back(group, row, facilitator, clock) -> None:
    leader = sign_in(Client(), facilitator)
    move(leader, group, row)
    clock.later(timedelta(days=(FIRST - NOW.date()).days + 1), (leader, facilitator))
    back = url("workshop-move-back", group.pk, row.pk, int(NOW.timestamp()))

    assert back not in leader.get(url("workshops-coming", group.pk)).content.decode()
    leader.post(back)

    row.refresh_from_db()
    assert row.day == SECOND


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"day": ""}, "Enter the day"), ({"day": "2026-11-01"}, "This day has passed"), ({"hour": "late"}, "18:30")],
)
def test_wrong_day_is_422_and_moves_nothing(group, row, facilitator_client, sent, said) -> None:
    reply = facilitator_client.post(url("workshop-move", group.pk, row.pk), {"day": "2026-12-08", "hour": "", **sent})

    row.refresh_from_db()
    assert (reply.status_code, row.day, row.moved_at) == (422, FIRST, None)
    assert said in reply.content.decode()


def test_form_begins_with_the_day_that_stands(group, row, facilitator_client) -> None:
    page = facilitator_client.get(url("workshop-move", group.pk, row.pk)).content.decode()

    assert 'value="2026-12-05"' in page
    assert 'value="18:30"' in page
