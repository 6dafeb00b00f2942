"""Reads a question's form as a browser without JavaScript has it: which fields there are, and what they would send."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class ReadForm(HTMLParser):
    """`sends` is what a press sends without anything being typed; `asked` are the fields a reader can change."""

    region: str
    sends: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)  # with the values offered
    _is_inside: bool = False
    _select: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "section":
            self._is_inside = found.get("id") == self.region
        if not self._is_inside:
            return
        name, value = found.get("name") or "", found.get("value") or ""
        if tag == "select":
            self._select = name
            self.asked[name] = []
        elif tag == "option" and self._select:
            self._take_option(value, is_selected="selected" in found)
        elif tag == "input":
            self._take_input(name, value, found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "section":
            self._is_inside = False

    def _take_option(self, value: str, *, is_selected: bool) -> None:
        if value:
            self.asked[self._select].append(value)
        if is_selected or self._select not in self.sends:
            self.sends[self._select] = [value]

    def _take_input(self, name: str, value: str, found: dict[str, str | None]) -> None:
        if found.get("type") in ("radio", "checkbox"):
            self.asked.setdefault(name, []).append(value)
            if "checked" not in found:
                return
        elif found.get("type") != "hidden":
            self.asked[name] = []
        self.sends.setdefault(name, []).append(value)


def read_form(html: str, region: str) -> ReadForm:
    form = ReadForm(region)
    form.feed(html)
    return form


def section(html: str, region: str) -> str:
    """The text of one question of a page, squeezed."""
    found = re.search(rf'<section class="question[^"]*" id="{region}".*?</section>', html, re.DOTALL)
    assert found is not None, region
    return squeezed(re.sub(r"<[^>]+>", " ", found[0]))


def squeezed(text: str) -> str:
    """Without any space: tags stand where no reader sees one."""
    return "".join(text.split())
