"""The month as a bar, drawn by the kind that lessons use."""

from dataclasses import replace

from courses.catalog.drawings.base import Drawing
from courses.catalog.drawings.kinds import month_bar
from courses.exercises.budgeting.household.words import heading
from courses.loans.affordability.household import Month


def month_picture(month: Month) -> Drawing:
    """The figures were read and limited by the form, so what authors may write does not limit them again."""
    given = month_bar.MonthBar.model_construct(
        income=month.income, essentials=month.needs, debts=month.debts, family=month.family, wants=month.wants
    )
    drawing = month_bar.draw(given)
    is_bound = not month.debts_are_known and month.left > 0
    return replace(drawing, caption=heading(month)) if is_bound else drawing
