"""Drawing: the same for the same seed and history, one item a slot, nothing met again while something is not met."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.catalog.published.library import catalog
from courses.learning.exams.drawing import DrawnItem, draw, pool_of, slots_of
from courses.learning.exams.passing import length_of, needed

SEEDS = st.integers(min_value=0, max_value=2**31 - 1)


@pytest.fixture(autouse=True, scope="module")
def _content_is_read() -> None:
    """So that no example takes the time that reading the content takes."""
    catalog()


def reading():
    return catalog().courses["reading-a-loan"]


def places(drawn):
    return sorted((one.lesson, one.slot) for one in drawn)


@given(SEEDS)
def test_draw_is_the_same_for_the_same_seed_and_history(seed) -> None:
    met = [one.item for one in draw(reading(), 7)]

    assert draw(reading(), seed, met) == draw(reading(), seed, list(met))


@given(SEEDS)
def test_draw_takes_one_item_of_every_slot_and_so_of_every_lesson(seed) -> None:
    course = reading()

    drawn = draw(course, seed)

    assert places(drawn) == sorted((lesson.slug, slot) for lesson, slot in slots_of(course))
    assert {one.lesson for one in drawn} == {lesson.slug for lesson in course.lessons}
    for one in drawn:
        question = course.by_slug[one.lesson].pool[one.question]
        assert (question.body.slot, question.version) == (one.slot, one.version)


def test_draw_differs_between_seeds_in_items_and_order() -> None:
    drawn = {draw(reading(), seed) for seed in range(20)}

    assert len(drawn) == 20
    assert len({tuple(one.lesson for one in draw) for draw in drawn}) > 10


@given(st.lists(SEEDS, min_size=4, max_size=4))
def test_no_item_comes_again_until_all_of_its_slot_were_met(seeds) -> None:
    course = reading()
    met = []
    for seed in seeds:
        met += [one.item for one in draw(course, seed, met)]

    assert set(Counter(met).values()) == {1}
    assert len(met) == sum(len(pool_of(lesson, slot)) for lesson, slot in slots_of(course))


@given(SEEDS)
def test_item_met_longest_ago_comes_when_all_were_met(seed) -> None:
    course = reading()
    met = [(lesson.slug, question.id) for lesson, slot in slots_of(course) for question in pool_of(lesson, slot)]
    oldest = {(lesson.slug, pool_of(lesson, slot)[0].id) for lesson, slot in slots_of(course)}

    assert {one.item for one in draw(course, seed, met)} == oldest
    assert {one.item for one in draw(course, seed, [*met, *oldest])}.isdisjoint(oldest)


@given(SEEDS, SEEDS)
def test_items_of_the_other_kind_of_check_are_avoided_for_ever(seed, other_seed) -> None:
    course = reading()
    diagnostic = [one.item for one in draw(course, other_seed)]
    met = list(diagnostic)
    for _ in range(6):
        final = [one.item for one in draw(course, seed, met, diagnostic)]
        met += final
        assert set(final).isdisjoint(diagnostic)


def test_items_to_avoid_are_used_where_a_slot_has_no_other() -> None:
    course = reading()
    all_items = {(lesson.slug, key) for lesson in course.lessons for key in lesson.pool}

    assert len(draw(course, 1, (), all_items)) == 10


@given(SEEDS)
def test_first_check_of_fewer_items_than_slots_asks_of_every_lesson(seed) -> None:
    course = replace(reading(), items=7)

    drawn = draw(course, seed)

    assert {one.lesson for one in drawn} == {lesson.slug for lesson in course.lessons}
    assert len(drawn) == length_of(course) == 7


@given(SEEDS)
def test_slots_not_drawn_last_time_come_first_until_all_were_drawn(seed) -> None:
    course = replace(reading(), items=6)
    every = {(lesson.slug, slot) for lesson, slot in slots_of(course)}
    first = draw(course, seed)
    second = draw(course, seed, [one.item for one in first])

    assert len(first) == len(second) == 6
    assert every - set(places(first)) <= set(places(second))
    assert set(places(first)) | set(places(second)) == every


@given(SEEDS)
def test_slot_drawn_longest_ago_comes_again_before_one_drawn_last(seed) -> None:
    course = replace(reading(), items=3)
    met = []
    for _ in range(3):
        met += [one.item for one in draw(course, seed, met)]
    slots = [course.by_slug[lesson].pool[key].body.slot for lesson, key in met]

    assert len({(lesson, slot) for (lesson, _key), slot in zip(met, slots, strict=True)}) == 9
    last = set(zip([lesson for lesson, _key in met[-3:]], slots[-3:], strict=True))
    assert last.isdisjoint(places(draw(course, seed, met)))


@given(SEEDS)
def test_slot_named_twice_gets_two_items(seed) -> None:
    course = replace(reading(), draw={"one-yardstick": ("o1", "o1")})

    drawn = draw(course, seed)

    assert [one.slot for one in drawn] == ["o1", "o1"]
    assert len({one.question for one in drawn}) == 2


def test_slots_of_lessons_that_are_not_published_are_skipped() -> None:
    course = reading()
    fewer = replace(course, lessons=course.lessons[:4])

    assert {one.lesson for one in draw(fewer, 1)} == {lesson.slug for lesson in course.lessons[:4]}
    assert length_of(fewer) == 6


def test_draw_does_not_depend_on_the_order_of_the_file() -> None:
    course = reading()
    turned = [replace(lesson, pool=dict(reversed(lesson.pool.items()))) for lesson in course.lessons]

    assert draw(replace(course, lessons=tuple(turned)), 5) == draw(course, 5)


def test_row_of_an_item_is_read_back() -> None:
    item = DrawnItem("one-yardstick", "o1", "day-a", "0123456789abcdef")

    assert DrawnItem(*item.as_row()) == item


@pytest.mark.parametrize(("asked", "right"), [(10, 8), (9, 8), (8, 7), (7, 6), (6, 5), (5, 4), (1, 1), (0, 0)])
def test_pass_mark_is_eighty_per_cent_rounded_up(asked, right) -> None:
    assert needed(reading(), asked) == right


@pytest.mark.parametrize(("asked", "right"), [(6, 5), (5, 5), (3, 3)])
def test_pass_mark_is_counted_on_the_items_asked_not_on_the_slots(asked, right) -> None:
    assert needed(replace(reading(), passing=5, items=6), asked) == right
