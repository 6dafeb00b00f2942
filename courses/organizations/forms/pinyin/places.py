"""Gives each Chinese character its place by pinyin, from a table of the 20,924 that are encoded as common ones.

A table, because the order must not depend on the database: PostgreSQL knows pinyin only where it was built with ICU,
SQLite not at all. The order of GB 2312 is by pinyin for half of its characters only. A library would cost more than it
gives: pypinyin, from whose readings the table was made once (MIT), holds 55 MB in every process; the table takes four.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

CHARACTERS = Path(__file__).with_name("characters.txt")  # a reading a line, in order; then its characters, in order
MOST = 4096  # more than any reading has
LONGEST_NAME = 4  # characters of a name whose first one is read as a surname

# Where a surname is read otherwise than its character mostly is.
SURNAMES = {
    "万俟": "mo4", "长孙": "zhang3", "尉迟": "yu4", "澹台": "tan2", "单于": "chan2", "卜": "bu3", "车": "che1",
    "种": "chong2", "盖": "ge3", "葛": "ge3", "过": "guo1", "黑": "he4", "华": "hua4", "隗": "wei3", "缪": "miao4",
    "宁": "ning4", "区": "ou1", "逄": "pang2", "朴": "piao2", "繁": "po2", "覃": "qin2", "仇": "qiu2",
    "瞿": "qu2", "任": "ren2", "单": "shan4", "召": "shao4", "折": "she2", "解": "xie4", "冼": "xian3", "洗": "xian3",
    "燕": "yan1", "要": "yao1", "应": "ying1", "乐": "yue4", "员": "yun4", "曾": "zeng1", "查": "zha1", "翟": "zhai2",
    "祭": "zhai4", "秘": "bi4", "句": "gou1", "都": "du1", "钭": "tou3",
    "區": "ou1", "單": "shan4", "蓋": "ge3", "華": "hua4", "過": "guo1", "寧": "ning4", "樸": "piao2", "應": "ying1",
    "樂": "yue4", "員": "yun4", "繆": "miao4", "車": "che1", "單于": "chan2", "長孫": "zhang3", "尉遲": "yu4",
}  # fmt: skip


@cache
def _places() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Of each reading, and of each character."""
    lines = [line.split(" ") for line in CHARACTERS.read_text(encoding="utf-8").splitlines()]
    readings = {reading: number * MOST for number, (reading, _signs) in enumerate(lines)}
    return readings, {
        sign: readings[reading] + place for reading, signs in lines for place, sign in enumerate(signs)
    }  # fmt: skip


def places_in(name: str) -> Iterator[int | None]:
    """The sort position of each character of a name; None for anything but a common Chinese character."""
    readings, signs = _places()
    surname = _surname_of(name)
    for number, sign in enumerate(name):
        if number == 0 and surname:
            yield readings[SURNAMES[surname]] + MOST // 2 + tuple(SURNAMES).index(surname)
        else:
            yield signs.get(sign)


def _surname_of(name: str) -> str:
    """The part of it whose reading as a surname is another; "" where there is none, or the name is too long for one."""
    chinese = name.partition("(")[0]  # 单伟 (2)
    if not 1 < len(chinese) <= LONGEST_NAME:
        return ""
    return next((start for start in (chinese[:2], chinese[:1]) if start in SURNAMES), "")
