"""Who is counted in the totals of a group: its people, for what they did between joining it and its end."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.exercises.practice.spot_ad.discernment import CAUGHT, CLEARED
from courses.learning.models import CheckAttempt, ExerciseOutcome, WellbeingResult
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.counts.questions import questions_of
from courses.organizations.reports.counts.spotting import spotting_of
from courses.organizations.reports.counts.totals import PASSED, groups_page, totals_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of, people_of
from courses.organizations.reports.suppression import shown_parts
from literacy.demo.learner import right_answer
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_member, make_organization
from tests.organizations.reports.learning import LATER, answer, check, give, work

TODAY = NOW + timedelta(days=10)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
REGULAR = 6  # people who did everything, and as many who only failed: enough for every number to be shown


def task_of(group):
    return tasks_of(group, catalog(), TODAY.date())[0]


def do_everything(learner, course, at) -> None:
    """Lesson, first answer, both checks, both questionnaires, one kept round: all at one moment."""
    lesson = course.lessons[0]
    question = lesson.marked_questions[0]
    work(learner, lesson, at=at)
    answer(learner, question, right_answer(question), at=at)
    check(learner, course, 4, kind=CheckAttempt.DIAGNOSTIC, at=at)
    check(learner, course, 9, at=at)
    for occasion, score in (("before", 45), ("after", 52)):
        WellbeingResult.objects.create(
            learner=learner, occasion=occasion, score=score, at=at, key=f"{learner.pk}-{occasion}", answers=[2] * 10,
            age="18-61", mode="self",
        )  # fmt: skip
    ExerciseOutcome.objects.create(
        learner=learner, key=f"round-{learner.pk}", kind="spot-ad", judged={"a": CAUGHT, "b": CLEARED}, at=at
    )


def counted(group) -> dict[str, int]:
    """How many people stand behind each number."""
    task, lesson = task_of(group), task_of(group).lessons[0]
    gains = gains_of(task, group)
    return {
        "passed": totals_of(task, group, TODAY).checks[PASSED],
        "gain": gains.gain.people,
        "change": gains.change.people,
        "rounds": spotting_of(task, group).rounds.people,
        "first tries": questions_of(task, group).at(lesson.slug, lesson.marked_questions[0].id).figures.people,
        "finished": measure_of(task, group, order=RankOrder.NAME, now=TODAY).finished[lesson.slug],
    }


@pytest.fixture
def busy_group(group, course):
    """Twelve people who were there from the beginning."""
    for number in range(REGULAR):
        do_everything(make_member(group, f"Regular {number}").learner, course, LATER)
        learner = make_member(group, f"Failed {number}").learner
        check(learner, course, 3)
        check(learner, catalog().courses["before-you-borrow"], 9)  # of another course
    return group


def added(busy_group, add: Callable[[], None]) -> set[int]:
    """By how much the numbers grow."""
    before = counted(busy_group)
    assert set(before.values()) == {REGULAR}
    add()
    after = counted(busy_group)
    return {after[name] - before[name] for name in after}


@pytest.mark.parametrize(
    ("fields", "at", "grows"),
    [
        ({}, LATER, 1),
        ({}, NOW, 1),  # at the moment of joining
        ({}, NOW - SECOND, 0),
        ({"shares_earlier": True}, NOW - SECOND, 1),
        ({"joined_at": LATER + DAY}, LATER, 0),
        ({"joined_at": None}, LATER, 0),
        ({"left_at": LATER + DAY}, LATER, 0),
        ({"removed_at": LATER + DAY}, LATER, 0),
        ({"removed_at": LATER + DAY, "shares_earlier": True}, LATER, 0),
    ],
)
def test_person_counts_for_what_was_done_since_joining_while_in_the_group(
    busy_group, course, fields, at, grows
) -> None:
    give(busy_group, course)

    def one_more() -> None:
        do_everything(make_member(busy_group, "One more", **fields).learner, course, at)

    assert added(busy_group, one_more) == {grows}


@pytest.mark.parametrize(("at", "grows"), [(LATER + DAY, 1), (LATER + DAY + SECOND, 0)])
def test_group_that_has_ended_counts_until_its_last_moment(busy_group, course, at, grows) -> None:
    give(busy_group, course)
    busy_group.archived_at = LATER + DAY
    busy_group.save()

    assert added(busy_group, lambda: do_everything(make_member(busy_group, "One more").learner, course, at)) == {grows}


def test_what_counts_in_one_group_began_with_joining_that_group(busy_group, course) -> None:
    """The same person was in another group earlier, and shared there what came before it."""
    give(busy_group, course)

    def one_more() -> None:
        member = make_member(busy_group, "One more")
        earlier = {"joined_at": NOW - 10 * DAY, "shares_earlier": True}
        make_member(make_group(busy_group.organization, "Earlier"), "One more", learner=member.learner, **earlier)
        do_everything(member.learner, course, NOW - DAY)

    assert added(busy_group, one_more) == {0}


@pytest.mark.parametrize(("is_given", "grows"), [(True, 1), (False, 0)])
def test_task_of_some_people_counts_those_people(busy_group, course, is_given, grows) -> None:
    one_more = make_member(busy_group, "One more")
    regulars = tuple(busy_group.members.exclude(pk=one_more.pk))
    give(busy_group, course, people=(*regulars, one_more) if is_given else regulars)

    assert added(busy_group, lambda: do_everything(one_more.learner, course, LATER)) == {grows}
    assert set(people_of(task_of(busy_group), busy_group)) == {*regulars, *((one_more,) if is_given else ())}


def test_each_persons_first_check_and_first_final_one_make_the_gain(group, course) -> None:
    give(group, course)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        check(learner, course, 10)  # a final check before the first one is no "after"
        for right in (2, 9):
            check(learner, course, right, kind=CheckAttempt.DIAGNOSTIC)
        for right in (6, 10):
            check(learner, course, right)

    gain = gains_of(task_of(group), group).gain

    assert (gain.before, gain.after, gain.share) == (20, 60, 50)


def test_checks_of_another_course_are_no_gain_in_this_one(group, course) -> None:
    give(group, course)
    other = catalog().courses["before-you-borrow"]
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        check(learner, other, 2, kind=CheckAttempt.DIAGNOSTIC)
        check(learner, other, 9)

    gains = gains_of(task_of(group), group)

    assert (gains.first_checks, gains.gain) == (None, None)


def test_gain_of_a_group_that_knew_everything_has_no_share(group, course) -> None:
    give(group, course)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        check(learner, course, 10, kind=CheckAttempt.DIAGNOSTIC)
        check(learner, course, 10)

    assert gains_of(task_of(group), group).gain.share is None


def test_change_is_from_the_first_result_before_to_the_last_after(group, course) -> None:
    give(group, course)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        for place, (occasion, score) in enumerate([("before", 40), ("before", 44), ("after", 50), ("after", 60)]):
            WellbeingResult.objects.create(
                learner=learner, occasion=occasion, score=score, at=LATER, key=f"{number}-{place}", answers=[2] * 10,
                age="18-61", mode="self",
            )  # fmt: skip

    change = gains_of(task_of(group), group).change

    assert (change.before, change.after, change.points) == (40, 60, 20)


def test_all_questions_of_a_lesson_are_counted_and_five_of_five_is_no_sample(group, course) -> None:
    give(group, course)
    lesson = next(one for one in course.lessons if len(one.marked_questions) > 1)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        for question in lesson.marked_questions:
            answer(learner, question, right_answer(question))

    questions = questions_of(task_of(group), group)

    assert [questions.at(lesson.slug, one.id).figures.people for one in lesson.marked_questions] == [5] * len(
        lesson.marked_questions
    )
    assert (questions.counted, questions.is_sampled) == (5, False)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"a": 2, "b": 3, "c": 10}, {"a": None, "b": None, "c": 10}),  # hidden: exactly five people
        ({"a": 1, "b": 3, "c": 10}, {"a": None, "b": None, "c": None}),
        ({"a": 4, "b": 5, "c": 6}, {"a": None, "b": None, "c": 6}),
        ({"a": 0, "b": 5, "c": 5}, {"a": None, "b": None, "c": 5}),
    ],
)
def test_as_few_parts_are_hidden_as_hide_five_people(parts, shown) -> None:
    assert shown_parts(parts) == shown


@pytest.mark.parametrize(("count", "has_more", "last"), [(50, False, (1, 50)), (51, True, (2, 1))])
def test_fifty_groups_stand_on_a_page_of_totals(db, count, has_more, last) -> None:
    owner = make_account("owner-of-many")
    organization = make_organization(owner=owner)
    for number in range(count):
        make_group(organization, f"Group {number:02}")

    first, second = (groups_page(organization, owner, page) for page in (1, 2))

    assert ([line.group.name for line in first.lines][0], len(first.lines), first.has_more) == (
        "Group 00",
        50,
        has_more,
    )
    assert (second.number, len(second.lines)) == last  # a number after the last page is that page
    assert not second.has_more


def test_groups_of_another_organization_stand_on_its_own_page_alone(db) -> None:
    owner = make_account("owner-of-two")
    first, second = (make_group(make_organization(name, owner=owner), name) for name in ("First", "Second"))

    found = [groups_page(one.organization, owner, 1).lines for one in (first, second)]

    assert [[line.group for line in lines] for lines in found] == [[first], [second]]


def test_number_of_people_beside_a_group_leaves_out_who_is_gone(db) -> None:
    owner = make_account("owner-of-one")
    group = make_group(make_organization(owner=owner))
    gone = ({"left_at": LATER}, {"removed_at": LATER}, {"joined_at": None})
    for number in range(5):
        make_member(group, f"Learner {number}")
    for number, fields in enumerate(gone):
        make_member(group, f"Gone {number}", **fields)

    assert [line.people for line in groups_page(group.organization, owner, 1).lines] == [5]
