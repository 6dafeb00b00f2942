"""Would you walk away? The exercise as the rest of the site sees it."""

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.practice.spot_ad.form import RoundForm
from courses.exercises.practice.spot_ad.page import page

EXERCISE = Exercise(
    kind=ExerciseKind.SPOT_AD,
    title=_("Would you walk away?"),
    lead=_("Ten made-up messages, calls and posters. Some are traps, some are fine."),
    search=_("spot the illegal loan ad scam fraud fake message phone call poster quiz game"),
    icon="flag",
    more_sheets=("ads",),
    form_class=RoundForm,
    page=page,
)
