"""What a cell holds that is no name: identity and telephone numbers, dates, numbers, headings, totals, formulas."""

import re
import unicodedata
from datetime import date, timedelta

from courses.organizations.joining.rosters.reading.headings import TABLE_WORDS, Heading, heading_of

YEARS_OF_A_CHILD = 14  # below it a guardian agrees
OLDEST = 130
LAST_DAY_OF_A_MONTH = 31
SHORT_HEADING = 4
NO_NAMES = frozenset(
    "n/a na null none nil tbd tba 无 無 空 （空） (空) 待定 未定 同上 暂无 没有 (empty) (blank)".split()
)
ALSO_NAMES = frozenset({"nick"})
FIRST_DAY_OF_SHEETS = date(1899, 12, 30)
_IDENTITY = re.compile(
    r"(?<![0-9])(?:(?:[0-9][\s\-]*){17}[0-9xX]|[0-9]{15})(?![0-9])"
    r"|(?<![0-9A-Za-z])[A-Za-z]{1,2}[0-9]{6,9}(?:\s*[(（][0-9Aa][)）])?(?![0-9A-Za-z])"  # Hong Kong, Taiwan, passports
)
_PHONE = re.compile(r"(?<![0-9])(?:\+|00)?[0-9](?:[\s().\-/]*[0-9]){6,14}(?![0-9])")
_DATE = re.compile(
    r"(?:19|20)?\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?|\s*月)?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:19|20)?\d{2}|\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
)
_FORMULA = re.compile(r"^[=＝](?!\s*$)|^[+\-@][A-Za-z]+\(")
_QUOTED = re.compile(r'^="([^"]*)"$')
_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\d{2}|\d{4})?(?!\d)")
_CHILD_IN_WORDS = re.compile(r"(?:[一二两三四五六七八九]|十[一二三]?)(?:周?岁半?)?")
_CALLED_NUMBER = re.compile(r"(?:电话|電話|手机|手機|身份证号?|tel\.?|phone)\s*[:：]?\s*$", re.I)
_BROKEN = re.compile(r"(?<=[\u3400-\u9fff])[\r\n]+(?=[\u3400-\u9fff])")
_ADDRESS = re.compile(r"[<(（]\s*[^<>@\s()]+@[^<>\s()]+\s*[>)）]")
_MOMENT = re.compile(r"\s(?:20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$")
_LABEL = re.compile(r"^\s*(?:姓名|名字|昵称|name)\s*[:：]\s*(\S.*)$", re.I | re.S)
_TOTAL = re.compile(
    r"\d+\s*(?:人|位|名|people)|(?:合计|合計|总计|總計|共计|共計|小计|小計|总人数|應到|应到|实到|實到|人数)[\s:：]*.{0,8}|(?:制表|填表|审核|審核|负责|经办)人?[\s:：].{0,20}"
    r"|(?:grand\s*)?totals?\b.{0,12}|(?:class\s*)?average|points(?:\s*possible)?|date|due\s*date|median|mean"
    r"|(?:说明|說明|备注|備註|填表说明|填写说明|注意事项|注)[:：]?|(?:例|示例|样例|example)[:：].*|#?接龙|#?接龍"
)
_TITLE = re.compile(r"名单|名冊|名册|花名册|名單|签到表|登记表|登記表|报名表|報名表|一览表|统计表|信息表|接龙|接龍")


def reason_against(text: str) -> str:
    """Why this is no person's name: "identity", "phone", "date", "number", "email", "formula", "heading" or ""."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _FORMULA.match(plain):
        return "formula"
    if "@" in plain[1:] and re.search(r"\S@\S+\.\S", plain):
        return "email"
    if _IDENTITY.search(plain):
        return "identity"
    if _DATE.fullmatch(plain):
        return "date"
    if not any(unicodedata.category(sign)[0] in "LS" for sign in plain) and any(sign.isdigit() for sign in plain):
        return "phone" if len(re.sub(r"\D", "", plain)) >= 7 else "number"  # noqa: PLR2004 - the shortest real one
    if _PHONE.search(plain):
        return "phone"
    return "heading" if is_heading_or_total(plain) else ""


def is_total(text: str) -> bool:
    """A line under a table, or between its heading and its people, that sums up or explains."""
    return bool(_TOTAL.fullmatch(unicodedata.normalize("NFKC", text).strip().casefold()))


def is_heading_or_total(plain: str) -> bool:
    if is_total(plain) or _TITLE.search(plain):
        return True
    found = heading_of(plain)
    if found in (Heading.NAME, Heading.CONSENT):
        return plain.casefold() not in ALSO_NAMES
    if found in (Heading.FAMILY, Heading.GIVEN):
        return plain.isascii() and " " in plain  # 名 or First alone may be how somebody is called
    return found is not Heading.UNKNOWN and _is_all_of_tables(plain)


def _is_all_of_tables(plain: str) -> bool:
    """Only words for other columns; a longer text that holds one may be somebody's nickname, and 王老师 is one."""
    if plain.isascii():
        return TABLE_WORDS.issuperset(re.findall(r"[a-z\-]+", plain.casefold())) or plain.casefold() in (
            "sex",
            "tel",
            "age",
        )
    return len(plain) <= SHORT_HEADING and not plain.endswith(("老师", "教师", "主任"))


