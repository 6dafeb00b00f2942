"""Where one goes from a question of a check, what is left, and which sitting was the best."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError

from courses.learning.exams.overview import CheckOverview, check_overview, safe_overview
from courses.learning.exams.passing import best_of, best_pass, has_passed, needed
from courses.learning.exams.sitting import Sitting
from courses.learning.models import CheckAttempt
from tests.conftest import NOW


def sitting(settled: str, *, drawn: int = 0) -> Sitting:
    """Items at places 1, 2 …, "x" where one is settled; a blank where the course has lost it."""
    items = tuple(
        SimpleNamespace(place=place, is_settled=sign == "x") for place, sign in enumerate(settled, 1) if sign != " "
    )
    attempt = CheckAttempt(kind=CheckAttempt.FINAL, drawn=[None] * (drawn or len(settled)))
    return Sitting(attempt, SimpleNamespace(), items)


@pytest.mark.parametrize(
    ("settled", "place", "before", "after"),
    [
        ("----", 2, 1, 3), ("----", 4, 3, 1), ("----", 1, None, 2), ("xx-x", 3, 2, None), ("-x-x", 1, None, 3),
        ("-xxx", 4, 3, 1), ("- --", 3, 1, 4), ("xxxx", 2, 1, None), ("x--x", 4, 3, 2),
    ],
)  # fmt: skip
def test_one_goes_on_to_what_has_no_answer_and_back_to_the_one_before(settled, place, before, after) -> None:
    check = sitting(settled)

    assert getattr(check.before(place), "place", None) == before
    assert getattr(check.after(place), "place", None) == after


def test_what_is_left_is_counted() -> None:
    check = sitting("x- x", drawn=4)

    assert (check.removed, check.settled, len(check.unsettled)) == (1, 2, 1)
    assert check.at(2).place == 2
    assert check.at(3) is None
    assert (check.is_diagnostic, check.is_sent) == (False, False)


def plan(*, slots: int, passing: int = 8, items: int = 0) -> SimpleNamespace:
    return SimpleNamespace(draw={"a": ["x"] * slots}, items=items, passing=passing)


@pytest.mark.parametrize(
    ("planned", "items", "asked", "wanted"),
    [
        (10, 0, 10, 8),
        (10, 0, 9, 8),
        (10, 0, 5, 4),
        (10, 0, 1, 1),
        (10, 0, 0, 0),
        (20, 10, 10, 8),
        (4, 10, 4, 8),
        (0, 0, 5, 0),
    ],
)
def test_share_that_is_needed_is_rounded_up(planned, items, asked, wanted) -> None:
    assert needed(plan(slots=planned, items=items), asked) == wanted


@pytest.mark.parametrize(("right", "asked", "passed"), [(8, 10, True), (7, 10, False), (0, 0, False), (1, 1, True)])
def test_check_is_passed_at_the_share_and_never_without_a_question(right, asked, passed) -> None:
    assert has_passed(plan(slots=10), right, asked) == passed


def sent(pk: int, right: int, asked: int, *, passed: bool = True, at: object = NOW) -> CheckAttempt:
    return CheckAttempt(pk=pk, right=right, asked=asked, passed=passed, sent_at=at, kind=CheckAttempt.FINAL)


@pytest.mark.parametrize(
    ("attempts", "best"),
    [
        ([(1, 8, 10), (2, 9, 10)], 2), ([(1, 9, 10), (2, 18, 20)], 1), ([(2, 9, 10), (1, 9, 10)], 1),
        ([(1, 4, 4), (2, 9, 10)], 1), ([], None),
    ],
)  # fmt: skip
def test_best_has_the_largest_share_and_of_equals_the_earliest_counts(attempts, best) -> None:
    assert getattr(best_of([sent(*one) for one in attempts]), "pk", None) == best


def test_passed_one_goes_before_a_better_one_that_was_not_and_open_ones_do_not_count() -> None:
    assert best_of([sent(1, 8, 10), sent(2, 9, 10, passed=False), sent(3, 10, 10, at=None)]).pk == 1
    assert best_pass(None, plan(slots=10)) is None


def overview(*attempts: CheckAttempt, length: int = 10) -> CheckOverview:
    return CheckOverview(plan(slots=10), length, 8, attempts)


def test_check_before_the_course_is_offered_once_and_not_after_the_final_one() -> None:
    before = CheckAttempt(pk=1, kind=CheckAttempt.DIAGNOSTIC, sent_at=NOW)
    half = CheckAttempt(pk=2, kind=CheckAttempt.DIAGNOSTIC)
    final, begun = sent(3, 8, 10), CheckAttempt(pk=4, kind=CheckAttempt.FINAL)

    assert [overview(*one).offers_diagnostic for one in ((), (half,), (before,), (final,), (begun,))] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert not overview(length=0).offers_diagnostic
    assert (overview(begun, final, half).open_final, overview(begun, half).open_diagnostic) == (begun, half)
    assert (overview(half, before).diagnostic, overview(half).diagnostic) == (before, None)
    assert overview(begun, final).finals == (final,)


def test_check_is_shown_as_to_a_visitor_while_storage_is_away(account, course, monkeypatch) -> None:
    CheckAttempt.objects.create(
        learner=account, key="k", course=course.slug, course_version=1, kind=CheckAttempt.FINAL, seed=1, drawn=[],
        started_at=NOW,
    )  # fmt: skip
    visit = SimpleNamespace(learner=account, storage_is_down=False)
    there = safe_overview(visit, course)

    def away(learner: object, _course: object) -> CheckOverview:
        if learner is not None:
            raise DatabaseError
        return check_overview(None, course)

    monkeypatch.setattr("courses.learning.exams.overview.check_overview", away)
    shown = safe_overview(visit, course)

    assert (len(there.attempts), shown.attempts, visit.storage_is_down) == (1, (), True)
