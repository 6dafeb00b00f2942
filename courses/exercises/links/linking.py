"""How other sites link an exercise with figures in its boxes: behind the #, which browsers send to no server."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _

from courses.exercises.base import Exercise, ExerciseForm
from courses.exercises.forms.fields import AmountField, FigureField

Box = tuple[str, str, str, str]  # its name, its label, what may stand there in words or letter by letter


@dataclass(frozen=True, slots=True)
class Linked:
    title: Any
    link: str
    boxes: tuple[Box, ...]


def link_to_boxes(address: str, figures: Mapping[str, str]) -> str:
    return f"{address}#{urlencode(figures)}" if figures else address


def linked(exercise: Exercise, address: str) -> Linked:
    """The link with our example's figures, and every box that a link may fill."""
    form = exercise.form_class()
    boxes = tuple(_boxes(form))
    fillable = {name for name, *_rest in boxes}
    example = {name: value for name, value in exercise.example.items() if name in fillable}
    return Linked(exercise.title, link_to_boxes(address, example), boxes if example else ())


def _boxes(form: ExerciseForm) -> Iterator[Box]:
    for part in form.parts:
        for name, field in part.fields.items():
            words, values = _values(field)
            if words or values:
                yield name, str(field.label), words, values


def _values(field: forms.Field) -> tuple[str, str]:
    """What a link may write in a box, in words or letter by letter; neither for boxes that it leaves alone."""
    if isinstance(field, forms.ChoiceField):
        return "", ", ".join(str(value) for value, _label in field.choices if value)  # type: ignore[misc, union-attr]
    if isinstance(field, forms.BooleanField):
        return "", "on"
    if isinstance(field, AmountField):
        return _("a sum, like 12000"), ""
    if isinstance(field, FigureField):
        return _("a number, like 12"), ""
    return (_("a day, like 2026-12-01") if isinstance(field, forms.DateField) else ""), ""
