"""What the heading of a column says about it, as offices, other platforms and questionnaires write headings."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum


class Heading(StrEnum):
    """`OTHER` is known to be something else; `UNKNOWN` may be anything, a name too."""

    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    CONSENT = "consent"  # says whether, or who, agreed for a child
    GUARDIAN = "guardian"  # says who the guardian is
    HOUSEHOLD = "household"  # names one person of each
    AGE = "age"
    BIRTH = "birth"
    IDENTITY = "identity"  # tells when somebody was born
    OF_AGE = "of age"  # says yes or no
    TOO_YOUNG = "too young"  # says yes or no
    SCHOOL_YEAR = "school year"
    OTHER = "other"
    UNKNOWN = ""


LONGEST_HEADING = 40
_BRACKETS = re.compile(r"[(\[{【〔<《「][^)\]}】〕>》」]*[)\]}】〕>》」]")
_NUMBER = re.compile(r"^(?:q|第)?\d{1,3}(?:题|題)?[.、:_\-)\s]+")
_COPY = re.compile(r"(?<=[\u3400-\u9fff])_\d{1,2}$")  # 姓名_1, as forms number their fields
_MARKS = re.compile(r"[\s*:?.。、,;!_\-\"'’`·#]+")
_LATIN = re.compile("[a-z]")
_REQUIRED = re.compile(r"(?:必填|必填项|選填|选填|required|optional)$|^(?:必填|required)")

_PEOPLE = (
    "学生|学员|學生|學員|成员|成員|会员|會員|组员|組員|参加者|參加者|参与者|參與者|参加人员|参加人|参训人员|受训人员"
    "|报名人|报名者|报到人|签到人|孩子|儿童|兒童|小朋友|居民|用户|用戶|客户|人员|人員|社员|村民|参会人员|参会人"
    "|参会者|与会人员|职工|员工|受访者|答题者|填写人"
)
_WHOSE = (
    f"{_PEOPLE}|签到|本人|患者|病人|就诊人|就诊者|老人|长者|服务对象|住户|租户|业主|党员|志愿者|义工|嘉宾|来宾|工友|工人|代表|队员"
    "|应聘者|申请人|受益人|护工|家政员|困难群众|低保户|残疾人|退役军人"
)
_LISTED = re.compile(rf"(?:{_PEOPLE})+(?:名单|名單)?")
_ZH_NAME = re.compile(
    rf"(?:请问|請問|请|請)?(?:填写|填寫|输入|輸入|留下)?(?:你|您|我)?(?:的)?(?:{_WHOSE})*(?:的)?(?:真实|真實|中文|英文|微信|群|显示|顯示)?"
    r"(?:姓名|名字|昵称|暱稱|昵稱|全名|称呼|稱呼|名称|名稱|姓名全称)(?:昵称|或昵称|或称呼)?(?:是|为|叫)?(?:什么|什麼)?(?:呢)?"
)
_ZH_CALLED = re.compile(
    r"(?:请问|請問)?(?:怎么|怎样|如何|该怎么)称呼(?:你|您)?|(?:你|您)(?:怎么|如何)称呼|(?:你|您)叫什么(?:名字)?"
)
_EN_CALLED = re.compile(r"(?:what|how)(?:should|can|shall|may|do)(?:we|i|you)?(?:call|address|liketobecalled).{0,12}")
_EN_WHO = (
    r"(?:student|learner|participant|member|pupil|child|attendee|applicant|respondent|resident|trainee|person|people)"
)
_EN_NAME = re.compile(
    rf"(?:what\s?s|whatis|pleaseenter|enter)?(?:the|your)?{_EN_WHO}?s?(?:full|complete|real|preferred|display|chinese|english)?"
    r"(?:name|nickname|nick|fullname)s?|firstandlastname|firstlastname|firstname(?:and|&|/)?(?:lastname|surname)|nameand?surname"
    rf"|fullnames?|names?of(?:the|each)?{_EN_WHO}s?"
)
_SOLE_NAMES = {
    "student", "learner", "participant", "attendee", "pupil", "member", "trainee", "students", "learners", "members",
    "participants", "attendees", "学生", "学员", "學生", "學員", "成员", "成員", "参加者", "参与者", "人员", "名单",
    "組員", "组员", "患者", "就诊人", "服务对象",
}  # fmt: skip
_NAMES = re.compile("|".join(f"(?:{one.pattern})" for one in (_ZH_NAME, _ZH_CALLED, _EN_NAME, _EN_CALLED, _LISTED)))
_FAMILY = {"姓", "姓氏", "lastname", "familyname", "surname", "last", "family"}
_GIVEN = {"名", "firstname", "givenname", "givennames", "forename", "forenames", "first", "given"}
_GUARD = re.compile(
    r"^(?:consent|permission)(?:form|slip)?(?:given|received|returned|signed)?$|监护|監護|家长|家長|父母|父亲|母亲|爸爸|妈妈|guardian|parent|carer|mother|father"
)
_AGREED = re.compile(
    r"同意|签字|签名|簽字|簽名|签署|簽署|授权|授權|知情|意见|意見|回执|回執|知晓|允许|允許|准许|许可|consent|agree|permission|signature|signed"
)
_REACHED = re.compile(
    "电话|電話|手机|手機|联系|聯絡|微信|住址|地址|身份证|证件|工作|单位|phone|mobile|mail|address|contact|tel$"
)
_OTHERS = re.compile(
    "签到|签名|备案|录制|录音|录像|访客|来宾|时长|時長|会议|提交[人者]|录入|电话|電話|手机|手機|联系|聯絡|联络|紧急|住址|地址|學校|学号|學號|编号|編號|序号|序號|号码|性别|性別|民族|备注|備註"
    "|床号|床位|住院号|门诊|病区|病房|科室|诊断|主治|关系|籍贯|座号|工号|职务|职位|职称|政治面貌|健康状况|邮箱|郵箱|部门|单位|職業|职业|学历|时间|時間|日期|来源|來源|用时|答卷|小组|组别|分组|社区|楼号|门牌|学校|老师|教师"
    "|班主任|负责人|制表人|填表人|推荐人|介绍人|地点|地點|主讲|授课|讲师|主题|主办|承办|协办|支部|课程|项目|用户名|登录|登入|账号|帳號|密码|文化程度|成绩|分数|得分|电子邮件"
)
TABLE_WORDS = frozenset(  # English headings are told by whole words: Carole and Felicity are people
    "phone mobile telephone email e-mail mail address username userid user login password gender number no identifier"
    " idnumber timestamp teacher coach facilitator emergency contact school company organisation organization course"
    " group class section department institution remark remarks comment comments note notes usertype type enrolled"
    " assigned filename role time score grade points middle recording meeting language city country id ip".split()
)
_SOLE_OTHERS = frozenset("no id nr sex tel qq ip type status wechat title 号 户号 年级 序 楼".split())
_HOUSEHOLD = re.compile(r"^(?:户主|戶主)(?:的?(?:姓名|名字|名))?$|^(?:headofhousehold|householder)(?:sname|name)?$")
_BIRTH = re.compile(r"出生|生日|birth|^dob$")
_IDENTITY = re.compile(r"身份证|身份證|证件号|證件號|^证件|idcard|identitycard|nationalid")
_SCHOOL_YEAR = re.compile(
    r"年级|年級|班级|班級|^(?:就读|在读|所读|所在)?(?:学校|學校)$|^school$|^(?:grade|class|yeargroup|schoolyear|gradelevel)$"
)
_YEARS = r"(?:1[468]|十四|十六|十八)(?:周|週)?(?:岁|歲)?"
_TOO_YOUNG = re.compile(
    rf"(?:未|不)(?:满|滿)(?:{_YEARS})|(?:{_YEARS})(?:及)?以下|未成年|(?:under|below|youngerthan)1[468]|isminor|^minor"
)
_OF_AGE = re.compile(
    rf"(?:满|滿)(?:{_YEARS})|(?:{_YEARS})(?:及)?以上|成年|(?:over|atleast)1[468]|1[468](?:andover|orolder|orover)"
)
_AGE = re.compile(
    rf"年龄|年齡|周岁|週歲|(?:岁|歲)(?:数|數)|几岁|幾歲|多大|现年|^(?:岁|歲)$|(?:your|child|{_EN_WHO})?s?age(?:d|s|group|range|years|inyears)?$"
    r"|^age(?:at|on|as)|howold"
)


_ANY_WORD = re.compile(  # most cells are names: one look tells that
    "|".join(one.pattern for one in (_BIRTH, _TOO_YOUNG, _OF_AGE, _AGE, _IDENTITY, _SCHOOL_YEAR, _HOUSEHOLD, _OTHERS))
)


def plain_heading(cell: str) -> str:
    """A heading as it is compared: half-width, small letters, without numbering, brackets, marks and spaces."""
    text = unicodedata.normalize("NFKC", cell.strip().strip("\ufeff")).casefold()
    text = _COPY.sub("", _NUMBER.sub("", _BRACKETS.sub("", text).strip(" *")))
    return _REQUIRED.sub("", _MARKS.sub("", text))


def heading_of(cell: str) -> Heading:
    """What one cell says, if it is a heading; a heading in two languages counts when both say the same."""
    if not cell.strip() or len(cell) > LONGEST_HEADING * 2:
        return Heading.UNKNOWN
    plain = plain_heading(cell)
    if not plain or len(plain) > LONGEST_HEADING:
        return Heading.UNKNOWN
    if (found := _of_one(plain)) is not Heading.UNKNOWN:
        return found
    if not TABLE_WORDS.isdisjoint(re.findall(r"[a-z]+", cell.casefold())):
        return Heading.OTHER
    if "/" not in plain and (plain.isascii() or not _LATIN.search(plain)):
        return Heading.UNKNOWN
    kinds = {_of_one(part) for part in re.findall(r"[a-z]+|[\u3400-\u9fff]+", plain)}
    if kinds == {Heading.FAMILY, Heading.GIVEN}:
        return Heading.NAME
    return kinds.pop() if len(kinds) == 1 else Heading.UNKNOWN


def _of_one(plain: str) -> Heading:
    if _GUARD.search(plain):
        return _of_guardian(plain)
    if plain in _SOLE_NAMES or _NAMES.fullmatch(plain):
        return Heading.FAMILY if plain in _FAMILY else Heading.GIVEN if plain in _GIVEN else Heading.NAME
    if not (
        _ANY_WORD.search(plain) or plain in _FAMILY or plain in _GIVEN or plain in TABLE_WORDS or plain in _SOLE_OTHERS
    ):
        return Heading.UNKNOWN
    return next((kind for kind, says in _KINDS if says(plain)), Heading.UNKNOWN)


_KINDS: tuple[tuple[Heading, Callable[[str], object]], ...] = (
    (Heading.FAMILY, _FAMILY.__contains__),
    (Heading.GIVEN, _GIVEN.__contains__),
    (Heading.HOUSEHOLD, _HOUSEHOLD.search),
    (Heading.BIRTH, _BIRTH.search),
    (Heading.TOO_YOUNG, _TOO_YOUNG.search),
    (Heading.OF_AGE, _OF_AGE.search),
    (Heading.AGE, _AGE.search),
    (Heading.IDENTITY, _IDENTITY.search),
    (Heading.SCHOOL_YEAR, _SCHOOL_YEAR.search),
    (Heading.OTHER, TABLE_WORDS.__contains__),
    (Heading.OTHER, _SOLE_OTHERS.__contains__),
    (Heading.OTHER, _OTHERS.search),
)


def _of_guardian(plain: str) -> Heading:
    if _AGREED.search(plain):
        return Heading.CONSENT
    return Heading.OTHER if _REACHED.search(plain) else Heading.GUARDIAN


_GREETINGS = (
    r"(?:各位|大家).{0,8}[好:：]|你好|您好"
    r"|(?:谢谢|感谢|多谢|辛苦|请查收|收到|好的|完毕|以上|如下)(?:了|啦|大家|各位|您|你们|支持|配合|领导|人员|名单)*[!。~]*"
    r"|(?:hello|hi|dear)(?:\s+\w+)?[!,.]?|(?:(?:kind|best|warm)\s+)?(?:regards|wishes)|sincerely|cheers|best"
    r"|(?:many\s+)?thanks?(?:\s+(?:you|all|a lot|again))*[!.]?|所有人.{0,40}"
)
_MADE_BY = (
    r"(?:prepared|compiled|checked|approved|submitted|recorded|filled\s+in|signed|completed|verified|printed)\s+by\b.*"
    r"|(?:signature|signed|stamp|venue|trainer|facilitator|instructor|location|topic)\b\s*[:：].*|signature"
    r"|[(（]?(?:单位|部门)?(?:盖章|公章|签章|签字|签名|印章|日期)处?[)）]?[:：]?"
)
_SUMS = (
    r"totals?\s+(?:(?:number|no\.?|of|participants|attend\w*|people|members|students|learners|present)\s*)+[:：]?\s*\d*"
    r"|(?:金额)?大写[:：]?.{0,20}"
)
_NOTES = (
    r"(?:说明|說明|备注|備註|填表说明|填写说明|注意|注意事项|注|提示|温馨提示|要求)[:：].*"
    r"|(?:n\.?b\.?|notes?|remarks?)\s*[:：].*"
)
_PROGRAMS = (
    r"student,\s*test|test\s+student|open-ended response|\{\"importid.*|you"
    r"|\d\.\s*(?:summary|participants|in-meeting activities|摘要|参与者|会议中?活动)"
)
_CLOSING = re.compile("|".join((_GREETINGS, _MADE_BY, _SUMS, _NOTES, _PROGRAMS)), re.DOTALL)


def is_closing(plain: str) -> bool:
    """`plain` is half-width and in small letters."""
    return bool(_CLOSING.fullmatch(plain))
