"""Who was there: ticked by day, undone a day later, and on one sheet that stays true for years."""

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from courses.organizations.groups.aging import places_to_forget
from courses.organizations.groups.attendance.actions import (
    NotedAttendance,
    note_meeting,
    note_own_presence,
    save_attendance,
    undo_attendance,
)
from courses.organizations.groups.attendance.reading import there_at
from courses.organizations.groups.members import remove_member
from courses.organizations.models import Attendance, Event, Meeting, SessionRun
from courses.organizations.workshops.actions import KEPT, forget_old_runs
from courses.privacy.erasure.erase import erase, erase_places
from courses.privacy.export import collect
from tests.conftest import sign_in
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.clock import A_DAY
from tests.organizations.pages import url
from tests.organizations.workshops.room import begin

DAY = date(2026, 11, 25)


@pytest.fixture
def meeting(group) -> Meeting:
    return note_meeting(group=group, day=DAY)


@pytest.fixture
def people(group):
    return [make_member(group, name) for name in ("Ann", "Bo", "小林")]


def note(meeting, actor, *present, others: int = 0, seen=(), seen_others: int = 0) -> Meeting:
    listed = [one.pk for one in meeting.group.members.all()]
    wanted = NotedAttendance(frozenset(one.pk for one in present), others)
    before = NotedAttendance(frozenset(one.pk for one in seen), seen_others)
    return save_attendance(meeting=meeting, listed=listed, wanted=wanted, seen=before, actor=actor, now=NOW)


def there(meeting: Meeting) -> set[str]:
    return set(meeting.attendance.filter(was_there=True).values_list("member__nickname", flat=True))


def sheet(client, group, query: str = "") -> list[list[str]]:
    body = client.get(url("attendance-file", group.pk) + query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))


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


def test_last_change_is_undone_a_day_later_and_done_again(facilitator_client, meeting, people, facilitator) -> None:
    ann, bo, _lin = people
    note(meeting, facilitator, ann, others=1)
    note(meeting, facilitator, bo, others=4, seen=[ann], seen_others=1)
    address = url("meeting", meeting.group_id, meeting.pk)

    def press_undo() -> str:
        page = facilitator_client.get(address).content.decode()
        version = Meeting.objects.get().version
        assert f'action="{address}undo/?version={version}"' in page
        facilitator_client.post(f"{address}undo/?version={version}")
        facilitator_client.post(f"{address}undo/?version={version}")  # pressed twice, it happens once
        meeting.refresh_from_db()
        return f"{sorted(there(meeting))} {meeting.others}"

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sign_in(facilitator_client, facilitator)
        assert press_undo() == "['Ann'] 1"
        assert press_undo() == "['Bo'] 4"


@pytest.mark.parametrize("days", [0, 1, 25])
def test_first_note_that_nobody_came_undone_is_as_if_never_noted_and_done_again(
    clock, facilitator_client, facilitator, meeting, people, days
) -> None:
    address = url("meeting", meeting.group_id, meeting.pk)

    def marks() -> set[str]:
        return {row[1] for row in sheet(facilitator_client, meeting.group)[1:8]}

    facilitator_client.post(address, {"others": ""})
    assert marks() == {"0"}

    clock.later(A_DAY * days, (facilitator_client, facilitator))
    facilitator_client.post(f"{address}undo/?version=2")
    assert marks() == {""}
    assert "not noted yet" in facilitator_client.get(url("attendance", meeting.group_id)).content.decode()
    facilitator_client.post(f"{address}undo/?version=3")
    assert marks() == {"0"}


def test_nobody_noted_anew_after_an_undo_is_undone_to_not_noted_too(facilitator_client, meeting, people) -> None:
    address = url("meeting", meeting.group_id, meeting.pk)
    for version in (2, 4):
        facilitator_client.post(address, {"others": ""})
        facilitator_client.post(f"{address}undo/?version={version}")

        meeting.refresh_from_db()
        assert (meeting.is_noted, meeting.version) == (False, version + 1)


def test_second_change_undone_leaves_the_day_on_which_nobody_came(meeting, people, facilitator) -> None:
    note(meeting, facilitator)
    note(meeting, facilitator, people[0])

    undo_attendance(meeting=meeting, version=3, actor=facilitator, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.is_noted, there(meeting)) == (True, set())


@pytest.mark.parametrize("version", ["", "x", "0", "99"])
def test_undo_of_no_change_or_of_another_one_changes_nothing(facilitator_client, meeting, people, version) -> None:
    address = url("meeting", meeting.group_id, meeting.pk)
    facilitator_client.post(address, {"present": [people[0].pk]})

    facilitator_client.post(f"{address}undo/?version={version}")

    assert there(meeting) == {"Ann"}


def test_day_taken_off_the_sheet_is_taken_back_a_month_later(facilitator_client, meeting, people, facilitator) -> None:
    note(meeting, facilitator, people[0])
    address = url("meeting", meeting.group_id, meeting.pk)

    facilitator_client.post(f"{address}remove/")
    assert sheet(facilitator_client, meeting.group)[0] == ["Nickname", "Days"]
    assert f"{address}restore/" in facilitator_client.get(url("attendance", meeting.group_id)).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        sign_in(facilitator_client, facilitator)
        facilitator_client.post(f"{address}restore/")

        assert sheet(facilitator_client, meeting.group)[1] == ["Ann", "1", "1"]


def test_workshop_puts_its_day_and_lesson_on_the_sheet(facilitator_client, group, lesson) -> None:
    room = begin(facilitator_client, group, lesson)
    other = begin(facilitator_client, group, lesson)

    meeting = Meeting.objects.get()
    assert meeting.lessons == [f"{lesson.course}/{lesson.slug}"]
    for run in (room, other):
        assert url("meeting", group.pk, meeting.pk) in run.client.get(f"{run.url}report/").content.decode()
    assert lesson.page("en").title in facilitator_client.get(url("attendance", group.pk)).content.decode()


