"""What was gained, and rounds of advertisements, told of five people or more."""

from datetime import timedelta

import pytest

from courses.exercises.practice.spot_ad.discernment import ACCUSED, CAUGHT, CLEARED, MISSED, Tally
from courses.learning.models import CheckAttempt, ExerciseOutcome, WellbeingResult
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.counts.spotting import spotting_of
from tests.organizations.cast import NOW, make_member
from tests.organizations.pages import url
from tests.organizations.reports.counted.people import people, task_of
from tests.organizations.reports.learning import LATER, check, give


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
