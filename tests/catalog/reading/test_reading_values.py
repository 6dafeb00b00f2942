"""Reading broken values: unknown and missing keys, wrong kinds, wrong YAML, wrong Markdown, each at its place."""

from pathlib import Path

import pytest

from courses.catalog.reading.content import read_content
from tests.catalog.sample import COURSE, EN, FACTS, GUIDE, QUESTIONS, edit, sample_files, write_content

GLOSSARY = "glossary.yaml"


# One edit in one file: (file, what stands there, what is put in its place, code, words at the reported place, message)
EDITS = [
    (QUESTIONS, "    explain:", "    explian:", "M101", "explian:", 'Did you mean "explain"?'),
    (QUESTIONS, "    hints:", "    zzz:", "M101", "zzz:", "Known keys: use, outcome"),
    (QUESTIONS, "lesson:\n", "lessons:\n", "M101", "lessons:", 'Did you mean "lesson"?'),
    (QUESTIONS, '  code: "1.1"\n', "", "M101", "lesson:", '"code" is missing in "lesson"'),
    (QUESTIONS, '"1.1"', '"one"', "M102", "code:", 'Write it like "2.3"'),
    (QUESTIONS, '"1.1"', "1.1", "M102", "1.1", 'Write "1.1"'),
    (GUIDE, "minutes: 15", "minutes: five", "M102", "minutes:", "no whole number"),
    (GUIDE, "minutes: 15", "minutes: 0", "M102", "minutes:", "the least is 1"),
    (QUESTIONS, "2026-11-23", "20261123", "M102", "reviewed:", "write a day like 2026-11-23"),
    (QUESTIONS, "2026-11-23", "2026-02-30", "M102", "2026-02-30", "no day of the calendar"),
    (QUESTIONS, "status: published", "status: ready", "M102", "status:", "'draft' or 'published'"),
    (QUESTIONS, "[2.7-K]", "2.7-K", "M102", "competences:", "must be a list"),
    (QUESTIONS, 'answer: "18"', "answer: 十八", "M102", "answer:", "not a number"),
    (QUESTIONS, 'accept: ["17.5", "18.5"]', "accept: [17.5, 18.5]", "M102", "17.5", 'Write "17.5"'),
    (QUESTIONS, 'accept: ["17.5", "18.5"]', 'accept: ["17.5"]', "M102", "accept:", "has too few values"),
    (QUESTIONS, "kind: guess", "kind: gues", "M102", "price-guess:", 'unknown kind "gues"'),
    (QUESTIONS, "    kind: guess\n", "", "M102", "price-guess:", 'has no "kind"'),
    (QUESTIONS, ', zh-hans: "利率说的是价钱。"', "", "Q207", "reveal:", 'the "zh-hans" text is missing'),
    (QUESTIONS, '"利率说的是价钱。"', '""', "Q207", 'zh-hans: ""', 'the "zh-hans" text is empty'),
    (QUESTIONS, '"利率说的是价钱。"', "7", "M102", "zh-hans: 7", "is no text. Write it in quotes"),
    (QUESTIONS, '"利率说的是价钱。"', '"<b>利率</b>"', "M107", 'zh-hans: "<b>', '"<b>" is HTML'),
    (QUESTIONS, "who-says:", "Who Says:", "M102", "Who", "is no id"),
    (QUESTIONS, "right: true", "right: ja", "M102", "right:", "neither true nor false"),
    (
        QUESTIONS,
        "what-counts:",
        "who-says:",
        "M104",
        "who-says:\n    kind: multiple",
        "stands here twice, first on line",
    ),
    (QUESTIONS, 'read-one-page, en: "', 'read-one-page, en: "\\ud800', "M104", "d800Open", "names no character"),
    (QUESTIONS, '  code: "1.1"', '\tcode: "1.1"', "M104", "\tcode:", "Indent with spaces only"),
    (GUIDE, "minutes: 15", "minutes: 5: 6", "M104", ": 6", "a colon stands inside a text"),
    (GUIDE, "minutes: 15", "minutes: @5", "M104", "@5", "cannot begin with '@'"),
    (GUIDE, "minutes: 15", "minutes: &m 5", "M104", "&m 5", '"&" and "*"'),
    (GUIDE, "minutes: 15", "minutes: *m", "M104", "*m", '"&" and "*"'),
    (
        GUIDE,
        "minutes: 15",
        "minutes: !!python/name:os.system 5",
        "M104",
        "!!python/name:os.system",
        '"!" at the start',
    ),
    (GUIDE, "minutes: 15", "minutes: [[[[[[[[[[[[]]]]]]]]]]]]", "M104", "[[]", "nested over 10 levels"),
    (QUESTIONS, "lesson:\n", "%YAML 1.1\n---\nlesson:\n", "M104", "%YAML", "Remove this line"),
    (QUESTIONS, "retired:", "---\nretired:", "M104", "---", "two documents"),
    (GUIDE, "minutes: 15", "minutes: [15", "M104", ": {en:", "cannot be read as YAML"),
    (GUIDE, "{lines: 2", "{lines: 99", "M102", "lines:", "the most is 20"),
    (GUIDE, ', zh-hans: "每人一张练习单"', "", "T601", "need:", 'the "zh-hans" text is missing'),
    (COURSE, "pass: 4", "passing_mark: 4", "M101", "passing_mark:", "unknown key"),
    (COURSE, "lessons: [ask-first]", "lessons: [ask-first, ask-again]", "M105", "ask-again", "has no folder"),
    (COURSE, "lessons: [ask-first]", "lessons: [ask-first, ask-first]", "M105", "ask-first]", "listed twice"),
    (COURSE, "lessons: [ask-first]", "lessons: []", "M105", "lessons:", "is not listed"),
    (COURSE, "lessons: [ask-first]", "lessons: [../../etc]", "M102", "../../etc", "is no id"),
    (FACTS, "CN-RATE-02:", "rate two:", "M102", "rate two", "Write it like CN-RATE-12"),
    (FACTS, "CN-RATE-02:", "CN-RATE-01:", "M104", 'CN-RATE-01:\n  says: {en: "A fact', "stands here twice"),
    (FACTS, "weight: rule", "weight: rules", "M102", "weight:", 'cannot be "rules"'),
    (FACTS, "as_of: 2026-01", "as_of: 2026-13", "M102", "as_of:", "2021, 2026-01 or 2021-03-31"),
    (EN, 'title: "', 'titel: "', "M101", "titel:", 'Did you mean "title"?'),
    (EN, "---\ntitle", "title", "M104", "title:", 'must begin with "---"'),
    (EN, 'follows: "', 'follows: "zz', "M102", "follows:", "is no version of the original"),
    (EN, "{{ question who-says }}", "{{question who-says}}", "M106", "{{question", "write it alone on its line"),
    (EN, "{{ question who-says }}", "See {{ question who-says }}", "M106", "{{ question who-says", "write it alone"),
    (EN, "{{ question who-says }}", "{{ quiz who-says }}", "M106", "quiz", '"quiz" is not known'),
    (EN, "{{ question who-says }}", "{{ question who-says now=1 }}", "M106", "now=1", "one id and nothing else"),
    (EN, "{{ question who-says }}", "{{ exercise can-i-afford 5 }}", "M106", "5 }", "name=value"),
    (EN, "{{ question who-says }}", "{{ exercise roulette }}", "M106", "roulette", 'no exercise "roulette"'),
    (EN, "Need help", '<script src="//evil.example"></script>Need', "M107", "<script", "is HTML"),
    (EN, "Need help", "<!-- Need", "M107", "<!--", "is HTML"),
    (EN, "Need help", "<https://evil.example> Need", "M107", "<https://evil.example>", "is HTML"),
    (EN, "Need help", "Need\n{: onclick=alert(1) }", "M107", "{: onclick=alert(1)", "sets attributes"),
    (EN, "{#why-ask}", "{#why-ask onclick=alert(1)}", "M107", "{#why-ask", "sets attributes"),
    (EN, "Need help", "                                         x", "M104", " " * 41, "indented too deeply"),
    (GLOSSARY, "yearly-rate:", "Yearly:", "M102", "Yearly:", "is no id"),
    ("ads/flags.yaml", "roles:", "rolls:", "M101", "rolls:", 'Put it under "flags" or "roles"'),
    ("editorial.yaml", "avoid:", "avoided:", "M101", "avoided:", 'Did you mean "avoid"?'),
    ("help/situations.yaml", "[cn-12378]", "[cn-12379]", "S502", "cannot-pay:", "is no helpline"),
    ("help/helplines.yaml", '"12378"', '"call me"', "M102", "number:", "no telephone number"),
    (EN, "Need help", "[" * 151, "M104", "[" * 151, "over 150"),
    (EN, "Need help", "a" * 2001, "M104", "aaa", "over 2,000 characters"),
    (QUESTIONS, "status: published", "status：published", "M104", "reviewed", "full-width"),
]


