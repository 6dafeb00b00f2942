"""Reference pages: they name what is there, and their words sound no stronger than the facts beside them."""

from pathlib import Path

import pytest

from tests.catalog.lint.cases import Broken, assert_broken, broken, checked
from tests.catalog.sample import EN

PATH = "reference.yaml"
PAGE = """
rate-lines:
  title: {en: "Rate lines", zh-hans: "利率的“线”"}
  lead: {en: "Who lends?", zh-hans: "谁放的贷？"}
  search: {en: "cap", zh-hans: "上限"}
  lessons: [ask-first]
  sections:
    - title: {en: "Who lends", zh-hans: "谁放的贷"}
      entries:
        - name: {en: "A person", zh-hans: "个人"}
          doors: [{en: "The lender", zh-hans: "贷款人"}]
          facts: [CN-RATE-01]
          lines: [cn-12378]
          exercise: {kind: debt-list}
"""


def wrong(code: str, old: str, new: str, at: str, says: str) -> Broken:
    assert old in PAGE
    return Broken(code, PATH, at, ((PATH, "", PAGE.replace(old, new, 1)),), says=says)


def test_page_that_keeps_every_rule_is_sound(tmp_path: Path) -> None:
    _, problems = checked(tmp_path, ((PATH, "", PAGE),))
    assert [str(one) for one in problems if one.place.path.endswith(PATH)] == []


@pytest.mark.parametrize(
    "case",
    [
        wrong("M115", "[ask-first]", "[ask-frist]", "  lessons", 'no course plans a lesson "ask-frist"'),
        wrong("M115", "[cn-12378]", "[cn-1]", "        - name", '"cn-1" is no helpline'),
        wrong("M115", "{kind: debt-list}", "{kind: letter, start: none}", "        - name", "is no letter"),
        wrong("S503", "[CN-RATE-01]", "[CN-RATE-99]", "          facts", "CN-RATE-99"),
        wrong("S509", 'The lender"', 'By law the lender"', "        - name", "By law"),
    ],
    ids=str,
)  # fmt: skip
def test_page_that_breaks_a_rule_is_reported(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)


def test_link_to_a_reference_page_that_is_not_there_is_reported(tmp_path: Path) -> None:
    case = broken("S502", EN, "(help:cannot-pay)", "(reference:rate-limes)", says="content/reference.yaml has no")
    assert_broken(tmp_path, Broken(case.code, case.path, case.at, ((PATH, "", PAGE), *case.edits), says=case.says))
