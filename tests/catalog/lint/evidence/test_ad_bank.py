"""The bank of "Would you walk away?": what the catalogue gives, and what the checks ask of it."""

from pathlib import Path

import pytest
from django.conf import settings

from courses.catalog.authoring.report import content_report
from courses.catalog.lint.evidence.ad_bank import cues
from courses.catalog.model.schema import Specimen
from courses.catalog.model.values.texts import Text
from courses.catalog.reading.content import read_content
from tests.catalog.lint.cases import ADS, checked
from tests.catalog.sample import TODAY, published_catalog, sample_files, write_content

CLEAN = "  verdict: clean\n  level: 1\n"
FLAGGED = "  verdict: flagged\n  level: 1\n"
THIRD = '    p3: {role: lender, en: "Our shop: Main Street.", zh-hans: "网点：大路。"}\n'
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
    not_in_it = files[ADS][files[ADS].index("ad-04:") :].replace("ad-04", "ad-05")
    files[ADS] = not_in_it + in_bank(files[ADS])

    catalog = published_catalog(tmp_path, files)

    assert list(catalog.ad_bank) == ["ad-01", "ad-02", "ad-03", "ad-04"]
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


def test_flag_that_stands_in_one_specimen_of_the_bank_is_reported(tmp_path: Path) -> None:
    says = 'S513 the flag "no-check" stands in 1 specimens of the bank. Use it in 2 or more.'

    assert says in found(tmp_path, PART_3, PART_3.replace("no-check", "pay-first"))


@pytest.mark.parametrize(("more", "chance"), [("Everyone, at once, all day. ", "100%"), ("", "0%")])
def test_bank_whose_bad_ones_are_told_by_length_is_reported(tmp_path: Path, more: str, chance: str) -> None:
    old = 'en: "Everyone is approved."'
    files = sample_files()
    bank = in_bank(files[ADS]).replace(old, f'en: "{more}Everyone is approved."' if more else 'en: "All pass."')

    _, problems = checked(tmp_path, ((ADS, files[ADS], bank),))

    said = [one.message for one in problems if one.code == "S516"]
    assert [message for message in said if message.startswith("by length in en alone")] == [
        f"by length in en alone, the bad one is told from the good one in {chance} of all pairs; "
        "35% to 65% gives nothing away. Lengthen or shorten some."
    ]


def test_figure_of_a_specimen_that_is_no_result_of_its_sum_is_reported(tmp_path: Path) -> None:
    total = '  sums: {lent: {add: [300, 400], shows: {is: "800"}}}\n' + FLAGGED

    assert [one for one in found(tmp_path, FLAGGED, total) if one.startswith("S506")] == [
        'S506 "is" of the sum "lent" is 700, not 800. Write "700" here and in both texts.'
    ]


def test_figure_of_a_specimen_that_one_language_leaves_out_is_reported(tmp_path: Path) -> None:
    total = '  sums: {lent: {add: [300, 400], shows: {is: "700"}}}\n' + FLAGGED
    tip = total + '  tip: {en: "It comes to ¥700.", zh-hans: "合计不少。"}\n'

    assert [one for one in found(tmp_path, FLAGGED, tip) if one.startswith("S506")] == [
        'S506 "is" of the sum "lent", 700, stands nowhere in the text of zh-hans. Show it there, or drop it here.'
    ]


def test_lengths_are_measured_with_the_made_up_names_put_in() -> None:
    names = {"bank-1": Text.model_validate({"en": "It", "zh-hans": "甲"})}
    words = {"p1": {"role": "lender", "en": "{bank-1} lends", "zh-hans": "{bank-1}放贷"}}
    short = {"p1": {"flag": "pay-first", "en": "It lends", "zh-hans": "放贷"}}
    bank = [
        Specimen.model_validate({"channel": "sms", "verdict": verdict, "level": 1, "parts": parts})
        for verdict, parts in (("clean", words), ("flagged", short))
    ]

    assert [(cue.name, cue.chance) for cue in cues(bank, names)] == [
        ("length in en", 0.5),
        ("length in zh-hans", 0.0),
        ("number of parts", 0.5),
    ]


def test_report_counts_the_bank(tmp_path: Path) -> None:
    files = sample_files()
    files[ADS] = in_bank(files[ADS])
    source, _ = read_content(write_content(tmp_path, files))

    assert list(content_report(source, TODAY))[-5:] == [
        "  sms: 2 flagged, 2 clean",
        "  bad told from good by length in en alone: 50% of all pairs (50% is chance)",
        "  bad told from good by length in zh-hans alone: 50% of all pairs (50% is chance)",
        "  bad told from good by number of parts alone: 50% of all pairs (50% is chance)",
        "  specimens with each flag: pay-first 2, no-check 2",
    ]


def test_bank_of_the_site_fills_rounds_of_ten() -> None:
    source, _ = read_content(settings.BASE_DIR / "content")
    bank = [specimen for specimen in source.specimens.values() if specimen.bank]

    assert (len(bank), sum(one.verdict == "clean" for one in bank)) == (48, 20)
    assert {one.channel for one in bank} == {"sms", "chat", "call", "app-page", "poster", "video", "letter"}
    assert all(one.tip for one in bank)
