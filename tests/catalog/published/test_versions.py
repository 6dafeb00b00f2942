"""The version of a question: other words leave it, another key or another figure changes it, older hashes are known."""

import json
import re
from collections.abc import Mapping

import pytest

from courses.catalog.published import versions
from courses.catalog.published.versions import EARLIER, said_figures, version_of
from tests.catalog.kinds.examples import GUESS, MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, marking, question, text

MARK = marking(3, 2)
ALL = (SINGLE, MULTIPLE, NUMBER, ORDER, MATCH, MARK, GUESS)
OLD_SINGLE, OLD_ORDER = "da79eaca876fa6c2", "c5fdde6d37827db9"  # as the hash of all that was said had them


def inside(data: Mapping[str, object], *path: str, **more: object) -> dict[str, object]:
    """`data` with other values at `path`."""
    if not path:
        return {**data, **more}
    return {**data, path[0]: inside(data[path[0]], *path[1:], **more)}


def reworded(value: object) -> object:
    """Every text said in other words, without a figure more or less."""
    if isinstance(value, Mapping):
        words = {key: f"Otherwise: {one}" for key, one in value.items() if key in ("en", "zh-hans")}
        return {key: words.get(key) or reworded(one) for key, one in value.items()}
    return [reworded(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("data", ALL, ids=lambda data: data["kind"])
def test_version_stays_when_every_text_is_reworded(data: dict[str, object]) -> None:
    assert question(reworded(data)).version == question(data).version


@pytest.mark.parametrize(
    "change",
    [
        {"explain": {"en": "Because of 3.", "zh-hans": "因为 3。"}},
        {"hints": [{"en": "Try 2.", "zh-hans": "试试 2。"}]},
        {"error": {"en": "Choose 1.", "zh-hans": "选 1 个。"}},
        {"cites": ["CN-RATE-01"]},
        {"corrected": "2026-11-28"},
        {"options": {**SINGLE["options"], "b": {"en": "B", "zh-hans": "乙"}}},
        {"options": dict(reversed(SINGLE["options"].items()))},
    ],
    ids=["explanation", "hint", "error", "source", "corrected", "feedback", "order of the file"],
)
def test_version_stays_when_what_is_said_around_the_question_changes(change: dict[str, object]) -> None:
    assert question({**SINGLE, **change}).version == question(SINGLE).version


@pytest.mark.parametrize(
    ("data", "changed"),
    [
        (SINGLE, inside(SINGLE, "options", "b", right=True)),
        (SINGLE, inside(inside(SINGLE, "options", "b", right=True), "options", "a", right=False)),
        (SINGLE, inside(SINGLE, "options", e={"en": "E", "zh-hans": "戊"})),
        (SINGLE, {**SINGLE, "options": {key: one for key, one in SINGLE["options"].items() if key != "d"}}),
        (SINGLE, {**SINGLE, "kind": "multiple"}),
        (SINGLE, inside(SINGLE, "ask", en="Which 2?")),
        (SINGLE, inside(SINGLE, "options", "b", **{"zh-hans": "乙 36%"})),
        (NUMBER, {**NUMBER, "answer": "18.3"}),
        (NUMBER, {**NUMBER, "accept": ["17.75", "18.7"]}),
        (ORDER, {**ORDER, "items": dict(reversed(ORDER["items"].items()))}),
        (MATCH, inside(MATCH, "rows", "a", to="none")),
        (MATCH, inside(MATCH, "targets", more={"en": "More", "zh-hans": "更多"})),
        (MATCH, inside(MATCH, "targets", "bank", en="24%")),
        (MARK, marking(2, 3)),
        (MARK, marking(3, 2, need=2)),
        (MARK, marking(3, 2, allow=0)),
        (MARK, inside(MARK, "parts", "c1", flag="no-check")),
        (GUESS, inside(GUESS, "options", "a", en="A 12")),
    ],
)
def test_version_changes_with_the_key_and_with_the_figures(data: dict[str, object], changed: dict[str, object]) -> None:
    assert question(changed).version != question(data).version
    assert not question(changed).means(question(data).version)


def test_version_does_not_depend_on_the_order_of_keys_in_the_file() -> None:
    assert question(dict(reversed(SINGLE.items()))).version == question(SINGLE).version


def test_number_asked_for_again_in_the_same_figure_keeps_its_version() -> None:
    same = {**NUMBER, "answer": "18.250", "accept": ["17.750", "18.75"]}

    assert question(same).version == question(NUMBER).version


@pytest.mark.parametrize(
    ("english", "chinese", "figures"),
    [
        ("¥12,000 for 12 months", "１２，０００ 元，分 12 个月", ["12", "12000"]),
        ("¥12,000", "1.2 万元（12,000 元）", ["12000"]),
        ("0.60% a month", "每月 0.6%", ["0.6"]),
        ("Two lenders, one loan", "两家贷款人，一笔贷款", []),
        ("See [36%](term:line-24)[^CN-RATE-12] by {bank-1}", "36%", ["36"]),
        ("on A4 paper", "A4 纸", []),
    ],
)
def test_figures_of_a_text_are_its_numbers_in_digits(english: str, chinese: str, figures: list[str]) -> None:
    assert said_figures(text(english, chinese)) == figures


def test_hash_of_the_present_text_is_known_as_an_earlier_version() -> None:
    assert question(SINGLE).means(OLD_SINGLE)
    assert question(ORDER).means(OLD_ORDER)
    assert not question(inside(SINGLE, "options", "b", right=True)).means(OLD_SINGLE)


def test_hash_of_an_earlier_text_is_known_where_it_meant_the_same(tmp_path, monkeypatch) -> None:
    listed = tmp_path / "earlier.json"
    listed.write_text(json.dumps({"1" * 16: version_of(question(SINGLE).body), "2" * 16: "another-meaning1"}))
    monkeypatch.setattr(versions, "EARLIER", listed)
    versions._earlier.cache_clear()

    asked = question(SINGLE)

    versions._earlier.cache_clear()
    assert (asked.means("1" * 16), asked.means("2" * 16)) == (True, False)
    assert asked.versions == {asked.version, OLD_SINGLE, "1" * 16}


def test_texts_that_were_published_are_listed_with_their_meanings() -> None:
    listed: dict[str, str] = json.loads(EARLIER.read_text())

    assert (len(listed), len(set(listed.values()))) == (192, 107)  # of some questions several texts meant the same
    assert all(re.fullmatch("[0-9a-f]{16}", one) for pair in listed.items() for one in pair)
