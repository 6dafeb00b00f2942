"""Names as people have them; no invisible signs."""

import pytest
from django.core.exceptions import ValidationError

from courses.learning.sharing.certificates.names import RecordNameField, letters

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("   ", ""),
        ("  小林 ", "小林"),
        ("Anna\n  Lee", "Anna Lee"),
        ("Zoe\u0308", "Zoë"),
        ("𠮷野家", "𠮷野家"),
        ("O’Brien-Núñez, Jr.", "O’Brien-Núñez, Jr."),
        (FAMILY, FAMILY),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("null", "null"),
        ("一" * 40, "一" * 40),
    ],
)
def test_name_is_kept_as_written(typed, kept) -> None:
    assert RecordNameField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["An\u202ena", "\ufeffAnna", "An\u200bna", "An\u200dna", "An\x1bna", "\ud800", "An\x00na", "一" * 41, FAMILY * 12],
)
def test_name_with_hidden_signs_or_too_long_is_refused(typed) -> None:
    with pytest.raises(ValidationError):
        RecordNameField(required=False).clean(typed)


def test_letters_are_counted_as_a_reader_does() -> None:
    assert letters("小林") == 2
    assert letters("e\u0301\u0323") == 1
    assert letters(FAMILY) == 1
