"""Family Q: questions that cannot be marked, do not teach, or stand in the wrong place."""

# ruff: noqa: E501 - the cases are a table, one to a line

from pathlib import Path

import pytest

from tests.catalog.lint.cases import ADS, WARNING, Broken, Clean, assert_broken, assert_clean, broken, clean
from tests.catalog.sample import EN, QUESTIONS, ZH

RIGHT = '      a: {right: true, en: "The lender who lends", zh-hans: "放款的贷款人"}\n'
FRIEND = '      b: {en: "A friend who has borrowed", zh-hans: "借过钱的朋友", feedback: {en: "A friend does not lend. Who does?", zh-hans: "朋友不放款。谁放款？"}}\n'
NOBODY = '      c: {en: "Nobody at all does", zh-hans: "谁都不用说", feedback: {en: "There is a rule. Look above.", zh-hans: "有规定，看上文。"}}\n'
MORE = "".join(
    f'      {key}: {{en: "Choice {word}", zh-hans: "选项{han}", feedback: {{en: "No.", zh-hans: "不是。"}}}}\n'
    for key, word, han in (("d", "four", "丁"), ("e", "five", "戊"), ("f", "six", "己"))
)
LIMIT = (
    '      c: {en: "The limit", zh-hans: "额度", feedback: {en: "A limit is no cost.", zh-hans: "额度不是成本。"}}\n'
)
FEES = (
    '      b: {right: true, en: "Fees", zh-hans: "费用", feedback: {en: "Fees count too.", zh-hans: "费用也要算。"}}\n'
)
ROW_B = '      b: {to: platform, en: "Shows the offer in an app", zh-hans: "在 App 里展示贷款", feedback: {en: "It shows, it does not lend.", zh-hans: "只展示，不放款。"}}\n'
POOL_D = "  o1-d:\n    use: check\n    slot: o1\n"
TWIN = """\
  o3-twin:
    use: check
    slot: o3
    ask: {en: "1.5% a month, of what you still owe: what is the yearly rate?", zh-hans: "每月 1.5%，按还欠的算。一年是多少？"}
    kind: number
    answer: "18"
    accept: ["17.5", "18.5"]
    unit: {en: "% a year", zh-hans: "%（一年）"}
    otherwise: {en: "Count the months.", zh-hans: "数月份。"}
    explain: {en: "1.5% × 12 = 18%.", zh-hans: "1.5% × 12 = 18%。"}
"""

