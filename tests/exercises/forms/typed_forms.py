"""What a form asks about, and the buttons of its questions."""

from courses.exercises.base import InputProblem
from courses.exercises.borrowing.can_i_afford.form import AffordForm

PAGE, CHINESE = "/en/exercises/can-i-afford/", "/zh-hans/exercises/can-i-afford/"


def asked(data: dict[str, str]) -> InputProblem:
    """The one thing that the form asks about."""
    (problem,) = AffordForm(data).problems()
    return problem
