"""Finds sentences of the other language in a page: in its text, its title and its attributes."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

READ = {"title", "alt", "aria-label", "placeholder", "content", "label", "data-label"}  # attributes people meet
IDS = {"data-holds"}  # names of elements, for the script
UNREAD = {"script", "style", "bdi", "textarea", "code"}  # bdi: names and words that people typed
VOID = {"input", "br", "meta", "link", "img", "hr", "path", "rect", "circle", "line", "ellipse", "polyline"}
# Three words in a row. None begins within small letters: of 6,000 in a row that would be 18 million tries.
WORDS = re.compile(r"(?:(?<![a-z])|(?=[A-Z]))[A-Za-z][a-z’']++(?:[ ,]+[A-Za-z][A-Za-z’'-]*){2,}")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
NAMES = re.compile(
    r"canary-[\w-]+|简体中文|中文"  # what the cast is called; the names of languages in themselves
    r"|National Debtline"  # services abroad
    r"|昵称|姓名|家长|监护人"  # headings that a file of names may have
    r"|American Economic Journal|Educational (Psychology|Research) Review|Journal of Financial Economics"
    r"|Review of Educational Research|Van der Kleij"  # journals and authors beside their Chinese names
)


class _Texts(HTMLParser):
    """Collects what is read in the page's own language; parts marked as another language are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, str]] = []  # tag, language from there on
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        if self._is_own(language):
            is_machine = tag == "meta" and given.get("name") not in ("description", None)
            read = {name for name in given if name in READ or name.startswith("data-")} - IDS
            values = (value for name, value in attrs if name in read)
            self.found.extend(value for value in values if value and not is_machine and not self._unread)
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.found.append(given.get("value") or "")
        if tag not in VOID:
            self._open.append((tag, language))
            self._unread += tag in UNREAD

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:  # of an icon's "/>": it opened nothing
            return
        while self._open:
            last, _language = self._open.pop()
            self._unread -= last in UNREAD
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._unread and (not self._open or self._is_own(self._open[-1][1])):
            self.found.append(data)

    def _is_own(self, language: str) -> bool:
        return not self._open or language == self._open[0][1]


def texts_of(page: str) -> list[str]:
    """Every text of a page in the page's own language; a text that is no page is one such text."""
    if "<html" not in page:
        return [page]
    parser = _Texts()
    parser.feed(page[page.index("<html") :])
    return parser.found


def foreign_sentences(page: str, language: str) -> Iterator[str]:
    """Runs of three English words in a Chinese page, of two Chinese characters in an English one."""
    pattern = HAN if language == "en" else WORDS
    for text in texts_of(page):
        for match in pattern.finditer(NAMES.sub("·", " ".join(text.split()))):
            yield match[0]
