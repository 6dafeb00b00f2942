"""English, as the content check reads it."""

import re
from decimal import Decimal

from courses.catalog.language_rules.rules import ContentRules, Limits, SourcedClaim
from courses.catalog.model.facts import Weight

_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|No|Nos|Mr|Mrs|Ms|Dr|art|approx|p|pp)|\b[A-Z](?:\.[A-Z])*)\.$")
_PLURAL_END = re.compile(r"(?:s|es)?(?![a-z])")
_WORD = re.compile(r"[a-z]{4,}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_MONTH = re.compile(
    rf"\b(?P<name>{'|'.join(_MONTHS)})\b(?=,? \d)|(?<=\d )(?P<after>{'|'.join(_MONTHS)})\b|\b(?P<plain>"
    rf"{'|'.join(name for name in _MONTHS if name not in ('May', 'March'))})\b"
)
_ANY_MONTH = re.compile("Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec")  # quick to look for
_COLORS = "red green blue yellow orange grey gray purple pink".split()
_NUMBERS = (
    *(
        "zero|none|no",
        "one|first|once|single|a|an",
        "two|second|twice|half|both|pair|double",
        "three|third|thirds|quarter",
    ),
    *("four|fourth|quarter", "five|fifth", "six|sixth", "seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth"),
    *("eleven|eleventh", "twelve|twelfth"),
)
_UNLAWFUL = "must, may not, is unlawful"


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop at `end` belongs to an abbreviation, or what follows begins small."""
    if end[0] == "\n":
        return False
    if end[0] == "." and _ABBREVIATION.search(text[: end.end()][-12:]):
        return True
    following = text[end.end() :].lstrip(" ")[:1]
    return following.islower()


def _is_word(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalpha() and _PLURAL_END.match(text, end) is not None


def _months(text: str) -> set[Decimal]:
    if not _ANY_MONTH.search(text):
        return set()
    return {Decimal(_MONTHS.index(next(filter(None, match.groups()))) + 1) for match in _MONTH.finditer(text)}


_UNSEARCHED = (
    "am an and are as at be by can do does for go he how if in is it me my no of on or so that the this to up us we"
    " want what when where which who why with you your"
).split()

RULES = ContentRules(
    unsearched_words=frozenset(_UNSEARCHED),
    subject_words=frozenset({"loan", "loans"}),
    limits=Limits(
        unit="words",
        sentence=20,
        sentence_at_most=30,
        section=250,
        title=60,
        by_role={"lead": 25, "takeaway": 20, "feedback": 40, "explain": 40, "option": 15, "claim": 15, "target": 15},
    ),
    sentence_end=re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|\n"),
    goes_on=_goes_on,
    variants={
        "yearly rate": "annual rate|annual interest rate|annualised rate|annualized rate|annual percentage rate|apr",
        "internal rate": "internal rate of return",
        "penalty interest": "default interest|late interest|punitive interest",
        "repayment table": "repayment schedule|payment schedule|amortisation table|amortization table",
        "early repayment": "prepayment|pre-payment",
        "instalment": "installment",
        "credit register": "credit bureau|credit reference system|credit reference agency|credit registry",
        "guarantor": "surety|sureties",
        "co-borrower": "joint borrower|co-debtor",
        "microloan company": "microcredit company|micro-credit company|micro-loan company|small-loan company",
        "consumer finance company": "consumer credit company",
        "all-in cost": "comprehensive financing cost|comprehensive finance cost|total financing cost",
        "advance fee": "upfront fee|up-front fee",
        "illegal fundraising": "illegal fund-raising|unlawful fundraising",
        "cushion": "emergency fund|rainy-day fund|rainy day fund",
        "negative information": "adverse information",
    },
    is_word=_is_word,
    term_start=r"\b",
    term_end=r"(?=(?:s|es)?\b)",
    stressed=frozenset(
        "NOT NO ALL ANY ONLY NEVER ALWAYS MUST NOW STOP FREE EVERY EVERYTHING NOTHING BEFORE AFTER FIRST DO DON CANNOT "
        "YOU YOUR VERY WARNING IMPORTANT NOTE ATTENTION CAUTION DANGER AND BUT SAFE URGENT TODAY YES IS ARE".split()
    ),
    empty_link_words=frozenset(
        {"here", "click", "click here", "this", "this link", "link", "more", "read more", "see here"}
    ),
    pointers=re.compile(
        r"(?i)\b(?:(?!red lines?\b)(?:red|green|blue|yellow|orange|grey|gray|purple|pink) "
        r"(?:box|button|text|line|area|part|word|number|row|column|letter|arrow|mark|frame)(?:e?s)?\b"
        r"|(?:on|to|at) the (?:far |top |bottom |upper |lower )?(?:right|left)\b(?!-?hand of)"
        r"|(?:right|left)-hand (?:side|column|box|part)\b)"
    ),
    pointer_words=(*(f"{color} " for color in _COLORS), "left", "right"),
    all_or_none=re.compile(r"\b(?:all|none|both|any) of (?:the )?(?:above|these|them)\b", re.I),
    telling_words=lambda text: set(_WORD.findall(text)),
    claims={
        SourcedClaim.LAW: re.compile(
            r"\b(?:unlawful|illegal(?! fundraising)|against the law|prohibited by law|by law)\b", re.I
        ),
        SourcedClaim.DUTY: re.compile(
            r"\b(?:must|may not(?! (?:be (?:able|the)|know|see|get|help))|shall(?: not)?)\b", re.I
        ),
        SourcedClaim.REGULATOR: re.compile(
            r"\b(?:the )?regulators? (?:requires?|demands?|forbids?|prohibits?)\b", re.I
        ),
        SourcedClaim.COURT: re.compile(r"\bcourts? (?:will not|does not|do not) (?:enforce|support)\b", re.I),
        SourcedClaim.STANDARD: re.compile(r"\bthe standard (?:requires|demands|says)\b", re.I),
    },
    says_instead={
        Weight.LAW: _UNLAWFUL,
        Weight.REGULATION: _UNLAWFUL,
        Weight.COURT: "a court will not enforce",
        Weight.RULE: "the regulator requires, must",
        Weight.STANDARD: "the standard says, supports a complaint",
        Weight.SELF: "members have agreed",
        Weight.WARNING: "the police or regulator warns, a warning sign",
        Weight.SERVICE: "you can call, you can ask",
        Weight.EVIDENCE: "a study found",
        Weight.PRACTICE: "usually, it is reported",
    },
    reported=re.compile(r"\breport(?:s|ed|edly)?\b", re.I),
    tells_the_time=re.compile(
        r"\b(?:will|from|since|until|till|not yet|no longer|ended|ends|expired|earlier|formerly|former|old|past|was|"
        r"were|used to|had)\b",
        re.I,
    ),
    void=re.compile(r"\b(?:contract|loan|agreement|lending)s?\b[^.;:?\n]{0,60}\b(?:is|are|as) void\b", re.I),
    goes_back=re.compile(
        r"\b(?:goes?|gives?|given|pays?|paid) (?:it )?back\b|\breturn(?:s|ed)?\b|\bstill owed?\b", re.I
    ),
    calls=r"\b(?:call|dial|phone|ring|hotline)",
    counted_things=r"yuan|days?|times?|people",
    number_words=tuple(re.compile(rf"\b(?:{words})\b", re.I) for words in _NUMBERS),
    months=_months,
)
