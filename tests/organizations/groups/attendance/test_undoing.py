"""Taking back what was noted, a day or a month later."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from courses.organizations.groups.attendance.actions import undo_attendance
from courses.organizations.models import Meeting
from tests.conftest import sign_in
from tests.organizations.cast import NOW
from tests.organizations.clock import A_DAY
from tests.organizations.groups.attendance.meetings import note, sheet, there
from tests.organizations.pages import url


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
