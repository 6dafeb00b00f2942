"""Puts what was typed back into a form of a page: any form of the site, by reading the page's own HTML.

Nothing but the fields of that one form changes. Fresh one-time keys and tokens stay as they are.
"""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from courses.accounts.pages.addresses import without_language
from courses.accounts.session.pending_answer import CarriedForm

FRESH = ("key", "csrfmiddlewaretoken", "next")  # of the page, never of the form that was carried
LEFT = ("password", "file", "submit", "button", "image", "reset")
Attributes = dict[str, str | None]


@dataclass
class _Tag:
    """A start tag and where it stands."""

    name: str
    attributes: Attributes
    start: int
    end: int
    content_end: int = 0  # of textareas


@dataclass
class _Form:
    tag: _Tag
    details: list[_Tag] = field(default_factory=list)  # that it is folded in
    fields: list[_Tag] = field(default_factory=list)
    select: str = ""


class _FormReader(HTMLParser):
    """Every form of a page that posts to one address, with its fields and where they stand."""

    def __init__(self, html: str, action: str, own_path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[_Form] = []
        self._action, self._own_path = without_language(action), own_path
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._open: _Form | None = None
        self._details: list[_Tag] = []
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        found = _Tag(tag, dict(attrs), start, start + len(self.get_starttag_text() or ""))
        if tag == "details":
            self._details.append(found)
        elif tag == "form" and found.attributes.get("method") == "post" and self._is_meant(found):
            self._open = _Form(found, list(self._details))
            self.forms.append(self._open)
        elif self._open is not None:
            self._take(found)

    def _is_meant(self, form: _Tag) -> bool:
        return (
            without_language((form.attributes.get("action") or "").partition("?")[0] or self._own_path) == self._action
        )

    def _take(self, tag: _Tag) -> None:
        assert self._open is not None
        if tag.name == "select":
            self._open.select = tag.attributes.get("name") or ""
        if tag.name == "option":
            tag.attributes["of"] = self._open.select
        if tag.name in ("input", "textarea", "option", "button", "select"):
            self._open.fields.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self._details:
            self._details.pop()
        elif tag == "form":
            self._open = None
        elif tag == "textarea" and self._open is not None and self._open.fields:
            self._open.fields[-1].content_end = self._here()


def refilled(html: str, carried: CarriedForm, notice: str, *, own_path: str, form_key: str) -> str | None:
    """The page with `notice` before the form and everything typed in it; None when the form is not on this page.

    `form_key` is a fresh one-time key, for a form that gets its own only in its second stage.
    """
    forms = _FormReader(html, carried.action, own_path).forms
    if not forms:
        return None
    form = next((one for one in forms if _fits(one, carried)), forms[0])
    changes = [change for tag in form.fields if (change := _filled(tag, carried, html)) is not None]
    changes += [(one.start, one.end, html[one.start : one.end - 1] + " open>") for one in form.details
                if "open" not in one.attributes]  # fmt: skip
    changes.append((form.tag.start, form.tag.start, notice))
    changes.append((form.tag.end, form.tag.end, _missing(form, carried, form_key)))
    for start, end, new in sorted(changes, reverse=True):
        html = html[:start] + new + html[end:]
    return html


def _fits(form: _Form, carried: CarriedForm) -> bool:
    """Of several buttons with one address, the one that was pressed."""
    hidden = [tag.attributes for tag in form.fields if tag.attributes.get("type") == "hidden"]
    return all(
        (one.get("value") or "") in carried.values(str(one.get("name")))
        for one in hidden
        if one.get("name") not in (*FRESH, "version")
    )


def _missing(form: _Form, carried: CarriedForm, form_key: str) -> str:
    """What was sent and has no field here, such as the stage of a form that is asked in two."""
    named = {str(tag.attributes.get("name")) for tag in form.fields}
    lost = [(name, value) for name, value in carried.fields if name not in named and name not in FRESH]
    if "key" not in named and carried.values("key"):
        lost.append(("key", form_key))
    return "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in lost)


def _filled(tag: _Tag, carried: CarriedForm, html: str) -> tuple[int, int, str] | None:
    """Where this field changes, and to what; None where it stays."""
    name, kind = str(tag.attributes.get("name") or ""), (tag.attributes.get("type") or "text").lower()
    if tag.name == "option":
        chosen = carried.values(str(tag.attributes.get("of") or ""))
        value = tag.attributes.get("value")
        return _marked(tag, "selected", value in chosen) if chosen and value is not None else None
    typed = carried.values(name)
    if tag.name == "textarea":
        return (tag.end, tag.content_end, "\n" + escape(typed[0])) if typed else None
    if tag.name != "input" or kind in LEFT or name in FRESH or not name:
        return None
    if kind in ("checkbox", "radio"):
        return _marked(tag, "checked", (tag.attributes.get("value") or "on") in typed)
    return _with_value(tag, typed[0]) if typed else None


def _marked(tag: _Tag, mark: str, is_on: bool) -> tuple[int, int, str]:
    return tag.start, tag.end, _written(tag, {**_without(tag, mark), **({mark: None} if is_on else {})})


def _with_value(tag: _Tag, value: str) -> tuple[int, int, str]:
    return tag.start, tag.end, _written(tag, {**tag.attributes, "value": value})


def _without(tag: _Tag, *names: str) -> Attributes:
    return {name: value for name, value in tag.attributes.items() if name not in (*names, "of")}


def _written(tag: _Tag, attributes: Attributes) -> str:
    words = [name if value is None else f'{name}="{escape(value)}"' for name, value in attributes.items()]
    return f"<{' '.join([tag.name, *words])}>"


def with_box(html: str, box: str) -> str:
    """The page with `box` as the first thing in its main part."""
    start = html.find(">", html.find("<main")) + 1
    return html[:start] + box + html[start:] if start > 0 and "<main" in html else html
