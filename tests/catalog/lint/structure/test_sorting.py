"""The sort for whoever is late: rules name what is there, and every answer leads to three steps and a number."""

from pathlib import Path

import pytest

from tests.catalog.lint.cases import Broken, assert_broken, checked

PATH = "help/sort.yaml"
SORT = """
title: {en: "Late: what first?", zh-hans: "晚了：先做什么"}
lead: {en: "One question.", zh-hans: "一个问题。"}
search: {en: "late", zh-hans: "逾期"}
questions:
  money:
    ask: {en: "What can you pay?", zh-hans: "能还多少？"}
    options:
      some: {en: "Something", zh-hans: "能还一些"}
      nothing: {en: "Nothing", zh-hans: "拿不出"}
boxes:
  - when: {money: [nothing]}
    title: {en: "Say so today", zh-hans: "今天就说"}
    says: [{en: "Ask first.", zh-hans: "先问。", cites: [CN-RATE-01]}]
    help: cannot-pay
  - title: {en: "Ask today", zh-hans: "今天就问"}
    says: [{en: "Ask first.", zh-hans: "先问。"}]
    help: cannot-pay
steps:
  first:
    - title: {en: "Make a list", zh-hans: "列一张单子"}
      says: {en: "Whom and how much.", zh-hans: "欠谁、多少。"}
      exercise: {kind: debt-list}
  second:
    - title: {en: "Look at the ways", zh-hans: "看看出路"}
      says: {en: "Side by side.", zh-hans: "放在一起看。"}
      exercise: {kind: late-or-more-time}
  third:
    - title: {en: "Call", zh-hans: "打电话"}
      says: {en: "Then complain.", zh-hans: "再投诉。"}
      help: cannot-pay
      lines: [cn-12378]
lessons:
  - lessons: [ask-first]
"""


def wrong(code: str, old: str, new: str, at: str, says: str) -> Broken:
    assert old in SORT
    return Broken(code, PATH, at, ((PATH, "", SORT.replace(old, new, 1)),), says=says)


def test_sort_that_keeps_every_rule_is_sound(tmp_path: Path) -> None:
    _, problems = checked(tmp_path, ((PATH, "", SORT),))
    assert [str(one) for one in problems if one.place.path.endswith(PATH)] == []


@pytest.mark.parametrize(
    "case",
    [
        wrong("M114", "{money: [nothing]}", "{money: [none]}", "  - when: {money: [none]",
              '"money: none" is no answer'),
        wrong("M114", "{money: [nothing]}", "{late: [nothing]}", "  - when: {late", '"late: nothing" is no answer'),
        wrong("M114", "lines: [cn-12378]", "lines: [cn-1]", "    - title: {en: \"Call\"", '"cn-1" is no helpline'),
        wrong("M114", "help: cannot-pay\n  - title", "help: cannot\n  - title", "  - when: {money",
              'no situation "cannot"'),
        wrong("M114", "lessons: [ask-first]", "lessons: [ask-frist]", "  - lessons",
              'no course plans a lesson "ask-frist"'),
        wrong("M114", "      help: cannot-pay\n      lines", "      lines", "    - title: {en: \"Call\"",
              "leads to no page, or to two"),
        wrong("M114", "{kind: debt-list}", "{kind: letter, start: none}", "    - title: {en: \"Make",
              "which is no letter"),
        wrong("M114", "{kind: late-or-more-time}", "{kind: debt-list}", "", "two of three steps lead to the same page"),
        wrong("M114", "      lines: [cn-12378]\n", "", "", "no number to call"),
        wrong("M114", "  - lessons:", "  - when: {money: [some]}\n    lessons:", "", "no lesson. End the list"),
        wrong("M114", "zh-hans: \"拿不出\"}", "zh-hans: \"拿不出\", stop: true}", "", "without an emergency number"),
        wrong("M114", "    - title: {en: \"Call\"", "    - when: {money: [some]}\n      title: {en: \"Call\"", "",
              "some answers lead to no box or no step"),
        wrong("M114", "says: [{en: \"Ask first.\", zh-hans: \"先问。\"}]",
              "says: [{en: \"Ask.\", zh-hans: \"问。\", when: {money: [nothing]}}]", "", "a box says nothing"),
        wrong("S503", "cites: [CN-RATE-01]", "cites: [CN-RATE-99]", "    says: [{en", "CN-RATE-99"),
        wrong("S509", "en: \"Ask first.\", zh-hans: \"先问。\"}", "en: \"You must ask.\", zh-hans: \"先问。\"}",
              "    says: [{en: \"You", '"must" in "You must ask."'),
    ],
    ids=str,
)  # fmt: skip
def test_sort_that_breaks_a_rule_is_reported(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)
