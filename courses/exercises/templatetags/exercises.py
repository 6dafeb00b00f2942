"""Template tags of exercise pages: hidden figures, and boxes with all that belongs to them."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from courses.exercises.base import ExerciseForm
from courses.exercises.forms.boxes import box, boxes, chips, figure_cells, lines, printed_rows, tick, words
from courses.exercises.forms.changing import change_between
from courses.exercises.forms.widgets import hidden

register = template.Library()
register.simple_tag(box)
register.simple_tag(boxes)
register.simple_tag(chips)
register.simple_tag(figure_cells)
register.simple_tag(lines)
register.simple_tag(printed_rows)
register.simple_tag(tick)
register.simple_tag(words)


@register.simple_tag(takes_context=True)
def carried(context: template.Context, data: Mapping[str, str]) -> SafeString:
    """What a form of one button sends: its token, the lesson it was reached from, and figures."""
    lesson = context.get("lesson")
    ours = {"csrfmiddlewaretoken": str(context.get("csrf_token", ""))} | ({"lesson": lesson.name} if lesson else {})
    return hidden({**data, **ours})


@register.simple_tag
def change(form: ExerciseForm, data: Mapping[str, str]) -> str:
    """The value of a button of the form with the reader's figures: what it changes in them."""
    return change_between(form.sent, data)
