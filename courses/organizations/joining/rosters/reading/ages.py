"""Whether a row says that somebody is under 14: an age, a birth, an identity number, a school year, yes or no."""

import re
import unicodedata
from datetime import date, timedelta

from courses.organizations.joining.rosters.reading.headings import Heading

YEARS_OF_A_CHILD = 14  # below it a guardian agrees
OLDEST = 130
LAST_DAY_OF_A_MONTH = 31
FIRST_DAY_OF_SHEETS = date(1899, 12, 30)
NO = frozenset("no n none - — / 无 無 否 未 未签 未簽 未同意 不同意 没有 沒有 × x 0 false".split())
YES = frozenset(
    "yes y true 1 ok √ ✓ ✔ ☑ 是 有 同意 已同意 已签 已簽 已签字 已簽字 已签名 已簽名 已授权 已授權 已知情 知情同意"
    " 已交 已收 已回收 允许 准许 agreed agree signed received".split()
)
_REFUSED = re.compile(  # or not yet
    r"[不未没沒无無否暂暫待拒需须須要请請应應补補?]|n['’]t\b"
    r"|\b(?:not?|never|pending|refused?|declined?|waiting|awaiting|to be|tbc|tbd|will|must|yet|needs?|ask)\b"
)
_AGREED = re.compile(r"同意|允许|允許|准许|签字|簽字|签名|簽名|签了|\b(?:agree[sd]?|consent(?:s|ed)?|signed)\b")
_OPTION = re.compile(r"^[a-h]\s*[.．、:：)）]\s*")  # A.同意, as questionnaires number their answers
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\d{2}|\d{4})?(?!\d)")
_CHILD_IN_WORDS = re.compile(
    r"(?:[一二两三四五六七八九]|十[一二三]?)(?:周?岁半?)?|儿童|兒童|小孩|未成年人?|child|minor"
)
_CALLED_CHILD = re.compile(r"(?:是)?未成年人?|儿童|兒童|小学生|幼儿|小朋友|宝宝|寶寶|child|kid|minor")
_BORN_SAID = re.compile(
    r"((?:19|20)\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:出?生)|(?:生于|\bborn(?:\s+in)?)\s*((?:19|20)\d\d)"
)
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*年|[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d))")
_YOUNGEST = 3  # years: a later day is one on which somebody put their name down
_GROWN_IN_WORDS = re.compile(r"成人|成年人?|老年人?|老人|adult|senior")
_TEACHES = re.compile(r"带|帶|孩|娃|家长|家長|老师|老師|教师|教師|任教|teach|parent")  # or has a child there
_PARTS = re.compile(r"[\s,，、;；()（）]+")
_OR_YOUNGER = re.compile(r"以下|未满|未滿|不满|不滿|under|below|younger|<")
_SAID = re.compile(
    r"(?<![\d.\-])(\d{1,2})\s*(?:周|週)?[岁歲]|(?<![\d.\-])(\d{1,2})\s*(?:years?|yrs?|y/?o?)(?:\s*old)?\b"
    r"|\bage[ds]?\s*:?\s*(\d{1,2})\b"
    r"|[男女]性?[\s,、/;]+(\d{1,2})(?![\d.\-])"
)
_BROUGHT = re.compile(
    r"(?:妈妈?|媽媽?|爸爸?|父亲?|母亲?|奶奶|爷爷|外婆|外公|姥姥|姥爷|家长|家長)(?:带|帶)(?:着|來|来|领)?"
    r"|^(?:长|次|小)?(?:儿子|女儿|兒子|女兒|孙子|孙女|孩子)\s*[:：]"
)
_OF_SOMEBODY_ELSE = re.compile(r"带|帶|孩|娃|儿子|兒子|女儿|女兒|孙|孫|以上|教龄|工龄")
_MONTHS = re.compile(r"\d+\s*(?:个|個)?月|\d+\s*(?:months?|mos?)\b")
_REPUBLIC = re.compile(r"民[国國]\s*(\d{1,3})\s*年|^(1\d\d)(?:\D+\d{1,2}\D+\d{1,2}\D?|\d{4})$")  # year 1 is 1912
BEFORE_REPUBLIC = 1911
_GUARDED = re.compile(  # whose child it is, in brackets behind the name
    r"[(（]\s*(?:监护人|監護人|家长|家長|父母|父亲|母亲|父親|母親|爸爸|妈妈|媽媽|guardian|parent|mother|father|mum|mom|dad)"
    r"\s*[:：]?\s*(?!代表|委员|节|会|群|志愿|义工|of\b)[^\W\d_]{2}"
)
_IN_SCHOOL = re.compile(
    r"(?:小学|小學)?(?<![0-9十高])[一二三四五六七八1-8]\s*(?:年级|年級)(?:[(（]?\s*[\d一二三四五六七八九十]{1,2}\s*[)）]?\s*班)?(?:学生|學生)?"
    r"|(?:幼儿园|幼稚園)?[小中大]班|初[一二](?:学生)?|(?:在读|在讀)?小(?:学|學)生|(?:上|在读|读)(?:小学|幼儿园)"
    r"|(?:grade|year)\s*[1-8]|kindergart(?:en|ner)"
)
_OWN_NUMBER = re.compile(r"(?<![0-9])(?:[0-9][\s\-]?){17}[0-9xX](?![0-9])")
_SCHOOL_YEAR = re.compile(
    r"小学|小學|幼儿园|幼稚園|(?<![0-9十])[一二三四五六七八1-8]\s*年级|(?<![0-9十])[一二三四五六七八1-8]\s*年級|初[一二]"
    r"|(?:grade|year)\s*[1-8](?!\d)|kindergarten|primary|elementary"
)


