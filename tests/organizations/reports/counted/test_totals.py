"""Totals: hard questions, what was gained, counts for viewers; nothing of fewer than five people."""

from datetime import timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from courses.catalog.published.library import catalog
from courses.catalog.published.versions import wording_of
from courses.exercises.practice.spot_ad.discernment import ACCUSED, CAUGHT, CLEARED, MISSED, Tally
from courses.learning.models import Answer, CheckAttempt, ExerciseOutcome, WellbeingResult
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import Member
from courses.organizations.reports.counts import questions
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.counts.questions import correlation, questions_of
from courses.organizations.reports.counts.spotting import spotting_of
from courses.organizations.reports.counts.totals import NOT_PASSED, PASSED, totals_of
from courses.organizations.reports.people.results import TaskStanding
from courses.organizations.reports.suppression import LEAST, shown_count, shown_parts
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import LATER, answer, check, give, work

TODAY = NOW + timedelta(days=10)


def task_of(group):
    return tasks_of(group, catalog(), TODAY.date())[0]


def single_in(course):
    """A question with options, and its lesson."""
    return next((lesson, one) for lesson in course.lessons for one in lesson.marked_questions if one.kind == "single")


def people(group, count: int) -> list[Member]:
    return [make_member(group, f"Learner {number}") for number in range(count)]


# ---- small numbers


@for_all(st.dictionaries(st.integers(), st.integers(0, 40), min_size=2, max_size=5))
def test_hidden_parts_do_not_follow_from_the_whole(parts) -> None:
    shown = shown_parts(parts)

    hidden = [parts[key] for key, count in shown.items() if count is None]
    assert all(count is None or count == parts[key] >= LEAST for key, count in shown.items())
    assert len(hidden) != 1
    assert not hidden or sum(hidden) >= LEAST or len(hidden) == len(parts)
    assert hidden or min(parts.values()) >= LEAST


def test_parts_of_five_or_more_are_all_shown() -> None:
    assert shown_parts({"a": 5, "b": 12}) == {"a": 5, "b": 12}


def test_next_smallest_part_is_hidden_with_one_under_five() -> None:
    assert shown_parts({"a": 3, "b": 12, "c": 7}) == {"a": None, "b": 12, "c": None}


@pytest.mark.parametrize(("count", "shown"), [(0, None), (4, None), (5, 5)])
def test_count_under_five_is_not_shown(count, shown) -> None:
    assert shown_count(count) == shown


# ---- hard questions


def test_figures_need_five_people(group, course) -> None:
    give(group, course)
    _lesson, question = single_in(course)
    for member in people(group, 4):
        answer(member.learner, question, wrong_answer(question))

    assert questions_of(task_of(group), group).at(question.lesson, question.id).figures is None


def test_hard_question_names_the_wrong_option_and_why(group, course) -> None:
    give(group, course)
    _lesson, question = single_in(course)
    wrong = [key for key, option in question.body.options.items() if not option.right]
    right = right_answer(question)
    for member, chosen in zip(people(group, 6), [wrong[0], wrong[0], wrong[1], right, right, right], strict=True):
        answer(member.learner, question, chosen)
        answer(member.learner, question, right)  # second tries do not count

    (line,) = questions_of(task_of(group), group).hard

    assert (line.figures.people, line.figures.right, line.figures.percent) == (6, 3, 50)
    assert (line.figures.wrong, line.figures.wrong_count) == (wrong[0], 2)
    assert line.wrong_feedback == question.body.options[wrong[0]].feedback


def test_what_counts_is_the_first_try_in_the_group_to_todays_wording(group, course) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons))
    _lesson, question = single_in(course)
    members = people(group, 9)
    right, wrong = right_answer(question), wrong_answer(question)
    for member in members[:5]:
        answer(member.learner, question, right)
    answer(members[5].learner, question, wrong, at=NOW - timedelta(days=1))  # before joining
    answer(members[5].learner, question, right)  # then the first try is not the group's
    answer(members[6].learner, question, wrong, version="0" * 16)
    answer(members[7].learner, question, wrong, occasion=Answer.REVIEW)
    answer(members[8].learner, question, wrong)
    Member.objects.filter(pk=members[8].pk).update(left_at=TODAY)
    outsider = make_member(make_group(group.organization, "Morning group"))
    answer(outsider.learner, question, wrong)

    figures = questions_of(task_of(group), group).at(question.lesson, question.id).figures

    assert (figures.people, figures.right) == (5, 5)


def test_first_tries_at_earlier_words_with_the_same_meaning_count_once(group, course) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons))
    _lesson, question = single_in(course)
    right, wrong = right_answer(question), wrong_answer(question)
    for member in people(group, 6):
        answer(member.learner, question, wrong, version=wording_of(question.body))
        answer(member.learner, question, right)

    figures = questions_of(task_of(group), group).at(question.lesson, question.id).figures

    assert (figures.people, figures.right, figures.wrong) == (6, 0, wrong)


