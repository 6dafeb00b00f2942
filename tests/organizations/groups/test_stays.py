"""Times on the lists of groups: kept through every way of coming and going, and what is read by them."""

import csv
import io
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from courses.organizations.access.audit_log import note_list
from courses.organizations.groups.attendance.actions import NotedAttendance, note_meeting, save_attendance
from courses.organizations.groups.members import list_member, remove_member, take_back
from courses.organizations.groups.several.actions import move_several, remove_several, take_back_several
from courses.organizations.joining.actions import JoinWish, join, leave
from courses.organizations.joining.rosters.actions import import_roster
from courses.organizations.joining.rosters.undoing import redo_import, undo_import
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import Member, RosterDraft, Stay
from courses.organizations.reports.people.person import looks_at
from courses.privacy.erasure.erase import erase
from courses.privacy.export import collect
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import text_of, url

A_DAY = timedelta(days=1)
DAYS = [NOW + number * A_DAY for number in range(12)]


def stays(member: Member) -> list[tuple[str, int, int | None]]:
    """Group, first day, last day, counted from NOW."""
    rows = member.stays.order_by("pk").values_list("group__name", "since", "until")
    return [(group, (since - NOW).days, until and (until - NOW).days) for group, since, until in rows]


def are_true() -> bool:
    """Whoever stands on a list has one open stay in that group, and nobody else has one."""
    here = set(Member.objects.present().values_list("pk", "group"))
    rows = Stay.objects.filter(until=None)
    return set(rows.values_list("member", "group")) == here and rows.count() == len(here)


def wish(nickname: str) -> JoinWish:
    return JoinWish(nickname=nickname, secret="x", is_under_14=False, shares_earlier=False)


# ---- written by every way of coming and going


def test_moves_there_and_back_are_three_stays(group, other, member, facilitator) -> None:
    for from_, to, day in ((group, other, 3), (other, group, 5)):
        move_several(group=from_, to=to, members=[member.pk], actor=facilitator, now=DAYS[day])

    assert stays(member) == [("Evening group", 0, 3), ("Morning group", 3, 5), ("Evening group", 5, None)]
    assert are_true()


def test_removal_taken_back_leaves_the_time_between_out(group, member, facilitator) -> None:
    remove_member(member=member, actor=facilitator, now=DAYS[2])
    take_back(member=member, actor=facilitator, now=DAYS[4])
    take_back(member=member, actor=facilitator, now=DAYS[5])

    assert stays(member) == [("Evening group", 0, 2), ("Evening group", 4, None)]


def test_several_removed_and_taken_back_at_once(group, member, facilitator) -> None:
    second = make_member(group, "Ann")
    remove_several(group=group, members=[member.pk, second.pk], actor=facilitator, now=DAYS[1])
    assert are_true()
    take_back_several(group=group, at=DAYS[1], actor=facilitator, now=DAYS[6])

    assert stays(second) == [("Evening group", 0, 1), ("Evening group", 6, None)]
    assert are_true()


def test_leaving_and_joining_again_are_two_stays(group) -> None:
    learner = make_account("them")
    member = join(group=group, learner=learner, wish=wish("Ann"), now=DAYS[0])
    leave(member=member, now=DAYS[1])
    leave(member=member, now=DAYS[2])
    join(group=group, learner=learner, wish=wish("Ann"), now=DAYS[3])
    join(group=group, learner=learner, wish=wish("Ann"), now=DAYS[4])

    assert stays(member) == [("Evening group", 0, 1), ("Evening group", 3, None)]


def test_name_put_on_the_list_begins_a_stay_that_joining_goes_on_with(group, facilitator) -> None:
    listed = list_member(group=group, nickname="Ann", consent="", actor=facilitator, now=DAYS[1])
    member = join(group=group, learner=make_account("them"), wish=wish("Ann"), now=DAYS[3])

    assert member.pk == listed.pk
    assert stays(member) == [("Evening group", 1, None)]


def test_import_its_undo_and_its_redo(group, member, facilitator) -> None:
    lines = [[2, "Ann", "", ""], [3, "Bo", "", ""]]
    draft = RosterDraft.objects.create(
        organization=group.organization, group=group, made_by=facilitator, key="k", encoding="utf-8", lines=lines,
        made_at=DAYS[1],
    )  # fmt: skip
    import_roster(draft=draft, remove=[member.pk], actor=facilitator, now=DAYS[1])
    assert are_true()
    undo_import(draft=draft, actor=facilitator, now=DAYS[2])
    assert are_true()
    redo_import(draft=draft, actor=facilitator, now=DAYS[4])

    assert stays(member) == [("Evening group", 0, 1), ("Evening group", 2, 4)]
    assert stays(Member.objects.get(nickname="Ann")) == [("Evening group", 1, 2), ("Evening group", 4, None)]
    assert are_true()


