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
    ],
)
def test_event_is_told_in_titles(about: str, words: str) -> None:
    with override("en"):
        assert concerning(about) == words
