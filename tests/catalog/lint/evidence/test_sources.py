"""Family S: sources, sums, addresses and advertisements."""

# ruff: noqa: E501 - the cases are a table, one to a line

from pathlib import Path

import pytest

from courses.catalog.lint import problems_of
from courses.catalog.reading.content import read_content
from tests.catalog.lint.cases import (
    ADS,
    FLAGS,
    GLOSSARY,
    HELPLINES,
    WARNING,
    Broken,
    Clean,
    assert_broken,
    assert_clean,
    broken,
    checked,
    clean,
)
from tests.catalog.sample import EN, FACTS, QUESTIONS, TODAY, ZH, edit, sample_files, write_content

TEXT = "Need help at once?"
HAN = "急着求助？"
CITED = "says what a loan costs.[^CN-RATE-01]"
CITED_ZH = "告诉你一笔贷款有多贵。[^CN-RATE-01]"
ACTION = "  action: {id"
SUM = '  sums: {flat: {amount: 12000, repayment: flat_fee, count: 12, rate: "0.6", unit: instalment, shows: {cost: "864", nominal: "13.03%"}}}\n'
SHOWN = ((EN, TEXT, f"¥864 is 13.03%. {TEXT}"), (ZH, HAN, f"864 元是 13.03%。{HAN}"))
WITH_SUM = (QUESTIONS, ACTION, SUM + ACTION)
CARD = "CN-RATE-02:\n"
COLL = (
    FACTS,
    CARD,
    'CN-COLL-01:\n  says: {en: "x", zh-hans: "某"}\n  weight: rule\n  confidence: read\n  source: {title: {en: "x", zh-hans: "某"}}\n  as_of: 2026-11\n'
    + CARD,
)
PART = '    p2: {flag: pay-first, en: "Pay a deposit first.", zh-hans: "请先交保证金。"}\n    p3: {flag: no-check, en: "Everyone is approved.", zh-hans: "人人都能批。"}\nad-02'
FACT_END = "  recheck_by: 2027-11-23\nCN-RATE-02"


def weighed(weight: str, sentence: str, *, path: str = EN) -> tuple[tuple[str, str, str], ...]:
    """The fact RATE-01 with this weight, cited by this sentence."""
    cited, text = (
        (CITED, f"costs. {sentence}[^CN-RATE-01]") if path == EN else (CITED_ZH, f"有多贵。{sentence}[^CN-RATE-01]")
    )
    return (
        FACTS,
        'zh-hans: "贷款机构应当明示年化利率。"}\n  weight: rule',
        f'zh-hans: "贷款机构应当明示年化利率。"}}\n  weight: {weight}',
    ), (path, cited, text)


def strong(weight: str, sentence: str, *, path: str = EN, says: str) -> Broken:
    return Broken("S509", path, sentence, weighed(weight, sentence, path=path), says=says)


