"""Family T: both languages say the same, in the same order, with the same numbers and sources."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from courses.catalog.lint.parsing.content import Content, LessonText, warning
from courses.catalog.lint.parsing.pages import PageText, Section
from courses.catalog.lint.parsing.passages import Passage
from courses.catalog.lint.parsing.wordings import Wording
from courses.catalog.model.values.problems import Place, Problem

NOT_COMPARED = frozenset({"fact", "name"})  # facts keep the figures of their source; names need no translation
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_MONTH = re.compile(
    rf"\b(?P<name>{'|'.join(_MONTHS)})\b(?=,? \d)|(?<=\d )(?P<after>{'|'.join(_MONTHS)})\b|\b(?P<plain>"
    rf"{'|'.join(name for name in _MONTHS if name not in ('May', 'March'))})\b"
)
_ANY_MONTH = re.compile("Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec")  # quick to look for
_ENGLISH = (
    *(
        "zero|none|no",
        "one|first|once|single|a|an",
        "two|second|twice|half|both|pair|double",
        "three|third|thirds|quarter",
    ),
    *("four|fourth|quarter", "five|fifth", "six|sixth", "seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth"),
    *("eleven|eleventh", "twelve|twelfth"),
)
_CHINESE = ("零|没有|〇", "一|首", "二|两|双|半", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_HAN = re.compile("[\u4e00-\u9fff]")
_LOWER_WORD = re.compile(r"[a-z]{3,}")


def problems(content: Content) -> Iterator[Problem]:
    """T601 (follows) to T606."""
    for lesson in content.lessons:
        yield from _originals(lesson)
        yield from _outline(lesson)
        yield from _sections(lesson)
        yield from _heads(lesson)
    for wording in content.wordings:
        yield from _pair(wording)


def version_of(body: str) -> str:
    """What `follows` says of an original: the first 7 hex digits of the SHA-256 of its text."""
    return hashlib.sha256(body.encode()).hexdigest()[:7]


def _originals(lesson: LessonText) -> Iterator[Problem]:
    en, zh = lesson.pages["en"].file, lesson.pages["zh-hans"].file
    if en.front.original == zh.front.original:
        reason = "both files say original: true" if en.front.original else "neither file says original: true"
        place = zh.front_places.of("original")
        yield Problem(place, "T606", f"{reason}. One is the original; the other says follows.")
        return
    original, other = (en, zh) if en.front.original else (zh, en)
    if original.front.follows is not None:
        reason = "the original follows no other file. Remove follows, or original."
        yield Problem(original.front_places.of("follows"), "T606", reason)
    version = version_of(original.body)
    if other.front.follows != version:
        reason = f'{original.language}.md has changed since. Make this text equal, then write follows: "{version}".'
        yield warning(other.front_places.of("follows"), "T601", reason)


def _outline(lesson: LessonText) -> Iterator[Problem]:
    outlines = {language: _steps(page) for language, page in lesson.pages.items()}
    if _questions(outlines["en"]) != _questions(outlines["zh-hans"]):  # reported as Q207
        outlines = {
            language: [step for step in steps if not step[0].startswith("{{ question")]
            for language, steps in outlines.items()
        }
    en, zh = outlines["en"], outlines["zh-hans"]
    for (there, _), (here, place) in zip(en, zh, strict=False):
        if there != here:
            yield Problem(place, "T602", f"here stands {here}, in en.md {there}. Make both the same.")
            return
    if len(en) != len(zh):
        longer, shorter = (en, "zh-hans.md") if len(en) > len(zh) else (zh, "en.md")
        extra, place = longer[min(len(en), len(zh))]
        yield Problem(place, "T602", f"{extra} is missing in {shorter}. Write it there, or remove it here.")


Steps = list[tuple[str, Place]]


def _steps(page: PageText) -> Steps:
    """Heading ids and own lines in order."""
    steps: Steps = []
    for section in page.sections:
        if section.level:
            steps.append((f"the heading {{#{section.id}}}", section.place))
        steps += [(str(line), page.file.at(line.line)) for line in section.own_lines]
    return steps


def _questions(steps: Steps) -> list[str]:
    return [step for step, _ in steps if step.startswith("{{ question")]


def _sections(lesson: LessonText) -> Iterator[Problem]:
    pages = {language: {section.id: section for section in page.sections} for language, page in lesson.pages.items()}
    for key, section in pages["en"].items():
        other = pages["zh-hans"].get(key)
        if other is None:
            continue
        yield from _references(section, other, "zh-hans.md")
        yield from _references(other, section, "en.md")
        difference = _difference(_passages(section), _passages(other))
        if difference:
            place = _first_place(other, difference.only_zh) or _first_place(section, difference.only_en)
            reason = f"the numbers of this section differ: {difference}. Make both languages equal."
            yield warning(place or other.place, "T604", reason)


def _first_place(section: Section, values: tuple[Decimal, ...]) -> Place | None:
    """Where the first of these numbers stands in the section."""
    for block in section.blocks:
        for figure in block.passage.figures:
            if figure.value in values:
                return block.passage.place(figure.start)
    return None


def _passages(section: Section) -> list[Passage]:
    return [block.passage for block in section.blocks]


def _references(here: Section, there: Section, file: str) -> Iterator[Problem]:
    """Citations and internal links of one language that the same section of the other does not have."""
    known = {(one.kind, one.target) for block in there.blocks for one in block.references}
    for block in here.blocks:
        for one in block.references:
            if one.kind == "picture" or (one.kind, one.target) in known:
                continue
            known.add((one.kind, one.target))
            what = f"[^{one.target}]" if one.kind == "fact" else f"the link {one.target}"
            reason = f"{what} is missing in the same section of {file}. Put it there, or remove it here."
            yield Problem(one.place, "T603", reason)


def _heads(lesson: LessonText) -> Iterator[Problem]:
    for en, zh in zip(lesson.pages["en"].front, lesson.pages["zh-hans"].front, strict=True):
        yield from _compared(en, zh, en.role)


def _pair(wording: Wording) -> Iterator[Problem]:
    if wording.role not in NOT_COMPARED:
        yield from _compared(*wording.passages, wording.role)


def _compared(en: Passage, zh: Passage, what: str) -> Iterator[Problem]:
    if en.text == zh.text and (_LOWER_WORD.search(en.text) or _HAN.search(en.text)):
        yield warning(zh.place(), "T605", f"the {what} reads the same in both languages. Translate it.")
        return
    difference = _difference([en], [zh])
    if difference:
        yield warning(
            zh.place(), "T604", f"the numbers of this {what} differ: {difference}. Make both languages equal."
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """Numbers that stand in one language only."""

    only_en: tuple[Decimal, ...]
    only_zh: tuple[Decimal, ...]

    def __str__(self) -> str:
        found = (("en", self.only_en), ("zh-hans", self.only_zh))
        return "; ".join(f"only {language} has {_listed(values)}" for language, values in found if values)


def _difference(en: Sequence[Passage], zh: Sequence[Passage]) -> Difference | None:
    """What numbers stand in one language only; None when there are none."""
    in_english = {figure.value for passage in en for figure in passage.figures}
    in_chinese = {figure.value for passage in zh for figure in passage.figures}
    if not in_english and not in_chinese:
        return None
    for passage in en:
        in_english |= _months(passage.text)
    only_en = tuple(value for value in sorted(in_english - in_chinese) if not _in_words(value, zh, _CHINESE))
    only_zh = tuple(value for value in sorted(in_chinese - in_english) if not _in_words(value, en, _ENGLISH))
    return Difference(only_en, only_zh) if only_en or only_zh else None


def _months(en: str) -> set[Decimal]:
    """Numbers of the months that are named, as Chinese writes them."""
    if not _ANY_MONTH.search(en):
        return set()
    return {Decimal(_MONTHS.index(next(filter(None, match.groups()))) + 1) for match in _MONTH.finditer(en)}


def _in_words(value: Decimal, passages: Sequence[Passage], words: tuple[str, ...]) -> bool:
    """Whether `passages` have the small number `value` in words; those are not compared."""
    if value != value.to_integral_value() or not 0 <= value < len(words):
        return False
    pattern = re.compile(rf"\b(?:{words[int(value)]})\b" if words is _ENGLISH else words[int(value)], re.IGNORECASE)
    return any(pattern.search(passage.text) for passage in passages)


def _listed(values: tuple[Decimal, ...]) -> str:
    return ", ".join(f"{value:,f}" for value in values)
