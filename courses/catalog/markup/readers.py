"""Markdown readers for whole pages and for single lines; one of each serves a language, since making one takes time."""

import re
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import render_inner_html, strip_tags
from markdown.treeprocessors import InlineProcessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString

from courses.catalog.markup.dialect import Citations, LessonMarkup
from courses.catalog.markup.own_lines import OwnLine

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
_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "citation": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "linebreak": "  \n",
    "entity": "&",
}  # by name of an inline pattern: what every text it matches holds; patterns without a name here are always tried
_ANY_SIGN = re.compile(r"[`\\\[&*_]|  \n")  # what every text that any pattern matches holds


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A page as HTML, with placeholders for its own lines: the group of `placeholder` is an index into these."""

    html: str
    placeholder: re.Pattern[str]
    own_lines: tuple[OwnLine, ...]
    titles: tuple[tuple[str, str], ...]  # anchor and plain text of the second-level headings


class PageReader:
    """Reads pages of one language, one after the other; not safe for threads."""

    def __init__(self, language: str) -> None:
        self._markup = LessonMarkup(language)
        self._reader = _reader(self._markup)
        self._titles = SectionTitles(self._reader)
        self._reader.treeprocessors.register(self._titles, "section_titles", 5)
        parser = self._reader.parser
        parser.blockprocessors = tuple(parser.blockprocessors)  # type: ignore[assignment]  # else listed for every block

    def read(self, body: str, citations: Citations) -> PageHtml:
        """A page as HTML that is not yet sanitised. Raises RecursionError; the reader is of no use after that."""
        self._reader.reset()
        self._titles.found = []
        places = self._markup.begin(citations)
        html = self._reader.convert(body)
        return PageHtml(html, places.pattern, tuple(places.found), tuple(self._titles.found))


def inline_reader(language: str) -> Markdown:
    """A reader for one line of text: no lists, headings or tables, whatever the line begins with."""
    reader = _reader(LessonMarkup(language))
    reader.preprocessors.deregister("own_lines")
    reader.preprocessors.deregister("fenced_code_block", strict=False)
    for name in _BLOCKS:
        reader.parser.blockprocessors.deregister(name, strict=False)
    return reader


def _reader(markup: LessonMarkup) -> Markdown:
    reader = Markdown(extensions=["extra", "admonition", "sane_lists", markup], output_format="html")
    reader.treeprocessors.register(QuickInline(reader), "inline", 20)
    reader.treeprocessors.register(QuickUnescape(reader), "unescape", 0)
    return reader


class SectionTitles(Treeprocessor):
    """Notes anchor and plain text of every second-level heading; the page's tree has given each its id."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: list[tuple[str, str]] = []

    def run(self, root: Element) -> None:
        for heading in root.iter("h2"):
            anchor = UnescapeTreeprocessor().unescape(heading.get("id", ""))
            self.found.append((anchor, unescape(strip_tags(render_inner_html(heading, self.md)))))


class QuickInline(InlineProcessor):
    """Tries an inline pattern only on texts that hold its sign; the library tries every pattern on every text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns = tuple(md.inlinePatterns)
        signs = {id(md.inlinePatterns[name]): sign for name, sign in _SIGNS.items() if name in md.inlinePatterns}
        self._signs = tuple(signs.get(id(pattern), "") for pattern in self._patterns)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Takes the place of a private method of the library: `data` with what the patterns find put aside."""
        if isinstance(data, AtomicString) or not _ANY_SIGN.search(data):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._patterns)):
            start, is_found = 0, True
            while is_found and self._signs[index] in data:
                data, is_found, start = apply(self._patterns[index], data, index, start)
        return data


class QuickUnescape(UnescapeTreeprocessor):
    """Looks for escaped characters only in texts that hold the sign of one."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text
