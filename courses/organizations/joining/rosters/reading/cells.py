"""What a cell holds that is no name: identity and telephone numbers, dates, numbers, headings, totals, formulas."""

import re
import unicodedata

from courses.languages.names import LONGEST_NAME
from courses.organizations.joining.rosters.reading.headings import TABLE_WORDS, Heading, heading_of, is_closing
from courses.organizations.joining.rosters.reading.remarks import SURNAMES, is_address

SHORT_HEADING = 4
SHORTEST_NUMBER = 6  # digits of a passport
OF_A_NAME = (Heading.NAME, Heading.HOUSEHOLD)
DIGITS_OF_A_PHONE = range(7, 16)
NO_NAMES = frozenset(
    "n/a na null none nil tbd tba 无 無 空 （空） (空) 待定 未定 同上 暂无 没有 待补充 待补 待确认 待填 未填 略"
    " 暂缺 空缺 缺 anonymous 匿名 匿名用户 跳过 (跳过) （跳过） (empty) (blank)".split()
)
GONE = frozenset(  # beside a name; who is only away today comes another day
    f"{when}{what}{end}"
    for when in ("", "已", "要")
    for what in ("取消", "取消报名", "退出", "退班", "退课")
    for end in ("", "了")
) | {"cancelled", "canceled", "withdrawn", "dropped out", "not coming", "Cancelled", "Canceled", "Withdrawn"}
ALSO_NAMES = frozenset({"nick"})
_IDENTITY = re.compile(
    r"(?<![0-9])(?:(?:[0-9][\s\-]*){17}[0-9xX]|[0-9]{15})(?![0-9])"
    r"|(?<![0-9A-Za-z])[A-Za-z]{1,2}[0-9]{6,9}(?:\s*[(（][0-9Aa][)）])?(?![0-9A-Za-z])"  # Hong Kong, Taiwan, passports
)
_PHONE = re.compile(r"(?<![0-9])(?:\+|00)?[0-9](?:[\s().\-/]*[0-9]){6,14}(?![0-9])")
_DATE = re.compile(
    r"(?:19|20)?\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?|\s*月)?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:19|20)?\d{2}|\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
)
_CARD = re.compile(r"(?<![0-9])[0-9](?:[\s\-]?[0-9]){15,29}(?![0-9])")  # of a bank
_FORMULA = re.compile(r"^[=＝](?!\s*$)|^[+\-@][A-Za-z]+\(|^#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)$")
_QUOTED = re.compile(r'^="([^"]*)"$')
_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
_HALF_WIDTH = _DIGITS | {
    ord(first) + place: chr(ord(plain) + place) for first, plain in ("ＡA", "ａa") for place in range(26)
}
_AROUND = "=＝ ,，;；、:：-–—_/|+"  # a number
_CALLED_NUMBER = re.compile(r"(?:电话|電話|手机|手機|身份证号?|tel\.?|phone)\s*[:：]?\s*$", re.I)
_BROKEN = re.compile(r"(?<=[\u3400-\u9fff])[\r\n]+(?=[\u3400-\u9fff])")
_ADDRESS = re.compile(r"[<(（]\s*[^<>@\s()]+@[^<>\s()]+\s*[>)）]")
_MOMENT = re.compile(r"\s(?:20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$")
_LABEL = re.compile(r"^\s*([^:：]{1,16})[:：]\s*(\S.*)$", re.DOTALL)
_OPENING, _CLOSED = re.compile(r"[(（\[【]"), re.compile(r"[)）\]】]")
_INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff]")  # those that turn the direction of writing are refused
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[\s\-]?)?1[3-9][0-9](?:[\s\-]?[0-9]{4}){2}(?![0-9])")
_BRACKETS_OF_NUMBERS = re.compile(r"[(（][^()（）]*(?:[0-9]{7}|微信|同号|电话|手机|電話)[^()（）]*[)）]")
_VALUES = frozenset("男 女 是 否 male female yes no".split())
_SECTION = re.compile(  # above the people of each part
    r"第?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[甲乙丙丁a-z])"
    r"(?:小?组|小?組|大?队|大?隊|分队|小?班|号楼|號樓|栋|棟|幢|单元|期|桌|排|支部|网格|社|村)(?:名单|名單|成员|成員|学员|學員)?"
    r"|(?:group|team|class|table|room|building|block|unit)\s*(?:\d{1,3}[a-z]?|[a-z])"
)
_TOTAL = re.compile(
    r"\d+\s*(?:人|位|名|people)|(?:本[页頁组組班])?(?:合计|合計|总计|總計|共计|共計|小计|小計|总人数|應到|应到|实到|實到|人数)[\s:：]*.{0,8}"
    r"|(?:制表|填表|填报|審核|审核|复核|負責|负责|经办|报送|统计|登记|制作)(?:人|单位|部门)?(?:签字|签名|\((?:签字|签名|盖章|签章)\))?(?:[\s:].{0,20})?"
    r"|\(?(?:.{1,20}(?:\s|\())?(?:盖章|公章|签章)\)?:?|.{0,6}(?:社区|街道|村|单位|学校|部门)盖章|@?(?:所有人|全体成员|everyone|all)"
    r"|(?:grand\s*)?totals?\b.{0,12}|(?:class\s*)?average|points(?:\s*possible)?|date|due\s*date|median|mean"
    r"|(?:说明|說明|备注|備註|填表说明|填写说明|注意事项|注)[:：]?|(?:例|示例|样例|example|e\.g\.)[:：].*|示例|样例|范例|example|sample|#?接龙|#?接龍"
    r"|(?:出勤|到课|到會|到会|签到|完成|参与|参训|通过|合格|及格|优秀|缺勤|缺席|报到)率?(?:人数)?[\s:：]*[\d.%]*"
    r"|(?:平均|最高|最低)(?:分|值|数)?[\s:：]*[\d.%]*|[(（]?以下(?:空白|无正文|無正文)[)）]?|以上.{0,6}(?:共|合计|合計).{0,8}|共\s*\d+\s*[人位名]"
    r"|(?:[注附]\s*[:：]\s*)?(?:带|标|打)?有?[*★☆※△▲]\s*号?(?:者|的)?(?:为|是|表示|代表).{1,20}"
    r"|.{2,20}(?:居委会|村委会|委员会|办事处|派出所|卫生院|服务中心|服务站|工作站|党支部|有限公司|街道办|居民委员会|村民委员会)"
    r"|第\s*\d+\s*[页頁].*|page\s*\d+(?:\s*(?:of|/)\s*\d+)?|见附件|详见附件"
    r"|[已未](?:参会|到场?|签到|报名|提交|填写|接龙)(?:人员?)?(?:\s*[(（]\d+[)）])?"
    r"|.{1,20}[(（](?:示例|样例|范例|例|模板|example|sample)[)）]"
)
_SPACED_OUT = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")  # 填 表 人
_DEVICE = re.compile(  # what a meeting shows for somebody who gave no name
    r"(?:.{1,20}(?:['’]s\s+|的))?(?:ipad|iphone|android|unknown user)"
    r"(?:\s*\(\d+\)|\s?\d{1,2}(?:\s?(?:pro|plus|max|mini))*)?"
    r"|(?:iphone|ipad|android|华为|小米|荣耀|苹果|安卓|手机|微信|腾讯会议|zoom|teams|电话)\s*(?:用户|网友|user|caller)\s*\d*"
    r"|(?:guest|caller|user|用户|访客)\s*\d+"
    r"|(?:huawei|honou?r|xiaomi|redmi|oppo|vivo|galaxy|samsung|realme|oneplus|nova|pixel|lenovo|nokia)"
    r"(?=.*\d)(?:[\s\-]*[\w+]{1,12}){1,4}|sm-[a-z0-9]{4,6}|[a-z]{3}-[a-z]{2}\d{2}[a-z]?"
)
_DECLINED = re.compile(
    r"(?:^|[\s(（\[【,，。;；❌✘✗✕✖\-—+])(?:[今明后]天|下?周[一二三四五六日末]?|[上下]午|[这本]次|有事|生病)?"
    r"(?:已|要)?(?:取消|退出|请假|請假|不(?:来|來|去|参加|參加))(?:报名|報名)?了?[)）\]】。]?$|[❌✘✗✕✖]"
    r"|\b(?:cancell?ed|not coming|withdrawn|dropped out)\b",
    re.IGNORECASE,
)
_MASKED = re.compile(  # 王*英, as shops and banks print it; 王某
    r"[\u3400-\u9fff]\s*[*×]|[*×]\s*[\u3400-\u9fff]|\w\*{2,}|^[\u3400-\u9fff]{1,2}某{1,2}[\u3400-\u9fff]?$"
)
_LAST_REASONS = (
    ("device", lambda plain: _DEVICE.fullmatch(plain.casefold())),
    ("masked", _MASKED.search),
    ("declined", _DECLINED.search),
    ("address", is_address),
)
_HAN_NAME = r"(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,9}·[\u3400-\u9fff·]{1,9})"
_COUPLE = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?:夫妇|夫妻|夫婦|(?:一|全)家(?:人|[二两三四五六]口)?)$"
    r"|[和与及+＋]\s*(?:老伴|爱人|家属|家人|妻子|丈夫|老公|老婆|孩子)$"
)
_FOR_ANOTHER = tuple("报 报名 接龙 签 签到 签名".split())
_SEVERAL = re.compile(
    rf"{_HAN_NAME}(?:\s*[、\r\n/&]\s*{_HAN_NAME})+|{_HAN_NAME}\s+[替代]\s+{_HAN_NAME}"
    rf"|{_HAN_NAME}[代替帮]{_HAN_NAME}(?:报名?|接龙|签[到名]?)|[\u3400-\u9fff]{{2,3}}(?:，[\u3400-\u9fff]{{2,3}})+"
)
_BEFORE = re.compile(r"^(?:[\-–—•●○◦▪▫◆◇■□☐☑✓✔√★☆►▶→>@'‘“\"`…_\s]|\*(?=\s)|\[[ xX√✓]?\])+(?=[^\W_])")
_BEHIND = re.compile(r"(?<=[^\W_]|[)）])(?:[\s√✓✔☑'’”\"`…—_]|[.·]{2,}|[。，、；]$)+$")
_BOLD = re.compile(r"^\*\*([^*]+)\*\*$")
_IN_QUOTES = re.compile(r"^[“‘「『\"]([^“”‘’「」『』\"]+)[”’」』\"](?=\w|$)")
_OF_A_PERSON = re.compile("[男女岁歲]")
_ABOUT = re.compile(
    r"(?<=[\u3400-\u9fff]{2})[男女]性?\d{1,3}\s*周?[岁歲]$"
    r"|(?:[\s,，、/;；]+|\s*[(（]\s*)(?:[男女]性?(?:[\s,，、/;；]*\d{1,3}\s*(?:周?[岁歲])?)?|\d{1,3}\s*周?[岁歲])\s*[)）]?$"
)
_AND_MORE = re.compile(r"[\s,，、/;；]+[男女](?=[\s,，、/;；]).*$")  # 张三 男 65 and where they live
_CALLED = rf"(?:[{SURNAMES}][\u3400-\u9fff]{{1,2}}|[小老阿][{SURNAMES}])"  # 王秀英, 老王; not 张 alone, nor 欧阳
_SAID = frozenset(  # begin with a surname, and are words
    "谢谢 谢谢您 谢谢你 谢谢啦 谢谢了 高兴 万分 方便 方便吗 方便的 安全 江苏 易懂 常来 文明 金额 夏天 毛病 段落 黄金"
    " 龙年 田里".split()
)
_SEVERAL_SPACED = re.compile(rf"{_CALLED}(?:\s+{_CALLED})+")
_TITLE = re.compile(
    r"名单|名冊|名册|花名册|名單|签到表|登记表|登記表|报名表|報名表|一览表|统计表|信息表|接龙|接龍|纪要$|^群(?:公告|通知|聊?成员)"
    r"|(?:签到|出勤|到课|考勤|报名|参训|培训)(?:情况|统计|记录|结果)|.[:：]$"
    r"|\b(?:attendance|sign[- ]?in|sign[- ]?up|registration|class|name|participants?|members?|students?|group)\s+"
    r"(?:sheet|list|form|register|roster|record)s?\b|^list of "
    r"|\b(?:community|centre|center|association|committee|university|foundation|workshop|programme)\b",
    re.IGNORECASE,
)


