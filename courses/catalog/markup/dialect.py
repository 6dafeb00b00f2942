"""Our dialect of Markdown: internal links, citations, boxes, table boxes, unbroken amounts; no raw HTML."""

import re
import secrets
from collections.abc import Container
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _
from django.utils.translation import override
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from courses.catalog.markup.amounts import keep_unbroken
from courses.catalog.markup.own_lines import OwnLine, read_own_line
from courses.languages.known import BY_CODE

CITATION = re.compile(r"\[\^([^\]\s]{1,40})\]")
INTERNAL_LINK = re.compile(r"(term|help|reference):([a-z0-9-]{1,40})|lesson:([a-z0-9-]{1,40})/([a-z0-9-]{1,40})")

_PLACEHOLDER = re.compile(r"ownline[0-9a-f]{32}n[0-9]+e")
_BOXES = ("example", "rule", "caution")
_BLOCKS = frozenset({"div", "p", "ul", "ol", "li", "table", "tr", "th", "td", "h2", "h3", "dl", "dt", "dd"})
_BLANK_AFTER_MARK = re.compile(r"(?<=[，。；：？！、）”》])[ \n]+")
_FIGURE = re.compile(r"[-−+]?[¥￥$£€]? ?[0-9][0-9,]*(?:\.[0-9]+)?(?: ?(?:%|元))?|–|—|")
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
    """Leaves a placeholder no author can forge where an own line stands.

    `pattern` finds those that are paragraphs of their own; its group is the index into `found`, the lines of one text.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.nonce = secrets.token_hex(16)
        self.pattern = re.compile(rf"<p>ownline{self.nonce}n([0-9]+)e</p>")
        self.found: list[OwnLine] = []

    def run(self, lines: list[str]) -> list[str]:
        return [kept for number, line in enumerate(lines, start=1) for kept in self._kept(line, number)]

    def _kept(self, line: str, number: int) -> tuple[str, ...]:
        read = read_own_line(line, number)
        if not isinstance(read, OwnLine):
            return (_PLACEHOLDER.sub("", line),)
        self.found.append(read)
        return "", f"ownline{self.nonce}n{len(self.found) - 1}e", ""


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

    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self.language = language
        self.citations = Citations(())
        with override(language):
            self.table_word, self.source_word = _("Table"), _("Source")

    def run(self, root: Element) -> None:
        self._wrap_tables(root)
        self._name_headings(root)
        for element in root.iter():
            if element.get("class"):
                self._box(element)
            if element.tag == "a":
                self._link(element)
            elif element.tag == "th":
                element.set("scope", "col")
                element.tag = "th" if _plain(element) else "td"  # an empty corner heads nothing
        self._cite(root)
        if not BY_CODE[self.language].words_are_spaced:
            _close_up(root)
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
            link.set("href", f"/{self.language}/help-now/{target}/")
        elif kind == "reference":
            link.set("href", f"/{self.language}/reference/{target}/")
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
        if next(root.iter("table"), None) is None:
            return
        label = ""
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent) if len(parent) else ()):
                if child.tag in _HEADINGS:
                    label = _plain(child)
                elif child.tag == "table":
                    box = Element("div", {"class": "table-box", "role": "region", "tabindex": "0"})
                    box.set("aria-label", label or self.table_word)
                    box.tail, child.tail = child.tail, None
                    parent[index] = box
                    box.append(child)
                    _mark_numbers(child)

    def _name_headings(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        for number, heading in enumerate(headings, start=1):
            if not heading.get("id"):
                heading.set("id", f"s-{number}")  # the same in both languages, whatever the words

    def _cite(self, root: Element) -> None:
        for parent in list(root.iter()):
            if len(parent):
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
        link.set("aria-label", f"{self.source_word} {number}")
        link.text = f"[{number}]"


class LessonMarkup(Extension):
    """Registers the dialect on a Markdown reader; raw HTML, bare addresses and foreign footnotes stay plain text."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.places = OwnLinePlaces(md)
        self.tree = PageTree(md, self.language)
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
        md.treeprocessors.register(self.tree, "page_tree", 6)

    def begin(self, citations: Citations) -> OwnLinePlaces:
        """Get ready for another text, whose facts `citations` numbers."""
        self.tree.citations = citations
        self.places.found = []
        return self.places


def _close_up(element: Element, before: str = "") -> str:
    """Takes out blanks after full-width marks, which have their own; `before` is the text in front, and so returned."""
    inside = "" if element.tag in _BLOCKS else before
    if element.text:
        element.text = _without_blanks(inside, element.text)
        inside = element.text
    for child in element:
        inside = _close_up(child, inside)
        if child.tail:
            child.tail = _without_blanks(inside, child.tail)
            inside = child.tail
    return "" if element.tag in _BLOCKS else inside


def _without_blanks(before: str, text: str) -> str:
    return _BLANK_AFTER_MARK.sub("", before[-1:] + text)[len(before[-1:]) :]


def _mark_numbers(table: Element) -> None:
    """Columns that hold nothing but figures stand to the right, so that digits are below digits."""
    rows = [list(row) for row in table.iter("tr")]
    for number in range(1, min(map(len, rows), default=0)):
        column = [row[number] for row in rows]
        if all(_FIGURE.fullmatch(_plain(cell)) for cell in column[1:]):
            for cell in column:
                cell.set("class", "number")


def _plain(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _remove(parent: Element, child: Element) -> None:
    index = list(parent).index(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)
