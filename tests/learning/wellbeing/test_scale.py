"""The scale scores exactly as its published tables say: both ages, both ways of answering."""

import json

import pytest

from courses.learning.models import WellbeingResult
from courses.learning.wellbeing.forms import AGES, MODES, OCCASIONS
from courses.learning.wellbeing.scale import AGES as SCALE_AGES
from courses.learning.wellbeing.scale import DATA, METHODS, NotScored, scale

VECTORS = json.loads(DATA.read_text(encoding="utf-8"))["test_vectors"]
OURS = {
    "age": {theirs: own for own, theirs in SCALE_AGES.items()},
    "mode": {theirs: own for own, theirs in METHODS.items()},
}


def ten(total: int) -> list[int]:
    """Ten answers with this sum."""
    return [min(4, max(0, total - 4 * place)) for place in range(10)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['method']} {vector['age']} {vector['sum']}")
def test_published_vectors(vector) -> None:
    answers = vector.get("answers") or ten(vector["sum"])

    found = scale().score(answers, age=OURS["age"][vector["age"]], mode=OURS["mode"][vector["method"]])

    assert sum(answers) == vector["sum"]
    assert found == vector["score"]


@pytest.mark.parametrize(
    ("age", "mode", "quarter", "half", "total"),
    [("18-61", "self", 37, 50, 2049), ("62+", "self", 39, 53, 2194), ("18-61", "other", 39, 52, 2133),
     ("62+", "other", 39, 50, 2085)],
)  # fmt: skip
def test_tables_are_whole(age, mode, quarter, half, total) -> None:
    scores = [scale().score(ten(points), age=age, mode=mode) for points in range(41)]

    assert scores == sorted(set(scores))  # a higher sum is always a higher score
    assert (scores[10], scores[20], sum(scores)) == (quarter, half, total)


def test_reversed_items_count_the_other_way_round() -> None:
    assert [item.number for item in scale().items] == list(range(1, 11))
    assert [item.number for item in scale().items if item.is_reversed] == [3, 5, 6, 7, 9, 10]
    assert [scale().items[0].value_of(place) for place in range(5)] == [4, 3, 2, 1, 0]
    assert [scale().items[2].value_of(place) for place in range(5)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("answers", [[], [4] * 9, [4] * 11, [4] * 9 + [5], [4] * 9 + [-1]])
def test_without_ten_answers_there_is_no_score(answers) -> None:
    with pytest.raises(NotScored):
        scale().score(answers, age="18-61", mode="self")


def test_form_offers_what_the_table_stores() -> None:
    keys = [[key for key, _ in choices] for choices in (OCCASIONS, AGES, MODES)]

    assert keys == [
        [key for key, _ in choices]
        for choices in (WellbeingResult.OCCASIONS, WellbeingResult.AGES, WellbeingResult.MODES)
    ]


def test_every_text_exists_in_both_languages() -> None:
    texts = [
        text for part in scale().parts for text in (part.prompt, *part.choices, *(item.text for item in part.items))
    ]

    assert len(texts) == 22
    assert all(text.en.isascii() and not text.in_language("zh-hans").isascii() for text in texts)
