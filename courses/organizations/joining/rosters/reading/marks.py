"""What a list writes around a name for its own use: a star behind a leader's name, the word for a part of the people
in front of them, lines to sign on, full-width letters."""

import re

from courses.organizations.joining.rosters.reading.cells import is_section

STARS = "*＊★☆※△▲◆◇●○◎"
HIDING = frozenset("*＊")
_MARKED = re.compile(
    rf"(?P<name>.*(?:[\u3400-\u9fff·]{{2}}|[^\W\d_\u3400-\u9fff]{{2}}))\s*[(（]?(?P<mark>[{STARS}]{{1,2}})[)）]?",
    re.DOTALL,
)
_HIDDEN_AFTER = frozenset("欧阳 司马 上官 诸葛 司徒 皇甫 尉迟 公孙 慕容 令狐 东方 夏侯 歐陽 司馬 諸葛".split())
_ROLES = re.compile(
    r"(?:正|副)?(?:小?组|班|队|團|团|楼|栋|排|网格)[长長员員]|(?:已|应|實|实)?到(?:场|会|課|课)?|未到(?:场|会)?|缺席|出席|列席"
    r"|(?:参会|参加|參加|报名|報名|参训|到会|与会|出席)(?:人员?|名单|者)|成员|成員|学员|學員|志愿者|义工|工作人员|主持人?|记录[人员]|男|女"
    r"|户主|配偶|妻子?|丈夫|(?:长|次|小)?(?:儿子|女儿|兒子|女兒)|孙[子女]|儿媳|女婿|老伴|爱人"
    r"|(?:leader|deputy|members?|participants?|present|attending|volunteers?|absent)",
    re.IGNORECASE,
)
_NOT_COMING = re.compile(
    r"(?:不(?:参加|來|来|去|报名)|取消(?:报名)?|退出|请假|請假)(?:者|人员?)?|not coming|cancell?ed", re.IGNORECASE
)
_IN_FRONT = re.compile(r"\s*([^:：]{1,40})[:：]\s*(?=\S)")
_LISTED = re.compile(
    r"[^、,，;；]*(?:人员|学员|學員|成员|居民|名单|名單|名册|花名册|participants|attendees)(?:如下|有|list)?"
)


def without_mark(text: str) -> tuple[str, str]:
    """张三* is 张三 and *; 张* and 王*英 hide a part of the name, and stay as they are."""
    plain = text.strip()
    found = _MARKED.fullmatch(plain) if plain.endswith((*STARS, ")", "）")) else None  # most names end otherwise
    if found is None or found["name"] in _HIDDEN_AFTER or any(sign in "*＊×" for sign in found["name"]):
        return text, ""
    return found["name"], found["mark"]


def without_role(line: str) -> tuple[str, bool]:
    """What stands behind 组员：; and whether they are those who do not come."""
    found = _IN_FRONT.match(line)
    if found is None:
        return line, False
    word = found[1].strip().casefold()
    is_away = bool(_NOT_COMING.fullmatch(word))
    if is_away or is_section(word) or _ROLES.fullmatch(word) or _LISTED.fullmatch(word):
        return line[found.end() :], is_away
    return line, False
