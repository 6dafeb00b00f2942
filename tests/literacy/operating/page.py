"""Reads docs/operate.md: its blocks in order, under their headings, with what their first line says about them."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from tests.repository.alone import ROOT

PAGE = ROOT / "docs" / "operate.md"
FENCE = re.compile(r"^```(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
KINDS = ("sh run", "sh debian-only", "sh internet", "text shown")
MACHINES = ("laptop", "second", "storage")  # beside the first one, which has no name
ENDINGS = ("fails", "stays", "soon")


@dataclass(frozen=True, slots=True)
class Block:
    """Commands, or what they print."""

    line: int
    kind: str
    machine: str
    endings: frozenset[str]  # "fails" with an error, "stays" until it is stopped, prints what is shown "soon"
    text: str


def blocks(text: str, first_line: int = 1) -> list[Block]:
    found: list[Block] = []
    for one in FENCE.finditer(text):
        block = _block(first_line + text[: one.start()].count("\n"), one[1].split(), one[2])
        is_shown = block.kind == "text shown"
        found.append(replace(block, machine=found[-1].machine) if is_shown else block)
    return found


def by_machine(found: list[Block]) -> list[list[Block]]:
    """The same blocks in the same order, together as long as they are for the same machine."""
    return [list(group) for _, group in groupby(found, key=lambda block: block.machine)]


def _block(line: int, words: list[str], text: str) -> Block:
    kind, more = " ".join(words[:2]), words[2:]
    unknown = {*more} - {*MACHINES, *ENDINGS}
    if kind not in KINDS or unknown:
        raise ValueError(f"{PAGE.name}:{line}: a block is one of {KINDS}, with {MACHINES} or {ENDINGS}, not {words}")
    machine = next((one for one in more if one in MACHINES), "")
    return Block(line, kind, machine, frozenset(more) & {*ENDINGS}, text)


def section(title: str) -> list[Block]:
    """Blocks under one heading, and under those below it."""
    start, end = _between(title)
    page = PAGE.read_text()
    return blocks(page[start:end], 1 + page[:start].count("\n"))


def titles(level: int, chapter: str = "") -> list[str]:
    """Headings of a level, of the whole page or of one chapter."""
    start, end = _between(chapter) if chapter else (0, None)
    return re.findall(rf"^#{{{level}}} (.+)$", _without_blocks(PAGE.read_text())[start:end], re.MULTILINE)


def _between(title: str) -> tuple[int, int]:
    """Where the text under a heading begins and ends."""
    page = _without_blocks(PAGE.read_text())
    found = re.search(rf"^(#+) {re.escape(title)}\n", page, re.MULTILINE)
    if found is None:
        raise LookupError(f"{PAGE.name} has no heading {title!r}")
    end = re.compile(rf"^#{{1,{len(found[1])}}} ", re.MULTILINE).search(page, found.end())
    return found.end(), end.start() if end else len(page)


def _without_blocks(text: str) -> str:
    """The same length, so that places stay; a comment in a block is no heading."""
    return FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def differs(shown: str, printed: str) -> str:
    """The first line of `shown` that was not printed, in this order; `…` stands for anything, whole lines too."""
    lines = iter(printed.splitlines())
    for wanted in (line for line in shown.splitlines() if line.strip() not in ("", "…")):
        pattern = ".*".join(re.escape(part) for part in wanted.strip().split("…"))
        if not any(re.fullmatch(pattern, line.strip()) for line in lines):
            return wanted
    return ""