BROKEN = [
    broken("S501", EN, TEXT, "About 23.5% of people ask.", level=WARNING, says='"23.5%"'),
    broken("S501", ZH, HAN, "要付 1,250 元。", level=WARNING, says='"1,250"'),
    broken("S501", EN, TEXT, "| a | b |\n|---|---|\n| x | ¥77 |\n\n" + TEXT, at="| x | ¥77", level=WARNING),
    broken("S501", EN, TEXT, '!!! caution "Look"\n    It is 23.5%.\n\n' + TEXT, at="    It is", level=WARNING),
    broken("S502", EN, "(help:cannot-pay)", "(help:cannot-pray)", at=TEXT, says="situations.yaml"),
    broken("S502", EN, "(term:yearly-rate)", "(term:monthly-rate)", at="The [yearly", says="glossary.yaml"),
    broken("S502", EN, "(help:cannot-pay)", "(lesson:fair-price/ask-last)", at=TEXT, says="no lesson"),
    broken("S502", EN, "(help:cannot-pay)", "(cannot-pay)", at=TEXT, says="term:id"),
    broken("S502", QUESTIONS, "Ask, read, then sign.", "Ask, [read](term:reading), then sign."),
    broken("S503", EN, CITED, CITED.replace("01", "77"), says="CN-RATE-77"),
    broken("S503", QUESTIONS, "cites: [CN-RATE-01]", "cites: [CN-RATE-77]"),
    broken("S503", QUESTIONS, "    kind: order\n", "    kind: order\n    cites: [CN-RATE-77]\n", at="    cites: [CN-RATE-77]"),
    broken("S503", GLOSSARY, "cites: [CN-RATE-01]", "cites: [CN-RATE-77]"),
    broken("S503", HELPLINES, "fact: CN-RATE-01", "fact: CN-RATE-77", at="cn-12378:"),
    broken("S504", EN, CITED, CITED.replace("01", "02"), says='"the document itself was not opened"'),
    broken("S504", HELPLINES, "fact: CN-RATE-01", "fact: CN-RATE-02", at="cn-12378:"),
    broken("S515", EN, TEXT, "Such a loan contract is void.", says='"need not pay"'),
    broken("S515", ZH, HAN, "这样的借款合同无效。", says="what goes back"),
    broken("S515", QUESTIONS, "Ask, read, then sign.", "Their lending contract is void."),
    broken("S504", GLOSSARY, "cites: [CN-RATE-01]", "cites: [CN-RATE-02]"),
    Broken("S504", QUESTIONS, "  cites:", ((QUESTIONS, "cites: [CN-RATE-01]", "cites: [CN-RATE-02]"), (QUESTIONS, "status: published", "status: draft")), WARNING),
    Broken("S506", QUESTIONS, "  sums:", ((QUESTIONS, ACTION, SUM.replace('nominal: "13.03%"', 'total: "12,864"') + ACTION), *SHOWN), says="12,864, stands nowhere in the text of en and zh-hans"),
    Broken("S506", QUESTIONS, "  sums:", ((QUESTIONS, ACTION, SUM.replace('"13.03%"', '"13.3%"') + ACTION), *SHOWN), says="is 13.03%, not 13.3%"),
    Broken("S506", QUESTIONS, "  sums:", ((QUESTIONS, ACTION, SUM.replace('"13.03%"', '"13.03"') + ACTION), *SHOWN), says="is 13.03%, not 13.03"),
    Broken("S506", QUESTIONS, "  sums:", ((QUESTIONS, ACTION, SUM.replace("nominal", "normal") + ACTION), *SHOWN), says="no result"),
    Broken("S506", QUESTIONS, "  sums:", ((QUESTIONS, ACTION, SUM.replace("count: 12", "count: 0") + ACTION), *SHOWN), says="cannot be computed"),
    Broken("S506", QUESTIONS, "  sums:", ((QUESTIONS, ACTION, SUM.replace("repayment", "repay") + ACTION), *SHOWN), says='"repay" is not a field'),
    Broken("S506", QUESTIONS, "  sums:", ((QUESTIONS, ACTION, '  sums: {day: {rate: "0.04", unit: day}}\n' + ACTION),), says="no shows"),
    broken("S507", EN, "(help:cannot-pay)", "(https://pay.example/now)", at=TEXT, says="leads outside"),
    broken("S507", EN, TEXT, "See www.bank.com for it.", says='"www.bank.com"'),
    broken("S507", QUESTIONS, "先问，再看，后签。", "看 quick-loan.cn 再签。", says='"quick-loan.cn"'),
    broken("S507", ADS, PART, PART.replace("Pay a deposit first.", "Pay at https://fast.app/x now."), at='    p2: {flag: pay-first, en: "Pay at', says="https://fast.app/x"),
    Broken("S511", EN, "Call 12378", ((EN, TEXT, "Call 12378 at once."),), says='"12378"'),
    broken("S511", EN, TEXT, "Their number is 13812345678."),
    broken("S511", ZH, HAN, "拨打 110 报警。", says='"110"'),
    broken("S511", ZH, HAN, "客服 400-123-4567。"),
    broken("S511", ADS, PART, PART.replace("请先交保证金。", "致电 95566。"), at='    p2: {flag: pay-first, en: "Pay a deposit first.", zh-hans: "致电'),
    broken("S512", ADS, PART, PART.replace("Everyone is", "{bank-9} is"), at='    p3: {flag: no-check, en: "{bank-9}', says="{bank-9}"),
    broken("S512", QUESTIONS, 'zh-hans: "人人都能批"', 'zh-hans: "{shop-1}都能批"'),
    broken("S512", QUESTIONS, "先问，再看，后签。", "先问{bank-1}，再看，后签。", says='"{bank-1}" is not replaced'),
    broken("S512", EN, TEXT, "Ask {bank-1} at once.", says='"{bank-1}" is not replaced'),
    broken("S512", EN, TEXT, "Ask {who} at once.", says="Write what readers"),
    Broken("S513", ADS, "  verdict: flagged", ((ADS, PART, PART.replace("flag: pay-first", "role: lender").replace("flag: no-check", "role: lender")),), says="no part has a flag"),
    broken("S513", ADS, "ad-01:\n  channel: sms\n  verdict: flagged", "ad-01:\n  channel: sms\n  verdict: clean", at="  verdict: clean", says="2 of its parts"),
    broken("S513", FLAGS, "roles:", '  blank:\n    name: {en: "Blank", zh-hans: "空白"}\n    level: sign\n    why: {en: "A sign.", zh-hans: "信号。"}\nroles:', at="  blank:", says="used 0 times"),
]  # fmt: skip
BROKEN += [
    strong("warning", "It must be shown.", says='"must" is stronger than CN-RATE-01'),
    strong("court", "It may not be kept.", says='"may not"'),
    strong("rule", "It is unlawful.", says='"unlawful"'),
    strong("warning", "A court will not enforce it.", says='"court will not enforce"'),
    strong("self", "The standard says so.", says="members have agreed"),
    strong("practice", "The regulator requires it.", says="it is reported"),
    strong("standard", "机构应当写明。", path=ZH, says='"应当"'),
    strong("court", "这样做违法。", path=ZH, says='"违法"'),
    strong("warning", "监管要求写明。", path=ZH, says='"监管要求"'),
]
CLEAN = [
    clean("S501", EN, TEXT, "About 23.5% of people ask.[^CN-RATE-01]"),
    clean("S501", EN, TEXT, '!!! example "It is 23.5%."\n    You pay ¥77.\n\nSo 23.5% it is. ' + TEXT),
    clean("S501", EN, TEXT, "In 3 of 10 lessons, for 12 months, since 2021."),
    Clean("S501", (WITH_SUM, *SHOWN)),
    clean("S502", EN, "(help:cannot-pay)", "(lesson:fair-price/ask-first)"),
    clean("S503", EN, CITED, "says it.[^CN-RATE-01] It does.[^CN-RATE-01]"),
    Clean("S504", ((FACTS, "publish_block: true", "publish_block: false"), (EN, CITED, CITED.replace("01", "02")))),
    Clean("S506", (WITH_SUM, *SHOWN)),
    Clean("S506", ((QUESTIONS, ACTION, SUM.replace("cost", "total").replace('"864"', '"12,864"') + ACTION), (EN, TEXT, f"¥12,864 is 13.03%. {TEXT}"), (ZH, HAN, f"1.2864 万元是 13.03%。{HAN}"))),
    clean("S507", EN, TEXT, "See pay.example or www.loans.example/x. The end.Then more."),
    clean("S511", EN, TEXT, "It costs ¥12378, 12,345 yuan, 12378 元, in 2026, from 110 days."),
    clean("S511", ZH, HAN, "打 110 天的折，借 95566 元。"),
    clean("S512", ADS, PART, PART.replace("Everyone is", "{bank-1} is")),
    clean("S513", ADS, "ad-03:\n  channel: sms", "ad-03:\n  channel: chat"),
    Clean("S509", weighed("law", "It must be shown and may not be hidden: that is unlawful.")),
    Clean("S509", weighed("court", "A court will not enforce it.")),
    Clean("S509", weighed("practice", "It is reported that the regulator requires it.")),
    Clean("S509", weighed("warning", "Illegal fundraising “must” be reported, it says.")),
    Clean("S509", weighed("warning", "You must ask first. It is a warning sign.")),
    Clean("S509", weighed("court", "超过的部分，法院不予支持。", path=ZH)),
]  # fmt: skip


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_source_is_reported_at_its_place(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)


