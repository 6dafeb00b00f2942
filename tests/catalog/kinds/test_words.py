"""What each kind says of an answer: counted hits, lines of a report, places; and how it is asked again."""

import random

import pytest
from django.http import QueryDict
from django.utils import translation

from courses.catalog.model.asking import NotRead
from courses.catalog.wording import Voice
from tests.catalog.kinds.examples import GUESS, MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, marking, question

EN = Voice("en")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("data", "given", "words"),
    [
        (MULTIPLE, "a", "1 of your choices is right; 2 belong to the answer."),
        (MULTIPLE, "a,b", "2 of your choices are right; 2 belong to the answer."),
        (MULTIPLE, "c", "0 of your choices are right; 2 belong to the answer."),
        (MATCH, "a=bank,b=none", "1 of 2 lines are right."),
        (ORDER, "a,c,b,d", "2 of 4 lines are right."),
        (marking(2, 3), "f1", "You found 1 of 2."),
        (marking(2, 3), "f1,c1", "You found 1 of 2. 1 part that you marked is fine."),
        (marking(2, 3), "c1,c2", "You found 0 of 2. 2 parts that you marked are fine."),
    ],
)
def test_hits_are_counted_in_words(data, given, words) -> None:
    assert question(data).body.counted_words(given) == words


@pytest.mark.parametrize(
    ("data", "given", "lines"),
    [
        (NUMBER, "18.25", {"right"}), (NUMBER, "17.75", {"right"}), (NUMBER, "0.60", {"wrong-0"}),
        (NUMBER, "5", {"other"}),
        (ORDER, "a,b,c,d", {"right"}), (ORDER, "b,a,c,d", {"other"}),
        (MATCH, "a=bank,b=app", {"a", "b"}), (MATCH, "a=none,b=app", {"b"}), (MATCH, "gone=bank,b=none", set()),
    ],
)  # fmt: skip
def test_answer_stands_in_the_lines_of_a_report(data, given, lines) -> None:
    assert question(data).body.lines_chosen(given) == lines


def test_numbers_of_a_report_stand_from_small_to_large_and_one_is_right() -> None:
    body = question(
        {**NUMBER, "common_wrong": [*NUMBER["common_wrong"], {**NUMBER["common_wrong"][0], "at": "40"}]}
    ).body

    lines = body.report_lines((), EN)

    assert [(one.key, one.is_right) for one in lines] == [
        ("wrong-0", False), ("right", True), ("wrong-1", False), ("other", False),
    ]  # fmt: skip
    assert [one.sign for one in lines] == ["not right", "right", "not right", "not right"]
    assert body.line_keys == ("right", "wrong-0", "wrong-1", "other")


@pytest.mark.parametrize(
    ("unit", "given", "words"),
    [("%", "1234.5", "1,234.5%"), ("yuan", "1234.5", "1,234.5 yuan"), ("% a year", "7", "7% a year")],
)
def test_number_stands_with_its_unit(unit, given, words) -> None:
    body = question({**NUMBER, "unit": {"en": unit, "zh-hans": unit}}).body

    assert body.given_words(given, EN) == (words,)
    assert body.right_words(EN)[0].startswith("18.25")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("", "empty"),
        ("number=-1", "negative"),
        ("number=1.234", "too_many_decimals"),
        ("number=x", ""),
        ("number=" + "1" * 300, "too_long"),
    ],
)
def test_number_that_cannot_be_read_says_why_and_is_no_missing_answer(form, code) -> None:
    with pytest.raises(NotRead) as refused:
        question(NUMBER).body.read(QueryDict(form))

    assert refused.value.is_unanswered is False
    assert not code or refused.value.code == code


def test_order_shows_places_from_one_and_those_that_are_left() -> None:
    body = question(ORDER).body

    assert body.placed("c,a,b,d") == {"c": "1", "a": "2", "b": "3", "d": "4"}
    assert [body.right_place_words(key, EN) for key in "abcd"] == ["1", "2", "3", "4"]
    assert body.free_places({"2", "4"}) == ("1", "3")
    assert body.verdicts("a,c,b,d") == {"a": True, "c": False, "b": False, "d": True}


