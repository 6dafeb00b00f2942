"""Letters are checked like all content: a place needs its box, and words of law need a source that is strong enough."""

from pathlib import Path

import pytest

from courses.catalog.lint import problems_of
from courses.catalog.reading.content import read_content
from tests.catalog.lint.cases import checked
from tests.catalog.sample import EN, TODAY, ZH, sample_files, write_content

FILE = "letters/plan.yaml"
LETTER = """plan:
  name: {en: "A plan", zh-hans: "方案"}
  subject: {en: "About a plan", zh-hans: "关于方案"}
  to:
    - says: {en: "{lender}:", zh-hans: "{lender}："}
  groups:
    - title: {en: "Who", zh-hans: "谁"}
      boxes: [lender]
  parts:
    - lines:
        - says: {en: "Please answer me.", zh-hans: "请答复我。"}
  after:
    - says: {en: "Keep a copy.", zh-hans: "自己留一份。"}
"""


def test_letter_without_a_fault_is_clean(tmp_path: Path) -> None:
    assert [one for one in checked(tmp_path, ((FILE, "", LETTER),))[1] if one.place.path.endswith(FILE)] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Please answer me.", "You must answer me.", "S509"),
        ("请答复我。", "贵方应当答复我。", "S509"),
        ("自己留一份。", "自己留一份，这是法律规定。", "S509"),
        ('zh-hans: "自己留一份。"}', 'zh-hans: "自己留一份。"}\n      cites: [CN-RATE-99]', "S503"),
        ("Keep a copy.", "Keep 2 copies.", "T604"),
    ],
)
def test_letter_says_no_more_than_its_sources(tmp_path: Path, old: str, new: str, code: str) -> None:
    _files, problems = checked(tmp_path, ((FILE, "", LETTER.replace(old, new)),))

    assert code in {one.code for one in problems if one.place.path.endswith(FILE)}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{lender}：", "{bank}：", "there is no box {bank}"),
        ("boxes: [lender]", "boxes: [lender, a, b, c, d]", "too many values; 4 are allowed"),
        ('zh-hans: "自己留一份。"}', 'zh-hans: "自己留一份。"}\n  helplines: [cn-1]', '"cn-1"'),
    ],
)
def test_letter_that_cannot_be_filled_in_is_not_read(tmp_path: Path, old: str, new: str, says: str) -> None:
    files = sample_files() | {FILE: LETTER.replace(old, new)}
    _source, problems = read_content(write_content(tmp_path, files))

    assert any(says in str(one) for one in problems)
    assert {one.place.path for one in problems} == {f"content/{FILE}"}


def test_you_in_polite_form_is_for_letters_only(tmp_path: Path) -> None:
    polite = LETTER.replace("请答复我。", "请您答复我。")
    source, _unread = read_content(write_content(tmp_path, sample_files() | {FILE: polite}))

    assert [one for one in problems_of(source, today=TODAY) if one.code == "L312"] == []


@pytest.mark.parametrize(("about", "is_there"), [(" about=plan", True), ("", True), (" about=hardship", False)])
def test_lesson_can_place_only_a_letter_that_is_there(tmp_path: Path, about: str, is_there: bool) -> None:
    placed = next(text for text in sample_files()[EN].splitlines() if text.startswith("{{ question"))
    edits = [(path, placed, f"{{{{ exercise letter{about} }}}}\n{placed}") for path in (EN, ZH)]
    _, problems = checked(tmp_path, (*edits, (FILE, "", LETTER)))

    said = [one.message for one in problems if one.code == "M106"]
    assert said == ([] if is_there else ['there is no letter "hardship". Write about= and one of: plan.'] * 2)
