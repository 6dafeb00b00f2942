"""How long a lesson takes is counted from its text, its questions and what else stands in it."""

import pytest

from courses.catalog.model.schema import FrontMatter
from courses.catalog.published.duration import CHARACTERS_A_MINUTE, WORDS_A_MINUTE, minutes_of
from courses.catalog.reading.source import MarkdownFile, Places


def page(body: str, language: str = "en") -> MarkdownFile:
    front = FrontMatter.model_construct(title="", lead="", takeaway="")
    return MarkdownFile(f"{language}.md", language, front, Places(f"{language}.md"), body, 1)


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("word " * WORDS_A_MINUTE, 1),
        ("word " * (WORDS_A_MINUTE + 1), 2),
        ("字" * CHARACTERS_A_MINUTE, 1),
        ("字" * (CHARACTERS_A_MINUTE + 1), 2),
        ("字" * CHARACTERS_A_MINUTE + " 2 App", 2),  # Latin words and figures among Chinese are read, too
        ("它的" * (CHARACTERS_A_MINUTE // 2) + "[^CN-RATE-01]，。", 1),  # notes and marks are not
        ("word " * (WORDS_A_MINUTE - 2) + "[late](term:overdue) [now](help:cannot-pay)", 1),
        ("## " + "word " * WORDS_A_MINUTE + "{#an-anchor-of-a-heading}", 1),
        ("1,040.50 " * WORDS_A_MINUTE, 1),  # a figure is one word
    ],
)
def test_what_is_read_counts(body: str, minutes: int) -> None:
    assert minutes_of([page(body)]) == minutes


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("{{ question who-says }}", 35),
        ("{{ exercise true-cost principal=1000 }}", 120),
        ("{{ specimen fast-ad }}", 30),
        ("{{ drawing month-bar income=3400 }}", 15),
        ("{{ helpline police }}", 0),
    ],
)
def test_what_is_done_counts_instead_of_the_words_of_its_line(line: str, seconds: int) -> None:
    """Sixty of them take as many minutes as one takes seconds."""
    assert minutes_of([page("\n".join([line] * 60))]) == seconds


def test_longest_language_counts() -> None:
    pages = [page("word " * WORDS_A_MINUTE), page("字" * CHARACTERS_A_MINUTE * 3, "zh-hans")]

    assert minutes_of(pages) == minutes_of(pages[::-1]) == 3
