"""Totals count the people of their own group and nobody else, though everybody of the cast has learned the same."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction

from courses.learning.models import CheckAttempt, WellbeingResult
from courses.organizations.groups.members import remove_member
from tests.security.cast.cast import MATES, member_of
from tests.security.lists.lists import opened
from tests.security.matrix.harness import Answer, Harness

pytestmark = pytest.mark.django_db
PEOPLE = MATES + 1  # of group A; B and C have one each, who is never counted for others
READERS_OF_A = ("facilitator", "owner")
FEW = [("colleague", "B"), ("owner", "B"), ("foreigner", "C")]


@pytest.fixture
def measured(harness: Harness) -> Iterator[Harness]:
    """Everybody has taken a check before the course too, and kept a questionnaire after it."""
    members = harness.cast.rooms["A"].group.members.values_list("learner", flat=True)
    people = {*members, *(person.pk for person in harness.cast.people.values())}
    with transaction.atomic():
        for person in people:
            _measure(person, harness)
        yield harness
        transaction.set_rollback(True)


def _measure(person: int, harness: Harness) -> None:
    at, course = harness.cast.now, harness.cast.course
    sent = {"course": course.slug, "course_version": course.version, "seed": 1, "drawn": [], "asked": 10}
    for kind, right in ((CheckAttempt.DIAGNOSTIC, 2), (CheckAttempt.FINAL, 9)):
        CheckAttempt.objects.create(
            learner_id=person, key=f"{kind}-measured", kind=kind, started_at=at, sent_at=at, right=right, passed=False,
            **sent,
        )  # fmt: skip
    WellbeingResult.objects.create(
        learner_id=person, key="before-measured", occasion=WellbeingResult.BEFORE, age="18-61", mode="self",
        answers=[2] * 10, score=50, at=at,
    )  # fmt: skip
    WellbeingResult.objects.create(
        learner_id=person, key="after-measured", occasion=WellbeingResult.AFTER, age="18-61", mode="self",
        answers=[2] * 10, score=60, at=at,
    )  # fmt: skip


def words(answer: Answer) -> str:
    """The text of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text))


@pytest.mark.parametrize("role", READERS_OF_A)
def test_people_of_the_group_are_counted(harness: Harness, role: str) -> None:
    assert f"{PEOPLE} people on the list, {PEOPLE} joined" in words(opened(harness, "organizations:people", role, "A"))


@pytest.mark.parametrize("role", [*READERS_OF_A, "viewer"])
def test_totals_of_a_group_count_its_people(harness: Harness, role: str) -> None:
    assert f" {PEOPLE} people " in words(opened(harness, "organizations:group-totals", role, "A"))


@pytest.mark.parametrize(("role", "letter"), [*FEW, ("viewer", "B")])
def test_totals_of_few_people_are_not_filled_up_with_others(harness: Harness, role: str, letter: str) -> None:
    page = words(opened(harness, "organizations:group-totals", role, letter))

    assert "Fewer than five people: nothing is shown." in page


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        ("facilitator", [("A", "6")]), ("colleague", [("B", "not shown")]),
        ("viewer", [("A", "6"), ("B", "not shown")]), ("owner", [("A", "6"), ("B", "not shown")]),
        ("foreigner", [("C", "not shown")]),
    ],
)  # fmt: skip
def test_totals_of_an_organization_are_of_each_group_alone(
    harness: Harness, role: str, lines: list[tuple[str, str]]
) -> None:
    target = lines[0][0]
    page = words(opened(harness, "organizations:organization-totals", role, target))

    assert re.findall(r"canary-group-(\w) (\d+|not shown)", page) == lines


@pytest.mark.parametrize("role", READERS_OF_A)
def test_answers_to_questions_are_counted_in_the_group_alone(harness: Harness, role: str) -> None:
    page = words(opened(harness, "organizations:questions", role, "A"))

    assert re.findall(r"(\d+) / (\d+)", page) == [(str(PEOPLE), str(PEOPLE))]


@pytest.mark.parametrize(("role", "letter"), FEW)
def test_answers_of_few_people_are_not_shown(harness: Harness, role: str, letter: str) -> None:
    page = words(opened(harness, "organizations:questions", role, letter))

    assert re.findall(r"\d+ / \d+", page) == []


@pytest.mark.parametrize("role", READERS_OF_A)
def test_gains_are_those_of_the_group_alone(measured: Harness, role: str) -> None:
    page = words(opened(measured, "organizations:gains", role, "A"))

    assert f"{PEOPLE} people who took the check before the course and after it" in page
    assert f"{PEOPLE} people who kept a questionnaire before and after" in page


@pytest.mark.parametrize(("role", "letter"), FEW)
def test_gains_of_few_people_are_not_shown(measured: Harness, role: str, letter: str) -> None:
    page = words(opened(measured, "organizations:gains", role, letter))

    assert "Fewer than five people have taken both checks." in page
    assert "Fewer than five people have kept both questionnaires." in page


@pytest.mark.parametrize(
    ("role", "letter"), [("facilitator", "A"), ("owner", "A"), ("colleague", "B"), ("foreigner", "C")]
)
def test_workshop_counts_its_own_hands_phones_and_people(harness: Harness, role: str, letter: str) -> None:
    """Each of the three workshops had three hands, one phone and one person."""
    page = words(opened(harness, "organizations:workshop-report", role, letter))
    file = opened(harness, "organizations:workshop-csv", role, letter).text

    assert "1 person was there." in page
    assert "1 phone has answered" in page
    assert [
        line.rsplit(",", 4)[1:] for line in file.splitlines() if not line.rstrip().endswith((",0", "Together"))
    ] == [["0", "3", "0", "3"]]


def test_removed_person_is_counted_no_more(harness: Harness) -> None:
    with transaction.atomic():
        remove_member(member=member_of(harness.cast, "A"), actor=harness.cast.people["owner"], now=harness.cast.now)
        people = words(opened(harness, "organizations:people", "facilitator", "A"))
        totals = words(opened(harness, "organizations:group-totals", "viewer", "A"))
        questions = words(opened(harness, "organizations:questions", "facilitator", "A"))
        transaction.set_rollback(True)

    assert f"{MATES} people on the list, {MATES} joined" in people
    assert f" {MATES} people " in totals
    assert re.findall(r"(\d+) / (\d+)", questions) == [(str(MATES), str(MATES))]