def is_child(text: str, kind: Heading, *, today: date) -> bool | None:
    """What a cell under a heading of this kind says; None when it says nothing. In doubt it is a child."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if kind in (Heading.OF_AGE, Heading.TOO_YOUNG):
        return _by_yes_or_no(plain, kind)
    if kind is Heading.SCHOOL_YEAR:
        return True if _SCHOOL_YEAR.search(plain) else None
    if kind is Heading.IDENTITY:
        return _is_too_young(_born_by_identity(plain), today)
    if kind is Heading.BIRTH or _YEAR.search(plain):  # under "age" some write when somebody was born
        return _is_too_young(_born(plain, today), today)
    if _REPUBLIC.search(plain):
        return _is_too_young(_born(plain, today), today)
    return _by_age(plain)


def is_day_of_a_child(cell: str, *, today: date) -> bool:
    """Whether a day without a heading may be the birth of somebody under 14."""
    years = [int(year) for year in _DAY.findall(unicodedata.normalize("NFKC", cell))]
    return any(today.year - YEARS_OF_A_CHILD <= year <= today.year - _YOUNGEST for year in years)


def says_child(cell: str, *, today: date) -> bool:
    """Whether a name or a remark says that the person is under 14: by words, the year of a school, a guardian in
    brackets or an identity number; a child who is brought along is somebody else."""
    whole = unicodedata.normalize("NFKC", cell).strip().casefold()
    if any(_is_too_young(_born_by_identity(number), today) for number in _OWN_NUMBER.findall(whole)):
        return True
    plain = _BROUGHT.sub("", whole)
    born = _BORN_SAID.search(whole)
    if born and not _OF_SOMEBODY_ELSE.search(plain) and int(born[1] or born[2]) >= today.year - YEARS_OF_A_CHILD:
        return True
    if any(map(_CALLED_CHILD.fullmatch, [plain, *_PARTS.split(plain)])) or _GUARDED.search(whole):
        return True
    if not _TEACHES.search(plain) and any(map(_IN_SCHOOL.fullmatch, [plain, *_PARTS.split(plain)])):
        return True
    found = _SAID.search(plain)
    if found is None or _OF_SOMEBODY_ELSE.search(plain):
        return False
    return _is_below(int(found[found.lastindex or 1]), plain)


def agrees(word: str) -> bool | None:
    """Whether a cell about a guardian says yes or no; None for anything else, as somebody's name."""
    plain = _OPTION.sub("", unicodedata.normalize("NFKC", word).strip().casefold())
    joined = "".join(plain.split())
    if not joined or joined in NO or _REFUSED.search(plain):
        return False
    return True if joined in YES or _AGREED.search(plain) else None


def _by_yes_or_no(plain: str, kind: Heading) -> bool | None:
    word = plain.removesuffix("的")
    if word in YES or word.startswith("是"):
        return kind is Heading.TOO_YOUNG
    if word in NO or word.startswith(("否", "不", "未")):
        return kind is Heading.OF_AGE
    return None


def _by_age(plain: str) -> bool | None:
    if _CHILD_IN_WORDS.fullmatch(plain) or _MONTHS.fullmatch(plain):
        return True
    if _GROWN_IN_WORDS.fullmatch(plain):
        return False
    found = re.search(r"\d+(?:\.\d+)?", plain)
    return _is_below(float(found[0]), plain) if found and float(found[0]) < OLDEST else None


def _is_below(age: float, plain: str) -> bool:
    return age < YEARS_OF_A_CHILD or (age == YEARS_OF_A_CHILD and bool(_OR_YOUNGER.search(plain)))


def _is_too_young(born: tuple[int, int, int] | None, today: date) -> bool | None:
    return None if born is None else born > (today.year - YEARS_OF_A_CHILD, today.month, today.day)


def _born_by_identity(plain: str) -> tuple[int, int, int] | None:
    """Day of birth in a Chinese identity number; those of 15 digits are of people born before 2000."""
    number = re.sub(r"[\s\-']", "", plain)
    if found := re.fullmatch(r"\d{6}((?:19|20)\d\d)(\d\d)(\d\d)\d{3}[\dx]", number):
        return int(found[1]), int(found[2]), int(found[3])
    found = re.fullmatch(r"\d{6}(\d\d)(\d\d)(\d\d)\d{3}", number)
    return (1900 + int(found[1]), int(found[2]), int(found[3])) if found else None


def _born(plain: str, today: date) -> tuple[int, int, int] | None:
    """Year, month, day; what is not certain of them is the latest it can be, so that no child is taken for older."""
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        day = FIRST_DAY_OF_SHEETS + timedelta(days=int(plain[:5]))
        return day.year, day.month, day.day
    if told := _REPUBLIC.search(plain):
        return BEFORE_REPUBLIC + int(told[1] or told[2]), 12, 31
    if re.fullmatch(r"1\d\d", plain):
        return BEFORE_REPUBLIC + int(plain), 12, 31
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
