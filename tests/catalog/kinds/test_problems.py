"""What is wrong with a question, at both sides of each border."""

from types import SimpleNamespace

import pytest

from courses.catalog.lint.questions.marking import AskedPlace
from courses.catalog.model.values.problems import Place
from tests.catalog.kinds.examples import GUESS, MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, marking, question

WHY = {"en": "So.", "zh-hans": "就这样。"}
KEYS = "abcdefg"


def option(key: str, **more: object) -> dict[str, object]:
    return {"en": f"Choice {key}", "zh-hans": f"选项 {key}", "feedback": WHY, **more}


def options(count: int, right: int, **more: object) -> dict[str, object]:
    """So many options, the first ones right."""
    return {key: option(key, **({"right": True} if place < right else {})) for place, key in enumerate(KEYS[:count])}


def rows(count: int, **more: object) -> dict[str, object]:
    return {key: option(key, to="bank", **more) for key in KEYS[:count]}


def long_right(letters: int, han: int, wrong: int) -> dict[str, object]:
    """A right option of so many letters and characters beside one of `wrong` letters and four characters."""
    texts = (("a", letters, han, {"right": True}), ("b", wrong, 4, {}))
    return {
        key: {"en": key * length, "zh-hans": "长" * wide if key == "a" else "短" * wide, "feedback": WHY, **more}
        for key, length, wide, more in texts
    }


def without(choice: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in choice.items() if name != "feedback"}


TARGETS = {key: {"en": key, "zh-hans": key} for key in ("bank", "app", "none")}


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({**SINGLE, "options": options(2, 1)}, []),
        ({**SINGLE, "options": options(1, 1)}, ["Q201"]),
        ({**SINGLE, "options": options(5, 1)}, []),
        ({**SINGLE, "options": options(6, 1)}, ["Q201"]),
        ({**SINGLE, "options": options(3, 0)}, ["Q203"]),
        ({**SINGLE, "options": options(3, 2)}, ["Q203"]),
        ({**SINGLE, "options": {**options(2, 1), "a": without(option("a", right=True))}}, []),
        ({**SINGLE, "options": {**options(2, 1), "b": without(option("b"))}}, ["Q204"]),
        ({**SINGLE, "options": {**options(2, 1), "b": {**option("b"), "en": "CHOICE, A"}}}, ["Q202"]),
        ({**SINGLE, "options": {**options(2, 1), "b": {**option("b"), "en": "All of the above"}}}, ["Q206"]),
        ({**SINGLE, "options": long_right(20, 8, 13)}, ["Q214"]),
        ({**SINGLE, "options": long_right(21, 8, 14)}, ["Q214"]),
        ({**SINGLE, "options": long_right(20, 8, 14)}, []),
        ({**SINGLE, "options": long_right(19, 8, 12)}, []),
        ({**SINGLE, "options": long_right(20, 7, 13)}, []),  # too long in one language gives nothing away
        ({**MULTIPLE, "options": options(3, 2)}, []),
        ({**MULTIPLE, "options": options(3, 1)}, ["Q203"]),
        ({**MULTIPLE, "options": options(3, 3)}, ["Q203"]),
        ({**MULTIPLE, "options": options(2, 1)}, ["Q201", "Q203"]),
        ({**MULTIPLE, "options": {**options(3, 2), "a": without(option("a", right=True))}}, ["Q204"]),
        ({**MULTIPLE, "options": {**options(3, 2), "c": {**option("c"), "en": "choice b"}}}, ["Q202"]),
        ({**ORDER, "items": options(2, 0)}, []),
        ({**ORDER, "items": options(1, 0)}, ["Q201"]),
        ({**ORDER, "items": {**options(2, 0), "b": without(option("b"))}}, ["Q204"]),
        ({**ORDER, "items": {**options(2, 0), "b": {**option("b"), "zh-hans": "选项 a"}}}, ["Q202"]),
        ({**MATCH, "rows": rows(2)}, []),
        ({**MATCH, "rows": rows(1)}, ["Q201"]),
        ({**MATCH, "rows": rows(2), "targets": dict(list(TARGETS.items())[:2])}, []),
        ({**MATCH, "rows": rows(2), "targets": dict(list(TARGETS.items())[:1])}, ["Q201"]),
        ({**MATCH, "rows": {**rows(2), "b": without(option("b", to="app"))}}, ["Q204"]),
        ({**MATCH, "rows": {**rows(2), "b": option("b", to="gone")}}, ["M102"]),
        ({**MATCH, "rows": {**rows(2), "b": {**option("b", to="app"), "en": "choice a"}}}, ["Q202"]),
        ({**MATCH, "rows": rows(2), "targets": {**TARGETS, "app": TARGETS["bank"]}}, ["Q202", "Q202"]),
        ({**NUMBER, "answer": "17.75"}, []),
        ({**NUMBER, "answer": "18.75"}, []),
        ({**NUMBER, "answer": "18.76"}, ["Q210"]),
        ({**NUMBER, "answer": "17.74"}, ["Q210"]),
        ({**NUMBER, "common_wrong": [{"at": "17.75", "feedback": WHY}]}, ["Q210"]),
        ({**NUMBER, "common_wrong": [{"at": "18.75", "feedback": WHY}]}, ["Q210"]),
        ({**NUMBER, "common_wrong": [{"at": "18.76", "feedback": WHY}]}, []),
        ({**NUMBER, "otherwise": None}, ["Q204"]),
        (GUESS, []),
        ({**GUESS, "options": {"a": {"en": "A", "zh-hans": "甲"}}}, ["Q201"]),
        (marking(2, 1), []),
        (marking(1, 1), ["Q201"]),
        (marking(3, 0), ["Q215"]),
        (marking(0, 3), ["Q215"]),
        (marking(2, 1, need=2), []),
        (marking(2, 1, need=3), ["Q215"]),
    ],
)
def test_problems_begin_beyond_the_border(data, codes) -> None:
    places = SimpleNamespace(of=lambda *_path: Place("questions.yaml", 1))
    source = SimpleNamespace(flags={}, roles={}, unread=frozenset())
    at = AskedPlace(SimpleNamespace(places=places), "q", source)

    found = at.problems_of(question({"explain": WHY, **data}).body)

    assert [problem.code for problem in found] == codes