def test_writing_twice_changes_nothing_and_takes_few_queries(group, django_assert_num_queries) -> None:
    members = [make_member(group, f"Learner {number}").pk for number in range(40)]
    before = list(Stay.objects.values())

    with django_assert_num_queries(2):
        note_stays(members, now=DAYS[3])
    assert list(Stay.objects.values()) == before
    Member.objects.update(removed_at=DAYS[3])
    Member.objects.filter(pk__in=members[:3]).update(removed_at=None, group=make_group(group.organization, "Other"))
    with django_assert_num_queries(3):
        note_stays(members, now=DAYS[3])
    assert are_true()


# ---- what is read by them


def test_learner_moved_there_and_back_still_sees_who_looked_before(group, other, member, facilitator) -> None:
    stranger = make_account("another")
    for day in (0, 4, 8):
        note_list(viewer=facilitator, group=group, now=DAYS[day])
        note_list(viewer=stranger, group=other, now=DAYS[day])
    move_several(group=group, to=other, members=[member.pk], actor=facilitator, now=DAYS[3])
    move_several(group=other, to=group, members=[member.pk], actor=facilitator, now=DAYS[6])
    member.refresh_from_db()

    seen = [(look.viewer, look.at) for look in looks_at(member, 1).lines]

    assert seen == [(str(facilitator), DAYS[8]), (str(stranger), DAYS[4]), (str(facilitator), DAYS[0])]


def test_page_of_the_learner_says_who_looked_before_two_moves(group, other, member, facilitator) -> None:
    note_list(viewer=facilitator, group=group, now=DAYS[0])
    for from_, to, day in ((group, other, 1), (other, group, 2)):
        move_several(group=from_, to=to, members=[member.pk], actor=facilitator, now=DAYS[day])

    page = text_of(sign_in(Client(), member.learner), url("seen", member.pk))

    assert "facilitator the group’s list" in page


def test_look_while_somebody_was_off_the_list_is_not_theirs(group, member, facilitator) -> None:
    remove_member(member=member, actor=facilitator, now=DAYS[1])
    note_list(viewer=facilitator, group=group, now=DAYS[3])
    take_back(member=member, actor=facilitator, now=DAYS[5])
    member.refresh_from_db()

    assert looks_at(member, 1).lines == ()


def test_look_noted_before_joining_on_the_same_day_counts(group, member, facilitator) -> None:
    """It is noted once a day: whoever looked in the morning may have looked again in the evening."""
    note_list(viewer=facilitator, group=group, now=NOW - timedelta(hours=3))
    note_list(viewer=facilitator, group=group, now=NOW - timedelta(days=1))

    assert [look.at for look in looks_at(member, 1).lines] == [NOW - timedelta(hours=3)]


def test_sheet_counts_days_in_another_group_and_off_the_list_neither_way(
    group, other, member, facilitator, facilitator_client
) -> None:
    nobody = NotedAttendance(frozenset())
    for day in (0, 4, 8):
        meeting = note_meeting(group=group, day=DAYS[day].date())
        save_attendance(meeting=meeting, listed=(), wanted=nobody, seen=nobody, actor=facilitator, now=DAYS[day])
    move_several(group=group, to=other, members=[member.pk], actor=facilitator, now=DAYS[3])
    move_several(group=other, to=group, members=[member.pk], actor=facilitator, now=DAYS[6])

    body = facilitator_client.get(url("attendance-file", group.pk)).content.decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(body)))[1] == ["小林", "0", "", "0", "0"]


def test_everybody_takes_their_stays_along_and_they_go_with_the_person(group, other, member, facilitator) -> None:
    move_several(group=group, to=other, members=[member.pk], actor=facilitator, now=DAYS[3])

    (found,) = [one for one in collect(member.learner) if one.table.model == "organizations.Stay"]
    assert [row[found.columns.index("group")] for row in found.rows] == [group.pk, other.pk]
    erase(learner=member.learner)
    assert not Stay.objects.exists()


# ---- filled from what was known before


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [("Evening group", 0, None)]),
        ({"left_at": DAYS[4]}, [("Evening group", 0, 4)]),
        ({"removed_at": DAYS[4]}, [("Evening group", 0, 4)]),
        ({"joined_at": None}, [("Evening group", 0, None)]),
        ({"moved_at": DAYS[2]}, [("Morning group", 0, 2), ("Evening group", 2, None)]),
        ({"moved_at": DAYS[2], "left_at": DAYS[4]}, [("Morning group", 0, 2), ("Evening group", 2, 4)]),
        ({"moved_at": DAYS[2], "listed_at": DAYS[3]}, [("Evening group", 3, None)]),
    ],
)
def test_migration_fills_stays_from_the_state_of_today(group, other, fields, expected) -> None:
    member = make_member(group, moved_from=other if "moved_at" in fields else None, **fields)
    Stay.objects.all().delete()

    migration = import_module("courses.organizations.migrations.0021_stays")
    migration.fill(apps, SimpleNamespace(connection=connection))

    assert stays(member) == expected
