"""Our dialect of Markdown: internal links, citations, boxes, table boxes, unbroken amounts; no raw HTML."""

import re
import secrets
from collections.abc import Container, Iterator
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from courses.catalog.markup.own_lines import OwnLine, read_own_line

CITATION = re.compile(r"\[\^([^\]\s]{1,40})\]")
INTERNAL_LINK = re.compile(r"(term|help):([a-z0-9-]{1,40})|lesson:([a-z0-9-]{1,40})/([a-z0-9-]{1,40})")
SOURCE_WORD = {"en": "Source", "zh-hans": "来源"}

_NUMBER = r"\d[\d,]{0,18}(?:\.\d{1,9})?"  # bounded: an endless number would take quadratic time
_UNITS = (
    "万元|亿元|万|亿|元|角|个工作日|个百分点|个月|天|日|年|月|期|周|小时|分钟|次|倍|厘|"
    "(?:months?|days?|years?|weeks?|hours?|minutes?|yuan|points?)\\b"
)
UNBROKEN = re.compile(rf"[¥￥$£€] ?{_NUMBER}(?:%| ?(?:万|亿)|/[a-z]+)?|[-−+]?{_NUMBER}(?: ?%| ?(?:{_UNITS}))")

_PLACEHOLDER = re.compile(r"ownline[0-9a-f]{32}n[0-9]+e")
_BOXES = ("example", "rule", "caution")
_NOT_WALKED = ("code", "pre", "sup")
_BLOCKS = [
    "empty",
    "indent",
    "code",
    "hashheader",
    "setextheader",
    "hr",
    "olist",
    "ulist",
    "quote",
    "reference",
    "admonition",
    "table",
    "defindent",
    "deflist",
    "abbr",
]  # everything a block may be besides a paragraph
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Citations:
    """Numbers the facts of one page in order of first citation; facts unknown to the site get none."""

    def __init__(self, known: Container[str]) -> None:
        self.known = known
        self.numbers: dict[str, int] = {}
        self._times: dict[str, int] = {}

    def number(self, fact: str) -> int | None:
        """The number of `fact` on the page, given at its first citation."""
        if fact not in self.known:
            return None
        return self.numbers.setdefault(fact, len(self.numbers) + 1)

    def anchor(self, fact: str) -> str:
        """A new anchor for one more mark of `fact`, so that its source can link back."""
        self._times[fact] = self._times.get(fact, 0) + 1
        return f"cite-{fact}-{self._times[fact]}"


class OwnLinePlaces(Preprocessor):
    """Leaves a placeholder no author can forge where an own line stands."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.nonce = secrets.token_hex(16)
        self.found: list[OwnLine] = []

    def run(self, lines: list[str]) -> list[str]:
        return [kept for number, line in enumerate(lines, start=1) for kept in self._kept(line, number)]

    def _kept(self, line: str, number: int) -> tuple[str, ...]:
        read = read_own_line(line, number)
        if not isinstance(read, OwnLine):
            return (_PLACEHOLDER.sub("", line),)
        self.found.append(read)
        return "", f"ownline{self.nonce}n{len(self.found) - 1}e", ""

    def pattern(self) -> re.Pattern[str]:
        """Finds the placeholders of this text as paragraphs of their own; the group is the index into `found`."""
        return re.compile(rf"<p>ownline{self.nonce}n([0-9]+)e</p>")


class CitationMark(InlineProcessor):
    """[^CN-RATE-12] becomes a mark that the tree pass numbers, because inline text is not read in page order."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        mark = Element("sup")
        mark.set("data-fact", m.group(1))
        return mark, m.start(0), m.end(0)


