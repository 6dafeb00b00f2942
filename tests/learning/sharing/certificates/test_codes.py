"""Codes: enough random bits, no signs that are mixed up, typed in any way that a person might."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.learning.models import LearningRecord
from courses.learning.sharing.certificates.codes import ALPHABET, LENGTH, groups, new_code, read_code

CODE = "K7M4PQ9TX2RWBD5HJNS8VYZ3AC"


def test_code_holds_at_least_128_bits() -> None:
    assert LENGTH * math.log2(len(set(ALPHABET))) >= 128
    assert LearningRecord._meta.get_field("code").max_length == LENGTH


def test_alphabet_has_no_signs_that_look_alike() -> None:
    assert set(ALPHABET) & set("0O1IL") == set()
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_codes_do_not_repeat_and_use_every_sign_everywhere() -> None:
    codes = [new_code() for _ in range(2_000)]

    assert len(set(codes)) == len(codes)
    assert [len(set(place)) for place in zip(*codes, strict=True)] == [len(ALPHABET)] * LENGTH


def test_groups_hold_the_whole_code() -> None:
    assert groups(CODE) == ("K7M4P", "Q9TX2", "RWBD5", "HJNS8", "VYZ3AC")


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        "K7M4P Q9TX2 RWBD5 HJNS8 VYZ3AC",
        "k7m4p-q9tx2-rwbd5-hjns8-vyz3ac",
        " K7M4P–Q9TX2—RWBD5−HJNS8\u2011VYZ3AC\n",
        "K7M4P\u3000Q9TX2\u00a0RWBD5\tHJNS8\u200bVYZ3AC",
        "Ｋ７Ｍ４ＰＱ９ＴＸ２ＲＷＢＤ５ＨＪＮＳ８ＶＹＺ３ＡＣ",
        "ｋ７ｍ４ｐ－ｑ９ｔｘ２－ｒｗｂｄ５－ｈｊｎｓ８－ｖｙｚ３ａｃ",
        f"https://learn.example.org/v/{CODE}",
        f"https://learn.example.org/zh-hans/v/{CODE.lower()}/",
    ],
)
def test_code_is_read_however_it_is_typed(typed) -> None:
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    ["", " ", CODE[:-1], CODE + "A", CODE.replace("K", "0"), CODE.replace("K", "1"), CODE.replace("K", "é"),
     "\x00" * 26, "٣" * 26, "A" * 10_000, f"{CODE}?x=1", "' OR 1=1 --", "\ud800" * 26, "ß" * 13 + "0"],
)  # fmt: skip
def test_anything_else_is_no_code(typed) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=400))
def test_whatever_is_typed_gives_a_code_or_none(typed) -> None:
    code = read_code(typed)

    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))