@pytest.mark.parametrize(("path", "old", "new", "code", "at", "message"), EDITS)
def test_broken_value_is_reported_at_its_place(
    tmp_path: Path, path: str, old: str, new: str, code: str, at: str, message: str
) -> None:
    files = sample_files()
    edit(files, path, old, new)
    before = files[path].partition(at)[0]

    problems = read_content(write_content(tmp_path, files))[1]

    matching = [one for one in problems if one.code == code and message in one.message]
    places = [(one.place.path, one.place.line, one.place.column, one.code) for one in matching]
    assert places[:1] == [(f"content/{path}", before.count("\n") + 1, len(before) - before.rfind("\n"), code)]


@pytest.mark.parametrize("word", ["no", "yes", "on", "null", "true", "2026", "010"])
def test_id_that_yaml_readers_misread_stays_text(tmp_path: Path, word: str) -> None:
    files = sample_files()
    edit(files, QUESTIONS, "who-says:", f"{word}:")
    edit(files, QUESTIONS, "retired: [old-question]", f'retired: ["{word}"]')

    source, problems = read_content(write_content(tmp_path, files))

    assert problems == []
    assert word in source.lessons[0].plan.model.questions
    assert source.lessons[0].plan.model.retired == (word,)


@pytest.mark.parametrize("word", ["no", "yes", "off", "12:30", "010", "1_000", "0x1f", "1e3", "2026-01"])
def test_plain_word_stays_text(tmp_path: Path, word: str) -> None:
    files = sample_files()
    edit(files, QUESTIONS, '"The lender names the price."', word)

    source, problems = read_content(write_content(tmp_path, files))

    explain = source.lessons[0].plan.model.questions["who-says"].explain
    assert (problems, explain.en if explain else "") == ([], word)


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        ('[{en: "Wait a day."}]', 'T601 the "zh-hans" text is missing in "stop › ours › 0". Write it beside the other'),
        ("[]", 'M102 "ours" in "stop" has too few values; 1 or more are needed'),
    ],
)
def test_list_is_too_short_only_where_values_are_missing(tmp_path: Path, ours: str, said: str) -> None:
    text = '{en: "Stop", zh-hans: "停"}'
    prompt = f"stop:\n  title: {text}\n  ask: {text}\n  ours: {ours}\n  look_for: [{text}]\n"

    problems = read_content(write_content(tmp_path, {**sample_files(), "write-down.yaml": prompt}))[1]

    assert len(problems) == 1
    assert f"{problems[0].code} {problems[0].message}".startswith(said)