def reason_against(text: str) -> str:
    """Why this is no person's name: "identity", "phone", "date", "number", "email", "formula", "heading", "device",
    "masked", "declined", "address" or ""."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain.isalpha() and (reason := _number_in(plain)):
        return reason
    if is_heading_or_total(plain) or is_section(plain.casefold()):
        return "heading"
    return next((reason for reason, is_so in _LAST_REASONS if is_so(plain)), "")


def _number_in(plain: str) -> str:
    if _FORMULA.match(plain):
        return "formula"
    if "@" in plain[1:] and re.search(r"\S@\S+\.\S", plain):
        return "email"
    if _IDENTITY.search(plain):
        return "identity"
    if _DATE.fullmatch(plain):
        return "date"
    if not any(unicodedata.category(sign)[0] in "LS" for sign in plain) and any(sign.isdigit() for sign in plain):
        return "phone" if len(re.sub(r"\D", "", plain)) in DIGITS_OF_A_PHONE else "number"
    if found := _CARD.search(plain) or _PHONE.search(plain):
        return "phone" if found.re is _PHONE else "number"
    return ""


def names_several(text: str) -> bool:
    """王秀英、李建国 in one cell, or with a space between: two people, of whom each needs a row. One whose name is
    written with a space has no surname in its second part: 张 伟, 欧阳 娜娜, 王芳 老师."""
    plain = text.strip()
    if _COUPLE.search(plain):
        return True
    if text.isalnum():
        return text.endswith(_FOR_ANOTHER) and bool(_SEVERAL.fullmatch(plain))
    return bool(_SEVERAL.fullmatch(plain) or _SEVERAL_SPACED.fullmatch(plain))


def is_total(text: str) -> bool:
    """A line under a table, or between its heading and its people, that sums up or explains."""
    plain = _SPACED_OUT.sub("", unicodedata.normalize("NFKC", text).strip().casefold())
    return bool(_TOTAL.fullmatch(plain)) or is_closing(plain)


def is_section(plain: str) -> bool:
    """一组, 3号楼 or Team A: a line above some of the people, or a word in front of them."""
    return bool(_SECTION.fullmatch(plain.rstrip(":：")))


def is_heading_or_total(plain: str) -> bool:
    if is_total(plain) or _TITLE.search(plain) or plain.casefold() in _VALUES:
        return True
    if label_and_value(plain)[0] not in (Heading.UNKNOWN, *OF_A_NAME):
        return True
    if "姓" in plain and "姓名" in (joined := "".join(plain.split())) and len(joined) > SHORT_HEADING:
        return True  # headings in one cell, with or without spaces between
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
    return len(plain) <= SHORT_HEADING and not plain.endswith(("老师", "教师", "讲师", "主任"))


def without_numbers(text: str) -> str:
    """The name in a cell that also holds a telephone or identity number, which is left where it was."""
    if sum(sign.isdigit() for sign in text) < SHORTEST_NUMBER:
        return text
    plain = text.translate(_DIGITS)
    rest = _BRACKETS_OF_NUMBERS.sub(" ", plain)
    for number in (_IDENTITY, _CARD, _MOBILE, _PHONE):
        rest = number.sub(" ", rest)
    letters = [sign for sign in rest if sign.isalpha()]
    if rest == plain or not letters or letters in (["x"], ["X"]):
        return text
    return " ".join(_CALLED_NUMBER.sub("", rest.strip(_AROUND)).strip(f"{_AROUND}()（）").split())


def tidy(text: str) -> str:
    """On one line, without what stands around a name: "姓名：", "一组：", a dash or a tick, "男 60", an address in
    angle brackets, a time, and ="Lee", by which some programs keep Excel from reading a text as something else."""
    text = text.translate(_HALF_WIDTH)
    if text.isalnum() and not text.endswith(("岁", "歲")):
        return text
    found = _QUOTED.match(text)
    bare = _MOMENT.sub(" ", _ADDRESS.sub(" ", _BROKEN.sub("", _INVISIBLE.sub("", found[1] if found else text))))
    if not bare.strip():
        return " ".join(text.split())
    label, value = label_and_value(bare)
    is_label = label in OF_A_NAME or (value is not bare and is_section(bare[: -len(value)].strip().casefold()))
    return _without_marks(" ".join((value if is_label else bare).split()))


def _without_marks(name: str) -> str:
    if (name[:1].isalnum() and name[-1:].isalnum() and not _OF_A_PERSON.search(name)) or _FORMULA.match(name):
        return name
    return (
        _ABOUT.sub(
            "", _AND_MORE.sub("", _BEHIND.sub("", _BEFORE.sub("", _IN_QUOTES.sub(r"\1", _BOLD.sub(r"\1", name)))))
        )
        or name
    )


def label_and_value(text: str) -> tuple[Heading, str]:
    """Of a line as "姓名：王秀英" or "年龄：62"; without a heading in front it is of no kind."""
    found = None if text.isalnum() else _LABEL.match(text)
    if found is None or len(_OPENING.findall(found[1])) != len(_CLOSED.findall(found[1])):  # 小明（监护人：王芳）
        return Heading.UNKNOWN, text
    return heading_of(found[1]), found[2]


def is_blank(text: str) -> bool:
    """What people write where there is nobody."""
    return text.strip().casefold() in NO_NAMES or not any(unicodedata.category(sign)[0] in "LNS" for sign in text)


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


def is_surely_name(text: str) -> bool:
    """A common surname with one or two characters, or parts with a dot between: also between lines of talk."""
    return text not in _SAID and bool(re.fullmatch(rf"{_CALLED}|[\u3400-\u9fff]{{2,9}}·[\u3400-\u9fff·]{{2,9}}", text))


def _longest(plain: str) -> int:
    return 12 if re.search(r"[\u3400-\u9fff]", plain) and "·" not in plain else LONGEST_NAME
