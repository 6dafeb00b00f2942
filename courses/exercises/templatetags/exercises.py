"""What exercise pages write most often, written by Python: hidden figures, and a box with all that belongs to it."""

from collections.abc import Mapping
from html import escape

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from courses.catalog.drawings.printing import unbroken
from courses.exercises.widgets import written

register = template.Library()


@register.simple_tag
def hidden_boxes(data: Mapping[str, str]) -> SafeString:
    """Figures that a button sends on. Trusted: names and values are escaped."""
    boxes = (written({"type": "hidden", "name": name, "value": value}) for name, value in data.items())
    return mark_safe("".join(f"<input{box}>" for box in boxes))  # noqa: S308


@register.simple_tag
def box(field: BoundField, echo: str = "", unknown: BoundField | str = "") -> SafeString:
    """A box with its label, hint and unit, what is wrong with it or how it was read, and "not known" beside it.

    Trusted: words are escaped, and Django's boxes escape their values.
    """
    parts = _parts(field)
    if echo:
        parts.append(f'<p class="hint">{escape(unbroken(echo))}</p>')
    if isinstance(unknown, BoundField):
        parts.append(_unknown(field, unknown))
    wrong = " has-error" if field.errors else ""
    return mark_safe(f'<div class="field{wrong}">{"".join(parts)}</div>')  # noqa: S308


def _parts(field: BoundField) -> list[str]:
    unit = getattr(field.field, "unit", "")
    parts = [f'<label for="{field.id_for_label}">{escape(str(field.label))}</label>']
    if field.help_text:
        parts.append(f'<p class="hint" id="{field.auto_id}_helptext">{escape(str(field.help_text))}</p>')
    if field.errors:
        wrong = "".join(f'<p class="error">{escape(str(one))}</p>' for one in field.errors)
        parts.append(f'<div id="{field.auto_id}_error">{wrong}</div>')
    sign = f'<span class="unit">{escape(unit)}</span>' if unit else ""
    before, behind = ("", sign) if unit == "%" else (sign, "")
    return [*parts, f'<span class="with-unit">{before}{field}{behind}</span>']


def _unknown(field: BoundField, unknown: BoundField) -> str:
    what = f'<span class="visually-hidden">{escape(str(field.label))}{_(": ")}</span>{_("Not known")}'
    return f'<span class="choice-line">{unknown}<label for="{unknown.id_for_label}">{what}</label></span>'
