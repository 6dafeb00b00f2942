"""Names as people have them; no invisible signs."""

import pytest
from django.core.exceptions import ValidationError

from courses.languages.names import LONGEST_NAME, normal_name
from courses.learning.sharing.certificates.names import RecordNameField
from courses.organizations.joining.rosters.reading.files import read_roster

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
        (longest := "一" * LONGEST_NAME, longest),
    ],
)
def test_name_is_kept_as_written(typed, kept) -> None:
    assert RecordNameField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "An\u202ena",
        "\ufeffAnna",
        "An\u200bna",
        "An\u200dna",
        "An\x1bna",
        "\ud800",
        "An\x00na",
        "一" * (LONGEST_NAME + 1),
        FAMILY * 24,
    ],
)
def test_name_with_hidden_signs_or_too_long_is_refused(typed) -> None:
    with pytest.raises(ValidationError):
        RecordNameField(required=False).clean(typed)


@pytest.mark.parametrize(
    "name",
    [
        "María del Carmen García López de la Torre y Fernández de Córdoba",
        "Abdurahman Muhemmet'imin Abdulkerim oghli",
        "ئابدۇرېھىم ئابدۇكېرىم ئوغلى مۇھەممەد ئىمىن",
        "ཀརྨ་བསྟན་འཛིན་ཕྲིན་ལས་རྒྱ་མཚོ་རིན་པོ་ཆེ",
        "阿卜杜热合曼·阿卜杜克热木·买买提伊明",
        "ᠭᠠᠯᠰᠠᠩ\u180eᠠ",
        FAMILY * 20,
    ],
)
def test_name_that_a_list_takes_is_taken_by_a_record(name) -> None:
    listed = [normal_name(line.nickname) for line in read_roster(f"姓名\n{name}\n".encode()).lines]

    assert listed == [RecordNameField(required=False).clean(name)] == [name]
