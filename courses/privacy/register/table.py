"""One entry of the privacy register: a table, why it exists, how long its rows stay, what each field is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.accounts.models import User

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Table:
    """One table that holds something about a person.

    `owner` is the query path from a row to the learner ("" when the row is the learner). `fields` says what every
    stored field is; those in `secret` are never exported, because whoever finds the file could use them; those
    `in_words` are exported as what they point to is called, not as its number. Rows that `outlive` the learner belong
    to somebody else too: erasing takes the person out of them and leaves the rest.
    """

    model: str
    title: Words
    purpose: Words
    kept: Words
    seen_by: Words
    owner: str
    fields: Mapping[str, Words]
    secret: frozenset[str] = field(default_factory=frozenset)
    in_words: frozenset[str] = field(default_factory=frozenset)
    not_yet: Callable[[Any], frozenset[str]] = lambda _row: frozenset()  # fields of a row that are shown later
    outlives: bool = False

    @property
    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)

    def rows_of(self, learner: User) -> QuerySet[Any]:
        """This learner's rows, oldest first."""
        above, _, further = self.owner.partition("__")
        rows = self.model_class._default_manager.select_related(*([above] if further else []), *self.in_words)
        return rows.filter(**{self.owner or "pk": learner.pk}).order_by("pk")


ONLY_YOU = _("Only you")
WITH_YOUR_LEARNING = _("As long as your learning; a guest is erased after 180 days without a visit")
ROW = _("The row’s number")
WHOSE = _("Whose it is")
