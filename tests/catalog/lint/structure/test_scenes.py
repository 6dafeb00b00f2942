"""Scenes: every moment reached, every path ended, every harmed ending with what to do now."""

from pathlib import Path

import pytest

from tests.catalog.lint.cases import Broken, assert_broken, checked
from tests.catalog.sample import EN, ZH, sample_files

PATH = "scenes/pay-first.yaml"
SCENE = """
pay-first:
  shape: chat
  title: {en: "Pay first", zh-hans: "先交钱"}
  lead: {en: "A chat.", zh-hans: "一段聊天。"}
  other: {en: "Service", zh-hans: "客服"}
  nodes:
    start:
      said: [{en: "Pay first.", zh-hans: "先交钱。"}]
      ask: {en: "What now?", zh-hans: "怎么办？"}
      choices:
        pay: {en: "Pay", zh-hans: "付", then: {en: "The money is gone.", zh-hans: "钱没了。"}, to: gone}
        leave: {en: "Leave", zh-hans: "走开", then: {en: "Nothing happens.", zh-hans: "什么也没发生。"}, to: fine}
    gone:
      ending:
        kind: harmed
        title: {en: "Gone", zh-hans: "没了"}
        why: {en: "They are scammers.", zh-hans: "对方是骗子。"}
        now: [{en: "Keep the chat.", zh-hans: "留好聊天。"}]
        help: cannot-pay
    fine:
      ending:
        kind: safe
        title: {en: "Nothing lost", zh-hans: "什么都没丢"}
        why: {en: "Leaving was enough.", zh-hans: "走开就够了。"}
"""


def wrong(old: str, new: str, at: str, says: str) -> Broken:
    assert old in SCENE
    return Broken("M112", PATH, at, ((PATH, "", SCENE.replace(old, new, 1)),), says=says)


def test_scene_that_keeps_every_rule_is_sound(tmp_path: Path) -> None:
    _, problems = checked(tmp_path, ((PATH, "", SCENE),))
    assert [str(one) for one in problems if "scenes" in one.place.path] == []


@pytest.mark.parametrize(
    "case",
    [
        wrong("to: gone", "to: nowhere", "    start:", 'leads to "nowhere", which is not there'),
        wrong("to: gone", "to: start", "    start:", 'comes back to "start" and may never end'),
        wrong("        now: [{en: \"Keep the chat.\", zh-hans: \"留好聊天。\"}]\n", "", "      ending:",
              "does not say what to do now"),
        wrong("        help: cannot-pay\n", "", "      ending:", "does not say what to do now"),
        wrong("help: cannot-pay", "help: no-such", "      ending:", 'no situation "no-such"'),
        wrong("kind: harmed", "kind: safe", "  nodes:", "ends harmed"),
        wrong('      ask: {en: "What now?", zh-hans: "怎么办？"}\n', "", "    start:", "asks nothing and is no ending"),
        wrong("    fine:\n", '    fine:\n      ask: {en: "More?", zh-hans: "还有吗？"}\n', "    fine:",
              "is an ending and asks on"),
    ],
    ids=str,
)  # fmt: skip
def test_scene_that_breaks_a_rule_is_reported(tmp_path: Path, case: Broken) -> None:
    _, problems = checked(tmp_path, case.edits)
    assert case.says in " ".join(one.message for one in problems if one.code == "M112")


def test_single_problem_is_reported_once_at_its_place(tmp_path: Path) -> None:
    case = wrong("help: cannot-pay", "help: no-such", "      ending:", 'no situation "no-such"')
    assert_broken(tmp_path, case)


def test_moment_that_no_choice_leads_to_is_reported(tmp_path: Path) -> None:
    more = SCENE + SCENE[SCENE.index("    fine:") :].replace("    fine:", "    island:")
    assert_broken(
        tmp_path, Broken("M112", PATH, "    island:", ((PATH, "", more),), says='no choice leads to "island"')
    )


def test_moment_with_one_choice_is_reported(tmp_path: Path) -> None:
    leave = next(line for line in SCENE.splitlines(keepends=True) if "leave:" in line)
    _, problems = checked(tmp_path, ((PATH, "", SCENE.replace(leave, "")),))
    assert any("has 1 choices" in one.message for one in problems if one.code == "M112")


@pytest.mark.parametrize(("about", "is_there"), [("pay-first", True), ("pay-last", False)])
def test_lesson_can_place_only_a_scene_that_is_there(tmp_path: Path, about: str, is_there: bool) -> None:
    files = sample_files()
    placed = next(text for text in files[EN].splitlines() if text.startswith("{{ question"))
    edits = [(path, placed, f"{{{{ exercise scene about={about} }}}}\n{placed}") for path in (EN, ZH)]
    _, problems = checked(tmp_path, ((PATH, "", SCENE), *edits))
    said = [one.message for one in problems if one.code == "M106"]
    assert said == ([] if is_there else [f'there is no scene "{about}". Write about= and one of: pay-first.'] * 2)
