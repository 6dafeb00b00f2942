"""What exercise pages write most often, written by Python: hidden figures, and a box with its label and hint."""

from collections.abc import Mapping
from html import escape

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from courses.exercises.widgets import written

register = template.Library()


@register.simple_tag
def hidden_boxes(data: Mapping[str, str]) -> SafeString:
    """Figures that a button sends on. Trusted: names and values are escaped."""
    boxes = (written({"type": "hidden", "name": name, "value": value}) for name, value in data.items())
    return mark_safe("".join(f"<input{box}>" for box in boxes))  # noqa: S308


@register.simple_tag
def labelled(field: BoundField) -> SafeString:
    """The label of a box, its hint, what is wrong with it, and the box with its unit. Trusted: words are escaped."""
    unit = getattr(field.field, "unit", "")
    hint = (
        f'<p class="hint" id="{field.auto_id}_helptext">{escape(str(field.help_text))}</p>' if field.help_text else ""
    )
    wrong = "".join(f'<p class="error">{escape(str(one))}</p>' for one in field.errors)
    if wrong:
        wrong = f'<div id="{field.auto_id}_error">{wrong}</div>'
    sign = f'<span class="unit">{escape(unit)}</span>' if unit else ""
    before, behind = ("", sign) if unit == "%" else (sign, "")
    return mark_safe(  # noqa: S308
        f'<label for="{field.id_for_label}">{escape(str(field.label))}</label>{hint}{wrong}'
        f'<span class="with-unit">{before}{field}{behind}</span>'
    )
