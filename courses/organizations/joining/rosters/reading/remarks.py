"""What a list says beside a name: a room or an address, an office in brackets, who has come, paid or signed."""

import re
import unicodedata

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_BLOCK = r"(?:(?:[A-Za-z]?\d{1,3}|[A-Za-z])\s*(?:号楼|號樓|号院|栋|棟|幢|座|单元|單元|#|＃)\s*)"
_ROOM = (  # a block alone is how people of one name are told apart: 张姐（3号楼）
    rf"(?:\d{{1,3}}(?:[-－–]\d{{1,5}}){{1,3}}\s*[室号號房]?|{_BLOCK}+\d{{2,5}}\s*[室号號房]?|\d{{2,5}}\s*(?:室|号房|號房))"
)
_STREET = rf"[{_HAN}]{{2,16}}(?:路|街|巷|弄|道|里|村|区|苑|园|庄|院)\s*\d{{1,5}}\s*[弄号號](?:[{_HAN}\d\-]*)"
_ADDRESS = re.compile(rf"[{_HAN}]{{0,16}}{_ROOM}|{_STREET}")
_ADDRESS_IN_LETTERS = re.compile(
    r"\d{1,5}[A-Za-z]?,?\s(?:[A-Za-z.']+\s){1,4}(?:street|st|road|rd|avenue|ave|lane|drive|court)\.?(?:\s.*)?",
    re.IGNORECASE,
)
_ADDRESS_BEHIND = re.compile(
    rf"(?<=[^\W\d_])[\s,，;；]+(?:[{_HAN}]{{0,16}}{_ROOM}|{_STREET}|[{_HAN}]{{2,16}}\d{{1,3}}(?:号楼|栋|幢|座)\d{{0,5}})$"
    rf"|(?<=[^\W\d_])\s*[(（]\s*{_ROOM}\s*[)）]$"
)
_ROOM_IN_FRONT = re.compile(rf"^{_ROOM}[\s,，、:：]*(?=[^\W\d_])(?![班组組级級届期年月日点人岁歲])")
_NUMBER_IN_FRONT = re.compile(
    r"^(?:(?:[0-9]\ufe0f?\u20e3)+|[\u2460-\u2487\u24eb-\u24fe\u2776-\u2793\u3251-\u325f\u32b1-\u32bf])\s*(?=\w)"
)
_OFFICE = (
    r"(?:正|副|小|楼|大|总)?(?:组长|組長|班长|班長|队长|隊長|团长|楼长|栋长|排长|网格长|站长|会长|支书|书记|主任|负责人|联系人|召集人)"
    r"|网格员|志愿者|义工|社工|工作人员|老师|老師|学员|學員|党员|新人|新学员|户主|戶主|(?:deputy\s+)?leader|volunteer|facilitator|new"
)
_OFFICE_AS_WORD = (
    r"(?:正|副)?(?:小?组长|小?組長|班长|班長|队长|隊長|楼长|栋长|排长|网格长|网格员|志愿者|义工)"  # 王芳 老师 is a name
)
_STATE = (
    r"(?:[已未没沒]|还没|尚未)\s*(?:签到?|簽到?|到场?|到会|到课|到|报名|確認|确认|交费|缴费|付款|付|交|通知|加群|进群|入群|填写?|收到)[了啦]?"
    r"|(?:签到|簽到|报名|確認|确认|收到)[了啦]?|到了|代[签报领填]|补签|待定|待确认|迟到|早退|晚到|本人|(?:signed|paid|present|late|absent|confirmed)"
)
_DEVICE = (
    r"(?:i(?:phone|pad|os)|android|huawei|honou?r|xiaomi|redmi|oppo|vivo|galaxy|samsung|macbook|手机|手機|电脑|電腦|平板"
    r"|华为|小米|荣耀|苹果|安卓)(?:[\s\-]?[\w+]{1,12}){0,3}"
)
_IN_A_MEETING = (
    rf"{_DEVICE}|(?:联席)?主持人?|主讲人?|来宾|访客|外部(?:人员|联系人)?|离职|本机|我"
    r"|maybe|not sure|(?:co-?)?host|me|guest"
    r"|unverified|external|organi[sz]er|presenter|attendee|(?:he|she|they)\s*/\s*(?:him|her|hers|them|they)"
)
_WHEN = (
    r"(?:[今明后]天|[今明]晚|(?:下|本|这)?(?:周|星期|礼拜)[一二三四五六日天末]|下周|下次|[上下中]午|早上|晚上"
    r"|[\d一二两三四五六七八九十]{1,3}(?:点|號|号|月|日)(?!楼|樓))"
)
_ACTS = (
    "上课|开课|下课|开会|培训|学习|听课|讲课|开始|集合|签到|截止|报名|参加|停课|放假|活动|到齐|准时|按时|见"
    "|到场|来|去|带|交|讲|回复"
)
_SAID_BEHIND = (  # a name; who says there that they do not come is told apart
    rf"(?!\S*(?:请假|請假|不来|不來|不去|不参加|取消|退出))(?:{_WHEN}[{_HAN}\d:：]{{0,12}}"
    rf"|(?:可能|也许|尽量|争取|不确定|看情况|准时|按时|身体|生病|住院|有事|晚点|稍晚|已通知|[会能想要]来|[带帶陪])[{_HAN}\d]{{0,10}})"
)
_TALK = re.compile(
    rf"(?:{_WHEN}|[今明后]年|\d{{1,2}}[:：]\d\d)+.{{0,30}}?(?:{_ACTS}).{{0,60}}"
    r"|(?:各位|大家|同学们|邻居们|家人们|朋友们|请|务必|记得|别忘|不要|麻烦|收到|欢迎|如有|有意|需要|没有|由于|因为|定于|为了|报名请|有事请)"
    r".{3,120}"
    r"|(?:通知|公告|温馨提示|提醒|注意)(?:[:：]|一下|大家).{0,120}|.{2,40}[，。！!？?].{4,120}"
    r"|(?=(?:\S+\s+){2})(?:.*\b(?:tomorrow|tonight|please|reminder|bring|meeting|meet|see you|don['’]t|starts?"
    r"|begins?|thank you|at \d{1,2})\b.*)",
    re.IGNORECASE,
)
_ASIDE = (
    rf"{_IN_A_MEETING}|[{_HAN}]{{1,6}}族|报\s*\d{{1,2}}\s*[人位个]|(?:小学|小學)?[一二三四五六七八九1-9]\s*(?:年级|年級)[^()（）]{{0,6}}"
    rf"|[{_HAN}]{{0,6}}(?:代[签报领填]|不便|听障|视障|轮椅|素食|家属|陪同)[{_HAN}]{{0,4}}|[带帶陪][{_HAN}\d]{{1,10}}"
    r"|转[一二三四五六七八九十甲乙丙丁\d]{1,3}[组組班队]|[一二两兩三四五六七八九\d]{1,2}\s*[人位个個]"
)
_IN_FRONT = re.compile(
    rf"^(?:[(（\[【〔]\s*(?P<mark>{_OFFICE})\s*[)）\]】〕]\s*"
    rf"|(?P<word>群主|群?管理员|{_OFFICE_AS_WORD})\s+(?=[{_HAN}]{{2}}))(?=[^\W\d_])",
    re.IGNORECASE,
)
_KEPT_BEHIND = re.compile(
    rf"(?<=[^\W\d_])(?:\s*[(（\[【〔]\s*(?P<bracketed>{_OFFICE}|{_STATE})\s*[)）\]】〕]|[\s,，;；:：/\-–—]+(?P<bare>{_STATE}|{_OFFICE_AS_WORD}))$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?<=[^\W\d_])(?:\s*[(（\[【〔]\s*(?:{_ASIDE})\s*[)）\]】〕]|[\s,，;；]+[一二两兩三四五六七八九\d]{{1,2}}\s*[人位个個]"
    rf"|(?<=[{_HAN}])[\s,，;；]+{_SAID_BEHIND}|[\s,，]+(?:table|room|group|block|unit|team|flat|apt\.?)\s*#?\d{{1,4}}[a-z]?"
    r"|(?<!['’]s)(?<!的)[\s_\-]+i(?:phone|pad)(?:\s?\d{1,2})?(?:\s?(?:pro|plus|max|mini|air))*)$",
    re.IGNORECASE,
)
_TWICE = re.compile(r"^(?P<name>[^()（）]{1,40}?)\s*[(（]\s*(?P=name)\s*[)）]$")
_PART_WITH_LEADER = re.compile(
    rf"^第?[\w]{{1,3}}(?:小?组|小?組|队|隊|班|栋|号楼|单元)\s*[(（]\s*(?:{_OFFICE})\s*[:：\s]\s*(?P<name>[^()（）]{{2,20}}?)\s*[)）][:：]?$"
)


