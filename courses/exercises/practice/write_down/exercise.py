"""Write it down and compare: the exercise as the rest of the site sees it."""

from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.practice.write_down.form import WriteDownForm
from courses.exercises.practice.write_down.result import compared

OWN: Any = _("If I cannot pay by the 20th, I borrow nothing more.")

EXERCISE = Exercise(
    kind=ExerciseKind.WRITE_DOWN,
    title=_("Write it down and compare"),
    lead=_("A plan, a rule or a sentence of your own, then ours beside it. Nothing is kept."),
    search=_("plan stop rule sentence tell the family write down other ways than a loan"),
    press=_("Compare with ours"),
    icon="book",
    form_class=WriteDownForm,
    calculate=compared,
    example=MappingProxyType({"about": "stop-rule", "own": OWN}),
)
