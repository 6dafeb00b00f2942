"""Keeps amounts with their units, money, percent and names with a hyphen on one line, in the tree of a text."""

import re
from xml.etree.ElementTree import Element

_NUMBER = r"\d[\d,]{0,18}(?:\.\d{1,9})?"  # bounded: an endless number would take quadratic time
_UNITS = (
    "万元|亿元|万|亿|元|角|个工作日|个百分点|个月|天|日|年|月|期|周|小时|分钟|次|倍|厘|"
    "(?:months?|days?|years?|weeks?|hours?|minutes?|yuan|points?)\\b"
)
_NAME = r"\b[A-Z]-[A-Z][a-z]+"  # A-Mei
UNBROKEN = re.compile(
    rf"[¥￥$£€] ?{_NUMBER}(?:%| ?(?:万|亿)|/[a-z]+)?|[-−+]?{_NUMBER}(?: ?%| ?(?:{_UNITS}))|[×÷] ?{_NUMBER}|{_NAME}"
)
_WORTH_A_LOOK = re.compile(r"\d|[A-Z]-[A-Z]")
_NOT_WALKED = ("code", "pre", "sup")


def keep_unbroken(element: Element) -> None:
    """Puts amounts into spans that no line break may cut; `element` and all within it, but no code and no marks."""
    children = list(element) if len(element) else ()
    for child in children:
        if child.tag not in _NOT_WALKED:
            keep_unbroken(child)
    for child in children:
        if child.tail and _WORTH_A_LOOK.search(child.tail):
            _split_tail(element, child)
    if element.text and _WORTH_A_LOOK.search(element.text):
        _split_text(element)


def _split_text(element: Element) -> None:
    head, spans = _spans(element.text or "")
    element.text = head
    for position, span in enumerate(spans):
        element.insert(position, span)


def _split_tail(parent: Element, child: Element) -> None:
    head, spans = _spans(child.tail or "")
    child.tail = head
    after = list(parent).index(child) + 1
    for position, span in enumerate(spans):
        parent.insert(after + position, span)


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
