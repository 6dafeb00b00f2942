"""Rates, counts and sums that may be unknown, read from their boxes in the same way wherever they are asked for."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.exercises.base import ExerciseForm
from courses.exercises.forms import read_back
from courses.exercises.forms.fields import FigureField
from courses.loans.errors import LoanError
from courses.loans.money import RateUnit, TypedAmount, TypedRate, read_count, read_rate
from courses.loans.schedules.flows import Interval


def figure(form: ExerciseForm, name: str) -> FigureField:
    field = form.fields[name]
    assert isinstance(field, FigureField)
    return field


def rate_in(form: ExerciseForm, name: str, unit: str, *, per_year: int = 12, is_flat: bool = False) -> TypedRate | None:
    """The rate in a box, for the period of its text or of the list `unit`; None where it is empty."""
    text, period = form.cleaned_data[name], form.cleaned_data.get(unit)
    if not text.strip():
        return None
    try:
        return read_rate(text, unit=RateUnit(period) if period else None, per_year=per_year, is_flat=is_flat)
    except LoanError as problem:
        raise figure(form, name).reading_failed(read_back.in_percent(problem)) from None


def count_in(form: ExerciseForm, name: str, *, unit: Interval | None = Interval.MONTH, most: int = 1_040) -> int | None:
    """The whole number in a box; None where a box that may be empty is."""
    text, field = form.cleaned_data[name], figure(form, name)
    if not text.strip() and not field.required:
        return None
    try:
        return read_count(text, unit=unit, most=most)
    except LoanError as problem:
        raise field.reading_failed(problem) from None


def known_or_not(form: ExerciseForm, name: str) -> TypedAmount | None:
    """A sum beside which stands "not known", in a box that comes before it: one of the two, and not both."""
    typed: TypedAmount | None = form.cleaned_data[name]
    is_unknown = form.cleaned_data.get(f"{name}_unknown", False)
    if typed is None and not is_unknown:
        raise ValidationError(str(figure(form, name).ask), code="empty")
    if typed is not None and is_unknown:
        raise ValidationError(both_words(), code="both")
    return typed


def both_words() -> str:
    return _("Either a number or “not known”, not both.")
