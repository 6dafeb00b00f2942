"""Numbers in text: Western digits with separators, Chinese numerals, and both mixed; every possible reading."""

import re
from decimal import Decimal

from courses.loans._checks import working

# An explicit table, because Unicode's compatibility forms would turn 10² into 102.
_PLAIN = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    **dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\ufe0e\ufe0f")),
    # What copying from a chat puts around a figure; marks that turn its digits around stay, so that it is refused.
    **dict.fromkeys(map(ord, "\u202a\u202b\u202c\u2066\u2067\u2068\u2069")),
    **str.maketrans("。｡、､￥￡﹪﹐﹑﹔", "..,,¥£%,,;"),
    **str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩〇", "一二三四五六七八九十百千二三六万亿两零"),
    **str.maketrans("個週點無釐塊錢約圓沒內過〜’", "个周点无厘块钱约元没内过~'"),
    ord("廿"): "二十",
    ord("卅"): "三十",
}

# Behind a figure it may hide that 1万5 has two readings, so that one is left to those who read figures.
_FULL_STOP = re.compile(r"(?<=[^0-9.])\.$")
_PUNCTUATION = re.compile(r"(?<=[^\s,;:!])(?:\s*[,;:!]|\s+\.)$")
_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff])")

_CHINESE_DIGITS = "零一二三四五六七八九两"
_AS_WESTERN = str.maketrans(_CHINESE_DIGITS, "01234567892")
_ONES_AS_WESTERN = str.maketrans(_CHINESE_DIGITS[1:], "1234567892")
_AFTER_POINT = re.compile(f"点([0-9{_CHINESE_DIGITS}]+)")
_ADJACENT = re.compile(f"[0-9{_CHINESE_DIGITS[1:]}][{_CHINESE_DIGITS[1:]}]|[{_CHINESE_DIGITS[1:]}][0-9]")
_UNITS = {"亿": 8, "万": 4, "千": 3, "百": 2, "十": 1}

# 8k, 1.2w and 5 thousand are 千 and 万 behind a figure; a space may stand between a figure and its unit.
_SHORT_UNITS = (
    (re.compile(r"(?<=[0-9.])\s*kw(?![a-z])"), "千万"),
    (re.compile(r"(?<=[0-9.千])\s*(?:w|ten thousand)(?![a-z])"), "万"),
    (re.compile(r"(?<=[0-9.万])\s*(?:k|thousand|grand)(?![a-z])"), "千"),
    (re.compile(r"(?<=[0-9.])\s*million(?![a-z])"), "百万"),
    (re.compile(r"(?<=[0-9.千])\s*hundred(?![a-z])"), "百"),
    (re.compile(r"(?<=[0-9.])\s+(?=[亿万千百])|(?<=[亿万千百])\s+(?=[0-9])"), ""),
)

_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|[1-9][0-9]{0,3}(?:,[0-9]{4})+(?:\.[0-9]+)?"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]+)?"
)
_UNGROUPED = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
# A comma that may separate decimals or thousands; points before it are thousands, spaces too.
_EITHER = re.compile(r"[0-9]+,[0-9]+|[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]+")
_PLAIN_TAIL = re.compile(r"([0-9]+)(?:\.[0-9]+)?")

CURRENCY = "人民币|[¥$£€]|rmb|cny|usd|gbp|eur"
_CURRENCY_BEFORE = re.compile(rf"^(?:{CURRENCY})\s*")
_CURRENCY_AFTER = re.compile(rf"\s*(?:元整|块钱|[元块圆]|yuan|kuai|{CURRENCY})$")

