"""Edges of what a facilitator sees: whose check counts, from which second, in which words, and in which file."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils.translation import override

from courses.catalog.published.library import catalog
from courses.learning.models import CheckAttempt
from courses.organizations.access.audit_log import note_look
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import AccessLog
from courses.organizations.reports.counts.gains import GroupGain, gains_of
from courses.organizations.reports.forms import ShownResults
from courses.organizations.reports.people.person import looks_at
from courses.organizations.reports.people.ranking import RankOrder, counts_of, measure_of
from courses.organizations.reports.people.results import TaskStanding, result_of, window_of, work_of
from courses.organizations.reports.wording import check_words, reason_words
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import LATER, check, give, work

TODAY = NOW + timedelta(days=10)
SECOND = timedelta(seconds=1)


def task_of(group):
    return tasks_of(group, catalog(), TODAY.date())[0]


def result(member, group):
    task = task_of(group)
    rows = work_of([member.learner_id], [task.course.slug])
    return result_of(task, window_of(member, group), rows, CheckAttempt.objects.filter(learner=member.learner), TODAY)


def test_only_a_final_check_of_the_course_counts(group, member, course) -> None:
    give(group, course)
    check(member.learner, course, 10, kind=CheckAttempt.DIAGNOSTIC)
    check(member.learner, catalog().courses["before-you-borrow"], 10)

    assert (result(member, group).passed, result(member, group).percent) == (False, None)

    check(member.learner, course, 0)
    assert (result(member, group).passed, result(member, group).percent) == (False, 0)
    check(member.learner, course, 9)
    assert (result(member, group).passed, result(member, group).percent) == (True, 90)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_words_about_a_check_say_whether_it_was_passed(group, member, course, language) -> None:
    words = {
        "en": ("not taken", "not passed · 30%", "passed · 90%"),
        "zh-hans": ("还没有测", "未通过 · 30%", "已通过 · 90%"),
    }
    give(group, course)
    said = []
    with override(language):
        said.append(check_words(result(member, group)))
        for right in (3, 9):
            check(member.learner, course, right)
            said.append(check_words(result(member, group)))

    assert tuple(said) == words[language]


def test_reason_names_the_day_that_passed_or_is_coming(group, member, course) -> None:
    first, *others = course.lessons[:3]
    give(group, course, first.slug, due_on=TODAY.date() - timedelta(days=2))
    give(group, course, *(one.slug for one in others), due_on=TODAY.date(), created_at=NOW - timedelta(days=60))

    with override("zh-hans"):
        passed, behind = reason_words(result(member, group)).split(" · ")

    assert passed == "原定 2026 年 12 月 3 日完成，现在还可以学"
    assert behind == "按 2026 年 12 月 5 日前匀速学完来算，落后两课或更多"


@pytest.mark.parametrize(("at", "standing"), [(NOW, TaskStanding.ON_TRACK), (NOW - SECOND, TaskStanding.NOT_STARTED)])
def test_lesson_done_at_the_moment_of_joining_counts_on_the_page_and_in_the_database(
    group, member, course, at, standing
) -> None:
    give(group, course, course.lessons[0].slug)
    work(member.learner, course.lessons[0], at=at)

    found = counts_of(task_of(group), group, NOW + timedelta(days=1))

    assert {one for one, count in found.items() if count} == {standing}
    assert result(member, group).standing is standing


@pytest.mark.parametrize(
    ("at", "standing"), [(LATER, TaskStanding.ON_TRACK), (LATER + SECOND, TaskStanding.NOT_STARTED)]
)
def test_lesson_done_at_the_last_moment_of_the_group_counts(group, member, course, at, standing) -> None:
    give(group, course, course.lessons[0].slug)
    group.archived_at = LATER
    group.save()
    work(member.learner, course.lessons[0], at=at)

    found = counts_of(task_of(group), group, LATER + timedelta(days=1))

    assert {one for one, count in found.items() if count} == {standing}


def test_people_for_whom_the_task_is_not_stand_in_no_order(group, course) -> None:
    chosen, other = make_member(group, "Chosen"), make_member(group, "Other")
    make_member(make_group(group.organization, "Elsewhere"), "Elsewhere")
    give(group, course, people=(chosen,))

    for order in RankOrder:
        assert measure_of(task_of(group), group, order=order, now=TODAY).people == (chosen.pk,)
    assert other.pk not in measure_of(task_of(group), group, order=RankOrder.NAME, now=TODAY).people


def test_gain_is_the_share_of_what_was_not_known() -> None:
    assert GroupGain(5, 40, 70).share == 50
    assert GroupGain(5, 40, 20).share == -33
    assert GroupGain(5, 0, 1).share == 1
    assert GroupGain(5, 99, 100).share == 100


def test_check_without_a_right_answer_counts_as_nothing_known(group, course) -> None:
    give(group, course)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        check(learner, course, 0, kind=CheckAttempt.DIAGNOSTIC)
        check(learner, course, 0)

    gain = gains_of(task_of(group), group).gain

    assert (gain.before, gain.after, gain.share) == (0, 0, 0)


def test_looks_stand_fifty_to_a_page_and_the_newest_first(group, member, facilitator) -> None:
    for number in range(51):
        AccessLog.objects.all().update(at=NOW, day=NOW.date() - timedelta(days=number + 1))
        note_look(viewer=facilitator, member=member, now=NOW + number * SECOND)

    first, second = looks_at(member, 1), looks_at(member, 2)

    assert (len(first.lines), first.has_more, len(second.lines), second.has_more) == (50, True, 1, False)
    assert first.lines[0].at == NOW + 50 * SECOND


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_is_sent_as_what_it_is(facilitator_client, group, member, course, kind) -> None:
    give(group, course)
    types = {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }

    reply = facilitator_client.get(url("results-file", group.pk, kind))

    assert reply["Content-Type"] == types[kind]
    assert reply.content.startswith(b"PK") is (kind == "xlsx")


def test_sheet_has_a_bold_heading_that_stays_and_columns_that_hold_names(
    facilitator_client, group, member, course
) -> None:
    give(group, course)
    reply = facilitator_client.get(url("results-file", group.pk, "xlsx"))

    sheet = openpyxl.load_workbook(io.BytesIO(reply.content)).active

    assert sheet.freeze_panes == "B2"
    assert round(sheet.column_dimensions["A"].width) == 25
    assert sheet.column_dimensions["A"].max == 10
    assert [row[0].font.bold for row in sheet.iter_rows(max_row=2)] == [True, False]


def test_task_that_an_address_names_is_shown_and_else_the_newest(group, course) -> None:
    for one in (course, catalog().courses["before-you-borrow"]):
        give(group, one)
    tasks = tasks_of(group, catalog(), TODAY.date())

    assert [ShownResults({"task": key}, tasks).task for key in (tasks[1].key, tasks[0].key, "none", "")] == [
        tasks[1], tasks[0], tasks[0], tasks[0],
    ]  # fmt: skip
