"""Family M: plans, blueprints and guides that do not fit together are named with their place."""

# ruff: noqa: E501 - the cases are a table, one to a line

from datetime import date
from pathlib import Path

import pytest

from courses.catalog.lint import problems_of
from courses.catalog.reading.content import read_content
from tests.catalog.lint.cases import DATED, WARNING, Broken, Clean, assert_broken, assert_clean, broken, clean
from tests.catalog.sample import COURSE, EN, GUIDE, QUESTIONS, TODAY, ZH, sample_files, write_content

EXERCISE = "{{ exercise can-i-afford amount=12000 rate=0.6 unit=instalment interval=month }}\n"
DELETION = "{{ exercise deletion-date late_1=2026-04-15 paid_1=2026-08-20 open_2=on }}\n"
DRAFT = (QUESTIONS, "status: published", "status: draft")

BROKEN = [
    broken("M101", QUESTIONS, "    kind: order\n    outcome: o4\n", "    kind: order\n", at="steps-in-order:"),
    broken("M101", QUESTIONS, "  o1-a:\n    use: check\n    slot: o1\n", "  o1-a:\n    use: check\n", at="o1-a:"),
    broken(
        "M102", QUESTIONS, "    kind: order\n    outcome: o4\n", "    kind: order\n    outcome: o9\n", at="outcome: o9"
    ),
    broken("M103", QUESTIONS, "reviewed: 2026-11-23", "reviewed: 2025-11-30", level=DATED, says="2025-11-30"),
    broken("M106", EN, "{{ question small-ad }}", "{{ question small-add }}", says='no question "small-add"'),
    broken("M106", EN, "## Check", "{{ specimen ad-77 }}\n## Check", says='no specimen "ad-77"'),
    broken("M106", EN, "## Check", "{{ helpline cn-1 }}\n## Check", says='no helpline "cn-1"'),
    broken("M106", EN, "## Check", EXERCISE.replace("rate", "price") + "## Check", says='no argument "price"'),
    broken("M106", EN, "## Check", EXERCISE.replace(" unit=instalment", "") + "## Check", says="rate has no period"),
    broken("M106", EN, "## Check", EXERCISE.replace("unit=inst", "unit=first_inst") + "## Check", says="one of year"),
    broken("M106", EN, "## Check", EXERCISE.replace("month", "moon") + "## Check", says="one of day, week"),
    broken("M106", EN, "## Check", EXERCISE.replace("12000", "1.2.3") + "## Check", says="an amount like"),
    broken("M106", EN, "## Check", EXERCISE.replace("rate=0.6", "amount=1") + "## Check", says="twice"),
    broken("M106", EN, "## Check", DELETION.replace("08-20", "13-01") + "## Check", says="a day like"),
    broken("M106", EN, "## Check", DELETION.replace("=on", "=yes") + "## Check", says="one of on"),
    broken("M106", EN, "## Check", DELETION.replace("late_1", "since") + "## Check", says='no argument "since"'),
    broken("M108", COURSE, "ask-first: [o1", "ask-last: [o1]\n    ask-first: [o1", says="ask-last"),
    broken("M108", COURSE, "[o1, o2, o3, o4, o5]", "[o1, o2, o3, o4, o9]", says='slot "o9"'),
    broken("M108", COURSE, "[o1, o2, o3, o4, o5]", "[o1, o2, o3, o4]", at="  draw:", says="4 items"),
    broken("M108", COURSE, "  draw:", "  items: 4\n  draw:", at="  draw:", says="4 items"),
    broken("M108", COURSE, "  draw:", "  items: 6\n  draw:", at="  items:", says="names 5 slots"),
    broken("M109", QUESTIONS, "[2.7-K]", "[2.7-X]", says="2.7-X"),
    broken(
        "M110",
        QUESTIONS,
        '    o5: {en: "Tell',
        '    o6: {en: "Compare two", zh-hans: "比较两个"}\n    o5: {en: "Tell',
        level=WARNING,
        says='outcome "o6"',
    ),
    Broken("M111", COURSE, "status:", (DRAFT,)),
    broken("M113", GUIDE, "minutes: 15", "minutes: 20", says="15 minutes, not 20"),
    broken("M113", GUIDE, "question: who-says", "question: who-said", says="who-said"),
    broken("M113", GUIDE, "{question: who-says}", "{question: who-says, lines: 2}", says="one of"),
]
CLEAN = [
    clean("M101", QUESTIONS, "use: check\n    slot: o1\n    kind: single\n    ask: {en: \"When is the price named by the bank", "use: check\n    slot: o2\n    kind: single\n    ask: {en: \"When is the price named by the bank"),
    clean("M102", QUESTIONS, "    kind: order\n    outcome: o4\n", "    kind: order\n    outcome: o1\n"),
    clean("M103", QUESTIONS, "reviewed: 2026-11-23", "reviewed: 2025-12-01"),
    clean("M106", EN, "## Check", DELETION + "## Check"),
    clean("M106", EN, "## Check", EXERCISE + "{{ specimen ad-01 }}\n{{ helpline cn-12378 }}\n## Check"),
    Clean("M108", (DRAFT, (COURSE, "status: published", "status: draft"), (COURSE, ", o4, o5]", "]"))),
    clean("M109", QUESTIONS, "[2.7-K]", "[]"),
    Clean("M110", ((QUESTIONS, '    o5: {en: "Tell', '    o6: {en: "Compare", zh-hans: "比较"}\n    o5: {en: "Tell'), (EN, "## Check", EXERCISE + "## Check"), (ZH, "## 考考", EXERCISE + "## 考考"))),
    Clean("M111", (DRAFT, (COURSE, "status: published", "status: draft"))),
    clean("M113", GUIDE, "{question: who-says}", "{exercise: can-i-afford, blank: true}"),
]  # fmt: skip


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_shape_is_reported_at_its_place(tmp_path: Path, case: Broken) -> None:
    assert_broken(tmp_path, case)


@pytest.mark.parametrize("case", CLEAN, ids=str)
def test_sound_shape_is_not_reported(tmp_path: Path, case: Clean) -> None:
    assert_clean(tmp_path, case)


def test_lesson_without_guide_is_reported(tmp_path: Path) -> None:
    files = sample_files()
    del files[GUIDE]
    source, _ = read_content(write_content(tmp_path, files))

    found = [(one.place.line, one.code) for one in problems_of(source, today=TODAY)]

    assert (1, "M113") in found


def test_argument_is_reported_at_its_column(tmp_path: Path) -> None:
    files = sample_files()
    files[EN] = files[EN].replace("## Check", EXERCISE.replace("rate", "price") + "## Check")
    source, _ = read_content(write_content(tmp_path, files))

    columns = [one.place.column for one in problems_of(source, today=TODAY) if one.code == "M106"]

    assert columns == [EXERCISE.replace("rate", "price").index("price") + 1]


def test_problems_are_sorted_by_file_line_and_code(tmp_path: Path) -> None:
    files = sample_files()
    files[QUESTIONS] = files[QUESTIONS].replace("[2.7-K]", "[9.9-K]").replace("2026-11-23", "2020-01-01")
    files[COURSE] = files[COURSE].replace("o4, o5]", "o9]")
    source, _ = read_content(write_content(tmp_path, files))

    found = [(one.place.path.rpartition("/")[2], one.code) for one in problems_of(source, today=date(2026, 12, 1))]

    assert found == [
        ("questions.yaml", "M103"),
        ("questions.yaml", "M109"),
        ("course.yaml", "M108"),
        ("course.yaml", "M108"),
        ("helplines.yaml", "S510"),
    ]
