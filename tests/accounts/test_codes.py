"""Codes: how they are typed makes no difference, pasted addresses are read, look-alikes where it is plain."""

import pytest
from allauth.core.internal.cryptokit import generate_user_code
from hypothesis import given
from hypothesis import strategies as st

from courses.accounts.codes import DIGITS, MAIL, PAPER, folded_code, page_of_link, pasted_code

CODE = "7K4M2PXQ"
ADDRESSES = [
    "https://learn.example.org/j/7K4M2PXQ",
    "HTTPS://LEARN.EXAMPLE.ORG/J/7K4M2PXQ",
    "learn.example.org/j/7k4m-2pxq",
    "https://learn.example.org/en/join/7K4M2PXQ/",
    "http://localhost:8000/zh-hans/join/7K4M2PXQ/?next=/en/me/",
    "learn.example.org/zh-hans/join/7K4M2PXQ/#top",
    "https://learn.example.org/en/join/?code=7k4m-2pxq",
    "/j/7K4M2PXQ",
    "https://learn.example.org/j/7K4M2PXQ.",
    "（https://learn.example.org/j/7K4M2PXQ/）。",
    "<https://learn.example.org/j/7K4M2PXQ>",
    "请打开 https://learn.example.org/j/7K4M2PXQ，输入昵称",
    "Join us: https://learn.example.org/en/join/7K4M2PXQ/ Thank you.",
    "https://learn.example.org/j/%EF%BC%97K4M2PXQ",
]


@pytest.mark.parametrize(
    "typed",
    [
        CODE, "7k4m-2pxq", " 7K4M 2PXQ ", "７Ｋ４Ｍ－２ＰＸＱ", "7K4M—2PXQ", "7K4M\N{MINUS SIGN}2PXQ", "7K4M_2PXQ.",
        "7\u200bK4M\u20602PXQ\ufeff", "7\u00adK4M2PXQ", "7К4М2РХQ", "7Κ4Μ2ΡΧQ", "𝟕𝐊𝟒𝐌𝟐𝐏𝐗𝐐", "口令：7K4M-2PXQ",
        "Code: 7K4M-2PXQ", "7K4M2PXQ！",
        "【明白账】周兰请你加入小组，码 7K4M2PXQ，7 天有效", "小组码：7K4M-2PXQ，周五 18:30",
        "今晚 7:30（小组码 7k4m2pxq）",
    ],
)  # fmt: skip
def test_code_is_the_same_however_it_is_typed(typed: str) -> None:
    assert pasted_code(typed) == CODE


@pytest.mark.parametrize("typed", ADDRESSES)
def test_pasted_address_is_read_as_its_code(typed: str) -> None:
    assert pasted_code(typed) == CODE


@pytest.mark.parametrize(
    ("alphabet", "typed", "code"),
    [
        (DIGITS, "O1l2З4", "01124"), (DIGITS, "I23 45O", "123450"), (DIGITS, "１２３-４５６", "123456"),
        (MAIL, "8CDF-1GH5", "BCDFLGHS"), (MAIL, "2CDF IGHS", "ZCDFLGHS"), (PAPER, "0O1IL", "0O1IL"),
        (PAPER, "SB5Z28", "SB5Z28"),
    ],
)  # fmt: skip
def test_look_alike_is_read_where_the_alphabet_holds_only_one_of_them(alphabet: str, typed: str, code: str) -> None:
    assert folded_code(typed, alphabet) == code


def test_codes_by_mail_are_made_of_the_letters_they_are_read_with() -> None:
    assert set("".join(generate_user_code() for _each in range(200))) - {"-"} == set(MAIL)


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("https://x.example/en/s/7k4m2p/", "/s/7K4M2P"), ("https://x.example/c/abcdefghij234567abcdefghij",
        "/c/abcdefghij234567abcdefghij"), ("x.example/v/K7M4PQ9TX2RWBD5HJNS8VYZ3AC", "/v/K7M4PQ9TX2RWBD5HJNS8VYZ3AC"),
        ("https://x.example/en/join/7K4M2PXQ/", ""), ("7K4M2PXQ", ""), ("", ""), ("https://x.example/en/learn/j/", ""),
    ],
)  # fmt: skip
def test_address_that_belongs_into_another_box_leads_to_its_page(typed: str, page: str) -> None:
    assert page_of_link(typed, but="j") == page


@given(st.text(max_size=400))
def test_whatever_is_typed_gives_letters_and_digits_or_nothing(typed: str) -> None:
    code = pasted_code(typed)

    assert code == "" or (code.isascii() and code.isalnum())
