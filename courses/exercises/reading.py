"""Rates and counts read from their boxes, in the same way in every exercise that asks for them."""

from courses.exercises.base import ExerciseForm
from courses.exercises.can_i_afford import read_back
from courses.exercises.fields import FigureField
from courses.loans.errors import LoanError
from courses.loans.flows import Interval
from courses.loans.money import RateUnit, TypedRate, read_count, read_rate


def figure(form: ExerciseForm, name: str) -> FigureField:
    field = form.fields[name]
    assert isinstance(field, FigureField)
    return field


def rate_in(form: ExerciseForm, name: str, unit: str) -> TypedRate | None:
    """The rate in a box, for the period of its text or of the list `unit`; None where it is empty."""
    text, period = form.cleaned_data[name], form.cleaned_data.get(unit)
    if not text.strip():
        return None
    try:
        return read_rate(text, unit=RateUnit(period) if period else None)
    except LoanError as problem:
        raise figure(form, name).reading_failed(read_back.in_percent(problem)) from None


def count_in(form: ExerciseForm, name: str, *, unit: Interval = Interval.MONTH, most: int = 600) -> int | None:
    """The whole number in a box; None where a box that may be empty is."""
    text, field = form.cleaned_data[name], figure(form, name)
    if not text.strip() and not field.required:
        return None
    try:
        return read_count(text, unit=unit, most=most)
    except LoanError as problem:
        raise field.reading_failed(problem) from None
