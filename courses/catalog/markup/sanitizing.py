"""The one allowlist through which all HTML made from content passes, so that no markup of an author can act."""

import re
from collections.abc import Mapping

import nh3

from courses.catalog.model.values.texts import LANGUAGES

_CLASSES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"term"}),
    "div": frozenset({"table-box", "box box-example", "box box-rule", "box box-caution"}),
    "p": frozenset({"box-title"}),
    "span": frozenset({"nowrap"}),
    "sup": frozenset({"cite"}),
    "td": frozenset({"number"}),
    "th": frozenset({"number"}),
}
_LANGUAGE = "|".join(map(re.escape, LANGUAGES))
_INTERNAL = re.compile(
    r"#source-[0-9]{1,3}"
    rf"|/(?:{_LANGUAGE})/glossary/#[a-z0-9-]{{1,40}}"
    rf"|/(?:{_LANGUAGE})/(help-now|reference)/[a-z0-9-]{{1,40}}/"
    rf"|/(?:{_LANGUAGE})/learn/[a-z0-9-]{{1,40}}/[a-z0-9-]{{1,40}}/"
)
_VALUES: Mapping[str, re.Pattern[str]] = {
    "href": _INTERNAL,
    "id": re.compile(r"[a-z][a-z0-9-]{0,39}|cite-[A-Z0-9-]{1,20}-[0-9]{1,3}"),
    "role": re.compile(r"region|note"),
    "tabindex": re.compile(r"0"),
    "scope": re.compile(r"col"),
    "start": re.compile(r"[0-9]{1,3}"),
    "aria-label": re.compile(r"[^<>]{1,200}", re.DOTALL),
}
_ATTRIBUTES = {
    "a": {"href", "id", "class", "aria-label"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
    "p": {"class"},
    "span": {"class"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"scope", "class"},
}
_TEXT_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "div", "hr", "br"}
_INLINE_TAGS = {"a", "code", "em", "strong", "span", "sub", "sup"}
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if value in _CLASSES.get(tag, ()) else None
    allowed = _VALUES.get(attribute)  # tags that are about to be removed are asked about too
    return value if allowed and allowed.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TEXT_TAGS | _INLINE_TAGS | _TABLE_TAGS,
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed_value,
    url_schemes=set(),
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    """`html` with every tag, attribute and address removed that lessons have no use for."""
    return _CLEANER.clean(html)