def test_first_try_at_another_meaning_leaves_room_for_the_first_try_at_this_one(group, course) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons))
    _lesson, question = single_in(course)
    for member in people(group, 5):
        answer(member.learner, question, wrong_answer(question), version="0" * 16)
        answer(member.learner, question, right_answer(question))

    figures = questions_of(task_of(group), group).at(question.lesson, question.id).figures

    assert (figures.people, figures.right) == (5, 5)


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    assert correlation([(1.0, 1.0), (1.0, 0.5), (0.0, 0.5), (0.0, 0.0), (1.0, 0.5)]) == pytest.approx(0.6455, abs=1e-4)
    assert correlation([(1.0, 1.0)] * 4) is None
    assert correlation([(1.0, share / 9) for share in range(9)]) is None


def test_discrimination_is_said_in_words(group, course) -> None:
    give(group, course)
    lesson = next(one for one in course.lessons if len(one.marked_questions) > 1)
    first, *others = lesson.marked_questions
    for number, member in enumerate(people(group, 6)):
        knows = number < 3
        for question in others:
            answer(member.learner, question, right_answer(question) if knows else wrong_answer(question))
        answer(member.learner, first, wrong_answer(first) if knows else right_answer(first))

    figures = questions_of(task_of(group), group).at(first.lesson, first.id).figures

    assert (round(figures.discrimination, 6), figures.tells_apart) == (-1.0, "wrongly")


