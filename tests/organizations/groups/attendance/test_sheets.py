"""The sheet of who was there: it counts, names those it may, and stays true for years."""

from datetime import timedelta

import pytest

from courses.organizations.groups.aging import places_to_forget
from courses.organizations.groups.attendance.actions import note_meeting
from courses.organizations.groups.members import remove_member
from courses.organizations.models import Attendance, Meeting, SessionRun
from courses.organizations.workshops.actions import KEPT, forget_old_runs
from courses.privacy.erasure.erase import erase, erase_places
from courses.privacy.export import collect
from tests.organizations.cast import NOW, make_member
from tests.organizations.groups.attendance.meetings import DAY, note, sheet
from tests.organizations.pages import url
from tests.organizations.workshops.room import begin


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
