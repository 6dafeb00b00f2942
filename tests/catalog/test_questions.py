"""Marking of every kind of question, and the order of its choices."""

import pytest
from pydantic import TypeAdapter

from courses.catalog.kinds import AnyQuestion
from courses.catalog.model.asking import Mark, NotAChoice
from courses.catalog.model.questions import SHUFFLES, Question
from courses.catalog.model.texts import Text
from courses.catalog.versions import earlier_of, version_of

SINGLE = {
    "kind": "single", "ask": {"en": "Which?", "zh-hans": "哪个？"},
    "options": {
        "a": {"right": True, "en": "A", "zh-hans": "甲"},
        "b": {"en": "B", "zh-hans": "乙", "feedback": {"en": "Not B.", "zh-hans": "不是乙。"}},
        "c": {"en": "C", "zh-hans": "丙", "feedback": {"en": "Not C.", "zh-hans": "不是丙。"}},
        "d": {"en": "D", "zh-hans": "丁", "feedback": {"en": "Not D.", "zh-hans": "不是丁。"}},
    },
}  # fmt: skip
MULTIPLE = {
    **SINGLE, "kind": "multiple",
    "options": {**SINGLE["options"], "b": {"right": True, "en": "B", "zh-hans": "乙"}},
}  # fmt: skip
NUMBER = {
    "kind": "number", "ask": {"en": "How much?", "zh-hans": "多少？"}, "answer": "18.25", "accept": ["17.75", "18.75"],
    "unit": {"en": "%", "zh-hans": "%"},
    "common_wrong": [{"at": "0.6", "feedback": {"en": "That is a month.", "zh-hans": "这是一个月。"}}],
    "otherwise": {"en": "Try again.", "zh-hans": "再试。"},
}  # fmt: skip
ORDER = {
    "kind": "order", "ask": {"en": "Order?", "zh-hans": "先后？"},
    "items": {
        key: {"en": key, "zh-hans": key, "feedback": {"en": f"{key} is elsewhere.", "zh-hans": f"{key} 不在这里。"}}
        for key in ("a", "b", "c", "d")
    },
}  # fmt: skip
MATCH = {
    "kind": "match", "ask": {"en": "Whose?", "zh-hans": "谁的？"},
    "targets": {key: {"en": key, "zh-hans": key} for key in ("bank", "app", "none")},
    "rows": {
        "a": {"to": "bank", "en": "A", "zh-hans": "甲", "feedback": {"en": "Look at A.", "zh-hans": "看甲。"}},
        "b": {"to": "app", "en": "B", "zh-hans": "乙", "feedback": {"en": "Look at B.", "zh-hans": "看乙。"}},
    },
}  # fmt: skip
GUESS = {
    "kind": "guess", "ask": {"en": "Guess?", "zh-hans": "猜？"}, "reveal": {"en": "A.", "zh-hans": "甲。"},
    "options": {"a": {"en": "A", "zh-hans": "甲"}, "b": {"en": "B", "zh-hans": "乙"}},
}  # fmt: skip


def marking(flags: int, clean: int, **more: int) -> dict[str, object]:
    """A text with `flags` parts to mark (f1, f2 …) and `clean` others (c1, c2 …)."""
    parts: dict[str, object] = {f"f{n}": {"flag": "pay-first", "en": "x", "zh-hans": "x"} for n in range(1, flags + 1)}
    parts |= {f"c{n}": {"role": "lender", "en": "x", "zh-hans": "x"} for n in range(1, clean + 1)}
    return {"kind": "mark", "ask": {"en": "Mark.", "zh-hans": "标出。"}, "channel": "sms", "parts": parts, **more}


def question(data: object) -> Question:
    body = TypeAdapter[AnyQuestion](AnyQuestion).validate_python(data)
    return Question("q", "fair-price", "ask-first", body, (), version_of(body), earlier_of(body))


def text(english: str, chinese: str) -> Text:
    return Text.model_validate({"en": english, "zh-hans": chinese})


