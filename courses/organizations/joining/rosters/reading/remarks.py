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
    r"(?:正|副)?(?:小?组长|小?組長|班长|班長|队长|隊長|楼长|栋长|排长|网格长|网格员)"  # 王芳 老师 is a name
)
_STATE = (
    r"(?:[已未没沒]|还没|尚未)\s*(?:签到?|簽到?|到场?|到会|到课|到|报名|確認|确认|交费|缴费|付款|付|交|通知|加群|进群|入群|填写?|收到)[了啦]?"
    r"|(?:签到|簽到|报名|確認|确认|收到)[了啦]?|到了|代[签报领填]|补签|待定|待确认|迟到|早退|晚到|本人|(?:signed|paid|present|late|absent|confirmed)"
)
_ASIDE = (
    rf"[{_HAN}]{{0,6}}(?:代[签报领填]|不便|听障|视障|轮椅|素食|家属|陪同)[{_HAN}]{{0,4}}|[带帶陪][{_HAN}\d]{{1,10}}"
    r"|转[一二三四五六七八九十甲乙丙丁\d]{1,3}[组組班队]|[一二两兩三四五六七八九\d]{1,2}\s*[人位个個]"
)
_IN_FRONT = re.compile(rf"^[(（\[【〔]\s*(?P<mark>{_OFFICE})\s*[)）\]】〕]\s*(?=[^\W\d_])", re.IGNORECASE)
_KEPT_BEHIND = re.compile(
    rf"(?<=[^\W\d_])(?:\s*[(（\[【〔]\s*(?P<bracketed>{_OFFICE}|{_STATE})\s*[)）\]】〕]|[\s,，;；:：]+(?P<bare>{_STATE}|{_OFFICE_AS_WORD}))$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?<=[^\W\d_])(?:\s*[(（\[【〔]\s*(?:{_ASIDE})\s*[)）\]】〕]|[\s,，;；]+[一二两兩三四五六七八九\d]{{1,2}}\s*[人位个個])$"
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
    name, marks = text.strip(), []
    if found := _PART_WITH_LEADER.match(name):
        return found["name"], ""
    if found := _TWICE.match(name):
        return found["name"], ""
    if begun := _IN_FRONT.match(name):
        name, marks = name[begun.end() :], [begun["mark"]]
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
    return bool(_ADDRESS.fullmatch(unicodedata.normalize("NFKC", text).strip()))