@pytest.mark.parametrize("case", CLEAN, ids=str)
def test_sound_source_is_not_reported(tmp_path: Path, case: Clean) -> None:
    assert_clean(tmp_path, case)


def places_of(folder: Path, code: str, *edits: tuple[str, str, str]) -> list[tuple[str, int, str]]:
    """File name, line and level of each problem with this code."""
    _, problems = checked(folder, edits)
    return [
        (one.place.path.rpartition("/")[2], one.place.line, one.level.value) for one in problems if one.code == code
    ]


@pytest.mark.parametrize(
    "dates",
    [
        "  recheck_by: 2026-11-30\nCN-RATE-02",
        "  retrieved: 2025-11-30\nCN-RATE-02",
    ],
)
def test_stale_fact_is_dated_where_it_is_cited(tmp_path: Path, dates: str) -> None:
    edits = ((FACTS, FACT_END, dates), (FACTS, "in_force: 2021-03-31\n  as_of: 2026-01", "as_of: 2021"))

    found = places_of(tmp_path, "S505", *edits)

    assert found == [
        ("en.md", 10, "dated"),
        ("questions.yaml", 6, "dated"),
        ("zh-hans.md", 10, "dated"),
        ("glossary.yaml", 4, "dated"),
        ("helplines.yaml", 1, "dated"),
        ("situations.yaml", 6, "dated"),
    ]


