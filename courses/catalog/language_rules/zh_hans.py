"""Simplified Chinese, as the content check reads it."""

import re

from courses.catalog.language_rules.rules import HAN, ContentRules, Limits, SourcedClaim
from courses.catalog.model.facts import Weight

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_NUMBERS = ("零|没有|〇", "一|首", "二|两|双|半", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_UNLAWFUL = "应当、不得、违法"


def _pairs(text: str) -> set[str]:
    """Pairs of Han that stand together."""
    return {run[start : start + 2] for run in _RUN.findall(text) for start in range(len(run) - 1)}


RULES = ContentRules(
    unsearched_characters=frozenset("的了吗呢啊吧呀么怎什我你"),
    subject_words=frozenset({"贷款", "借款"}),
    limits=Limits(
        unit="characters",
        sentence=40,
        sentence_at_most=60,
        section=400,
        title=16,
        by_role={"lead": 40, "takeaway": 30, "feedback": 70, "explain": 70, "option": 25, "claim": 25, "target": 25},
    ),
    counted=re.compile(r"\w"),  # letters and digits too
    counts_characters=True,
    title_counted=re.compile(f"[{HAN}]"),
    sentence_end=re.compile(r"[。！？!?]+[”’」』）)\"]*|\n"),
    long_option=8,
    variants={
        "年化利率": "年化率|年利率|年利息率|年息率",
        "内部收益率": "内部回报率|内含报酬率|内部报酬率",
        "砍头息": "断头息",
        "等额本息": "等额本利",
        "信用报告": "征信报告",
        "不良信息": "不良记录|负面信息|不良征信",
        "贷款人": "放款人|出借方|放贷方|贷款方",
        "保证人": "担保人",
        "共同借款人": "共借人",
        "融资担保公司": "融担公司",
        "小额贷款公司": "小贷公司|小额贷公司",
        "消费金融公司": "消金公司|消费金融机构",
        "民间借贷": "民间贷款|民间借款",
        "助贷平台": "导流平台|助贷机构",
        "综合融资成本明示表": "综合融资成本表",
        "前置费用": "前期费用|预付费用",
        "应急金": "备用金|应急资金|紧急预备金",
        "单独同意": "单独授权",
    },
    formal_you="您",
    plain_you="你",
    empty_link_words=frozenset(
        {"点击这里", "这里", "点这里", "此处", "点击此处", "点击", "链接", "更多", "查看", "见这里"}
    ),
    pointers=re.compile(
        "[红绿蓝黄橙灰紫粉]色?的?(?:框|按钮|方框|箭头|区域|部分|格子)|[红绿蓝黄橙灰紫粉]色的?(?:字|线|数字|文字|行|列)"
        "|[左右](?:边|侧|栏|上角|下角|上方|下方|手边)"
    ),
    pointer_words=tuple("红绿蓝黄橙灰紫粉左右"),
    all_or_none=re.compile("(?:以上|上述|前面|这些)(?:选项|答案|说法)?(?:都|全|皆|均)|^都(?:不)?(?:对|是|选)。?$"),
    telling_words=_pairs,
    claims={
        SourcedClaim.LAW: re.compile("(?<!不)违法|非法(?!集资)|法律(?:规定|禁止|要求)"),
        SourcedClaim.DUTY: re.compile("应当|不得(?!不)|必须"),
        SourcedClaim.REGULATOR: re.compile("监管(?:部门)?(?:要求|规定|禁止)"),
        SourcedClaim.COURT: re.compile("法院(?:同样)?不(?:予)?支持"),
        SourcedClaim.STANDARD: re.compile("标准(?:要求|规定)"),
    },
    says_instead={
        Weight.LAW: _UNLAWFUL,
        Weight.REGULATION: _UNLAWFUL,
        Weight.COURT: "法院不予支持",
        Weight.RULE: "监管要求、应当",
        Weight.STANDARD: "标准要求、不宜",
        Weight.SELF: "自律要求",
        Weight.WARNING: "提示、风险信号",
        Weight.SERVICE: "可以打、可以问",
        Weight.EVIDENCE: "研究发现",
        Weight.PRACTICE: "通常、据报道",
    },
    reported=re.compile("报道|据报"),
    tells_the_time=re.compile("将|起|尚未|还没|到期|截至|截止|为止|曾|不再|失效|废止|结束|旧|以前|过去|原来|之前"),
    void=re.compile("(?:合同|借贷|借款|贷款)(?:[^。；？条款\n]{0,12})(?<!格式)无效(?!的)"),
    goes_back=re.compile("返还|退还|退回|要退|仍要还|要还"),
    calls="拨打|拨|致电|热线|电话|打",
    counted_things="[元万亿年月天日次个笔分小]",
    number_words=tuple(map(re.compile, _NUMBERS)),
)
