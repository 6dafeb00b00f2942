"""Prompts of "Write it down and compare": a lesson can place only one that is there, and both languages are checked."""

from pathlib import Path

import pytest

from courses.catalog.reading.content import read_content
from tests.catalog.lint.cases import checked
from tests.catalog.sample import EN, ZH, sample_files, write_content

PATH = "write-down.yaml"
PROMPT = """
stop-rule:
  title: {en: "My rule", zh-hans: "我的规矩"}
  ask: {en: "When do you stop?", zh-hans: "什么时候停手？"}
  ours: [{en: "At two instalments.", zh-hans: "两期还不上。"}]
  look_for: [{en: "Is it a number?", zh-hans: "是一个数吗？"}]
"""


@pytest.mark.parametrize(("about", "is_there"), [("stop-rule", True), ("go-rule", False)])
def test_lesson_can_place_only_a_prompt_that_is_there(tmp_path: Path, about: str, is_there: bool) -> None:
    placed = next(text for text in sample_files()[EN].splitlines() if text.startswith("{{ question"))
    edits = [(path, placed, f"{{{{ exercise write-down about={about} }}}}\n{placed}") for path in (EN, ZH)]
    _, problems = checked(tmp_path, (*edits, (PATH, "", PROMPT)))

    said = [one.message for one in problems if one.code == "M106"]
    assert bool(said) is not is_there
    assert all(f'there is no prompt "{about}". Write about= and one of: stop-rule.' == one for one in said)


def test_prompt_without_ours_is_refused(tmp_path: Path) -> None:
    ours = next(line for line in PROMPT.splitlines() if "ours:" in line)
    files = {**sample_files(), PATH: PROMPT.replace(ours, "  ours: []")}
    _, problems = read_content(write_content(tmp_path, files))

    assert [one.place.path.endswith(PATH) for one in problems] == [True]


def test_sound_prompt_is_no_problem(tmp_path: Path) -> None:
    _, problems = checked(tmp_path, ((PATH, "", PROMPT),))

    assert [str(one) for one in problems if one.place.path.endswith(PATH)] == []
