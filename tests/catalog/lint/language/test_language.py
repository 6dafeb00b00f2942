"""Family L: lengths, typing, tone and terms, each with a neighbour that is right."""

# ruff: noqa: E501 - the cases are a table, one to a line

from pathlib import Path

import pytest

from courses.catalog.lint.language.typography import FULL_WIDTH
from tests.catalog.lint.cases import (
    ADS,
    EDITORIAL,
    FLAGS,
    GLOSSARY,
    WARNING,
    Broken,
    Clean,
    assert_broken,
    assert_clean,
    broken,
    checked,
    clean,
)
from tests.catalog.sample import EN, FACTS, GUIDE, QUESTIONS, ZH

EN_TEXT = "Need help at once?"
ZH_TEXT = "急着求助？"
WORD, HAN = "Word ", "字"
EXPLAIN = 'explain: {en: "Ask, read, then sign."'
REWRITTEN = 'explain: {{en: "{}"'
TABLE = "| Who | What |\n|---|---|\n| {} | {} |\n\n"


def words(count: int) -> str:
    return (WORD * count).strip() + ". "


BROKEN = [
    broken("L301", EN, EN_TEXT, "Intro is short. " + words(21) + EN_TEXT, level=WARNING, says="21 words"),
    broken("L301", EN, EN_TEXT, words(31) + EN_TEXT, says="31 words"),
    broken("L301", ZH, ZH_TEXT, HAN * 41 + "。" + ZH_TEXT, level=WARNING, says="41 characters"),
    broken("L301", ZH, ZH_TEXT, HAN * 61 + "。" + ZH_TEXT, says="61 characters"),
    broken("L301", EN, EN_TEXT, f'!!! example "{words(21)}"\n    Short.\n\n{EN_TEXT}', level=WARNING),
    broken("L301", EN, EN_TEXT, TABLE.format("Lender", words(21)) + EN_TEXT, at="| Lender", level=WARNING),
    broken("L301", QUESTIONS, EXPLAIN, REWRITTEN.format(words(21).strip()), level=WARNING),
    broken("L302", EN, "The [yearly rate](term:yearly-rate)", "A yearly rate. The [yearly rate](term:yearly-rate)", level=WARNING),
    broken("L302", ZH, "[年化利率](term:yearly-rate)告诉", "先看年化利率。[年化利率](term:yearly-rate)告诉", level=WARNING),
    broken("L303", ZH, "急着求助？", "急着,求助？", says='Write "，"'),
    broken("L303", ZH, "急着求助？", "急着求助?看看", says='Write "？"'),
    broken("L303", ZH, "急着求助？", "看价钱: 利率。", says='Write "："'),
    broken("L303", QUESTIONS, "先问，再看，后签。", "先问,再看，后签。"),
    broken("L304", ZH, "急着求助？", "借了3 次。", says='Write "了 3"'),
    broken("L304", ZH, "急着求助？", "看 App吗？"),
    broken("L304", ZH, "急着求助？", "年化 12%左右。", says="%"),
    broken("L304", QUESTIONS, "先问，再看，后签。", "用App，再看，后签。"),
    broken("L305", ZH, "急着求助？", "借 １２ 次。", says='Write "12"'),
    broken("L305", EN, EN_TEXT, "Pay ５ per cent.", says='Write "5"'),
    broken("L306", EN, 'title: "Ask first"', f'title: "{"a" * 61}"', says="61 characters"),
    broken("L306", ZH, 'title: "先问清楚"', f'title: "{HAN * 17}"', says="17 characters"),
    broken("L307", EN, EN_TEXT, "One. Two. Three. " + EN_TEXT, level=WARNING, says="5 sentences"),
    broken("L307", EN, EN_TEXT, "- **Who?** One. Two. Three. Four.\n\n" + EN_TEXT, level=WARNING, says="5 sentences"),
    broken("L307", EN, EN_TEXT, "\n\n".join([words(20)] * 13) + "\n\n" + EN_TEXT, at="## Why ask", level=WARNING, says="section"),
    broken("L308", QUESTIONS, EXPLAIN, REWRITTEN.format("One two three four. " * 10 + "Five."), says="41 words"),
    broken("L308", QUESTIONS, 'en: "Nobody at all does"', f'en: "{words(16).strip()}"', says="option has 16 words"),
    broken("L308", QUESTIONS, 'zh-hans: "谁都不用说"', f'zh-hans: "{HAN * 26}"', says="26 characters"),
    broken("L308", EN, "First the price, then the signature.", words(21).strip(), at="takeaway:", says="takeaway has 21"),
    broken("L308", ZH, "签字之前，先问价钱。", HAN * 41, at="lead:", says="lead has 41"),
    broken("L309", ZH, "急着求助？", "别叫人老赖。", says="借款人"),
    Broken("L309", EN, "very easy", ((EN, EN_TEXT, "This is Very easy, very easy."), (EDITORIAL, "avoid: []", "avoid:\n  - {language: en, pattern: 'very easy', instead: plain}")), WARNING, "plain"),
    Broken("L309", EN, "Apply NOW", ((EN, EN_TEXT, "Reapply now? Apply NOW."), (EDITORIAL, "avoid: []", "avoid:\n  - {language: en, pattern: '(?i)\\bapply now\\b', instead: wait}")), WARNING, '"Apply NOW"'),
    broken("M102", EDITORIAL, "avoid: []", "avoid:\n  - {language: en, pattern: '(', instead: x}", at="  - {language: en", says="cannot be read"),
    broken("L310", EN, EN_TEXT, "Ask at once!", level=WARNING, says="full stop"),
    broken("L310", ZH, ZH_TEXT, "快问！", level=WARNING),
    broken("L310", EN, EN_TEXT, "You must NOT sign.", level=WARNING, says='"NOT"'),
    broken("L311", EN, EN_TEXT, "The annual rates differ.", level=WARNING, says='"yearly rate"'),
    broken("L311", ZH, ZH_TEXT, "年利率不同。", level=WARNING, says='"年化利率"'),
    broken("L312", ZH, ZH_TEXT, "您急吗？", level=WARNING, says="你"),
    broken("L312", GUIDE, 'zh-hans: "先猜一猜。"', 'zh-hans: "请您先猜。"', level=WARNING),
]  # fmt: skip
CLEAN = [
    clean("L301", EN, EN_TEXT, words(20) + EN_TEXT),
    clean("L301", EN, EN_TEXT, "It costs ¥1,072.50, e.g. 12.5 a month, for a year, in all twelve equal parts. " + words(10)),
    clean("L301", EN, EN_TEXT, TABLE.format(words(15), words(15)) + EN_TEXT),
    clean("L301", ZH, ZH_TEXT, HAN * 20 + "，" + HAN * 20 + "。" + ZH_TEXT),
    clean("L301", FACTS, "Every lender must show the yearly rate.", words(40).strip()),
    clean("L302", EN, "[yearly rate](term:yearly-rate) says", "[yearly rate](term:yearly-rate), the yearly rate, says"),
    clean("L302", EN, "## Why ask {#why-ask}", "## The yearly rate {#why-ask}"),
    Clean("L302", ((EN, "The [yearly rate](term", "Our yearly rate table. The [yearly rate](term"), (GLOSSARY, "yearly-rate:\n", 'rate-table:\n  term: {en: "yearly rate table", zh-hans: "年化利率表"}\n  says: {en: "A table.", zh-hans: "一张表。"}\nyearly-rate:\n'))),
    clean("L303", ZH, ZH_TEXT, "价钱是 1,072.50 元，10:30 还，“利率”（年化）：看 A.B."),
    clean("L304", ZH, ZH_TEXT, "借 3 次，用 App 看，年化 12%，见法释〔2020〕6号。"),
    clean("L304", ZH, ZH_TEXT, "**借 3 次**，[年化利率](term:yearly-rate)“12%”。"),
    clean("L305", ZH, ZH_TEXT, "借 12 次，App。"),
    clean("L306", ZH, 'title: "先问清楚"', f'title: "{HAN * 16} App？"'),
    clean("L307", EN, EN_TEXT, "One. Two. Three.\n\n" + EN_TEXT),
    clean("L307", EN, EN_TEXT, "- **Who?** One. Two. Three.\n- Four.\n\n" + EN_TEXT),
    clean("L307", EN, EN_TEXT, "\n\n".join([words(20)] * 11) + "\n\n" + EN_TEXT),
    clean("L308", QUESTIONS, EXPLAIN, REWRITTEN.format("One two three four. " * 10)),
    clean("L308", QUESTIONS, 'en: "Nobody at all does"', f'en: "{words(15).strip()}"'),
    clean("L309", QUESTIONS, "人人都能批", "老赖也能批"),
    clean("L309", QUESTIONS, 'zh-hans: "谁都不用说"', 'zh-hans: "老赖才用说"'),
    clean("L309", ZH, ZH_TEXT, "有人说：“只要晚还一天，你就是老赖了，跑不掉。”不对。"),
    clean("L310", ADS, 'ad-01:\n  channel: sms\n  verdict: flagged\n  level: 1\n  parts:\n    p1: {role: lender, en: "Lender: {bank-1}"', 'ad-01:\n  channel: sms\n  verdict: flagged\n  level: 1\n  parts:\n    p1: {role: lender, en: "ONLY TODAY! {bank-1}"'),
    clean("L310", EN, EN_TEXT, "The LPR, an APR and “Act NOW!” are words you meet."),
    clean("L311", EN, EN_TEXT, "The page says “annual rate”. The yearly rate is biannual."),
    clean("L311", FACTS, "贷款机构应当明示年化利率。", "贷款机构应当明示年利率。"),
    clean("L312", ZH, ZH_TEXT, "对方说：“您好。”你急吗？"),
    clean("L312", FLAGS, 'name: {en: "No check", zh-hans: "不看征信"}', 'name: {en: "No check", zh-hans: "不查征信"}'),
]  # fmt: skip


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_wording_is_reported_at_its_place(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)


@pytest.mark.parametrize("case", CLEAN, ids=str)
def test_sound_wording_is_not_reported(tmp_path: Path, case: Clean) -> None:
    assert_clean(tmp_path, case)


def test_column_counts_through_links_and_bold(tmp_path: Path) -> None:
    text = "**先看** [年化利率](term:yearly-rate)，再,签字。"

    _, problems = checked(tmp_path, ((ZH, ZH_TEXT, text),))

    assert [one.place.column for one in problems if one.code == "L303"] == [text.index(",") + 1]


@pytest.mark.parametrize("sign", sorted(FULL_WIDTH))
def test_every_half_width_sign_is_found_between_han(tmp_path: Path, sign: str) -> None:
    _, problems = checked(tmp_path, ((ZH, ZH_TEXT, f"先看{sign}再签。"),))

    assert [one.message for one in problems if one.code == "L303"] == [
        f'"{sign}" is half-width punctuation. Write "{FULL_WIDTH[sign]}".'
    ]