class PageTree(Treeprocessor):
    """One pass over the finished tree: links, citations, boxes, tables, headings, amounts."""

    def __init__(self, md: Markdown, language: str, citations: Citations) -> None:
        super().__init__(md)
        self.language = language
        self.citations = citations

    def run(self, root: Element) -> None:
        self._wrap_tables(root)
        self._name_headings(root)
        for element in root.iter():
            self._box(element)
            if element.tag == "a":
                self._link(element)
            elif element.tag == "th":
                element.set("scope", "col")
                element.tag = "th" if _plain(element) else "td"  # an empty corner heads nothing
        self._cite(root)
        keep_unbroken(root)

    def _link(self, link: Element) -> None:
        match = INTERNAL_LINK.fullmatch(link.get("href", ""))
        link.attrib.clear()
        if match is None:
            return
        kind, target, course, lesson = match.groups()
        if kind == "term":
            link.set("class", "term")
            link.set("href", f"/{self.language}/glossary/#{target}")
        elif kind == "help":
            link.set("href", f"/{self.language}/help-now/#{target}")
        else:
            link.set("href", f"/{self.language}/learn/{course}/{lesson}/")

    def _box(self, element: Element) -> None:
        words = element.get("class", "").split()
        if words[:1] == ["admonition"]:
            kind = next((word for word in words if word in _BOXES), "example")
            element.set("class", f"box box-{kind}")
            element.set("role", "note")
        elif words == ["admonition-title"]:
            element.set("class", "box-title")

    def _wrap_tables(self, root: Element) -> None:
        label = ""
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag in _HEADINGS:
                    label = _plain(child)
                elif child.tag == "table":
                    box = Element("div", {"class": "table-box", "role": "region", "tabindex": "0"})
                    box.set("aria-label", label or {"en": "Table"}.get(self.language, "表格"))
                    box.tail, child.tail = child.tail, None
                    parent[index] = box
                    box.append(child)

    def _name_headings(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        for number, heading in enumerate(headings, start=1):
            if not heading.get("id"):
                heading.set("id", f"s-{number}")  # the same in both languages, whatever the words

    def _cite(self, root: Element) -> None:
        for parent in list(root.iter()):
            for mark in [child for child in parent if child.tag == "sup" and child.get("data-fact")]:
                self._number(parent, mark)

    def _number(self, parent: Element, mark: Element) -> None:
        fact = mark.attrib.pop("data-fact")
        number = self.citations.number(fact)
        if number is None:
            _remove(parent, mark)
            return
        mark.set("class", "cite")
        link = SubElement(mark, "a", {"href": f"#source-{number}", "id": self.citations.anchor(fact)})
        link.set("aria-label", f"{SOURCE_WORD[self.language]} {number}")
        link.text = f"[{number}]"


class LessonMarkup(Extension):
    """Registers the dialect on a Markdown reader; raw HTML, bare addresses and foreign footnotes stay plain text."""

    def __init__(self, language: str, citations: Citations) -> None:
        super().__init__()
        self.language = language
        self.citations = citations

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.places = OwnLinePlaces(md)
        md.preprocessors.deregister("html_block", strict=False)
        for name in ("html", "autolink", "automail", "footnote"):
            md.inlinePatterns.deregister(name, strict=False)
        for name in ("footnote", "footnote-duplicate", "footnote-reorder"):
            md.treeprocessors.deregister(name, strict=False)
        for name in ("footnote", "markdown_block"):
            md.parser.blockprocessors.deregister(name, strict=False)
        md.postprocessors.deregister("footnote", strict=False)
        md.preprocessors.register(self.places, "own_lines", 27)
        md.inlinePatterns.register(CitationMark(CITATION.pattern, md), "citation", 178)
        md.treeprocessors.register(PageTree(md, self.language, self.citations), "page_tree", 6)


def markdown_reader(language: str, citations: Citations) -> tuple[Markdown, OwnLinePlaces]:
    """A reader for one page, with the place of its own lines."""
    markup = LessonMarkup(language, citations)
    reader = Markdown(extensions=["extra", "admonition", "toc", "sane_lists", markup], output_format="html")
    return reader, markup.places


def inline_reader(language: str) -> Markdown:
    """A reader for one line of text: no lists, headings or tables, whatever the line begins with."""
    reader, _ = markdown_reader(language, Citations(()))
    reader.preprocessors.deregister("own_lines")
    reader.preprocessors.deregister("fenced_code_block", strict=False)
    reader.treeprocessors.deregister("toc", strict=False)
    for name in _BLOCKS:
        reader.parser.blockprocessors.deregister(name, strict=False)
    return reader


def section_titles(reader: Markdown) -> tuple[tuple[str, str], ...]:
    """Anchor and plain text of the second-level headings of the page just read."""
    tokens: list[dict[str, object]] = getattr(reader, "toc_tokens", [])
    return tuple((str(token["id"]), unescape(str(token["name"]))) for token in _flat(tokens) if token["level"] == 2)


def keep_unbroken(root: Element) -> None:
    """Puts amounts with their units, money and percent into spans that no line break may cut."""
    for element in list(_walked(root)):
        _split_tails(element)
        _split_text(element)


def _walked(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if child.tag not in _NOT_WALKED:
            yield from _walked(child)


def _split_text(element: Element) -> None:
    head, spans = _spans(element.text or "")
    if spans:
        element.text = head
        for position, span in enumerate(spans):
            element.insert(position, span)


def _split_tails(element: Element) -> None:
    for child in list(element):
        head, spans = _spans(child.tail or "")
        if spans:
            child.tail = head
            after = list(element).index(child) + 1
            for position, span in enumerate(spans):
                element.insert(after + position, span)


def _spans(text: str) -> tuple[str, list[Element]]:
    spans: list[Element] = []
    head, end = text, 0
    for match in UNBROKEN.finditer(text):
        before = text[end : match.start()]
        if spans:
            spans[-1].tail = before
        else:
            head = before
        span = Element("span", {"class": "nowrap"})
        span.text = match[0]
        spans.append(span)
        end = match.end()
    if spans:
        spans[-1].tail = text[end:]
    return head, spans


def _flat(tokens: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    for token in tokens:
        yield token
        children = token.get("children")
        if isinstance(children, list):
            yield from _flat(children)


def _plain(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _remove(parent: Element, child: Element) -> None:
    index = list(parent).index(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)
