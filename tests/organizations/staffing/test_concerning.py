"""What the record says an event was about, in words."""

import pytest
from django.utils.translation import override

from courses.organizations.staffing.concerning import concerning


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("viewer", "Viewer"),
        ("12", "12"),
        ("", ""),
        ("Evening group", "Evening group"),
        ("reading-a-loan", "Reading a loan"),
        ("reading-a-loan/who-lends", "Reading a loan: Who is really lending?"),
        ("reading-a-loan/who-lends 4", "Reading a loan: Who is really lending? · Question 4"),
        ("reading-a-loan: who-lends, gone", "Reading a loan: Who is really lending? · gone"),
        ("gone/who-lends", "gone/who-lends"),
        ("reading-a-loan: who-lends, 2026-12-05", "Reading a loan: Who is really lending? · Dec. 5, 2026"),
        ("2026-11-21", "Nov. 21, 2026"),
        ("2026-99-21", "2026-99-21"),
        ("2026-10-26 to 2026-11-29", "Oct. 26, 2026 – Nov. 29, 2026"),
        ("2026-10-26 to 2026-11-29, people", "Oct. 26, 2026 – Nov. 29, 2026 · anonymised lines"),
        ("attendance", "attendance"),
    ],
)
def test_event_is_told_in_titles(about: str, words: str) -> None:
    with override("en"):
        assert concerning(about) == words


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("2026-10-26 to 2026-11-29, report", "2026 年 10 月 26 日 – 2026 年 11 月 29 日 · 报告"),
        ("attendance", "出席表"),
    ],
)
def test_days_and_files_are_told_in_chinese(about: str, words: str) -> None:
    with override("zh-hans"):
        assert concerning(about) == words