def test_day_that_nobody_noted_yet_says_of_nobody_that_they_were_absent(
    facilitator_client, group, lesson, facilitator, people
) -> None:
    begin(facilitator_client, group, lesson)
    day = Meeting.objects.get()

    page = facilitator_client.get(url("attendance", group.pk)).content.decode()
    assert "<td>–" not in page
    assert [row[1] for row in sheet(facilitator_client, group)[1:8]] == [""] * 7

    note(day, facilitator)
    page = facilitator_client.get(url("attendance", group.pk)).content.decode()
    assert page.count("<td>–") == 3
    assert [row[1] for row in sheet(facilitator_client, group)[1:8]] == ["0"] * 7


def test_report_counts_who_was_there_and_names_nobody(facilitator_client, group, lesson, facilitator) -> None:
    ann = make_member(group, "Ann")
    room = begin(facilitator_client, group, lesson)
    note(Meeting.objects.get(), facilitator, ann, others=1)

    page = room.client.get(f"{room.url}report/").content.decode()

    assert "2 people were there." in page
    assert "Ann" not in page


def test_attendance_outlives_the_workshop(facilitator_client, group, lesson, facilitator) -> None:
    ann = make_member(group, "Ann")
    begin(facilitator_client, group, lesson)
    note(Meeting.objects.get(), facilitator, ann)

    forget_old_runs(SessionRun.objects.get().opened_at + KEPT)

    assert SessionRun.objects.count() == 0
    assert sheet(facilitator_client, group)[1] == ["Ann", "1", "1"]


def test_sheet_stays_true_when_somebody_leaves_or_is_erased(facilitator_client, meeting, people, facilitator) -> None:
    ann, bo, lin = people
    note(meeting, facilitator, ann, bo, lin, others=2)

    remove_member(member=ann, actor=facilitator, now=NOW)
    assert sheet(facilitator_client, meeting.group)[3:7] == [
        ["People of the list", "2", "2"],
        ["No longer on the list", "1", "1"],
        ["Others", "2", "2"],
        ["Together", "5", "5"],
    ]
    erase_places(places_to_forget(now=NOW + timedelta(days=31)), now=NOW + timedelta(days=31))
    erase(learner=bo.learner)

    assert sheet(facilitator_client, meeting.group)[2:6] == [
        ["People of the list", "1", "1"],
        ["No longer on the list", "2", "2"],
        ["Others", "2", "2"],
        ["Together", "5", "5"],
    ]
    assert Attendance.objects.filter(member=None).count() == 2


def test_sheet_of_a_period_has_its_days_only(facilitator_client, meeting) -> None:
    note_meeting(group=meeting.group, day=DAY + timedelta(days=7))

    assert sheet(facilitator_client, meeting.group)[0] == ["Nickname", "2026-11-25", "2026-12-02", "Days"]
    assert sheet(facilitator_client, meeting.group, "?until=2026-11-30")[0] == ["Nickname", "2026-11-25", "Days"]
    assert sheet(facilitator_client, meeting.group, "?since=2026-11-26&until=x")[0] == [
        "Nickname",
        "2026-12-02",
        "Days",
    ]


def test_day_before_somebody_was_listed_counts_neither_way(facilitator_client, meeting) -> None:
    make_member(meeting.group, "Late", listed_at=NOW + timedelta(days=2))

    assert sheet(facilitator_client, meeting.group)[1] == ["Late", "", "0"]


def test_learner_reads_what_is_noted_for_them_and_takes_it_along(member, member_client, facilitator, meeting) -> None:
    note(meeting, facilitator, member)

    page = member_client.get(url("seen", member.pk)).content.decode()
    table = next(one for one in collect(member.learner) if one.table.model == "organizations.Attendance")

    assert "Was there on 1 day" in page
    assert "Nov. 25, 2026" in page
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert (row["meeting"], row["was_there"], row["way"]) == ("2026-11-25", True, "ticked")


@pytest.mark.parametrize("page", ["attendance", "meeting"])
def test_pages_need_few_queries_however_many_people(
    facilitator_client, meeting, facilitator, page, django_assert_max_num_queries
) -> None:
    many = [make_member(meeting.group, f"Person {number}") for number in range(30)]
    note(meeting, facilitator, *many)
    for week in range(1, 12):
        note_meeting(group=meeting.group, day=DAY + timedelta(days=7 * week))
    address = (
        url("attendance", meeting.group_id) if page == "attendance" else url("meeting", meeting.group_id, meeting.pk)
    )

    facilitator_client.get(address)
    with django_assert_max_num_queries(22):
        assert facilitator_client.get(address).status_code == 200


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


@pytest.mark.parametrize(("days", "parts"), [(0, []), (1, [1]), (24, [24]), (25, [13, 12]), (60, [20, 20, 20])])
def test_days_that_fit_on_no_sheet_go_on_on_the_next_with_the_names_again(
    facilitator_client, group, people, days, parts
) -> None:
    for number in range(days):
        note_meeting(group=group, day=DAY - timedelta(days=number))

    page = facilitator_client.get(url("attendance", group.pk)).content.decode()

    tables = [one.partition("</table>")[0] for one in page.split('<table class="attendance">')[1:]]
    assert [table.count("/attendance/") for table in tables] == parts
    assert [table.count("<bdi>小林</bdi>") for table in tables] == [1] * len(parts)
    assert [table.count('<th scope="col">Days</th>') for table in tables] == [0] * (len(parts) - 1) + [1] * bool(parts)