def without_remarks(text: str) -> tuple[str, str]:
    """The name alone, and the words of an office or of attendance that were left off.

    Rooms, addresses and what is said about somebody's health or company stay in the list they came from, and are not
    among those words. A text that is nothing but remarks stays as it is.
    """
    if text.isalnum() and "\u3400" <= text[0] <= "\u9fff":
        return text, ""  # as most are; a room in front begins with a number, and all else stands behind a sign
    name, marks = text.strip(), []
    if found := _PART_WITH_LEADER.match(name):
        return found["name"], ""
    if found := _TWICE.match(name):
        return found["name"], ""
    if begun := _IN_FRONT.match(name):
        name, marks = name[begun.end() :], [begun["mark"] or begun["word"]]
    name = _ROOM_IN_FRONT.sub("", _NUMBER_IN_FRONT.sub("", name))
    while True:
        if found := _KEPT_BEHIND.search(name):
            marks.insert(0, found["bracketed"] or found["bare"])
            name = name[: found.start()]
        elif found := _BEHIND.search(name) or _ADDRESS_BEHIND.search(name):
            name = name[: found.start()]
        else:
            break
    return (name, " ".join(marks)) if name else (text, "")


def is_address(text: str) -> bool:
    """A line that says where somebody lives, and not who."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_ADDRESS.fullmatch(plain) or _ADDRESS_IN_LETTERS.fullmatch(plain))


SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鐘譚鄒陸顧龍萬錢湯喬賀賴龔"
)
_SIGN = r"[\u3400-\u9fff]"
_TITLES = (
    "阿姨|叔叔|大爷|大妈|大叔|大婶|老师|主任|先生|女士|师傅|医生|奶奶|爷爷|大姐|大哥|同学|书记|[姐哥叔姨婶伯总工老某]"
)
_COMPOUND = "欧阳|司马|上官|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|东方|夏侯|歐陽|司馬|諸葛"
_FULL = (  # 王秀英, 欧阳慧, 买买提·艾力; not 王阿姨, of whom there may be one in each house
    rf"(?P<full>(?:{_COMPOUND}|[{SURNAMES}])(?!{_TITLES}){_SIGN}{{1,2}}|{_SIGN}{{1,9}}·{_SIGN}[\u3400-\u9fff·]{{0,18}})"
)
_UNITS = "(?:号楼|号院|號樓|单元|[栋棟幢座弄号號室楼层门户组队排桌期])"
_PLACE_IN_FRONT = (
    rf"(?:{_SIGN}{{0,8}}?[A-Za-z]?\d{{1,4}}(?:\s?[-－–—#/.]\s?\d{{1,4}}){{1,3}}室?|[A-Za-z]\d{{1,3}}|\d{{3,4}}室?"
    rf"|{_SIGN}{{0,8}}?(?:[A-Za-z]?\d{{1,4}}|[A-Za-z]|[一二三四五六七八九十]{{1,3}}){_UNITS}(?:[A-Za-z]?\d{{1,4}}{_UNITS}?){{0,3}})"
)
_DEPARTMENT = rf"{_SIGN}{{2,10}}(?:[部科处系班组队村区局社里苑园庄坊]|中心|车间|公司|街道|学院|网格|办公室)"
_BETWEEN = r"[\s\-－–—_/|·:：,，、@~～]"
_FULL_BEHIND = re.compile(rf"(?:{_PLACE_IN_FRONT}{_BETWEEN}*|{_DEPARTMENT}{_BETWEEN}+){_FULL}(?!{_SIGN}|·)")
_FULL_FIRST = re.compile(
    rf"{_FULL}(?:{_BETWEEN}+|[(（]\s*|(?=\d))(?P<rest>[\u3400-\u9fff\w\-－–—#/ ]{{1,40}})[)）]?", re.ASCII
)
_PLACE = re.compile(rf"\d\s*{_UNITS}|\d\s?[-－–—#/]\s?\d|^{_PLACE_IN_FRONT}$|[路街巷镇乡村]$|^{_DEPARTMENT}$")
_BRACKET = re.compile(rf"[(（\[【][^()（）\[\]【】]{{2,12}}[)）\]】]\s*{_FULL}(?!{_SIGN}|·)")
_CAME = (
    r"(?:[已未没](?:签到?|签退|到|到[场会课]|出[勤席]|参[加会]|报到|交表)|签到|到[场会课]|出[勤席]|缺[勤席]|迟到|早退|报到|实到"
    r"|present|absent|attended|checked[ -]?in|no[ -]?show|late)了?"
)
_ATTENDANCE = re.compile(
    rf"\s*(?:[(（\[【]\s*{_CAME}\s*[)）\]】]|[:：\-—]\s*{_CAME}|\s[已未]{_SIGN}{{1,2}}了?)$", re.IGNORECASE
)
_CAME_ALONE = re.compile(rf"{_CAME}|到", re.IGNORECASE)
_CHAT = re.compile(
    r"[\s,，;；、/]*[(（]?\s*(?:微信号?|wechat|wx|vx|qq号?)\s*(?:id)?\s*[:：]?\s*[A-Za-z0-9][\w\-]{3,30}\s*[)）]?$",
    re.IGNORECASE,
)
_ROMAN = re.compile(rf"^[IVX]{{1,5}}\s*[.．、)）]\s*(?={_SIGN})")
_PLAIN = re.compile(rf"{_SIGN}+|[^\W\d_\u3400-\u9fff]+(?: [^\W\d_\u3400-\u9fff]+)*")


def without_surroundings(name: str) -> str:
    """The name alone, where what stands beside it is plainly no part of it; else as it is."""
    if _PLAIN.fullmatch(name):
        return name
    for sign in (_ROMAN, _ATTENDANCE, _CHAT):
        name = sign.sub("", name, count=1) or name
    if found := _BRACKET.fullmatch(name):
        name = found["full"]
    if found := _FULL_BEHIND.match(name):
        name = name[found.start("full") :]
    found = _FULL_FIRST.fullmatch(name)
    return found["full"] if found and _PLACE.search(found["rest"]) else name


def says_who_came(word: str) -> bool:
    """Whether this, behind a name and a colon, only says whether somebody was there."""
    return bool(_CAME_ALONE.fullmatch(word.strip()))


def is_talk(text: str) -> bool:
    """A sentence to the people of a list, as it stands among their names in a chat; no name."""
    return bool(_TALK.fullmatch(text.strip()))
