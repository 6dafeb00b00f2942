"""How a loan is paid back, said in one line: 12期共1.2万, 每月1000,12期, "12 payments, 12,000 in all"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import MAX_INSTALMENTS
from courses.loans.errors import LoanError
from courses.loans.money import read_amount
from courses.loans.parsing._count_words import payments_in, said_count
from courses.loans.parsing._numerals import normalised
from courses.loans.schedules.flows import Interval

MOST_LETTERS = 60

_GAPS: dict[Interval, str] = {  # the longer ones first: every two weeks is not every week
    Interval.TWO_WEEKS: "每?(?:两|二|2)周一次|每(?:两|二|2)周|every (?:two|2) weeks|fortnightly",
    Interval.MONTH: r"每个?月|按月|月供|(?<![0-9个])月还(?![清完])|monthly|(?:a|per|each|every) month",
    Interval.WEEK: "每个?(?:周|星期|礼拜)|按周|weekly|(?:a|per|each|every) week",
    Interval.DAY: "每[天日]|按[天日]|daily|(?:a|per|each|every) day",
}
_OF_ONE = re.compile(
    r"每(?:个?月|个?(?:周|星期|礼拜)|[天日期次笔]|(?:两|二|2)周)|月供|(?<![0-9个])月还(?![清完])"
    r"|(?:a|per|each|every) (?:time|payment|instalment|month|week|day)|each|(?<!total )\bof\b"
)
_NO_COUNT = re.compile(f"{_OF_ONE.pattern}|一次")
_IN_ALL = re.compile(r"一共|总共|共计|合计|总计|总额|共|in all|in total|altogether|all together|total(?: of)?")
_INTO = re.compile("分成?")
_INTO_BEFORE = re.compile(r"\b(?:in|over)\s*$")  # 12,000 in 12 payments
_AT_END = re.compile("[之以]?后|到期|一次性?|at the end|at once|later")
_COUNT = re.compile(
    r"(?:分成?|共|一共)?\s*(?P<said>(?:[0-9]+|[一二三四五六七八九十百半]+)\s*(?:个?月|个?(?:周|星期|礼拜)|[天日]|年半?"
    r"|[期次笔]|(?:(?:monthly|weekly|daily|fortnightly)\s+)?(?:payments?|instalments?|installments?)"
    r"|months?|weeks?|days?|years?|times)(?![a-z]))"
)
_TIMES = re.compile(r"(.*[^\s])\s*[x×*]\s*(\S.*)")
_UNIT_OF_COUNT = re.compile(r"\s*(?:[期次笔]|个?月|(?:payments?|instalments?|months?|times))$")
_ADVERB = re.compile(r"(?:monthly|weekly|daily|fortnightly)\s+")
_AROUND = re.compile(
    r"要?还(?:款|清|完)?|[偿归]还|付[款清]?|[内为是]|\b(?:i )?(?:pay|repay)(?: back)?\b|\b(?:in|for|over|and|is)\b"
)
_EDGES = " ,.;:、()+"


@dataclass(frozen=True, slots=True)
class SaidPlan:
    """What a line says: so many payments, and a sum.

    `gap` is the time between payments, `is_each` whether the sum is that of one of them: None where it is not said.
    With `is_time` the line counts time, and may mean one payment at its end; with `is_once` it does.
    """

    count: int
    gap: Interval | None
    amount: Decimal
    is_each: bool | None
    is_time: bool = False
    is_once: bool = False

    def total(self, *, is_each: bool) -> Decimal:
        return self.amount * self.count if is_each else self.amount


def read_plan(text: str) -> SaidPlan | None:
    """What the line says; None where it does not name one number of payments and one sum beside it."""
    plain = normalised(text) if len(text) <= MOST_LETTERS else ""
    if factors := _TIMES.fullmatch(plain):
        return _product(*factors.groups())
    found = list(_COUNT.finditer(_NO_COUNT.sub(lambda said: "#" * len(said[0]), plain)))
    if len(found) != 1:
        return None
    before, behind = plain[: found[0].start()], plain[found[0].end() :]
    gap = next((one for one, words in _GAPS.items() if re.search(words, plain)), None)
    counted, amount = _counted(_ADVERB.sub("", found[0]["said"]), gap), _sum(f"{before} {behind}")
    if counted is None or amount is None:
        return None
    is_into = bool(_INTO.match(found[0][0]) or _INTO_BEFORE.search(before))
    return _read(counted, amount, gap=gap, before=before, behind=behind, is_into=is_into)


def _read(
    counted: tuple[int, Interval | None], amount: Decimal, *, gap: Interval | None, before: str, behind: str,
    is_into: bool,
) -> SaidPlan | None:  # fmt: skip
    """`is_into`: the words before the number say that something is parted into so many payments."""
    count, length = counted
    beside = f"{before} {behind}"
    is_of_one, in_all = bool(_OF_ONE.search(beside)), bool(_IN_ALL.search(beside))
    if is_of_one and in_all:
        return None
    is_once = length is not None and gap is None and bool(_AT_END.search(beside))
    parted = is_into and bool(_sum(before))  # a sum, parted; 分12期还1000 leaves open which sum it is
    return SaidPlan(
        count=count, gap=gap or length, amount=amount,
        is_each=True if is_of_one else False if in_all or parted or is_once else None,
        is_time=length is not None and not (gap or is_of_one or is_into), is_once=is_once,
    )  # fmt: skip


def _counted(said: str, gap: Interval | None) -> tuple[int, Interval | None] | None:
    """The number of payments, and the interval that it counts in; half a year is six months."""
    count = said_count(said)
    if len(count.readings) != 1:
        return None
    number, length = count.readings[0], count.length
    if length is not None and length != gap:
        length_shown = gap or (Interval.MONTH if length == Interval.YEAR else length)
        whole = payments_in(number, length, length_shown) if number <= MAX_INSTALMENTS else None
        return None if whole is None else _within(Decimal(whole), length_shown)
    return _within(number, length)


def _within(number: Decimal, length: Interval | None) -> tuple[int, Interval | None] | None:
    return (int(number), length) if number == int(number) and 1 <= number <= MAX_INSTALMENTS else None


def _sum(text: str) -> Decimal | None:
    """The one sum in what stands beside the number of payments; a rough or unclear one is none."""
    for words in (_OF_ONE, _IN_ALL, _AT_END, _AROUND):
        text = words.sub(" ", text)
    try:
        read = read_amount(text.strip(_EDGES))
    except LoanError:
        return None
    return None if read.hedge is not None or not read.value else read.value


def _product(one: str, other: str) -> SaidPlan | None:
    """1000 x 12: both together are the total, and the smaller number counts the payments."""
    sums = [_sum(_UNIT_OF_COUNT.sub("", part)) for part in (one, other)]
    if None in sums:
        return None
    count, amount = sorted(filter(None, sums))
    counted = _within(count, None)
    return None if counted is None else SaidPlan(count=counted[0], gap=None, amount=amount, is_each=True)
