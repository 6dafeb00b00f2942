"""Where somebody stands with a check: of what kind it is and whether it was sent decides what is shown and offered."""

import pytest

from courses.learning.exams.overview import CheckOverview, check_overview
from courses.learning.models import CheckAttempt
from tests.conftest import NOW
from tests.learning.exams.results.taken_checks import taken

FINAL, DIAGNOSTIC = CheckAttempt.FINAL, CheckAttempt.DIAGNOSTIC


def overview(course, *attempts: CheckAttempt, length: int = 10) -> CheckOverview:
    return CheckOverview(course, length, 8, attempts)


@pytest.mark.parametrize("kind", [FINAL, DIAGNOSTIC])
@pytest.mark.parametrize("is_sent", [True, False])
def test_check_stands_with_its_kind_and_is_open_until_it_is_sent(course, kind, is_sent) -> None:
    one = CheckAttempt(pk=1, kind=kind, sent_at=NOW if is_sent else None)

    found = overview(course, one)

    assert found.finals == ((one,) if (kind, is_sent) == (FINAL, True) else ())
    assert (found.best, found.diagnostic, found.open_final, found.open_diagnostic) == tuple(
        one if (kind, is_sent) == wanted else None
        for wanted in ((FINAL, True), (DIAGNOSTIC, True), (FINAL, False), (DIAGNOSTIC, False))
    )


@pytest.mark.parametrize(
    ("kind", "is_sent", "length", "is_offered"),
    [
        (FINAL, False, 10, True), (DIAGNOSTIC, False, 10, True), (DIAGNOSTIC, False, 0, False),
        (FINAL, True, 10, False), (DIAGNOSTIC, True, 10, False),
    ],
)  # fmt: skip
def test_check_before_the_course_is_offered_until_it_or_a_final_one_was_sent(
    course, kind, is_sent, length, is_offered
) -> None:
    one = CheckAttempt(pk=1, kind=kind, sent_at=NOW if is_sent else None)

    assert overview(course, one, length=length).offers_diagnostic is is_offered


def test_newest_of_several_stand_first(course) -> None:
    newest, older = (CheckAttempt(kind=FINAL, sent_at=NOW) for _ in range(2))
    newer_open, older_open = (CheckAttempt(kind=DIAGNOSTIC) for _ in range(2))

    found = overview(course, newer_open, newest, older, older_open)

    assert [one is two for one, two in zip(found.finals, (newest, older), strict=True)] == [True, True]
    assert found.open_diagnostic is newer_open


@pytest.mark.django_db
def test_checks_of_somebody_are_read_with_the_newest_first(guest, course) -> None:
    first, second = (taken(guest, course, "r" * 10, key=key) for key in ("first", "second"))

    assert check_overview(guest, course).finals == (second, first)
