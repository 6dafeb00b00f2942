"""Boxes written by Python instead of a template each: a page of an exercise has thirty, and they were a fifth of it."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def _attributes(widget: forms.Widget, attrs: Any) -> dict[str, Any]:
    return widget.build_attrs(widget.attrs, attrs)


class TextBox(forms.TextInput):
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        shown = self.format_value(value)
        written = "" if shown is None else format_html(' value="{}"', shown)
        return format_html('<input type="text" name="{}"{}{}>', name, written, flatatt(_attributes(self, attrs)))


class Tick(forms.CheckboxInput):
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        shown = self.format_value(value)
        written = "" if shown is None else format_html(' value="{}"', shown)
        checked = {"checked": True} if self.check_test(value) else {}
        given = flatatt({**_attributes(self, attrs), **checked})
        return format_html('<input type="checkbox" name="{}"{}{}>', name, written, given)


class List(forms.Select):
    """A list without groups."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((one, flatatt({"selected": str(one) in chosen}), label) for one, label in self.choices),
        )
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(_attributes(self, attrs)), options)


class Radios(forms.RadioSelect):
    """Radio buttons that a template writes one by one, each with its label."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        one = context["widget"]
        if "index" not in one or one.get("wrap_label"):
            return super()._render(template_name, context, renderer)  # type: ignore[misc,no-any-return]
        return format_html(
            '<input type="radio" name="{}" value="{}"{}>', one["name"], one["value"], flatatt(one["attrs"])
        )
