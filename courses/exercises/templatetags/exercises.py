"""What exercise pages write most often, written by Python: hidden figures, and a box with its label and hint."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def hidden_boxes(data: Mapping[str, str]) -> SafeString:
    """Figures that a button sends on."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', data.items())


@register.simple_tag
def labelled(field: BoundField) -> SafeString:
    """The label of a box, its hint, what is wrong with it, and the box itself with its unit."""
    hint = field.help_text and format_html('<p class="hint" id="{}_helptext">{}</p>', field.auto_id, field.help_text)
    wrong = format_html_join("", '<p class="error">{}</p>', ((one,) for one in field.errors))
    if wrong:
        wrong = format_html('<div id="{}_error">{}</div>', field.auto_id, wrong)
    unit: Any = getattr(field.field, "unit", "")
    before = format_html('<span class="unit">{}</span>', unit) if unit == "¥" else ""
    behind = format_html('<span class="unit">{}</span>', unit) if unit == "%" else ""
    return format_html(
        '<label for="{}">{}</label>{}{}<span class="with-unit">{}{}{}</span>',
        field.id_for_label, field.label, hint, wrong, before, field, behind,
    )  # fmt: skip