def test_right_order_is_never_shown_ready_made_unless_the_author_fixed_it() -> None:
    shown = {question(ORDER).body.in_shown_order(random.Random(seed)) for seed in range(300)}

    assert tuple("abcd") not in shown
    assert tuple("bcda") in shown
    assert len(shown) == 23
    fixed = question({**ORDER, "order": "fixed"}).body
    assert {fixed.in_shown_order(random.Random(seed)) for seed in range(10)} == {tuple("abcd")}


@pytest.mark.parametrize(
    "form",
    [
        "place-a=1&place-b=2&place-c=3",
        "place-a=0&place-b=1&place-c=2&place-d=3",
        "place-a=1&place-b=2&place-c=3&place-d=5",
    ],
)
def test_order_with_a_place_that_there_is_not_is_not_read(form) -> None:
    with pytest.raises(NotRead, match="Choose a place"):
        question(ORDER).body.read(QueryDict(form))


def test_order_that_uses_a_place_twice_says_so() -> None:
    with pytest.raises(NotRead, match="every place once"):
        question(ORDER).body.read(QueryDict("place-a=1&place-b=1&place-c=2&place-d=3"))


def test_match_says_where_each_line_belongs() -> None:
    body = question(MATCH).body

    assert body.given_words("a=none,gone=bank,b=gone", EN) == ("A → none",)
    assert body.right_words(EN) == ("A → bank", "B → app")
    assert (body.place_words("", EN), body.place_words("app", EN), body.right_place_words("b", EN)) == (
        "",
        "app",
        "app",
    )
    assert body.typed("a", {"row-a": ["bank"]}) == "bank"
    assert [(one.key, one.is_right) for one in body.report_lines(("b",), EN)] == [("b", None)]


def test_parts_say_what_they_are() -> None:
    data = marking(1, 1)
    wrong = {"because": {"en": "It is not.", "zh-hans": "不是。"}, "en": "x", "zh-hans": "x"}
    data["parts"] = {**data["parts"], "w1": wrong}
    body = question(data).body

    assert [body.sign_words(key) for key in ("f1", "w1", "c1")] == [
        "to be marked: warning sign", "to be marked: wrong", "fine, not to be marked",
    ]  # fmt: skip
    assert (body.flags_used, body.right_keys) == ({"pay-first"}, ("f1", "w1"))


@pytest.mark.parametrize(
    ("channel", "frame"), [("sms", "phone chat"), ("app-page", "phone page"), ("contract", "paper")]
)
def test_specimen_looks_like_where_it_was_seen(channel, frame) -> None:
    assert question({**marking(1, 2), "channel": channel}).body.looks_like == frame


@pytest.mark.parametrize(
    ("data", "names", "others"),
    [
        (NUMBER, ["number"], ["choice"]), (ORDER, ["place-a"], ["row-a", "key"]),
        (MATCH, ["row-a"], ["place-a", "key"]),
        (SINGLE, ["choice"], ["number"]), (GUESS, ["choice"], ["number"]),
    ],
)  # fmt: skip
def test_kind_knows_the_fields_of_its_own_form(data, names, others) -> None:
    body = question(data).body

    assert all(body.has_field(name) for name in names)
    assert not any(body.has_field(name) for name in others)


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (SINGLE, ["option", "claim", "feedback", "claim", "feedback", "claim", "feedback"]),
        (NUMBER, ["unit", "feedback", "feedback"]),
        (ORDER, ["option", "feedback"] * 4),
        (MATCH, ["target"] * 3 + ["claim", "feedback"] * 2),
        (marking(1, 1), ["part", "part"]),
    ],
)
def test_every_text_is_looked_through(data, kinds) -> None:
    assert [kind for kind, _text, _place in question(data).body.texts()] == kinds


@pytest.mark.parametrize("data", [SINGLE, MULTIPLE, NUMBER, ORDER, MATCH, GUESS, marking(1, 1)])
def test_every_text_names_its_place_in_the_file(data) -> None:
    for _kind, found, place in question(data).body.texts():
        there = data
        for step in place:
            there = there[step]
        assert (place, there["en"]) == (place, found.en)
