"""Boxes written by Python instead of a template each: a page of an exercise has thirty, and they were a third of it."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.widgets import Input
from django.utils.safestring import SafeString, mark_safe


def written(attributes: Mapping[str, Any]) -> str:
    """Attributes of a tag, escaped; True stands for one without a value, False and None for none at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False and value is not None
    )


def _tag(name: str, attributes: Mapping[str, Any], inside: str | None = None) -> SafeString:
    """Return one HTML tag, marked safe: attribute values are escaped, the rest is constant."""
    end = "" if inside is None else f"{inside}</{name}>"
    return mark_safe(f"<{name}{written(attributes)}>{end}")  # noqa: S308


class _OneTag(Input):
    """An input, written without a template."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return _tag("input", self._attributes(name, value, attrs))

    def _attributes(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        given = self.build_attrs(self.attrs, attrs)
        return {"type": self.input_type, "name": name, "value": self.format_value(value), **given}


class TextLine(_OneTag):
    """A box on one line."""


class TextBox(TextLine, forms.TextInput):
    pass


class DayBox(TextLine, forms.DateInput):
    input_type = "date"


class TimeBox(TextLine, forms.TimeInput):
    input_type = "time"


class Lines(forms.Textarea):
    """A box on several lines."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        inside = f"\n{escape(self.format_value(value) or '')}"
        return _tag("textarea", {"name": name, **self.build_attrs(self.attrs, attrs)}, inside)


class Tick(_OneTag, forms.CheckboxInput):
    def _attributes(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {**super()._attributes(name, value, attrs), "checked": self.check_test(value)}


class List(forms.Select):
    """A drop-down list without groups of options."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = "".join(
            _tag("option", {"value": one, "selected": str(one) in chosen}, escape(str(label)))
            for one, label in self.choices
        )
        return _tag("select", {"name": name, **self.build_attrs(self.attrs, attrs)}, options)


class Radios(forms.RadioSelect):
    """Radio buttons that a template writes one by one, each with its label."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        one = context["widget"]
        if "index" not in one or one.get("wrap_label"):
            return super()._render(template_name, context, renderer)  # type: ignore[misc,no-any-return]
        return _tag("input", {"type": "radio", "name": one["name"], "value": one["value"], **one["attrs"]})


def hidden(data: Mapping[str, str]) -> SafeString:
    """Return hidden inputs for what a button sends on, marked safe: names and values are escaped."""
    boxes = [f'<input type="hidden" name="{_escaped(name)}" value="{_escaped(value)}">' for name, value in data.items()]
    return SafeString("".join(boxes))


def _escaped(text: str) -> str:
    """Escape a value; words and figures need none and are skipped, because a result's buttons send a hundred."""
    return text if text.isalnum() else escape(text)