_ONES = "one two three four five six seven eight nine".split()
_ENGLISH = {word: number for number, word in enumerate([*_ONES, *"ten eleven twelve".split()], start=1)} | {
    "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
_ENGLISH_WORD = re.compile(
    rf"\b(?P<first>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?:(?<=ty)[- ](?P<ones>{'|'.join(_ONES)}))?\b"
)

# More than any text of 40 characters can need, so that no digit is lost while reading.
_DIGITS = 120

Readings = tuple[Decimal, ...]


def normalised(text: str) -> str:
    """Full-width forms, spaces, stops, minus signs and formal numerals as plain characters, in lower case."""
    return _FULL_STOP.sub("", _PUNCTUATION.sub("", text.translate(_PLAIN).strip().lower()))


def closed_up(text: str) -> str:
    """Plain text without the spaces beside Chinese characters, which part nothing within one figure."""
    return _BESIDE_HAN.sub("", text)


def without_currency(text: str) -> str:
    """The text without one currency sign or word before it and one after it."""
    sign, rest = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text)
    return sign + _CURRENCY_AFTER.sub("", _CURRENCY_BEFORE.sub("", rest, count=1), count=1)


def number_readings(text: str) -> Readings:
    """Nothing when `text` is no number, one value, or the two values between which only the reader can choose."""
    text = _ENGLISH_WORD.sub(_english_number, text)
    for pattern, unit in _SHORT_UNITS:
        text = pattern.sub(unit, text)
    text = text[:-1] if text[1:].endswith(".") else text  # a full stop, which would hide that 1万5 has two readings
    signed = text[:1] in ("-", "+")
    with working(_DIGITS):
        found = _mixed(_western(text[1:].lstrip() if signed else text))
        # Adding 0 writes 1.2E+4 as 12000.
        values = tuple(dict.fromkeys(value + 0 for value in found))
    return tuple(value.copy_negate() for value in values) if text[:1] == "-" else values


def _english_number(match: re.Match[str]) -> str:
    return str(_ENGLISH[match["first"]] + _ENGLISH.get(match["ones"], 0))


def _western(text: str) -> str:
    """Chinese digits as Western ones, one at a time; several in a row only after the decimal point.

    零 stays where it follows a unit, because 1万零2 says what 1万2 leaves open.
    """
    text = _AFTER_POINT.sub(lambda match: "." + match[1].translate(_AS_WESTERN), text)
    if _ADJACENT.search(text):
        return ""
    if text == "零" or text.startswith("零."):
        text = "0" + text[1:]
    return text.translate(_ONES_AS_WESTERN)


def _mixed(text: str) -> Readings:
    """The readings of a number that may be split by 亿, 万, 千, 百 and 十, the largest first."""
    for unit, zeros in _UNITS.items():
        if unit in text:
            before, _, after = text.partition(unit)
            heads = (Decimal(1),) if unit == "十" and not before else _mixed(before)
            heads = tuple(head.scaleb(zeros) for head in heads)
            if not after:
                return heads
            # 1.2万3千 is no number: what follows would not fit beside the decimals.
            if any(head % 10**zeros for head in heads):
                return ()
            return tuple(head + tail for head in heads for tail in _tails(after, zeros))
    return _separated(text)


def _tails(text: str, zeros: int) -> Readings:
    """What follows a unit with so many zeros: 2千, 零2 or 2000 after 万 are clear, 2 may be 2000 or 2."""
    plain = _PLAIN_TAIL.fullmatch(text)
    if plain is None:
        return tuple(tail for tail in _mixed(text.removeprefix("零")) if tail < 10**zeros)
    missing = zeros - len(plain[1])
    if missing < 0:
        return ()
    literal = Decimal(text)
    return (literal.scaleb(missing), literal)


def _separated(text: str) -> Readings:
    """The readings of Western digits with separators for groups and decimals."""
    if _UNGROUPED.fullmatch(text):
        return (Decimal(text),)
    if _GROUPED.fullmatch(text):
        return (Decimal(text.replace(",", "").replace(" ", "")),)
    if _EITHER.fullmatch(text):
        joined = text.replace(".", "").replace(" ", "")
        return (Decimal(joined.replace(",", ".")), Decimal(joined.replace(",", "")))
    return ()
