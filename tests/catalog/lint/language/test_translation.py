"""Family T: what stands in one language only."""

# ruff: noqa: E501 - the cases are a table, one to a line

import hashlib
from pathlib import Path

import pytest

from tests.catalog.lint.cases import (
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
from tests.catalog.sample import EN, FACTS, QUESTIONS, ZH

TEXT, HAN = "Need help at once?", "急着求助？"
FOLLOWS = "follows:"
VERSION = 'follows: "'


def both(code: str, en: str, zh: str) -> Clean:
    return Clean(code, ((EN, TEXT, f"{en} {TEXT}"), (ZH, HAN, f"{zh}{HAN}")))


def numbers(en: str, zh: str, says: str) -> Broken:
    path, at = (ZH, HAN) if "zh-hans" in says else (EN, TEXT)
    return Broken("T604", path, at, ((EN, TEXT, f"{en} {TEXT}"), (ZH, HAN, f"{zh}{HAN}")), WARNING, says)


BROKEN = [
    Broken("T601", EN, FOLLOWS, ((ZH, HAN, "着急吗？"),), WARNING, "zh-hans.md has changed"),
    Broken("T602", ZH, "{#why-ask}", ((EN, "{#why-ask}", "{#why-not}"),), says="{#why-not}"),
    Broken("T602", ZH, "## 考考自己", ((EN, "## Check yourself", "{{ helpline cn-12378 }}\n## Check yourself"),), says="helpline cn-12378"),
    Broken("T602", EN, "{#more}", ((EN, "{{ question small-ad }}", "{{ question small-ad }}\n## More {#more}\nMore."),), says="missing in zh-hans.md"),
    broken("T602", ZH, "{{ question who-says }}\n{{ question what-counts }}\n\n## 考考自己 {#check-yourself}\n", "{{ question who-says }}\n\n## 考考自己 {#check-yourself}\n{{ question what-counts }}\n", at="## 考考自己"),
    broken("T603", EN, "costs.[^CN-RATE-01]", "costs.[^CN-RATE-01][^CN-RATE-02]", says="[^CN-RATE-02] is missing in the same section of zh-hans.md"),
    broken("T603", ZH, "[怎么办](help:cannot-pay)", "[怎么办](help:cannot-pay)，[年化](term:rate)", at=HAN, says="term:rate"),
    Broken("T603", EN, "The [yearly rate]", ((ZH, "[年化利率](term:yearly-rate)", "年化利率"),), says="zh-hans.md"),
    numbers("It costs ¥12,000.", "要 1.3 万元。", "only en has 12,000; only zh-hans has 13,000"),
    numbers("Wait 14 days.", "等几天。", "only en has 14"),
    numbers("Since 1 August 2026.", "2026 年 9 月 1 日起。", "only en has 8; only zh-hans has 9"),
    broken("T604", QUESTIONS, "What is the yearly rate?\", zh-hans: \"每月 1.5%", "What is the yearly rate?\", zh-hans: \"每月 1.6%", level=WARNING, says="only en has 1.5"),
    broken("T604", ZH, 'lead: "签字之前，先问价钱。"', 'lead: "签字前 24 小时，先问价钱。"', level=WARNING),
    broken("T605", QUESTIONS, 'en: "1.5% × 12 = 18%.", zh-hans: "1.5% × 12 = 18%。"', 'en: "That is 18%.", zh-hans: "That is 18%."', level=WARNING),
    broken("T605", GLOSSARY, 'en: "yearly rate", zh-hans: "年化利率"', 'en: "yearly rate", zh-hans: "yearly rate"', level=WARNING),
    broken("T606", ZH, "original: true", "original: false", says="no file"),
    Broken("T606", ZH, "original: true", ((EN, VERSION, 'original: true\nfollows: "'),), says="en.md and zh-hans.md"),
    broken("T606", ZH, "original: true", 'original: true\nfollows: "1234567"', at='follows: "1234567"', says="no other file"),
]  # fmt: skip
CLEAN = [
    clean("T601", EN, TEXT, "In a hurry?"),
    Clean("T602", ((EN, "## Check", "{{ helpline cn-12378 }}\n## Check"), (ZH, "## 考考", "{{ helpline cn-12378 }}\n## 考考"))),
    Clean("T602", ((ZH, "{{ question who-says }}\n{{ question what-counts }}", "{{ question what-counts }}\n{{ question who-says }}"),)),
    both("T603", "Again.[^CN-RATE-01]", "再说一遍。"),
    both("T604", "You borrow ¥12,000 at 1.5%.", "借 1.2 万元（12,000 元），1.5%。"),
    both("T604", "Since 1 August 2026, twice in two months.", "2026 年 8 月 1 日起，2 个月里两次。"),
    both("T604", "You may pay in March 2027; in May 2027 three of them.", "2027 年 3 月可以还；2027 年 5 月还 3 笔。"),
    both("T604", "1. Ask.\n\n2. Read.\n\n", "1. 问。\n\n2. 看。\n\n"),
    clean("T604", FACTS, "Every lender must show the yearly rate.", "Every lender must show the yearly rate since 2021."),
    clean("T605", QUESTIONS, 'targets: {lender: {en: "Lender", zh-hans: "贷款人"}', 'targets: {lender: {en: "LPR 4%", zh-hans: "LPR 4%"}'),
    clean("T606", ZH, 'title: "先问清楚"', 'title: "先问清"'),
]  # fmt: skip


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_translation_is_reported_at_its_place(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)


@pytest.mark.parametrize("case", CLEAN, ids=str)
def test_sound_translation_is_not_reported(tmp_path: Path, case: Clean) -> None:
    assert_clean(tmp_path, case)


def test_changed_original_prints_the_version_to_write(tmp_path: Path) -> None:
    files, problems = checked(tmp_path, ((ZH, HAN, "着急吗？"),))
    body = files[ZH].split("---\n", 2)[2]

    said = [one.message for one in problems if one.code == "T601"]

    assert said[0].endswith(f'follows: "{hashlib.sha256(body.encode()).hexdigest()[:7]}".')
