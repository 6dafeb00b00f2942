"""Which part of the results a page shows; anything else in an address is as if it were not there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from courses.organizations.assigning.tasks import Task
from courses.organizations.forms.paging import PageForm
from courses.organizations.reports.people.ranking import RankOrder


class ResultsForm(PageForm):
    task = forms.CharField(required=False, max_length=80)
    order = forms.ChoiceField(required=False, choices=[(order.value, order.value) for order in RankOrder])


class ShownResults:
    """What an address asks for, with what is shown otherwise: the newest task, the most pressing first, page 1."""

    def __init__(self, asked: Mapping[str, Any], tasks: Sequence[Task]) -> None:
        form = ResultsForm(asked)
        form.is_valid()
        typed = form.cleaned_data
        self.task = next((one for one in tasks if one.key == typed.get("task")), tasks[0] if tasks else None)
        self._order: str | None = typed.get("order")
        self.number = form.number

    @property
    def order(self) -> RankOrder:
        return self.order_or(RankOrder.PRESSING)

    def order_or(self, usual: RankOrder) -> RankOrder:
        return RankOrder(self._order or usual)