BROKEN = [
    broken("Q201", QUESTIONS, FRIEND + NOBODY, "", at="  who-says:", says="1 to choose"),
    broken("Q201", QUESTIONS, NOBODY, NOBODY + MORE, at='    options:\n      a: {right: true, en: "The lender', says="6 options"),
    broken("Q201", QUESTIONS, ', limit: {en: "The limit", zh-hans: "额度"}}', "}", at="  price-guess:"),
    broken("Q201", QUESTIONS, LIMIT, "", at="  what-counts:", says="at least 3"),
    broken("Q201", QUESTIONS, ROW_B, "", at="  who-is-who:", says="1 rows"),
    broken("Q202", QUESTIONS, 'en: "Nobody at all does"', 'en: "A friend, who has borrowed"', says='reads like "b"'),
    broken("Q202", QUESTIONS, 'platform: {en: "Platform"', 'platform: {en: "lender"', says='reads like "lender"'),
    broken("Q202", QUESTIONS, 'limit: {en: "The limit"', 'limit: {en: "the rate"', at="    options: {rate", says='reads like "rate"'),
    broken("Q203", QUESTIONS, "right: true, en: \"The lender who lends\"", "en: \"The lender who lends\", feedback: {en: \"x\", zh-hans: \"是\"}", at="    options:\n      a: {en: \"The lender", says="0 right"),
    broken("Q203", QUESTIONS, FEES, FEES.replace("right: true, ", ""), at="    options:\n      a: {right: true, en: \"Interest\"", says="1 right"),
    broken("Q203", QUESTIONS, LIMIT, LIMIT.replace("{en: \"The", "{right: true, en: \"The"), at="    options:\n      a: {right: true, en: \"Interest\"", says="3 right"),
    broken("Q204", QUESTIONS, FRIEND, FRIEND.split(", feedback")[0] + "}\n", says='option "b"'),
    broken("Q204", QUESTIONS, FEES, FEES.split(", feedback")[0] + "}\n", says='option "b" of "what-counts"'),
    broken("Q204", QUESTIONS, ROW_B, ROW_B.split(", feedback")[0] + "}\n", says='row "b"'),
    broken("Q204", QUESTIONS, ', feedback: {en: "Asking comes first.", zh-hans: "先问。"}', "", at="      ask: {en", says='item "ask"'),
    broken("Q204", QUESTIONS, '    otherwise: {en: "How many months has a year?", zh-hans: "一年有几个月？"}\n', "", at="  yearly-sum:", says="otherwise"),
    broken("Q204", QUESTIONS, "{role: lender, en: \"Lender: {bank-1}\"", "{en: \"Lender: {bank-1}\"", says='part "p1"'),
    broken("Q204", ADS, "ad-02:\n  channel: sms\n  verdict: clean\n  level: 1\n  parts:\n    p1: {role: lender, ", "ad-02:\n  channel: sms\n  verdict: clean\n  level: 1\n  parts:\n    p1: {", at="    p1: {en:", says='"ad-02"'),
    broken("Q205", QUESTIONS, '    explain: {en: "The lender names the price.", zh-hans: "价钱由贷款人说清。"}\n', "", at="  who-says:"),
    broken("Q206", QUESTIONS, 'en: "Nobody at all does"', 'en: "None of the above"'),
    broken("Q206", QUESTIONS, 'zh-hans: "谁都不用说"', 'zh-hans: "以上都不对"'),
    Broken("Q207", QUESTIONS, "  small-ad:", ((EN, "{{ question small-ad }}\n", ""),), says="nowhere in en.md"),
    broken("Q207", ZH, "{{ question small-ad }}\n", "{{ question small-ad }}\n{{ question who-says }} \n", at="{{ question who-says }} \n", says="second time"),
    broken("Q207", ZH, "{{ question who-says }}\n{{ question what-counts }}", "{{ question what-counts }}\n{{ question who-says }}", says='in en.md "who-says"'),
    broken("Q208", EN, "{{ question small-ad }}\n", "{{ question small-ad }}\n{{ question o1-a }}\n", at="{{ question o1-a }}"),
    broken("Q209", QUESTIONS, "retired: [old-question]", "retired: [who-says]", at="  who-says:"),
    broken("Q210", QUESTIONS, 'accept: ["17.5", "18.5"]', 'accept: ["17.5", "17.9"]', at="    answer:", says="not within accept"),
    broken("Q210", QUESTIONS, 'accept: ["17.5", "18.5"]', 'accept: ["1", "18.5"]', at="      - {at:", says="common wrong"),
    broken("Q211", QUESTIONS, 'sum: {rate: "1.5"', 'sum: {rate: "1.4"', at="    answer:", says="gives 16.8"),
    broken("Q211", QUESTIONS, "gives: yearly", "gives: weekly", at="    sum:", says="one of yearly"),
    broken("Q211", QUESTIONS, 'sum: {rate: "1.5", unit: month', 'sum: {rate: "1.5", unit: moon', at="    sum:", says="unit must be one of"),
    broken("Q212", QUESTIONS, POOL_D, POOL_D.replace("o1\n", "o2\n"), at="    o1: {en", level=WARNING, says="3 check items"),
    Broken("Q212", QUESTIONS, "    o1: {en", ((QUESTIONS, POOL_D, POOL_D.replace("o1\n", "o2\n")), (QUESTIONS, "  o1-c:\n    use: check\n    slot: o1\n", "  o1-c:\n    use: check\n    slot: o2\n")), says="2 check items"),
    broken("Q214", QUESTIONS, RIGHT, '      a: {right: true, en: "The one who lends the money, whatever its name may be", zh-hans: "真正把钱放出来的那一家，不管叫什么"}\n', level=WARNING),
    broken("Q215", QUESTIONS, "p2: {flag: pay-first, en: \"Pay a deposit first\"", "p2: {flag: pay-last, en: \"Pay a deposit first\"", says="pay-last"),
    broken("Q215", QUESTIONS, "{role: lender, en: \"Lender: {bank-1}\"", "{role: owner, en: \"Lender: {bank-1}\"", says="owner"),
    broken("Q215", QUESTIONS, "need: 2", "need: 3", says="needs 3 flags, but has only 2"),
    broken("Q215", QUESTIONS, "{role: lender, en: \"Lender: {bank-1}\"", "{flag: pay-first, en: \"Lender: {bank-1}\"", at="    parts:", says="0 unflagged"),
    Broken("Q216", QUESTIONS, TWIN.split("\n")[3], ((QUESTIONS, POOL_D, TWIN + POOL_D),), WARNING, '"o3-twin" repeats "yearly-sum"'),
    broken("Q217", QUESTIONS, "    kind: order\n", "    kind: order\n    cites: []\n", at="  steps-in-order:", level=WARNING),
]  # fmt: skip
CLEAN = [
    clean("Q201", QUESTIONS, NOBODY, NOBODY + MORE.split("      f:")[0]),
    clean("Q202", QUESTIONS, 'en: "Nobody at all does"', 'en: "A friend who has lent"'),
    clean("Q203", QUESTIONS, NOBODY, ""),
    clean("Q204", QUESTIONS, '{role: lender, en: "Lender: {bank-1}"', '{fine: {en: "It is named.", zh-hans: "写明了。"}, en: "Lender: {bank-1}"'),
    clean("Q205", QUESTIONS, '    hints: [{en: "Who gives the money?", zh-hans: "钱是谁出的？"}]\n', ""),
    clean("Q206", QUESTIONS, 'en: "Nobody at all does"', 'en: "All the lenders above 24%"'),
    Clean("Q207", ((EN, "{{ question small-ad }}\n", ""), (ZH, "{{ question small-ad }}\n", ""), (QUESTIONS, "    kind: mark\n    outcome: o1", "    use: check\n    kind: mark\n    slot: o1"))),
    clean("Q208", QUESTIONS, POOL_D, POOL_D),
    clean("Q209", QUESTIONS, "retired: [old-question]", "retired: [who-said]"),
    clean("Q210", QUESTIONS, 'accept: ["17.5", "18.5"]', 'accept: ["18", "18"]'),
    clean("Q211", QUESTIONS, 'answer: "18"', 'answer: "18.00"'),
    clean("Q212", QUESTIONS, "status: published", "status: draft"),
    clean("Q214", QUESTIONS, RIGHT, '      a: {right: true, en: "The one who lends the money, whatever its name may be", zh-hans: "贷款人"}\n'),
    clean("Q215", QUESTIONS, "need: 2", "need: 1"),
    Clean("Q216", ((QUESTIONS, POOL_D, TWIN.replace("1.5", "1.6") + POOL_D),)),
    Clean("Q217", ((QUESTIONS, "    kind: order\n", "    kind: order\n    cites: []\n"), (QUESTIONS, "  action:", '  sums: {year: {rate: "1.5", unit: month, shows: {yearly: "18%"}}}\n  action:'))),
]  # fmt: skip


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_question_is_reported_at_its_place(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)


@pytest.mark.parametrize("case", CLEAN, ids=str)
def test_sound_question_is_not_reported(tmp_path: Path, case: Clean) -> None:
    assert_clean(tmp_path, case)


def test_lesson_with_two_questions_is_warned_about(tmp_path: Path) -> None:
    edits = tuple(
        change
        for key in ("what-counts", "yearly-sum", "steps-in-order", "who-is-who")
        for change in _moved_to_check(key)
    )

    assert_broken(tmp_path, Broken("Q213", QUESTIONS, "questions:", edits, WARNING, "2 questions besides guesses"))


def test_lesson_with_three_questions_is_enough(tmp_path: Path) -> None:
    edits = tuple(change for key in ("what-counts", "yearly-sum", "steps-in-order") for change in _moved_to_check(key))

    assert_clean(tmp_path, Clean("Q213", edits))


def _moved_to_check(key: str) -> tuple[tuple[str, str, str], ...]:
    line = f"{{{{ question {key} }}}}\n"
    return (EN, line, ""), (ZH, line, ""), (QUESTIONS, f"  {key}:\n", f"  {key}:\n    use: check\n    slot: o1\n")