def without_numbers(text: str) -> str:
    """The name in a cell that also holds a telephone or identity number, which is left where it was."""
    if not any(sign.isdigit() for sign in text):
        return text
    plain = text.translate(_DIGITS)
    rest = _PHONE.sub(" ", _IDENTITY.sub(" ", plain))
    letters = [sign for sign in rest if sign.isalpha()]
    if rest == plain or not letters or letters in (["x"], ["X"]):
        return text
    return " ".join(_CALLED_NUMBER.sub("", rest.strip(" ,，;；、:：-–—")).strip(" ,，;；、:：-–—()（）").split())


def tidy(text: str) -> str:
    """On one line, without what stands around a name: "姓名：", an address in angle brackets, a time, and ="Lee", by
    which some programs keep Excel from reading a text as something else."""
    found = _QUOTED.match(text)
    bare = _MOMENT.sub(" ", _ADDRESS.sub(" ", _BROKEN.sub("", found[1] if found else text)))
    if not bare.strip():
        return " ".join(text.split())
    label = _LABEL.match(bare)
    return " ".join((label[1] if label else bare).split())


def is_blank(text: str) -> bool:
    """What people write where there is nobody."""
    return text.strip().casefold() in NO_NAMES


def is_like_name(text: str) -> bool:
    """Whether this could be how somebody is called; says nothing about rare or long ones, which a person judges."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or reason_against(plain) or not any(sign.isalpha() for sign in plain):
        return False
    return not re.search(r"[。?!;:]|[，,].*[，,]|https?:", plain) and len(plain) <= _longest(plain)


def is_plainly_name(text: str) -> bool:
    """Two to four Chinese characters, several parts with a dot between, or one to four words of letters."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not is_like_name(plain):
        return False
    return bool(
        re.fullmatch(r"[\u3400-\u9fff\U00020000-\U0003ffff]\s*(?:[\u3400-\u9fff\U00020000-\U0003ffff]\s*){1,3}", plain)
        or re.fullmatch(r"[^\W\d_]{1,10}(?:[·•・.][^\W\d_]{1,10}){1,4}", plain)
        or (
            not re.search(r"[\u3400-\u9fff]", plain)
            and re.fullmatch(r"[^\W\d_][\w.'’\-]*(?: [^\W\d_][\w.'’\-]*){0,3}", plain)
        )
    )


def _longest(plain: str) -> int:
    return 12 if re.search(r"[\u3400-\u9fff]", plain) and "·" not in plain else 40


def is_child(text: str, *, is_birth: bool, today: date) -> bool | None:
    """Whether an age, or a day or year of birth, is under 14; None when it says nothing. In doubt it is a child."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if is_birth or _YEAR.search(plain):  # under "age" some write when somebody was born
        born = _born(plain, today)
        return None if born is None else born > (today.year - YEARS_OF_A_CHILD, today.month, today.day)
    if _CHILD_IN_WORDS.fullmatch(plain):
        return True
    found = re.search(r"\d+(?:\.\d+)?", plain)
    return float(found[0]) < YEARS_OF_A_CHILD if found and float(found[0]) < OLDEST else None


def _born(plain: str, today: date) -> tuple[int, int, int] | None:
    """Year, month, day; what is not certain of them is the latest it can be, so that no child is taken for older."""
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        day = FIRST_DAY_OF_SHEETS + timedelta(days=int(plain[:5]))
        return day.year, day.month, day.day
    if run := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)?", plain):
        return int(run[1]), int(run[2]), int(run[3] or 31)
    if parts := re.match(r"((?:19|20)\d\d)\D+(\d{1,2})(?:\D+(\d{1,2}))?", plain):
        return int(parts[1]), int(parts[2]) or 12, int(parts[3] or 31)
    if year := _YEAR.search(plain):
        return int(year[0][:4]), 12, 31
    short = re.fullmatch(r"(\d{1,2})\D+\d{1,2}\D+(\d{1,2})\D?", plain)
    return (_year_of(int(short[1]), int(short[2]), today), 12, 31) if short else None


def _year_of(first: int, last: int, today: date) -> int:
    """Of a date whose year has two digits: 85-05-13 and 13/05/85 tell which they are, 14-05-13 does not."""
    certain = [part for part in (first, last) if part > LAST_DAY_OF_A_MONTH]
    century = today.year - today.year % 100
    return max(century + part - (100 if century + part > today.year else 0) for part in certain or (first, last))
