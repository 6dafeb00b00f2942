"""Names as people type them: what is kept, what is refused, how they are compared and sorted."""

import pytest

from courses.organizations.forms.names import NameRefusedError, folded, normal_name, sort_key
from courses.organizations.short_links.codes import ALPHABET, new_code, new_token, normal_code, token_hash

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("小林", "小林"),
        ("  Ann   Lee ", "Ann Lee"),
        ("e\u0301", "é"),
        (FAMILY, FAMILY),
        ("❤️", "❤️"),
        ("👍🏽", "👍🏽"),
        ("𠮷野家", "𠮷野家"),
        ("null", "null"),
        ("=1+1", "=1+1"),
        ("محمد", "محمد"),
        (FAMILY * 20, FAMILY * 20),
        ("a" * 40, "a" * 40),
    ],
)
def test_names_that_print_are_kept(typed: str, kept: str) -> None:
    assert normal_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        (" \u3000\n", "empty"),
        ("a" * 41, "long"),
        (FAMILY * 41, "long"),
        ("a" + "\u0301" * 170, "long"),
        ("a\x00b", "unprintable"),
        ("\ud800", "unprintable"),
        ("\x1b[31m", "unprintable"),
        ("\u202egnp.exe", "unprintable"),
        ("\ufeffAnn", "unprintable"),
        ("An\u200bn", "unprintable"),
        ("An\u200dn", "unprintable"),
        ("\u200d", "unprintable"),
        ("\u0301", "unprintable"),
        ("\U000e0041", "unprintable"),
        ("\ue000", "unprintable"),
    ],
)
def test_names_that_do_not_print_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(NameRefusedError) as refused:
        normal_name(typed)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [("ａｄｍｉｎ", "admin"), ("Ann Lee", "annlee"), ("小 林", "小林"), ("STRASSE", "straße"), ("❤️", "❤")],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("小林", "小李"), ("Ann", "Anne"), ("é", "e\u0301x")])
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_names_are_sorted_by_letters_then_pinyin() -> None:
    names = ["周", "小林", "Lee", "阿明", "安", "9", "王", "李", "ann", "陈"]

    assert sorted(names, key=sort_key) == ["9", "ann", "Lee", "阿明", "安", "陈", "李", "王", "小林", "周"]


def test_sort_key_fits_its_column() -> None:
    assert len(sort_key("𠮷" * 40)) <= 200


def test_typed_codes_forgive_case_spaces_hyphens_and_full_width() -> None:
    assert {
        normal_code(typed) for typed in ("7K4M2PXQ", "7k4m-2pxq", " 7k4m 2pxq", "７Ｋ４Ｍ－２ＰＸＱ", "7k4m—2pxq")
    } == {"7K4M2PXQ"}


def test_new_codes_hold_no_letters_that_look_alike() -> None:
    assert set("0O1IL") & set(ALPHABET) == set()
    assert set(new_code(2_000)) == set(ALPHABET)


def test_links_hold_128_bits_and_are_stored_as_hash() -> None:
    token = new_token()

    assert (len(token), len({new_token() for _each in range(100)})) == (26, 100)
    assert token not in token_hash(token)
    assert token_hash(token.upper()) == token_hash(token)
