"""Family A: what some readers could not use."""

# ruff: noqa: E501 - the cases are a table, one to a line

from pathlib import Path

import pytest

from tests.catalog.lint.cases import WARNING, Broken, Clean, assert_broken, assert_clean, broken, clean
from tests.catalog.sample import EN, LESSON, QUESTIONS, ZH

TEXT = "Need help at once?"
HEADING = "## Check yourself {#check-yourself}"
PICTURE = f"{LESSON}/images/bars.svg"
HERE = (PICTURE, "", "<svg xmlns='http://www.w3.org/2000/svg'/>")
FIVE = "| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n\n"
FOUR = "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n\n"

BROKEN = [
    Broken("A401", EN, "![]", ((EN, TEXT, f"Look: ![](images/bars.svg)\n\n{TEXT}"), HERE)),
    broken("A402", EN, TEXT, f"![Bars](images/bars.svg) {TEXT}", says="no file"),
    broken("A402", EN, TEXT, f"![Bars](images/bars.png) {TEXT}", says="SVG or WebP"),
    Broken("A402", f"{LESSON}/images/bars.png", "x", ((f"{LESSON}/images/bars.png", "", "x"),), says="SVG or WebP"),
    broken("A403", EN, HEADING, HEADING.replace("##", "#"), says='with "##"'),
    broken("A403", EN, HEADING, HEADING.replace("##", "####"), says="skips a level"),
    broken("A403", EN, HEADING, "## Check yourself", says="no id"),
    broken("A403", EN, HEADING, HEADING.replace("check-yourself", "why-ask"), says="two headings"),
    broken("A404", EN, "[what to do](help:cannot-pay)", "[here](help:cannot-pay)", at=TEXT, says='"here"'),
    broken("A404", ZH, "[怎么办](help:cannot-pay)", "[点击这里](help:cannot-pay)", at="急着求助"),
    broken("A405", EN, TEXT, FIVE + TEXT, level=WARNING, says="5 columns"),
    broken("A405", EN, TEXT, f"| a | b |\n| 1 | 2 |\n\n{TEXT}", level=WARNING, says="no header"),
    broken("A405", EN, TEXT, f"| | |\n|---|---|\n| 1 | 2 |\n\n{TEXT}", level=WARNING, says="no header"),
    broken("A406", EN, TEXT, "Look at the red box.", level=WARNING, says='"red box"'),
    broken("A406", EN, TEXT, "The sum stands on the right.", level=WARNING),
    broken("A406", ZH, "急着求助？", "看右边。", level=WARNING, says="右边"),
    broken("A406", QUESTIONS, "先问，再看，后签。", "看红色的字。", level=WARNING),
]
CLEAN = [
    Clean("A401", ((EN, TEXT, f"![Bars that shrink](images/bars.svg) {TEXT}"), HERE)),
    Clean("A402", ((EN, TEXT, f"![Bars that shrink](images/bars.svg) {TEXT}"), HERE)),
    clean("A403", EN, HEADING, f"### Smaller {{#smaller}}\n{HEADING}"),
    clean("A404", EN, "[what to do](help:cannot-pay)", "[what to do here](help:cannot-pay)"),
    clean("A405", EN, TEXT, FOUR + TEXT),
    clean("A406", EN, TEXT, "Put it right at once. What is left? The red line is a court line."),
    clean("A406", ZH, "急着求助？", "年化 12% 左右，红线看贷款人，双方都要守。"),
]


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_barrier_is_reported_at_its_place(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)


@pytest.mark.parametrize("case", CLEAN, ids=str)
def test_accessible_text_is_not_reported(tmp_path: Path, case: Clean) -> None:
    assert_clean(tmp_path, case)