@pytest.mark.parametrize(
    ("data", "given", "mark"),
    [
        (SINGLE, "a", Mark(True)),
        (SINGLE, "b", Mark(False, text("Not B.", "不是乙。"))),
        (MULTIPLE, "a,b", Mark(True, None, 2, 2, 0)),
        (MULTIPLE, "b,a", Mark(True, None, 2, 2, 0)),
        (MULTIPLE, "a", Mark(False, None, 1, 2, 0)),
        (MULTIPLE, "a,b,c", Mark(False, None, 2, 2, 1)),
        (MULTIPLE, "c,d", Mark(False, None, 0, 2, 2)),
        (NUMBER, "18.25", Mark(True)),
        (NUMBER, "17.75", Mark(True)),
        (NUMBER, "18.75", Mark(True)),
        (NUMBER, "18.7500", Mark(True)),
        (NUMBER, "17.74", Mark(False, text("Try again.", "再试。"))),
        (NUMBER, "18.76", Mark(False, text("Try again.", "再试。"))),
        (NUMBER, "0.60", Mark(False, text("That is a month.", "这是一个月。"))),
        (ORDER, "a,b,c,d", Mark(True)),
        (ORDER, "a,c,b,d", Mark(False, text("c is elsewhere.", "c 不在这里。"))),
        (ORDER, "d,a,b,c", Mark(False, text("d is elsewhere.", "d 不在这里。"))),
        (MATCH, "a=bank,b=app", Mark(True, None, 2, 2)),
        (MATCH, "b=app,a=bank", Mark(True, None, 2, 2)),
        (MATCH, "a=app,b=app", Mark(False, text("Look at A.", "看甲。"), 1, 2)),
        (MATCH, "a=bank,b=none", Mark(False, text("Look at B.", "看乙。"), 1, 2)),
        (MATCH, "a=app,b=bank", Mark(False, text("Look at A.", "看甲。"), 0, 2)),
        (marking(2, 2), "f1,f2", Mark(True, None, 2, 2, 0)),
        (marking(2, 2), "f1,f2,c1", Mark(True, None, 2, 2, 1)),
        (marking(2, 2), "f1,f2,c1,c2", Mark(False, None, 2, 2, 2)),
        (marking(2, 2), "f1", Mark(False, None, 1, 2, 0)),
        (marking(2, 2), "", Mark(False, None, 0, 2, 0)),
        (marking(2, 2, allow=0), "f1,f2,c1", Mark(False, None, 2, 2, 1)),
        (marking(2, 2, need=1), "f2", Mark(True, None, 1, 2, 0)),
        (marking(7, 1), "f1,f2,f3,f4,f5", Mark(True, None, 5, 7, 0)),
        (marking(7, 1), "f1,f2,f3,f4", Mark(False, None, 4, 7, 0)),
    ],
)
def test_answer_is_marked(data: object, given: str, mark: Mark) -> None:
    assert question(data).mark(given) == mark


@pytest.mark.parametrize(
    ("data", "given"),
    [
        (SINGLE, ""), (SINGLE, "z"), (SINGLE, "a,b"), (SINGLE, "A"), (SINGLE, "a "),
        (MULTIPLE, ""), (MULTIPLE, "z"), (MULTIPLE, "a,a"), (MULTIPLE, "a,"),
        (NUMBER, ""), (NUMBER, "x"), (NUMBER, "NaN"), (NUMBER, "Infinity"), (NUMBER, "1,000"),
        (ORDER, ""), (ORDER, "a,b,c"), (ORDER, "a,b,c,c"), (ORDER, "a,b,c,d,d"), (ORDER, "a,b,c,z"),
        (MATCH, ""), (MATCH, "a=bank"), (MATCH, "a=bank,b=zoo"), (MATCH, "a=bank,b=app,c=app"), (MATCH, "a,b"),
        (marking(2, 2), "f1,f1"), (marking(2, 2), "z"), (marking(2, 2), ","),
    ],
)  # fmt: skip
def test_answer_that_is_no_choice_is_refused(data: object, given: str) -> None:
    with pytest.raises(NotAChoice):
        question(data).mark(given)


def test_guess_is_never_marked() -> None:
    with pytest.raises(NotImplementedError):
        question(GUESS).mark("a")


@pytest.mark.parametrize(("flags", "needed"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (6, 5), (7, 5), (10, 7)])
def test_flags_to_find_are_all_up_to_three_then_seven_of_ten(flags: int, needed: int) -> None:
    body = question(marking(flags, 1)).body

    assert body.kind == "mark"
    assert body.flags_to_find == needed


@pytest.mark.parametrize("data", [SINGLE, MULTIPLE, ORDER])
def test_shuffled_is_stable_and_complete(data: dict[str, object]) -> None:
    orders = [question(data).shuffled(seed) for seed in range(SHUFFLES)]

    assert orders == [question(data).shuffled(seed) for seed in range(SHUFFLES)]
    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "c", "d")}
    assert len(set(orders)) > 1


def test_shuffled_order_question_never_shows_the_right_order() -> None:
    orders = [question(ORDER).shuffled(seed) for seed in range(500)]

    assert ("a", "b", "c", "d") not in orders


@pytest.mark.parametrize("data", [{**SINGLE, "order": "fixed"}, MATCH, GUESS, marking(2, 2)])
def test_fixed_order_is_that_of_the_file(data: dict[str, object]) -> None:
    asked = question(data)

    assert {asked.shuffled(seed) for seed in range(SHUFFLES)} == {tuple(asked.body.choices)}
