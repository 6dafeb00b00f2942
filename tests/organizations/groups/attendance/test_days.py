"""Which day it is: taken off the sheet while somebody notes it, taken back, and a workshop that passes midnight."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from courses.organizations.groups.attendance.actions import note_meeting, note_own_presence
from courses.organizations.groups.attendance.reading import counts_of
from courses.organizations.models import Event, Meeting, SessionRun
from courses.organizations.workshops.actions import start_run
from courses.organizations.workshops.reopening import reopen_run
from courses.organizations.workshops.results.report import read_report
from tests.conftest import sign_in
from tests.organizations.cast import make_member
from tests.organizations.clock import A_DAY
from tests.organizations.pages import text_of, url

DAY = date(2026, 11, 25)
LATE = datetime(2026, 11, 25, 15, 50, tzinfo=UTC)  # ten to midnight in Shanghai
SOON_AFTER = LATE + timedelta(minutes=20)


@pytest.fixture
def meeting(group) -> Meeting:
    return note_meeting(group=group, day=DAY)


@pytest.fixture
def people(group):
    return [make_member(group, name) for name in ("Ann", "Bo")]


def there(meeting: Meeting) -> set[str]:
    return set(meeting.attendance.filter(was_there=True).values_list("member__nickname", flat=True))


# ---- a day taken off while somebody else notes it


def test_ticks_for_a_day_taken_off_meanwhile_are_asked_about_and_kept(facilitator_client, meeting, people) -> None:
    address = url("meeting", meeting.group_id, meeting.pk)
    facilitator_client.post(url("meeting-remove", meeting.group_id, meeting.pk))
    sent = {"present": [people[0].pk], "others": "3", "was_others": "0"}

    reply = facilitator_client.post(address, sent)

    meeting.refresh_from_db()
    page = reply.content.decode()
    assert (reply.status_code, there(meeting), meeting.others) == (409, set(), 0)
    assert meeting.removed_at is not None
    assert "Nothing was saved; your ticks stand below." in page
    assert f'value="{people[0].pk}" id="member-{people[0].pk}" checked' in page
    assert f'value="{people[1].pk}" id="member-{people[1].pk}" checked' not in page
    assert 'name="others" value="3"' in page

    facilitator_client.post(address, {**sent, "takes_back": "1"})

    meeting.refresh_from_db()
    assert (there(meeting), meeting.others, meeting.removed_at) == ({"Ann"}, 3, None)
    assert Event.objects.filter(what="meeting-restored").count() == 1


def test_everybody_pressed_for_a_day_taken_off_stays_ticked(facilitator_client, meeting, people) -> None:
    facilitator_client.post(url("meeting-remove", meeting.group_id, meeting.pk))

    reply = facilitator_client.post(url("meeting", meeting.group_id, meeting.pk), {"everybody": "1", "others": ""})

    assert (reply.status_code, reply.content.decode().count("checked")) == (409, 2)


@pytest.mark.parametrize("refused", ["number", "day off"])
def test_form_shown_again_leaves_what_others_noted_since(facilitator_client, meeting, people, refused) -> None:
    address = url("meeting", meeting.group_id, meeting.pk)
    facilitator_client.post(address, {"present": [people[1].pk], "others": "7", "was_others": "0"})  # somebody else
    if refused == "day off":
        facilitator_client.post(url("meeting-remove", meeting.group_id, meeting.pk))
    wrong = "x" if refused == "number" else "0"

    page = facilitator_client.post(address, {"present": [people[0].pk], "others": wrong, "was_others": "0"})
    sent = {"present": [people[0].pk], "others": "0", "was_others": "0", "takes_back": "1"}
    assert page.status_code in {409, 422}
    assert 'name="was"' not in page.content.decode()
    assert 'name="was_others" value="0"' in page.content.decode()
    facilitator_client.post(address, sent)

    meeting.refresh_from_db()
    assert (there(meeting), meeting.others) == ({"Ann", "Bo"}, 7)


@pytest.mark.parametrize("days", [1, 25, 200])
def test_day_taken_off_is_taken_back_with_its_marks_later(clock, facilitator, meeting, people, days) -> None:
    client = sign_in(Client(), facilitator)
    note_own_presence(member=people[0], day=DAY, is_here=True)
    client.post(url("meeting-remove", meeting.group_id, meeting.pk))

    clock.later(A_DAY * days, (client, facilitator))
    assert "Days taken off the sheet" in text_of(client, url("attendance", meeting.group_id))
    client.post(url("meeting-restore", meeting.group_id, meeting.pk))

    assert there(meeting) == {"Ann"}
    assert [one.there for one in counts_of(meeting.group, (DAY,))] == [1]


# ---- a workshop that passes midnight


@pytest.fixture
def run(group, lesson, facilitator) -> SessionRun:
    return start_run(group=group, lesson=lesson, actor=facilitator, key="k", now=LATE)


def here(client: Client, run: SessionRun) -> str:
    return client.get(f"/en/s/{run.code}/here/").content.decode()


def test_presence_noted_after_midnight_counts_for_the_day_of_the_workshop(
    time_machine, group, run, facilitator, people
) -> None:
    before, after = people
    for moment, member in ((LATE, before), (SOON_AFTER, after)):
        time_machine.move_to(moment, tick=False)
        client = sign_in(Client(), member.learner)
        client.post(f"/en/s/{run.code}/here/", {"here": "yes"})
        assert "is here today" in here(client, run)

    assert [(one.day, there(one)) for one in Meeting.objects.all()] == [(DAY, {"Ann", "Bo"})]
    report = read_report(run, language="en", now=SOON_AFTER)
    assert (report.day, [one.there for one in report.meetings]) == (DAY, [2])
    assert "2 people were there." in text_of(sign_in(Client(), facilitator), url("workshop-report", group.pk, run.pk))


def test_presence_noted_before_midnight_is_taken_back_after_it(time_machine, run, people) -> None:
    time_machine.move_to(LATE, tick=False)
    client = sign_in(Client(), people[0].learner)
    client.post(f"/en/s/{run.code}/here/", {"here": "yes"})

    time_machine.move_to(SOON_AFTER, tick=False)
    client.post(f"/en/s/{run.code}/here/", {"here": "no"})

    assert there(Meeting.objects.get()) == set()


def test_workshop_opened_again_in_the_same_night_stays_on_its_day(run, facilitator, people) -> None:
    SessionRun.objects.update(closed_at=LATE + timedelta(minutes=5))

    held = reopen_run(run=run, actor=facilitator, now=SOON_AFTER)

    assert [one.day for one in Meeting.objects.all()] == [DAY]
    assert read_report(held, language="en", now=SOON_AFTER).day == DAY


def test_workshop_opened_again_a_day_later_puts_no_day_on_the_sheet_until_somebody_is_noted(
    clock, group, lesson, facilitator, people
) -> None:
    run = start_run(group=group, lesson=lesson, actor=facilitator, key="k", now=clock.now)
    began = Meeting.objects.get().day
    SessionRun.objects.update(closed_at=clock.now)
    clock.later(A_DAY)
    reopen_run(run=run, actor=facilitator, now=clock.now)
    leader = sign_in(Client(), facilitator)
    assert [one.day for one in Meeting.objects.all()] == [began]

    report = url("workshop-report", group.pk, run.pk)
    assert f'action="{url("workshop-note-day", group.pk, run.pk)}"' in leader.get(report).content.decode()
    for _press in range(2):
        place = leader.post(url("workshop-note-day", group.pk, run.pk))["Location"]
    leader.post(place, {"present": [people[0].pk], "others": ""})

    second = Meeting.objects.get(day=began + A_DAY)
    assert (there(second), second.lessons) == ({"Ann"}, [run.about])
    assert "who-was-there" not in leader.get(report).content.decode()


def test_workshop_opened_again_a_day_later_notes_who_comes_by_phone_and_reports_both(
    time_machine, group, run, facilitator, people
) -> None:
    note_own_presence(member=people[0], day=DAY, is_here=True)
    SessionRun.objects.update(closed_at=SOON_AFTER)
    reopened = SOON_AFTER + timedelta(hours=18)
    time_machine.move_to(reopened, tick=False)
    reopen_run(run=run, actor=facilitator, now=reopened)
    assert [one.day for one in Meeting.objects.all()] == [DAY]

    for member in people:
        sign_in(Client(), member.learner).post(f"/en/s/{run.code}/here/", {"here": "yes"})

    assert [one.lessons for one in Meeting.objects.all()] == [[run.about], [run.about]]
    page = text_of(sign_in(Client(), facilitator), url("workshop-report", group.pk, run.pk))
    assert "Nov. 25, 2026: 1 person was there." in page
    assert "Nov. 26, 2026: 2 people were there." in page