def test_large_groups_are_counted_evenly(group, course, monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(questions, "MOST_COUNTED", 5)
    give(group, course)
    people(group, 12)
    task = task_of(group)

    with django_assert_num_queries(3):
        asked = questions_of(task, group)

    assert (asked.people, asked.counted, asked.is_sampled) == (12, 4, True)


def test_plan_is_there_before_figures_are(facilitator_client, group, course) -> None:
    """One person stuck is reason enough to talk about a question; their answer stands nowhere."""
    give(group, course)
    lesson, question = single_in(course)
    answer(make_member(group).learner, question, wrong_answer(question))

    shown = facilitator_client.get(url("question-plan", group.pk, lesson.slug, question.id)).content.decode()

    assert "Minute 1: read and vote" in shown
    assert "were right at the first try" not in shown
    assert "Most often chosen instead" not in shown


@pytest.mark.parametrize(("lesson", "question"), [("gone", "gone"), ("who-lends", "gone")])
def test_plan_of_no_question_is_404(facilitator_client, group, course, lesson, question) -> None:
    give(group, course)

    assert facilitator_client.get(url("question-plan", group.pk, lesson, question)).status_code == 404


def test_questions_page_shows_totals_only(facilitator_client, group, course, django_assert_max_num_queries) -> None:
    give(group, course)
    _lesson, question = single_in(course)
    for member in people(group, 5):
        answer(member.learner, question, wrong_answer(question))
    facilitator_client.get("/en/")

    with django_assert_max_num_queries(10):
        shown = facilitator_client.get(url("questions", group.pk)).content.decode()

    assert "0 of 5 people were right at the first try (0%)." in shown
    assert "Learner 1" not in shown


# ---- before and after


def wellbeing(learner, occasion: str, score: int, **fields) -> WellbeingResult:
    values = {"at": LATER, "key": f"{occasion}-{score}", "answers": [2] * 10, "age": "18-61", "mode": "self", **fields}
    return WellbeingResult.objects.create(learner=learner, occasion=occasion, score=score, **values)


@pytest.mark.parametrize(("count", "is_shown"), [(4, False), (5, True)])
def test_gain_and_change_need_five_people(group, course, count, is_shown) -> None:
    give(group, course)
    for member in people(group, count):
        check(member.learner, course, 4, kind=CheckAttempt.DIAGNOSTIC)
        check(member.learner, course, 7)
        check(member.learner, course, 10)  # a second final check is not the measure
        wellbeing(member.learner, "before", 45)
        wellbeing(member.learner, "after", 52)
    check(make_member(group, "only after").learner, course, 10)

    gains = gains_of(task_of(group), group)

    assert (gains.gain is not None, gains.change is not None) == (is_shown, is_shown)
    if is_shown:
        assert (gains.gain.people, gains.gain.before, gains.gain.after, gains.gain.share) == (count, 40, 70, 50)
        assert (gains.change.people, gains.change.before, gains.change.after, gains.change.points) == (count, 45, 52, 7)


def test_gain_rests_only_on_what_was_done_in_the_group(group, course) -> None:
    give(group, course)
    for number, member in enumerate(people(group, 6)):
        at = LATER if number else NOW - timedelta(days=1)
        check(member.learner, course, 4, kind=CheckAttempt.DIAGNOSTIC, at=at)
        check(member.learner, course, 7)
        wellbeing(member.learner, "after", 52)
        wellbeing(member.learner, "before", 45)  # after "after": no pair

    gains = gains_of(task_of(group), group)

    assert (gains.gain.people, gains.change) == (5, None)


def test_gains_page_tells_no_number_of_few(facilitator_client, group, course, django_assert_max_num_queries) -> None:
    give(group, course)
    for member in people(group, 3):
        check(member.learner, course, 4, kind=CheckAttempt.DIAGNOSTIC)
        check(member.learner, course, 7)
    facilitator_client.get("/en/")

    with django_assert_max_num_queries(10):
        shown = facilitator_client.get(url("gains", group.pk)).content.decode()

    assert "Fewer than five people have taken both checks." in shown
    assert "40%" not in shown


# ---- rounds of advertisements


def keep_round(learner, judged: dict[str, str], *, at=LATER) -> None:
    ExerciseOutcome.objects.create(
        learner=learner, key=f"round-{ExerciseOutcome.objects.count()}", kind="spot-ad", judged=judged, at=at
    )


def test_rounds_of_five_people_are_summed(group, course) -> None:
    give(group, course)
    for member in people(group, 5):
        keep_round(member.learner, {"a": CAUGHT, "b": CAUGHT, "c": MISSED, "d": CLEARED, "e": ACCUSED})
        keep_round(member.learner, {"f": CAUGHT, "g": CLEARED})

    spotting = spotting_of(task_of(group), group)

    assert (spotting.rounds.people, spotting.rounds.rounds, spotting.has_help) == (5, 10, False)
    assert (spotting.rounds.caught, spotting.rounds.accused) == (75, 33)
    assert spotting.rounds.discernment == round(Tally(20, 15, 15, 5).discernment, 1)


def test_rounds_of_fewer_people_and_of_before_are_not_shown(facilitator_client, group, course) -> None:
    give(group, course)
    for number, member in enumerate(people(group, 5)):
        for _ in range(2):
            at = LATER if number else NOW - timedelta(days=1)
            keep_round(member.learner, {"a": CAUGHT, "b": CLEARED}, at=at)

    shown = facilitator_client.get(url("gains", group.pk)).content.decode()

    assert spotting_of(task_of(group), group) is None
    assert "Fewer than five people have kept a round." in shown
    assert "100%" not in shown


# ---- viewers


def test_viewer_sees_counts_only(viewer_client, organization, group, course) -> None:
    give(group, course)
    for number, member in enumerate(people(group, 12)):
        if number < 6:
            work(member.learner, course.lessons[0])
        if number < 5:
            check(member.learner, course, 9)

    totals = totals_of(task_of(group), group, TODAY)
    shown = viewer_client.get(url("group-totals", group.pk)).content.decode()

    assert (totals.people, totals.standings[TaskStanding.ON_TRACK], totals.standings[TaskStanding.NOT_STARTED]) == (
        12,
        6,
        None,
    )
    assert (totals.standings[TaskStanding.HELP], totals.standings[TaskStanding.OVERDUE]) == (None, None)
    assert dict(totals.checks) == {PASSED: 5, NOT_PASSED: 7}
    assert "Learner" not in shown
    assert viewer_client.get(url("organization-totals", organization.pk)).status_code == 200


def test_small_group_shows_viewers_nothing(viewer_client, organization, group, course) -> None:
    give(group, course)
    for member in people(group, 4):
        work(member.learner, course.lessons[0])

    shown = viewer_client.get(url("group-totals", group.pk)).content.decode()
    listed = viewer_client.get(url("organization-totals", organization.pk)).content.decode()

    assert "Fewer than five people: nothing is shown." in shown
    assert listed.count("not shown") == 2  # the explanation, and the group


def test_totals_of_others_are_not_there(stranger_client, member_client, organization, group, member) -> None:
    pages = [url("group-totals", group.pk), url("organization-totals", organization.pk)]

    assert {client.get(page).status_code for client in (stranger_client, member_client) for page in pages} == {404}


def test_page_of_totals_leads_whoever_may_see_all_of_them_to_the_reports(
    viewer_client, facilitator_client, organization, group
) -> None:
    page, link = url("organization-totals", organization.pk), f'href="{url("terms", organization.pk)}"'

    assert link in viewer_client.get(page).content.decode()
    assert link not in facilitator_client.get(page).content.decode()


def test_facilitator_sees_totals_of_her_groups_only(facilitator_client, organization, group) -> None:
    other = make_group(organization, "Morning group")

    codes = [facilitator_client.get(url("group-totals", one.pk)).status_code for one in (group, other)]

    assert codes == [200, 404]
    assert "Morning group" not in facilitator_client.get(url("organization-totals", organization.pk)).content.decode()


def test_queries_of_totals_do_not_grow(viewer_client, organization, course, django_assert_max_num_queries) -> None:
    for number in range(60):
        group = make_group(organization, f"Group {number}")
        make_member(group)
    people(group, 20)
    for lesson in course.lessons:
        give(group, course, lesson.slug)
    viewer_client.get("/en/")

    for page in (url("organization-totals", organization.pk), url("group-totals", group.pk)):
        with django_assert_max_num_queries(10):
            assert viewer_client.get(page).status_code == 200
