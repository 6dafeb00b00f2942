"""The bank of "Would you walk away?": what the catalogue gives, and what the checks ask of it."""

from pathlib import Path

import pytest

from courses.catalog.library import load_catalog
from tests.catalog.checks.cases import ADS, checked
from tests.catalog.sample import TODAY, sample_files, write_content

CLEAN = "  verdict: clean\n  level: 1\n"
FLAGGED = "  verdict: flagged\n  level: 1\n"
THIRD = '    p3: {role: lender, en: "Our counter: Main Road.", zh-hans: "网点：大路口。"}\n'
PART_3 = '    p3: {flag: no-check, en: "Everyone is approved.", zh-hans: "人人都能批。"}\n'


def in_bank(text: str) -> str:
    """The sample's four specimens, all of them in the bank and each good enough for it."""
    text = text.replace("  level: 1\n", "  level: 1\n  bank: true\n")
    return text.replace('zh-hans: "谁都可以问。"}}\n', 'zh-hans: "谁都可以问。"}}\n' + THIRD)


def found(folder: Path, old: str = "", new: str = "") -> list[str]:
    """What the checks say of the sample's bank with one text changed."""
    files = sample_files()
    bank = in_bank(files[ADS])
    assert old in bank
    _, problems = checked(folder, ((ADS, files[ADS], bank.replace(old, new, 1)),))
    return [f"{one.code} {one.message}" for one in problems]


def test_bank_that_keeps_every_rule_is_sound(tmp_path: Path) -> None:
    assert [one for one in found(tmp_path) if not one.startswith("S510")] == []


def test_catalogue_gives_the_marked_specimens_in_the_order_of_the_file(tmp_path: Path) -> None:
    files = sample_files()
    files[ADS] = in_bank(files[ADS]).replace("  bank: true\n", "", 1)

    catalog = load_catalog(write_content(tmp_path, files), TODAY)

    assert list(catalog.ad_bank) == ["ad-02", "ad-03", "ad-04"]
    assert catalog.ad_bank["ad-03"] is catalog.specimens["ad-03"]
    assert catalog.ad_bank["ad-03"].flags == {"pay-first", "no-check"}
    assert catalog.ad_bank["ad-02"].flags == frozenset()


def test_bank_with_too_few_clean_ones_is_reported(tmp_path: Path) -> None:
    says = "S513 only 1 of the 3 specimens of the bank are clean; at least 40% must be. Write more."

    assert says in found(tmp_path, CLEAN + "  bank: true\n", CLEAN)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (PART_3, THIRD, '"ad-01" has 1 flagged parts. Have 2 to 4 of them.'),
        (
            PART_3,
            PART_3 + "".join(PART_3.replace("p3", f"p{number}") for number in (4, 5, 6)),
            '"ad-01" has 5 flagged parts. Have 2 to 4 of them.',
        ),
        (
            '    p1: {role: lender, en: "Lender: {bank-1}"',
            '    p1: {flag: no-check, en: "Lender: {bank-1}"',
            '"ad-01" has 3 parts, 3 of them flagged. Have at least 3, one unflagged.',
        ),
        (THIRD, "", '"ad-02" has 2 parts, 0 of them flagged. Have at least 3, one unflagged.'),
    ],
)
def test_specimen_without_enough_to_find_or_to_leave_alone_is_reported(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert f"S513 {says}" in found(tmp_path, old, new)


def test_specimen_that_cites_an_unknown_fact_is_reported(tmp_path: Path) -> None:
    says = 'S503 there is no fact "CN-RATE-99". Correct the id, or add the fact to content/facts/.'

    assert says in found(tmp_path, FLAGGED, "  cites: [CN-RATE-99]\n" + FLAGGED)
