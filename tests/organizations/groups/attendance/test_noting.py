"""Noting who was there: ticked by day, by several people at once, or with the learner's own phone."""

import pytest

from courses.organizations.groups.attendance.actions import note_own_presence, undo_attendance
from courses.organizations.groups.attendance.reading import there_at
from courses.organizations.models import Attendance, Event, Meeting
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.groups.attendance.meetings import note, sheet, there
from tests.organizations.pages import url
from tests.organizations.workshops.room import begin


def test_day_is_chosen_ticked_and_stands_on_the_sheet(facilitator_client, group, people) -> None:
    place = facilitator_client.post(url("attendance", group.pk), {"day": "2026年11月25日"})["Location"]
    facilitator_client.post(place, {"present": [people[0].pk, people[2].pk], "others": "３"})

    assert there(Meeting.objects.get()) == {"Ann", "小林"}
    page = facilitator_client.get(url("attendance", group.pk)).content.decode()
    assert "Saved: 5 people were there." in page
    assert sheet(facilitator_client, group)[:8] == [
        ["Nickname", "2026-11-25", "Days"],
        ["Ann", "1", "1"],
        ["Bo", "0", "0"],
        ["小林", "1", "1"],
        ["People of the list", "2", "2"],
        ["No longer on the list", "0", "0"],
        ["Others", "3", "3"],
        ["Together", "5", "5"],
    ]


def test_same_day_twice_is_one_meeting(facilitator_client, group) -> None:
    places = {facilitator_client.post(url("attendance", group.pk), {"day": "2026-11-25"})["Location"] for _ in "12"}

    assert len(places) == 1
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", "2999-01-01", "1999-01-01"])
def test_day_that_is_none_or_not_yet_is_refused(facilitator_client, group, day) -> None:
    assert facilitator_client.post(url("attendance", group.pk), {"day": day}).status_code == 422
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("others", ["-1", "x", "10001"])
def test_number_of_others_that_is_none_is_refused_and_ticks_stay(facilitator_client, meeting, people, others) -> None:
    address = url("meeting", meeting.group_id, meeting.pk)

    reply = facilitator_client.post(address, {"present": [people[1].pk], "others": others})

    assert reply.status_code == 422
    assert reply.content.decode().count("checked") == 1
    assert there_at(meeting) == 0


def test_everybody_was_there_in_one_press(facilitator_client, meeting, people) -> None:
    make_member(make_group(meeting.group.organization, "Other"), "Outsider")

    facilitator_client.post(url("meeting", meeting.group_id, meeting.pk), {"everybody": "1"})

    assert there(meeting) == {"Ann", "Bo", "小林"}


def test_person_of_another_group_cannot_be_ticked(facilitator_client, meeting, people) -> None:
    outsider = make_member(make_group(meeting.group.organization, "Other"), "Outsider")
    sent = {"present": [people[0].pk, outsider.pk, "x", "9" * 40]}

    facilitator_client.post(url("meeting", meeting.group_id, meeting.pk), sent)

    assert there(meeting) == {"Ann"}


def test_two_people_noting_at_once_keep_both_ticks(meeting, people, facilitator, owner) -> None:
    ann, bo, lin = people
    note(meeting, facilitator, ann, others=2)

    note(meeting, owner, bo)  # the page was opened before Ann was ticked
    note(meeting, owner, lin, seen=[bo])  # then Bo's tick is taken out

    meeting.refresh_from_db()
    assert there(meeting) == {"Ann", "小林"}
    assert meeting.others == 2


def test_sending_twice_changes_nothing_twice(meeting, people, facilitator) -> None:
    note(meeting, facilitator, people[0], others=1)
    again = note(meeting, facilitator, people[0], others=1)

    assert again.version == 2
    assert Event.objects.filter(what="attendance-noted").count() == 1


def test_learner_notes_with_a_phone_that_they_are_there_and_takes_it_back(
    facilitator_client, group, lesson, member, member_client
) -> None:
    room = begin(facilitator_client, group, lesson)
    here = f"/en/s/{room.run.code}/here/"
    assert here in member_client.get(f"/en/s/{room.run.code}/").content.decode()
    assert "is here today" not in member_client.get(here).content.decode()

    member_client.post(here, {"here": "yes"})
    member_client.post(here, {"here": "yes"})

    meeting = Meeting.objects.get()
    assert there(meeting) == {member.nickname}
    assert "is here today" in member_client.get(here).content.decode()
    assert "by phone" in facilitator_client.get(url("meeting", group.pk, meeting.pk)).content.decode()
    member_client.post(here, {"here": "no"})
    assert there(meeting) == set()


def test_phone_that_comes_while_the_leader_ticks_is_kept(
    facilitator, group, lesson, member, facilitator_client
) -> None:
    begin(facilitator_client, group, lesson)
    meeting, ann = Meeting.objects.get(), make_member(group, "Ann")
    note_own_presence(member=member, day=meeting.day, is_here=True)

    note(meeting, facilitator, ann)
    undo_attendance(meeting=meeting, version=2, actor=facilitator, now=NOW)

    assert there(meeting) == {member.nickname}


def test_whoever_is_not_of_the_group_notes_nothing(facilitator_client, group, lesson, stranger_client, client) -> None:
    room = begin(facilitator_client, group, lesson)
    here = f"/en/s/{room.run.code}/here/"

    for browser in (stranger_client, client):
        browser.post(here, {"here": "yes"})

    assert Attendance.objects.count() == 0
    assert f"?next={here}" in client.get(here).content.decode()
    assert client.get("/en/s/ZZZZZZ/here/").status_code == 404


def test_nobody_is_noted_when_the_workshop_is_over(facilitator_client, group, lesson, member_client) -> None:
    room = begin(facilitator_client, group, lesson)
    room.client.post(f"{room.url}end/")

    assert member_client.post(f"/en/s/{room.run.code}/here/", {"here": "yes"}).status_code == 404
    assert Attendance.objects.count() == 0
