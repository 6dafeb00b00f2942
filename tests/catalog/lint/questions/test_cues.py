"""What gives a key away is counted by course, printed, and reported where it would help."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from courses.catalog.lint.parsing.content import take_apart
from courses.catalog.lint.questions.cues import FEWEST_ITEMS, cues_of, problems
from courses.catalog.reading.content import read_content
from tests.catalog.sample import QUESTIONS, TODAY, sample_files, write_content

ITEM = """
  item-{number}:
    use: check
    slot: o1
    kind: single
    ask: {{en: "Which lender fits number {number}?", zh-hans: "第 {number} 题，哪个贷款人对？"}}
    options: {{{options}}}
    explain: {{en: "Because.", zh-hans: "因为。"}}
"""
SHORT = ('"No"', '"不"')
LONG = ('"Yes, that one is it"', '"对，就是那一个"')
ECHO = ('"The lender"', '"贷款人"')


def item(number: int, key: int, right: tuple[str, str], wrong: tuple[str, str]) -> str:
    options = ", ".join(
        f"{letter}: {{right: true, en: {right[0]}, zh-hans: {right[1]}}}"
        if place == key
        else f'{letter}: {{en: {wrong[0][:-1]} {letter}", zh-hans: {wrong[1][:-1]} {letter}", '
        f'feedback: {{en: "Look again.", zh-hans: "再看看。"}}}}'
        for place, letter in enumerate("abcd")
    )
    return ITEM.format(number=number, options=options)


def content_with(folder: Path, items: list[str]):
    """The sample, its questions with one right option replaced by these."""
    files = sample_files()
    kept = files[QUESTIONS].split("questions:\n")[0]
    files[QUESTIONS] = kept + "questions:\n" + "".join(one.lstrip("\n") for one in items)
    source, _ = read_content(write_content(folder, files))
    return source


def warned(source) -> list[str]:
    return [problem.message for problem in problems(take_apart(source, TODAY))]


def test_longest_key_echoed_word_and_place_are_counted(tmp_path) -> None:
    items = [item(1, 0, LONG, SHORT), item(2, 1, ECHO, SHORT), item(3, 1, SHORT, LONG)]

    (cues,) = cues_of(content_with(tmp_path, items))

    assert (cues.items, dict(cues.places)) == (3, {"a": 1, "b": 2})
    assert dict(cues.longest) == {"en": 2, "zh-hans": 1}
    assert dict(cues.echoed) == {"en": 1, "zh-hans": 1}


def test_course_whose_key_is_mostly_the_longest_is_reported_in_each_language(tmp_path) -> None:
    items = [item(number, number % 4, LONG, SHORT) for number in range(FEWEST_ITEMS)]

    assert [message.split(" options")[0][:34] for message in warned(content_with(tmp_path, items))] == [
        "the key is the longest option in 9",
        "the key is the longest option in 9",
    ]


def test_course_whose_key_stands_mostly_in_one_place_is_reported(tmp_path) -> None:
    items = [item(number, 2, SHORT, LONG) for number in range(FEWEST_ITEMS)]

    assert warned(content_with(tmp_path, items)) == [
        'the key stands at "c" in 9 of 9 items of four options. Move some of them.'
    ]


def test_few_items_tell_nothing(tmp_path) -> None:
    items = [item(number, 2, LONG, SHORT) for number in range(FEWEST_ITEMS - 1)]

    assert warned(content_with(tmp_path, items)) == []


def test_check_content_prints_the_cues_of_each_course() -> None:
    printed = StringIO()
    call_command("check_content", content=settings.CONTENT_DIR, stdout=printed)

    for course in ("money-in-money-out", "reading-a-loan", "spotting-traps"):
        line = next(line for line in printed.getvalue().splitlines() if line.startswith(f"cues {course}: "))
        assert "items with one right option · en: key longest" in line
        assert "place of the key a " in line
