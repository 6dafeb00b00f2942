"""What the checks of courses measure: each outcome, by four items or more, few of them sums."""

import pytest

from courses.catalog.published.library import catalog

COURSES = [
    pytest.param(catalog().courses[slug], id=slug)
    for slug in ("money-in-money-out", "reading-a-loan", "spotting-traps", "record-and-rights")
]
ITEMS, MOST_SUMS, LEAST_PARALLEL = 12, 4, 4


@pytest.mark.parametrize("course", COURSES)
def test_every_outcome_comes_up_with_parallel_items(course) -> None:
    asked = {(lesson.slug, slot) for lesson in course.lessons for slot in course.draw.get(lesson.slug, ())}
    pools = {
        (lesson.slug, outcome): sum(one.body.slot == outcome for one in lesson.pool.values())
        for lesson in course.lessons
        for outcome in lesson.outcomes
    }

    assert asked == set(pools)
    assert {place: size for place, size in pools.items() if size < LEAST_PARALLEL} == {}


@pytest.mark.parametrize("course", COURSES)
def test_twelve_items_are_drawn_and_at_most_four_are_sums(course) -> None:
    slots = [(lesson, slot) for lesson in course.lessons for slot in course.draw.get(lesson.slug, ())]
    sums = [
        (lesson.slug, slot)
        for lesson, slot in slots
        if any(one.body.proof is not None for one in lesson.pool.values() if one.body.slot == slot)
    ]

    assert (course.items or len(slots)) == ITEMS
    assert len(sums) <= MOST_SUMS