@pytest.mark.parametrize("dates", ["  recheck_by: 2026-12-01\nCN-RATE-02", "  retrieved: 2025-12-01\nCN-RATE-02"])
def test_fresh_fact_is_not_stale(tmp_path: Path, dates: str) -> None:
    edits = ((FACTS, FACT_END, dates), (FACTS, "in_force: 2021-03-31\n  as_of: 2026-01", "as_of: 2021"))

    assert places_of(tmp_path, "S505", *edits) == []


@pytest.mark.parametrize("dates", ["in_force: 2027-01-01", "in_force: 2021-03-31\n  ends: 2026-11-30"])
def test_fact_out_of_force_is_dated_unless_the_sentence_says_so(tmp_path: Path, dates: str) -> None:
    found = places_of(tmp_path, "S508", (FACTS, "in_force: 2021-03-31", dates))

    assert found == [("en.md", 10, "dated"), ("zh-hans.md", 10, "dated")]


@pytest.mark.parametrize("dates", ["in_force: 2026-12-01", "in_force: 2021-03-31\n  ends: 2026-12"])
def test_fact_in_force_today_is_not_reported(tmp_path: Path, dates: str) -> None:
    assert places_of(tmp_path, "S508", (FACTS, "in_force: 2021-03-31", dates)) == []


@pytest.mark.parametrize(("ends", "is_near"), [("2026-12-01", True), ("2027-01-01", True), ("2027-01-02", False)])
def test_fact_that_ends_within_a_month_is_dated_in_all_that_cites_it(tmp_path: Path, ends: str, is_near: bool) -> None:
    found = places_of(tmp_path, "S517", (FACTS, "in_force: 2021-03-31", f"in_force: 2021-03-31\n  ends: {ends}"))

    assert {file for file, _line, _level in found} == (
        {"en.md", "zh-hans.md", "questions.yaml", "glossary.yaml", "helplines.yaml", "situations.yaml"}
        if is_near
        else set()
    )
    assert {level for _file, _line, level in found} <= {"dated"}


def test_fact_that_has_ended_is_no_longer_announced(tmp_path: Path) -> None:
    assert places_of(tmp_path, "S517", (FACTS, "in_force: 2021-03-31", "in_force: 2021-03-31\n  ends: 2026-11")) == []


def test_sentence_that_says_from_when_is_enough(tmp_path: Path) -> None:
    found = places_of(
        tmp_path,
        "S508",
        (FACTS, "in_force: 2021-03-31", "in_force: 2027-01"),
        (EN, CITED, "says from January 2027 what a loan costs.[^CN-RATE-01]"),
        (ZH, CITED_ZH, "从 2027 年 1 月起，告诉你一笔贷款有多贵。[^CN-RATE-01]"),
    )

    assert found == []


def test_helpline_not_dialled_is_dated(tmp_path: Path) -> None:
    assert places_of(tmp_path, "S510") == [("helplines.yaml", 9, "dated")]


def test_helpline_dialled_91_days_ago_is_dated(tmp_path: Path) -> None:
    edit = (HELPLINES, "dialled_on: null", "dialled_on: 2026-09-01")

    assert places_of(tmp_path, "S510", edit) == [("helplines.yaml", 9, "dated")]


@pytest.mark.parametrize(
    ("old", "new"), [("dialled_on: null", "dialled_on: 2026-09-02"), ("emergency: false", "emergency: true")]
)
def test_helpline_dialled_lately_or_for_emergencies_is_not_reported(tmp_path: Path, old: str, new: str) -> None:
    assert places_of(tmp_path, "S510", (HELPLINES, old, new)) == []


def test_too_few_clean_advertisements_are_reported(tmp_path: Path) -> None:
    one_of_four_clean = (ADS, "ad-04:\n  channel: sms\n  verdict: clean", "ad-04:\n  channel: sms\n  verdict: flagged")

    _, problems = checked(tmp_path, (one_of_four_clean,))

    assert [one.message for one in problems if one.code == "S513"] == [
        "only 1 of 4 advertisements are clean; at least 40% must be. Write more clean ones.",
        '"ad-04" is called flagged, but no part has a flag. Flag one, or write clean.',
    ]


def test_lesson_on_collection_without_the_borrowers_part_is_reported(tmp_path: Path) -> None:
    cited = (EN, CITED, CITED + "[^CN-COLL-01]")

    assert places_of(tmp_path, "S514", COLL, cited) == [("en.md", 10, "error"), ("zh-hans.md", 7, "error")]


def test_lesson_on_collection_with_the_borrowers_part_is_sound(tmp_path: Path) -> None:
    edits = (
        COLL,
        (EN, CITED, CITED + "[^CN-COLL-01]"),
        (EN, "{#check-yourself}", "{#your-part}"),
        (ZH, "{#check-yourself}", "{#your-part}"),
    )

    assert places_of(tmp_path, "S514", *edits) == []


def test_folder_of_another_name_is_checked_in_the_same_way(tmp_path: Path) -> None:
    files = sample_files()
    edit(files, FACTS, "A fact that may not be published yet.", "Call 12378.")
    edit(files, HELPLINES, "Complaints about banks", "Call 12378 about banks")
    root = write_content(tmp_path, files).rename(tmp_path / "texts")

    problems = problems_of(read_content(root)[0], today=TODAY)

    said = [(one.place.path, one.code) for one in problems if one.code != "Q218"]  # the sample's keys all stand first
    assert said == [
        ("texts/help/helplines.yaml", "T604"),
        ("texts/help/helplines.yaml", "S510"),
    ]
